"""What an erasure leaves behind the scenes: files of attachments, and text in free pages.

Deleting a row gives its page back and does not blank it; so the file is written anew. Until that
is done the erased records are marked, and it is done again after a crash.
"""

from __future__ import annotations

from sqlalchemy import select

from wicco_desktop.records import KINDS
from wicco_desktop.store import erased
from wicco_desktop.store.attachments import AttachmentFolder
from wicco_desktop.store.database import Database


def sweep(database: Database, attachments: AttachmentFolder) -> None:
    """Remove files that nobody names any more, then write the database anew.

    Raises UserError or OSError where it cannot be; what is not swept stays marked.
    """
    reader = database.reader()
    for digest in erased.files_to_remove(reader):
        file = KINDS["attachment"].table.c.file
        if reader.execute(select(file).where(file == digest).limit(1)).first() is None:
            attachments.remove(digest)
    with database.writing() as connection:
        erased.files_are_removed(connection)
    database.rewrite()
    with database.writing() as connection:
        erased.is_swept(connection)

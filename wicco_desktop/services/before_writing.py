"""The verified backup that comes before whatever writes much at once."""

from __future__ import annotations

from pathlib import Path

from wicco_desktop.foundation.clock import parse_moment
from wicco_desktop.foundation.errors import UserError
from wicco_desktop.store.attachments import AttachmentFolder
from wicco_desktop.store.backup import archive_name, free_name, write_archive
from wicco_desktop.store.store import Store


def back_up_before(store: Store, refusal: str, *, why: str = "before-import") -> Path:
    """Write one verified archive beside the database and give its path.

    ``refusal`` is a message id with ``{problem}``: raised as UserError where there can be none.
    """
    database = store.path.resolve()
    moment = parse_moment(store.now())
    target = free_name(database.with_name(archive_name(database, moment, why=why)))
    try:
        write_archive(database, AttachmentFolder(database), target)
    except UserError as problem:
        raise UserError(refusal, problem=problem.message) from problem
    return target

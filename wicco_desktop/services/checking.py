"""Whether a database is sound: what the inspection found, told in plain words."""

from __future__ import annotations

from collections.abc import Iterator

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.messages import N_, NC_, Message
from wicco_desktop.records import KINDS
from wicco_desktop.records.kinds import DELETED
from wicco_desktop.store.attachments import AttachmentFolder
from wicco_desktop.store.inspection import Finding, Sort
from wicco_desktop.store.queries import Query
from wicco_desktop.store.store import Store

_TOLD = {
    Sort.DAMAGED: N_("The file is damaged: {detail}"),
    Sort.DANGLING: N_("{field} of {kind} {record} refers to a record that does not exist."),
    Sort.UNLOGGED: N_("{kind} {record} is there, but the log does not know how it came."),
    Sort.VANISHED: N_("{kind} {record} is in the log, but the record is not there."),
    Sort.DIFFERENT: N_("{field} of {kind} {record} is not what the log says."),
    Sort.BROKEN_LOG: N_("The changes of {kind} {record} in the log do not follow one another."),
    Sort.LOOSE_CHANGE: N_("Change {detail} of the log belongs to no transaction."),
    Sort.LOOSE_MERGE: N_("A merge belongs to transaction {detail}, which is not there."),
    Sort.LOOSE_RETURN: N_(
        "A returned workbook belongs to transaction {detail}, which is not there."
    ),
    Sort.NOT_FOUND: N_("Search does not find {kind} {record}, though it should."),
    Sort.FOUND_IN_VAIN: N_("Search still knows {kind} {record}, which is deleted or not there."),
}

_WINDOW = 500


class Checking:
    """The check of a whole database; reads only."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def problems(self) -> Iterator[Message]:
        """Everything that is wrong with file, references, log, index and attachments."""
        try:
            for finding in self._store.findings():
                yield _told(finding)
            yield from self._attachments()
        except UserError as broken:
            yield broken.message

    def _attachments(self) -> Iterator[Message]:
        folder = AttachmentFolder(self._store.path)
        query = Query("attachment", order=("id",), deleted=None)
        offset = 0
        while records := self._store.select(query.window(offset, _WINDOW)):
            offset += len(records)
            for record in records:
                digest = record.text("file")
                if not digest or folder.verify(digest):
                    continue
                named = {"file": record.text("file_name") or digest[:12], "record": record.id}
                if folder.path(digest) is None:
                    yield Message(N_("The file {file} of attachment {record} is missing."), named)
                else:
                    yield Message(
                        N_("The file {file} of attachment {record} is not what was stored."), named
                    )


def _told(finding: Finding) -> Message:
    kind = KINDS.get(finding.kind)
    column = kind.columns.get(finding.column or "") if kind else None
    field: object = finding.column or ""
    if column is not None:
        field = Message(column.field.label)
    elif finding.column == DELETED:
        field = Message(NC_("state of a record", "Deleted"))
    return Message(
        _TOLD[finding.sort],
        {
            "kind": Message(kind.label) if kind else finding.kind,
            "record": finding.record,
            "field": field,
            "detail": finding.detail,
        },
    )

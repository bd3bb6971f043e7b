"""Whether a database is sound: what the inspection found, told in plain words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from wicco_desktop.foundation.errors import Cancelled, UserError
from wicco_desktop.foundation.messages import N_, NC_, Message, Noun
from wicco_desktop.records import KINDS
from wicco_desktop.records.kinds import DELETED, Kind
from wicco_desktop.store.driver import DamagedFileError
from wicco_desktop.store.finding import Finding, Sort
from wicco_desktop.store.queries import Query
from wicco_desktop.store.store import Store

_TOLD = {
    Sort.DAMAGED: N_("The file is damaged: {detail}"),
    Sort.BROKEN_INDEX: N_("An index of the file is damaged: {detail}"),
    Sort.OLD_INDEX: N_("The search index was made by an older version of the program."),
    Sort.DANGLING: N_("{field} of {kind} {record} refers to a record that does not exist."),
    Sort.UNLOGGED: N_("{kind} {record} is there, but the log does not know how it came."),
    Sort.VANISHED: N_("{kind} {record} is in the log, but the record is not there."),
    Sort.DIFFERENT: N_("{field} of {kind} {record} is not what the log says."),
    Sort.BROKEN_LOG: N_("The changes of {kind} {record} in the log do not follow one another."),
    Sort.LOOSE_CHANGE: N_("Change {detail} of the log belongs to no transaction."),
    Sort.UNREADABLE: N_("An entry beside the records cannot be read: {detail}"),
    Sort.UNDATED: N_("When {kind} {record} was made or changed cannot be read."),
    Sort.LOOSE_MERGE: N_("A merge belongs to transaction {detail}, which is not there."),
    Sort.LOOSE_RETURN: N_(
        "A returned workbook belongs to transaction {detail}, which is not there."
    ),
    Sort.NOT_FOUND: N_("Search does not find {kind} {record}, though it should."),
    Sort.FOUND_IN_VAIN: N_("Search still knows {kind} {record}, which is deleted or not there."),
}

_WINDOW = 500
MOST = 500
"""Problems that are listed; one fault may show itself in every record."""

PHASES = (
    N_("Checking the file…"),
    N_("Checking references…"),
    N_("Checking the log…"),
    N_("Checking the search index…"),
    N_("Checking attachments…"),
)

Tell = Callable[[int, int, Message], None]
"""Told how much of how much is done, and what is being done."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a check found. ``more``: there is more than is listed."""

    problems: tuple[Message, ...] = ()
    mendable: bool = False
    """Some of it ends when the indexes are made anew."""
    lasting: bool = False
    """Some of it does not: a backup or a salvage helps."""
    broken: bool = False
    """The file itself cannot be read whole, so that nothing is written into it any more."""
    more: bool = False

    @property
    def sound(self) -> bool:
        """Whether nothing was found."""
        return not self.problems


class Checking:
    """The check of a whole database; reads only."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def problems(self) -> Iterator[Message]:
        """Everything that is wrong with file, references, log, index and attachments."""
        try:
            for finding in self._store.findings():
                yield _told(finding)
            yield from self._attachments(lambda _done, _of: None)
        except UserError as broken:
            yield broken.message

    def full(
        self,
        tell: Tell = lambda _done, _of, _doing: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Outcome:
        """The same as one outcome, with progress. Raises Cancelled."""

        def begun(phase: int) -> None:
            tell(phase, len(PHASES), Message(PHASES[phase]))

        def attachments(done: int, of: int) -> None:
            if cancelled():
                raise Cancelled
            tell(done, of, Message(PHASES[-1]))

        found: list[Finding] = []
        told: list[Message] = []
        try:
            for finding in self._store.findings(begun, cancelled):
                found.append(finding)
                if len(found) > MOST:
                    break
            told = list(islice(self._attachments(attachments), MOST))
        except DamagedFileError as broken:
            told = [] if found else [broken.message]
            return self._outcome(found, told, broken=True)
        return self._outcome(found, told)

    def quick(self, cancelled: Callable[[], bool] = lambda: False) -> Outcome:
        """What is soon seen after the program was killed. Raises Cancelled."""
        try:
            return self._outcome(self._store.quick_findings(cancelled), [])
        except DamagedFileError as broken:
            return self._outcome([], [broken.message], broken=True)

    def mend(self, tell: Tell = lambda _done, _of, _doing: None) -> None:
        """Make every index anew. Writes."""
        self._store.mend_indexes(lambda done, of: tell(done, of, Message(PHASES[3])))

    def _outcome(
        self, found: Sequence[Finding], told: Sequence[Message], *, broken: bool = False
    ) -> Outcome:
        broken = broken or any(finding.sort is Sort.DAMAGED for finding in found)
        if broken and not self._store.read_only:
            self._store.write_no_more()
        return Outcome(
            (*map(_told, found[:MOST]), *told),
            mendable=any(finding.sort.of_index for finding in found),
            lasting=broken or bool(told) or not all(finding.sort.of_index for finding in found),
            broken=broken,
            more=len(found) > MOST or len(told) >= MOST,
        )

    def _attachments(self, tell: Callable[[int, int], None]) -> Iterator[Message]:
        folder = self._store.attachments
        query = Query("attachment", order=("id",), deleted=None)
        offset, of = 0, self._store.count(query)
        while records := self._store.select(query.window(offset, _WINDOW)):
            offset += len(records)
            for number, record in enumerate(records, offset - len(records)):
                tell(number, of)
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
    return Message(
        _TOLD[finding.sort],
        {
            "kind": Noun(kind.label) if kind else finding.kind,
            "record": finding.record,
            "field": label_of(kind, finding.column),
            "detail": finding.detail,
        },
    )


def label_of(kind: Kind | None, column: str | None) -> object:
    """What a column is called to a person; its own name where the kind does not declare it."""
    known = kind.columns.get(column or "") if kind else None
    if known is not None:
        return Message(known.field.label)
    return Message(NC_("state of a record", "Deleted")) if column == DELETED else column or ""

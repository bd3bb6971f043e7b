"""Workbooks for partners: what was chosen as of one moment, written whole or not at all, recorded.

The record of an export is what makes a returned workbook comparable: which records and columns
went out, and the place in the change log whose values they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from wicco_desktop.exchange.columns import ExchangeColumn, sheet_columns
from wicco_desktop.exchange.heading_text import Headings
from wicco_desktop.exchange.writing.outgoing import (
    BOTH,
    LARGEST,
    OutgoingSheet,
    OutgoingWorkbook,
)
from wicco_desktop.exchange.writing.target_file import PartFile, check_target, written_beside
from wicco_desktop.foundation.errors import Cancelled, UserError
from wicco_desktop.foundation.identifiers import new_id
from wicco_desktop.foundation.messages import N_, Message, Noun
from wicco_desktop.records import KINDS
from wicco_desktop.services.exporting_rows import Names, Rows, referred_kinds
from wicco_desktop.services.exporting_scope import Ids, What
from wicco_desktop.services.people import People
from wicco_desktop.store.exports import Export
from wicco_desktop.store.file_names import safe_name
from wicco_desktop.store.store import Store

Report = Callable[[int, int, Message | None], None]
"""Takes how much is done, of how much, and what is being done."""

OFFERED = ("organisation", "delegation")
"""Kinds whose records are offered in a drop-down where a column refers to them."""

WRITING, SAVING = N_("Writing the workbook"), N_("Saving the file")


@dataclass(frozen=True, slots=True)
class Options:
    """How a workbook is to be."""

    language: str
    """Code of the user's language."""
    headings: Headings = BOTH
    remarks: bool = False
    """Whether the internal remarks go out, too."""
    left_out: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By kind: paths of columns that are not wanted."""

    def columns(self, kind: str) -> tuple[ExchangeColumn, ...]:
        """The columns of a kind's sheet."""
        unwanted = self.left_out.get(kind, frozenset())
        every = sheet_columns(kind, remarks=self.remarks)
        return tuple(column for column in every if column.path not in unwanted) or every

    @property
    def values_in(self) -> str:
        """Code of the language of names and of what is chosen from lists."""
        return self.language if self.headings == BOTH else self.headings


@dataclass(frozen=True, slots=True)
class Exported:
    """A workbook that was written."""

    file: Path
    export: str
    rows: Mapping[str, int]
    """How many by kind."""


class Exporting:
    """Writes exports and templates."""

    def __init__(self, store: Store, people: People) -> None:
        self._store = store
        self._people = people

    def counts(self, what: What, language: str) -> dict[str, int]:
        """How many records by kind would go out."""
        return what.counted(self._store, language)

    def export(
        self,
        path: Path,
        what: What,
        options: Options,
        report: Report = lambda _done, _total, _doing: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Exported:
        """Write a workbook and record it. Whatever is written meanwhile is not in it.

        Raises UserError, or Cancelled; then there is no file, or the one that was there before.
        """
        check_target(path)
        export, rows = new_id(), dict[str, Rows]()
        name = safe_name(path.name)  # a name may hold what is no text

        def record() -> None:
            self._store.record_export(
                Export(
                    export,
                    name,
                    position,
                    options.headings,
                    what.told(name),
                    columns={kind: _paths(options.columns(kind)) for kind in rows},
                    records={kind: tuple(made.written) for kind, made in rows.items()},
                )
            )

        with written_beside(path, cancelled, record) as file, self._store.snapshot() as position:
            found = what.found(self._store, options.values_in)
            passed = _Passed(sum(map(len, found.values())), report, cancelled)
            names = Names(self._store, options.values_in)
            for kind, ids in found.items():
                _check_size(kind, ids)
                columns = options.columns(kind)
                rows[kind] = Rows(self._store, self._people, names, kind, columns, passed)
            sheets = [
                OutgoingSheet(kind, options.columns(kind), rows[kind].of(ids))
                for kind, ids in found.items()
            ]
            self._write(sheets, options, names, export, file, passed.tell_saving)
        return Exported(path, export, {kind: len(made.written) for kind, made in rows.items()})

    def template(self, path: Path, kinds: Iterable[str], options: Options) -> None:
        """Write an empty workbook in which a partner enters new records. Raises UserError."""
        check_target(path)
        sheets = [OutgoingSheet(kind, options.columns(kind)) for kind in kinds]
        names = Names(self._store, options.values_in)
        with written_beside(path) as file:
            self._write(sheets, options, names, None, file, lambda: None)

    def _write(
        self,
        sheets: Sequence[OutgoingSheet],
        options: Options,
        names: Names,
        export: str | None,
        file: PartFile,
        saving: Callable[[], None],
    ) -> None:
        from wicco_desktop.exchange.writing.workbook import write_workbook

        columns = [column for sheet in sheets for column in sheet.columns]
        offered = {kind: names.all_of(kind) for kind in referred_kinds(columns, OFFERED)}
        write_workbook(
            OutgoingWorkbook(tuple(sheets), options.headings, options.language, export, offered),
            file,
            saving,
        )


class _Passed:
    """Counts the records that have been read, tells so, and stops where that is wished."""

    def __init__(self, total: int, report: Report, cancelled: Callable[[], bool]) -> None:
        self._total, self._report, self._cancelled = total, report, cancelled
        self._done = 0

    def __call__(self, more: int) -> None:
        if self._cancelled():
            raise Cancelled
        self._report(self._done, self._total, Message(WRITING))
        self._done += more

    def tell_saving(self) -> None:
        """Every record has been read; the file is put together."""
        self._report(self._total, self._total, Message(SAVING))


def _paths(columns: Iterable[ExchangeColumn]) -> tuple[str, ...]:
    return tuple(column.path for column in columns)


def _check_size(kind: str, ids: Ids) -> None:
    """Refuse before anything is written what no sheet can hold."""
    if len(ids) > LARGEST:
        raise UserError(
            N_("A sheet holds at most {most} records; there are more {kinds}. Export fewer."),
            most=f"{LARGEST:,}",
            kinds=Noun(KINDS[kind].labels),
        )

"""Taking a workbook in: read, each sheet's plan proposed, every row read into memory, small."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from wicco_desktop.exchange.cells import Sheet, Workbook
from wicco_desktop.exchange.columns import INFO_SHEET
from wicco_desktop.exchange.interpreting import ExportMarks, marks_of, propose, rows_of
from wicco_desktop.exchange.plan import SheetPlan
from wicco_desktop.exchange.reading import read_workbook
from wicco_desktop.foundation.errors import Cancelled, UsageError
from wicco_desktop.foundation.messages import N_, Message
from wicco_desktop.services.review.codes import codes_of
from wicco_desktop.services.review.comparing import Taken, entry_of
from wicco_desktop.services.review.reconciling import Known
from wicco_desktop.services.review.references import References
from wicco_desktop.store.store import Store

READING = N_("Reading the workbook")
UNDERSTANDING = N_("Understanding the rows")

_OFTEN = 500
"""Rows between two looks at whether the user wants to stop."""

Report = Callable[[int, int, Message | None], None]
"""Takes how much is done, of how much (0: not known), and what is being done."""
Asked = Callable[[], bool]
"""Says whether the user wants to stop."""


def quietly(_done: int, _total: int, _doing: Message | None) -> None:
    """Tells nobody."""


def never() -> bool:
    """Nobody wants to stop."""
    return False


@dataclass(slots=True)
class Source:
    """A workbook as read, with what it says of the export it returns."""

    file: Path
    workbook: Workbook
    marks: ExportMarks

    @classmethod
    def of(cls, file: Path, report: Report, cancelled: Asked) -> Source:
        """Read a file. Raises UserError, Cancelled."""
        workbook = read_workbook(
            file,
            report=lambda done, total: report(done, total, Message(READING)),
            cancelled=cancelled,
        )
        return cls(file, workbook, marks_of(workbook))

    def plans(self, store: Store, *, kind: str | None, sheet: str | None) -> list[SheetPlan]:
        """A plan for each sheet that anything may be read from.

        Raises UsageError where the sheet that was asked for is not there.
        """
        several = [s for s in self.workbook.sheets if s.facts.name != INFO_SHEET]
        if sheet is not None:
            several = [one for one in several if one.facts.name == sheet]
            if not several:
                raise UsageError(N_("{file} has no sheet “{sheet}”."), file=self.name, sheet=sheet)
        elif len(several) > 1:
            # Lists of choices and the like; whoever wants one of them names it.
            several = [one for one in several if not one.facts.hidden]

        def remembered(shape: str) -> tuple[str, dict[int, tuple[str, ...]]] | None:
            told = store.mapping(shape)
            return None if told is None else unpacked(told)

        return [propose(one, self.marks, kind=kind, remembered=remembered) for one in several]

    def sheet(self, name: str) -> Sheet:
        """The sheet of a name."""
        return next(one for one in self.workbook.sheets if one.facts.name == name)

    @property
    def name(self) -> str:
        """The name of the file, without its folder."""
        return self.file.name


def take(source: Source, plan: SheetPlan, number: int, report: Report, cancelled: Asked) -> Taken:
    """Read every row of one sheet by its plan."""
    sheet = source.sheet(plan.sheet)
    taken = Taken.of(sheet, plan)
    total = sheet.facts.rows
    for row in rows_of(sheet, plan):
        taken.entries.append(entry_of(row, number, taken))
        if len(taken.entries) % _OFTEN == 0:
            if cancelled():
                raise Cancelled
            report(len(taken.entries), total, Message(UNDERSTANDING))
    taken.rows.close()
    return taken


def references_of(store: Store, sheets: Iterable[Taken]) -> References:
    """What the names in the cells mean, looked up for all rows at once."""
    references = References(store)
    for taken in sheets:
        if taken.named:
            for values in taken.rows:
                for column in taken.named:
                    text = values.get(column.path)
                    if isinstance(text, str):
                        references.want(column, text)
    references.look()
    return references


def known_of(store: Store, source: Source, sheets: Iterable[Taken]) -> Known:
    """What the store knows of the workbook: the exports it returns, what it brought before."""
    several = list(sheets)
    ids = [source.marks.export, *(entry.export for taken in several for entry in taken.entries)]
    known = Known()
    for id_ in dict.fromkeys(filter(None, ids)):
        export = store.export(id_)
        if export is None:
            continue
        known.positions[id_] = export.position
        if known.export is None:
            known.export, known.codes = id_, codes_of(export.records)
    known.settled = store.settled(known.export or source.workbook.digest)
    known.made = store.brought_by(source.workbook.digest)
    return known


def packed(plan: SheetPlan) -> str:
    """How a sheet was read, as it is remembered for the next one of the same shape."""
    columns = {str(column.index): list(column.paths) for column in plan.columns if column.paths}
    return json.dumps({"kind": plan.kind, "columns": columns})


def unpacked(told: str) -> tuple[str, dict[int, tuple[str, ...]]]:
    """What ``packed`` wrote."""
    read = json.loads(told)
    return read["kind"], {int(index): tuple(paths) for index, paths in read["columns"].items()}

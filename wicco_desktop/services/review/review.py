"""One returned workbook under review: opened, compared, decided cell by cell, applied.

Nothing is written before ``apply``. What a window shows is asked for row by row, so that a
workbook of 100,000 rows costs no more than what is in view.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from wicco_desktop.exchange.columns import ExchangeColumn
from wicco_desktop.foundation.clock import parse_moment
from wicco_desktop.foundation.errors import Cancelled, UserError
from wicco_desktop.foundation.messages import N_
from wicco_desktop.records import Value
from wicco_desktop.services.review.applying import apply_review
from wicco_desktop.services.review.comparing import Taken, theirs_of
from wicco_desktop.services.review.counting import cautions
from wicco_desktop.services.review.deciding import Deciding
from wicco_desktop.services.review.entry import Entry
from wicco_desktop.services.review.model import (
    Caution,
    NewOrganisation,
    Origin,
    Problem,
    ReviewRow,
    ReviewSheet,
    State,
)
from wicco_desktop.services.review.reconciling import Known, Reconciling
from wicco_desktop.services.review.references import MADE, References
from wicco_desktop.services.review.resembling import Resembling
from wicco_desktop.services.review.showing import Showing
from wicco_desktop.services.review.taking import (
    Asked,
    Report,
    Source,
    known_of,
    never,
    packed,
    quietly,
    references_of,
    take,
)
from wicco_desktop.services.workspace import Workspace
from wicco_desktop.store.edits import Written


class Review(Deciding):
    """See the module. Not safe from several threads at once: one owner at a time."""

    def __init__(self, workspace: Workspace, source: Source) -> None:
        super().__init__()
        self.workspace = workspace
        self.source = source
        self.file: Path = source.file
        self.origin = Origin()
        self.sheets: tuple[ReviewSheet, ...] = ()
        self.caution = Caution()
        self.known = Known()
        self.references = References(workspace.store)
        self.position = 0
        """The place in the log whose values are compared with."""
        self._showing = Showing(workspace.store, workspace.titles, workspace.people)
        self._resembling = Resembling(workspace.duplicates, self._showing)
        self._remapped: set[str] = set()

    @classmethod
    def open(
        cls,
        workspace: Workspace,
        file: Path,
        *,
        kind: str | None = None,
        sheet: str | None = None,
        report: Report = quietly,
        cancelled: Asked = never,
    ) -> Review:
        """Read and compare a workbook. Raises UserError for one that cannot be read.

        ``kind`` (its key) and ``sheet`` (its name) narrow what is read; by themselves both are
        found. Writes nothing. Raises Cancelled where ``cancelled`` says so.
        """
        source = Source.of(file, report, cancelled)
        return cls.of(workspace, source, kind=kind, sheet=sheet, report=report, cancelled=cancelled)

    @classmethod
    def of(
        cls,
        workspace: Workspace,
        source: Source,
        *,
        kind: str | None = None,
        sheet: str | None = None,
        report: Report = quietly,
        cancelled: Asked = never,
    ) -> Review:
        """Compare a workbook that was read; see ``open``."""
        review = cls(workspace, source)
        plans = source.plans(workspace.store, kind=kind, sheet=sheet)
        review.sheets = tuple(
            ReviewSheet(
                plan.sheet,
                plan,
                hidden_rows=len(review.source.sheet(plan.sheet).facts.hidden_rows),
            )
            for plan in plans
        )
        review.compare(report, cancelled)
        return review

    def compare(self, report: Report = quietly, cancelled: Asked = never) -> None:
        """Take the rows in by the plans there are, and compare them all; decisions are gone."""
        store = self.workspace.store
        self.position = store.position()
        read = [one for one in self.sheets if one.kind is not None]
        self.taken = [
            take(self.source, one.plan, number, report, cancelled)
            for number, one in enumerate(read)
        ]
        self.sheets = tuple(
            ReviewSheet(one.name, one.plan, self._columns(one), one.hidden_rows)
            for one in self.sheets
        )
        self.known = known_of(store, self.source, self.taken)
        self.references = references_of(store, self.taken)
        self._reconciling().all(report, cancelled)
        self.caution = Caution(cautions(self.taken))
        self.origin = self._origin()
        self._weigh()

    def _columns(self, sheet: ReviewSheet) -> tuple[ExchangeColumn, ...]:
        return next((t.columns for t in self.taken if t.plan is sheet.plan), ())

    def said(self, taken: Taken, entry: Entry) -> dict[str, Value]:
        return theirs_of(taken, taken.rows.values(entry.place), self.references)

    def compare_again(self, taken: Taken, entries: Sequence[Entry]) -> None:
        self._reconciling().compare(taken, entries)

    def _reconciling(self) -> Reconciling:
        store = self.workspace.store
        return Reconciling(store, self.known, self.taken, self.references, self.today)

    def _origin(self) -> Origin:
        store = self.workspace.store
        export = store.export(self.known.export) if self.known.export else None
        before = store.applied(self.digest)
        return Origin(
            self.known.export or self.source.marks.export,
            export.at if export else "",
            sum(export.counts.values()) if export else 0,
            before.at if before else "",
        )

    @property
    def today(self) -> str:
        """The day on which a new post begins unless another is said."""
        moment = parse_moment(self.workspace.store.now())
        return moment.astimezone().date().isoformat()

    @property
    def digest(self) -> str:
        """SHA-256 of the file."""
        return self.source.workbook.digest

    @property
    def language(self) -> str:
        """Code of the language in which records are named."""
        return self._showing.code

    @language.setter
    def language(self, code: str) -> None:
        self._showing.code = code

    # What is shown

    def row(self, index: int) -> ReviewRow:
        """One row as it is now."""
        taken, entry = self._at(index)
        return self._showing.row(index, taken, entry)

    def row_to_look_at(self, index: int) -> ReviewRow:
        """One row with all that its record holds: for those in view, ``row`` for many."""
        taken, entry = self._at(index)
        return self._showing.beside(self.row(index), taken, entry)

    def problems(self) -> Sequence[Problem]:
        """Every cell that cannot be used or is doubtful."""
        found: list[Problem] = []
        for taken in self.taken:
            sheet = taken.plan.sheet
            for column in taken.plan.columns:
                if column.doubt is not None:
                    where = f"{column.letter}{taken.plan.header_row or 1}"
                    found.append(Problem(sheet, where, column.doubt))
            for entry in taken.entries:
                if entry.problem is not None:
                    found.append(Problem(sheet, f"A{entry.number}", entry.problem))
                for path, doubt in entry.doubts.items():
                    found.append(Problem(sheet, taken.plan.cell(path, entry.number), doubt))
                found += [
                    Problem(sheet, cell.cell, cell.problem)
                    for cell in entry.cells.values()
                    if cell.state is State.ERROR and cell.problem is not None
                ]
        return found

    @property
    def organisations(self) -> tuple[NewOrganisation, ...]:
        """The organisations that rows name and that we do not have, once for all rows."""
        unknown = self.references.unknown()
        like = self._resembling.of(unknown)
        return tuple(
            NewOrganisation(text, rows, like.get(text, ()), chosen)
            for text, (rows, chosen) in unknown.items()
        )

    def set_organisation(self, text: str, record: str | None) -> None:
        """What the rows call ``text`` is that organisation of ours; None: a new one is made."""
        self.references.choose(text, record)
        reconciling = self._reconciling()
        for taken in self.taken:
            named = {c.path for c in taken.columns if MADE in c.field.targets}
            touched = [
                entry
                for entry, values in zip(taken.entries, taken.rows, strict=True)
                if entry.record is not None and any(values.get(path) == text for path in named)
            ]
            reconciling.compare(taken, touched)
        self._weigh()

    def remap(
        self,
        sheet: str,
        index: int,
        paths: tuple[str, ...],
        report: Report = quietly,
        cancelled: Asked = never,
    ) -> None:
        """Read other fields from a column (counted from 0) and compare anew.

        Raises Cancelled; then the review is as it was.
        """
        before = dict(vars(self))
        self.sheets = tuple(
            ReviewSheet(one.name, one.plan.remapped(index, paths), (), one.hidden_rows)
            if one.name == sheet
            else one
            for one in self.sheets
        )
        self._remapped = self._remapped | {sheet}
        try:
            self.compare(report, cancelled)
        except BaseException:
            vars(self).update(before)
            raise

    def mappings(self) -> Iterator[tuple[str, str]]:
        """Shape and mapping of each sheet whose columns were corrected: to be remembered."""
        for one in self.sheets:
            if one.name in self._remapped and one.plan.shape:
                yield one.plan.shape, packed(one.plan)

    # Ending

    def apply(self, report: Report = quietly, cancelled: Asked = never) -> Written:
        """Write everything accepted as one transaction, after a verified backup.

        Leaves what asks and is not decided; those conflicts stay open. Raises UserError, or
        Cancelled; then nothing was written.
        """
        if self.workspace.store.position() != self.position and self._moved(report, cancelled):
            raise UserError(
                N_(
                    "Records of this workbook were changed here since it was opened. They are "
                    "compared anew: look at them, then apply."
                )
            )
        return apply_review(self, report, cancelled)

    def _moved(self, report: Report, cancelled: Asked) -> bool:
        """Compare again with what there is now, keeping decisions; whether anything is other."""
        before = [(e, dict(e.cells), e.accepted, e.judged) for e in self.entries()]
        self.position = self.workspace.store.position()
        reconciling = self._reconciling()
        for taken in self.taken:
            reconciling.compare(taken, [e for e in taken.entries if e.record is not None])
            report(0, 0, None)
        other = False
        for entry, cells, accepted, judged in before:
            for path, cell in cells.items():
                now = entry.cells.get(path)
                if now is not None and (now.ours, now.theirs) == (cell.ours, cell.theirs):
                    entry.decide(path, cell.choice, cell.typed)
            entry.accepted, entry.judged = accepted, judged
            other |= {p: c.ours for p, c in cells.items()} != {
                p: c.ours for p, c in entry.cells.items()
            }
        self._weigh()
        if cancelled():
            raise Cancelled
        return other

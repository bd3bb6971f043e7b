"""What the review page shows of its review, and where in it one is."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from wicco_desktop.foundation.clock import parse_moment
from wicco_desktop.services.review.model import Filter
from wicco_desktop.ui.exchange.desk import Desk
from wicco_desktop.ui.exchange.review_model import MARK
from wicco_desktop.ui.exchange.review_parts import ReviewParts
from wicco_desktop.ui.exchange.row_words import row_name
from wicco_desktop.ui.exchange.waiting import conflict_number
from wicco_desktop.ui.session import Session

PATIENCE = 250
"""Milliseconds of work before its progress is shown: most of it is done sooner."""


class ReviewShown(ReviewParts):
    """The parts with a review in them; decides nothing."""

    def __init__(self, session: Session, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.desk = desk
        self.sheet = desk.review.sheets[0].name if desk.review.sheets else ""
        """The name of the sheet at the front."""
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE)
        self._patience.timeout.connect(self._show_progress)
        desk.setParent(self)
        desk.review.language = session.code
        desk.decided.connect(self._show_decided)
        desk.recompared.connect(self.show_whole)
        desk.busy_changed.connect(self._show_busy)
        self.table.moved.connect(self._show_current)
        self.tabs.currentChanged.connect(self._show_tab)
        self.chips.chosen.connect(self.filter)
        session.language.changed.connect(self._speak)

    @property
    def here(self) -> tuple[int, str | None] | None:
        """The row at hand (its index in the review) and the path of the cell, None for its mark."""
        at = self.table.currentIndex()
        if not at.isValid():
            return None
        path = None if at.column() == MARK else self.model.columns[at.column() - 1].path
        return self.model.indexes[at.row()], path

    def go_to(self, index: int, path: str | None) -> None:
        """Be at a cell, whatever sheet and filter it takes."""
        for name, span in self.desk.facts.spans.items():
            if index in span and name != self.sheet:
                self._show_sheet(name)
        row = self.model.row_of(index)
        if row is None:
            self.filter(Filter.ALL)
            row = self.model.row_of(index)
        if row is not None:
            paths = [column.path for column in self.model.columns]
            column = paths.index(path) + 1 if path in paths else MARK
            self.table.go_to(row, column)

    def show_whole(self) -> None:
        """Show everything anew."""
        review, facts = self.desk.review, self.desk.facts
        kinds = tuple(dict.fromkeys(s.kind for s in review.sheets if s.kind is not None))
        days = (_day(review.origin.exported_at), _day(review.origin.applied_at))
        self.head.show_origin(review.file.name, review.origin, kinds, days)
        self.organisations.show_organisations(facts.organisations)
        self.caution.show_reasons(review.caution.reasons, by_row=self.desk.judged_by_row)
        self.show_tabs([sheet.name for sheet in review.sheets], self.sheet)
        here = self.here
        self._show_sheet(self.sheet)
        if here is not None and here[0] in facts.spans.get(self.sheet, ()):
            self.go_to(*here)
        self._show_figures()

    def _show_tab(self, number: int) -> None:
        sheets = self.desk.review.sheets
        if 0 <= number < len(sheets) and sheets[number].name != self.sheet and not self.desk.busy:
            self._show_sheet(sheets[number].name)

    def _show_sheet(self, name: str) -> None:
        self.sheet = name
        sheet = self.desk.sheet(name) if name else None
        self.mapping.show_sheet(sheet)
        self.show_tabs([one.name for one in self.desk.review.sheets], name)
        if sheet is None or sheet.kind is None:
            self.unread.show_sheet(name)
            self.model.show(None, (), (), None)
            self.show_layer(self.unread)
            self.panel.show_nothing()
            return
        rows = self.desk.rows(name)
        self.model.show(self.desk.review.row_to_look_at, rows, sheet.columns, sheet.plan)
        self.table.fit_columns()
        self.show_layer(self.table if rows else self.nothing)
        if rows:
            self.table.go_to(0, min(1, len(sheet.columns)))
            self.table.horizontalScrollBar().setValue(0)
        self._show_current()

    def filter(self, only: Filter) -> None:
        """Show some of the rows; stay as near as can be to where one is."""
        here = self.here

        def show() -> None:
            self.chips.show_filter(only)
            self._show_sheet(self.sheet)
            if here is not None and self.model.indexes:
                self._stay_near(*here)

        self.chips.show_filter(self.desk.only)
        self.desk.find(only, show)

    def _stay_near(self, index: int, path: str | None) -> None:
        row = min(self.model.first_from(index), len(self.model.indexes) - 1)
        paths = [column.path for column in self.model.columns]
        self.table.go_to(row, paths.index(path) + 1 if path in paths else MARK)

    def _show_decided(self, indexes: list[int]) -> None:
        self.model.refresh(indexes)
        self._show_figures()
        self._show_current()

    def _show_current(self) -> None:
        here = self.here
        shown = self.model.prepared(self.table.currentIndex().row()) if here else None
        if here is None or shown is None:
            if not self.desk.busy:
                self.panel.show_nothing()
            return
        index, path = here
        at = self.table.currentIndex().column() - 1
        column, cell = (
            (self.model.columns[at], shown.row.cells[at]) if path is not None else (None, None)
        )
        number = None
        if path is not None and index in self.desk.facts.conflicts and not self.desk.busy:
            counted = conflict_number(self.desk.review.row, self.desk.facts.conflicts, here)
            number = (counted, self.desk.facts.counts.conflicts) if counted else None
        name = row_name(shown.row, self.session.code)
        self.panel.show_cell(shown.row, name, column, cell, number)

    def _show_figures(self) -> None:
        review, desk = self.desk.review, self.desk
        people = {sheet.kind for sheet in review.sheets} - {None} == {"contact"}
        self.chips.show_counts(desk.facts.counts, review.asking, people=people)
        offered = not desk.careful or desk.judged_by_row
        self.head.show_changes(review.changes, touched=desk.touched)
        self.head.enable(
            not desk.busy,
            apply=offered and (review.changes > 0 or desk.touched),
            rows=desk.facts.counts.rows > 0,
        )

    def _show_busy(self, busy: bool) -> None:
        self.model.frozen = self.table.locked = busy
        self.panel.setEnabled(not busy)
        for part in (self.chips, self.mapping, self.organisations, self.caution, self.unread):
            part.setEnabled(not busy)
        if busy:
            self.head.enable(False)
            self._patience.start()
        else:
            self._patience.stop()
            self.strip.finish()
            self.desk.review.language = self.session.code

    def _show_progress(self) -> None:
        if self.desk.progress is not None:
            self.strip.follow(self.desk.progress)

    def _speak(self) -> None:
        self.retranslate()
        if not self.desk.busy:
            self.desk.review.language = self.session.code
            self.model.forget()
            self.table.fit_columns()
            self._show_current()


def _day(moment: str) -> str:
    """The local day of a stored moment, empty for none."""
    return parse_moment(moment).astimezone().date().isoformat() if moment else ""

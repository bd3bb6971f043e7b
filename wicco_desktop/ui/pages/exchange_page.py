"""Exchange: what went out to partners and came in, and the workbook that is under review."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from wicco_desktop.foundation.clock import Clock, system_clock
from wicco_desktop.foundation.messages import N_, Message
from wicco_desktop.services.exchanges import Exchange, Exchanges, Overview
from wicco_desktop.store.edits import Written
from wicco_desktop.ui.empty_place import EmptyPlace
from wicco_desktop.ui.exchange.applied_bar import AppliedBar
from wicco_desktop.ui.exchange.conflicts_page import ConflictsPage
from wicco_desktop.ui.exchange.desk import Desk
from wicco_desktop.ui.exchange.exchanged_dialog import ExchangedDialog
from wicco_desktop.ui.exchange.facts import Facts
from wicco_desktop.ui.exchange.past_exchanges import PastExchanges
from wicco_desktop.ui.exchange.reading import WorkbookReading
from wicco_desktop.ui.exchange.review_page import ReviewPage
from wicco_desktop.ui.icons import icon
from wicco_desktop.ui.pages.page import Page
from wicco_desktop.ui.progress import ProgressStrip
from wicco_desktop.ui.session import Session

if TYPE_CHECKING:
    from wicco_desktop.services.review.review import Review


class ExchangePage(Page):
    """The list of exchanges; a review, or the open conflicts, in its place."""

    def __init__(
        self, session: Session, clock: Clock = system_clock, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, parent)
        workspace = session.workspace
        self._exchanges = Exchanges(workspace.store, workspace.history)
        self._overview = Overview()
        self._applied: int | None = None
        self._came_from: QWidget | None = None
        """Where the focus was on coming here: still there, it goes on to the list when known."""
        self.review: ReviewPage | None = None
        """The review that is open, at the front or behind the list."""
        self.strip = ProgressStrip(session.language, self)
        self.reading = WorkbookReading(session, self.strip, self)
        self.applied = AppliedBar(session.language, self)
        self.past = PastExchanges(session.language, session.theme, clock, self)
        self.conflicts = ConflictsPage(session, self)
        self.empty = EmptyPlace(
            session.language,
            "arrow-left-right",
            N_("Nothing exchanged yet"),
            N_(
                "Workbooks that go out to partners and come back, and what is merged from other "
                "laptops, will be listed here, each with what it changed. Every import is one Undo."
            ),
            [
                (N_("Export…"), partial(self.asked.emit, "export")),
                (N_("Open workbook…"), partial(self.asked.emit, "open_workbook")),
                (N_("Template for partners…"), partial(self.asked.emit, "template")),
            ],
            parent=self,
        )
        self.open, self.export = QPushButton(self), QPushButton(self)
        self.open.setIcon(icon("file-input"))
        self.export.setIcon(icon("file-output"))
        self.open.clicked.connect(partial(self.asked.emit, "open_workbook"))
        self.export.clicked.connect(partial(self.asked.emit, "export"))
        self._arrange()
        self._layers.currentChanged.connect(self._show_steps)
        self._name()
        self._show_steps()
        self.reading.done.connect(self.take_review)
        self.past.review_wanted.connect(self._show_review)
        self.past.conflicts_wanted.connect(self._show_conflicts)
        self.past.exchange_wanted.connect(self._show_exchange)
        self.conflicts.left.connect(self._show_list)
        self.applied.undo_wanted.connect(self._undo)
        session.written.connect(self._note_written)

    # What the window asks of it

    def activate(self) -> None:
        front = self._layers.currentWidget()
        if self.review is not None and front is self.review:
            self.review.focus_table()
        elif front is self.conflicts:
            self.conflicts.activate()
        else:
            self._focus_list(self.empty if front is self.empty else self.past)
            self._came_from = self.window().focusWidget()
        self._read()

    def retranslate(self) -> None:
        self._name()
        self.past.forget()
        self._read_if_shown()

    def _name(self) -> None:
        self.open.setText(self.session.language.tr(N_("Open workbook…")))
        self.export.setText(self.session.language.tr(N_("Export…")))

    def _show_steps(self) -> None:
        self.first_steps.setVisible(self._layers.currentWidget() is self.past)

    def stop(self) -> None:
        self.reading.cancel()
        if self.review is not None and self.review.desk.progress is not None:
            self.review.desk.progress.cancel()

    def open_workbook(
        self, file: Path, *, kind: str | None = None, sheet: str | None = None
    ) -> None:
        """Read a workbook in the background and review it; what was decided before is asked about.

        ``kind`` and ``sheet`` say how it is to be read where it does not say so itself.
        """
        if self.reading.busy:
            return
        open_, front = self.review, partial(self.reading.read, file, kind, sheet)
        if open_ is None or not (open_.desk.touched or open_.desk.busy):
            front()
            return
        self._show_review()
        if not open_.desk.busy:
            open_.ending.ask(
                self.session.language.tr(
                    N_("Close the review of {file} and open the other workbook?"),
                    file=open_.desk.review.file.name,
                ),
                N_("What you decided here is lost. Nothing was written."),
                N_("Open the workbook"),
                front,
            )

    def take_review(self, review: Review, facts: Facts) -> None:
        """Show a review in place of the one that was open."""
        self._drop_review()
        page = self.review = ReviewPage(self.session, Desk(self.session, review, facts, self), self)
        page.left.connect(self._show_list)
        page.desk.writing_changed.connect(
            # Translators: what other saves wait for, as in "2 saves wait for the import".
            lambda writes: self.long_work.emit(Message(N_("the import")) if writes else None)
        )
        page.ending.closed.connect(self._give_up)
        page.ending.applied.connect(self._note_applied)
        page.reread_wanted.connect(
            lambda sheet, kind: self.open_workbook(review.file, kind=kind, sheet=sheet)
        )
        self._layers.addWidget(page)
        self.applied.hide()
        self._show_review()

    def _drop_review(self) -> None:
        if self.review is not None:
            self._layers.removeWidget(self.review)
            self.review.hide()
            self.review.deleteLater()
            self.review = None

    # How a review ends

    def _give_up(self) -> None:
        self._drop_review()
        self._show_list()

    def _note_applied(self, written: Written) -> None:
        assert self.review is not None
        desk = self.review.desk
        changes, asking = desk.review.changes, desk.review.asking
        file = desk.review.file.name
        self._drop_review()
        self._applied = written.transaction
        self.applied.tell(file, changes, asking)
        self.applied.undo.setVisible(written.transaction is not None)
        self._show_list()

    def _undo(self) -> None:
        transaction, editing = self._applied, self.session.workspace.editing
        if transaction is not None:
            self.applied.hide()
            self.past.focus_first()
            self.session.write(lambda: editing.undo(transaction), owner=self)

    # What is at the front

    def _show_list(self) -> None:
        # At once without a review that has ended; what it has changed is read meanwhile.
        self.past.show_overview(self._overview, self._under_review())
        self._layers.setCurrentWidget(self.past)
        self.past.focus_first()
        self._read()

    def _show_review(self) -> None:
        if self.review is not None:
            self._layers.setCurrentWidget(self.review)
            self.review.focus_table()

    def _show_conflicts(self) -> None:
        self._layers.setCurrentWidget(self.conflicts)
        self.conflicts.activate()

    def _show_exchange(self, exchange: Exchange) -> None:
        dialog = ExchangedDialog(self.session, exchange, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _note_written(self, _written: Written) -> None:
        self._read_if_shown()

    def _read_if_shown(self) -> None:
        if self.isVisible():
            self._read()

    def _read(self) -> None:
        code, exchanges, applied = self.session.code, self._exchanges, self._applied

        def read() -> tuple[Overview, bool]:
            overview = exchanges.overview(code)
            return overview, applied is not None and exchanges.stands(applied)

        self.session.read(read, self._show, owner=self, topic="exchanges")

    def _show(self, found: tuple[Overview, bool]) -> None:
        overview, stands = found
        if self._applied is not None and not stands:
            self.applied.hide()  # taken back meanwhile, by whatever way
        self._overview = overview
        self.past.show_overview(overview, self._under_review())
        if self._layers.currentWidget() in (self.past, self.empty):
            shown = self.empty if self.past.empty else self.past
            here = self.window().focusWidget()
            arrived, self._came_from = here is self._came_from and here is not None, None
            focused = self.past.hasFocus() or self.empty.isAncestorOf(here) or arrived
            self._layers.setCurrentWidget(shown)
            if focused and not self.past.isAncestorOf(here):
                self._focus_list(shown)

    def _focus_list(self, shown: QWidget) -> None:
        """Put the focus where the list begins, or to the first step while there is none."""
        if shown is self.empty:
            self.empty.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.past.focus_first()

    def _under_review(self) -> tuple[str, int] | None:
        """Name and changes of the workbook that is open."""
        if self.review is None:
            return None
        review = self.review.desk.review
        return review.file.name, review.changes

    def _arrange(self) -> None:
        self._layers = QStackedWidget(self)
        for layer in (self.past, self.empty, self.conflicts):
            self._layers.addWidget(layer)
        bars = QVBoxLayout()
        bars.setContentsMargins(12, 8, 12, 0)
        for bar in (self.strip, self.applied):
            bars.addWidget(bar)
        self.first_steps = QWidget(self)
        steps = QHBoxLayout(self.first_steps)
        steps.setContentsMargins(20, 4, 20, 0)
        for button in (self.open, self.export):
            steps.addWidget(button)
        steps.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bars)
        column.addWidget(self.first_steps)
        column.addWidget(self._layers, 1)

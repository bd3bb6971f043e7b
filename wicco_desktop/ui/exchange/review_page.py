"""The review of one returned workbook, whole: arranged here, and each signal given its meaning."""

from __future__ import annotations

from bisect import bisect_left
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from wicco_desktop.foundation.messages import N_
from wicco_desktop.records import Value
from wicco_desktop.services.review.model import Choice, Filter
from wicco_desktop.services.review.references import NEW_RECORD
from wicco_desktop.ui.exchange.column_menu import column_menu
from wicco_desktop.ui.exchange.desk import Desk
from wicco_desktop.ui.exchange.review_ending import ReviewEnding
from wicco_desktop.ui.exchange.review_shown import ReviewShown
from wicco_desktop.ui.exchange.scopes import Scope
from wicco_desktop.ui.exchange.typed_drafts import TypedAt, TypedDrafts
from wicco_desktop.ui.exchange.waiting import BEFORE_ALL, Place, next_waiting
from wicco_desktop.ui.session import Session


class ReviewPage(ReviewShown):
    """One review. What is decided is decided at its desk."""

    left = Signal()
    """Esc: back to where one came from; the review stays open."""

    reread_wanted = Signal(str, str)
    """Read a sheet anew as another kind: its name and the key of the kind."""

    def __init__(self, session: Session, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(session, desk, parent)
        self.ending = ReviewEnding(session, desk, self)
        self.column_menu: QMenu | None = None
        """The menu of a column, once it was opened."""
        self._begun = False
        self._drafts = TypedDrafts(session.drafts, desk.review.digest)
        self._connect()
        self.show_whole()
        self._take_up()

    def focus_table(self) -> None:
        """Put the focus where the keys decide; the first time to what waits first."""
        if self.unread.isVisibleTo(self):
            self.unread.focus_first()
            return
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self._begun:
            self._begun = True
            self._go_on(1, BEFORE_ALL)

    # What the parts ask for

    def _connect(self) -> None:
        desk, table, panel = self.desk, self.table, self.panel
        table.chosen.connect(self._choose)
        table.type_wanted.connect(panel.begin_typing)
        table.toggled.connect(self._toggle)
        table.answer_wanted.connect(panel.focus_first)
        table.next_wanted.connect(self._go_on)
        table.filter_wanted.connect(self.chips.focus_first)
        table.needs_wanted.connect(self._only_needs)
        table.column_menu_wanted.connect(self._show_column_menu)
        table.left.connect(self._leave)
        panel.chosen.connect(lambda choice: self._choose(choice, Scope.CELL))
        panel.typed.connect(self._take_typed)
        panel.named.connect(lambda name: self._take_typed(f"{NEW_RECORD}{name}"))
        panel.accepted.connect(self._accept)
        panel.recognised.connect(self._recognise)
        panel.post_set.connect(self._set_post)
        for part in (panel, self.chips):
            part.left.connect(self.focus_table)
        self.unread.left.connect(self._leave)
        panel.commanded.connect(self._command)
        panel.left.connect(panel.editor.end)
        panel.begun.connect(self._put_back)
        panel.editor.typed.connect(self._keep)
        panel.editor.given_up.connect(self._give_up)
        desk.decided.connect(self._forget_decided)
        self.ending.applied.connect(lambda _written: self._drafts.forget_all())
        self.ending.closed.connect(self._drafts.forget_all)
        self.mapping.corrected.connect(self._remap)
        self.organisations.answered.connect(desk.set_organisation)
        self.caution.by_row_wanted.connect(desk.skip_rows)
        self.unread.wanted.connect(lambda kind: self.reread_wanted.emit(self.sheet, kind))
        self.head.apply_wanted.connect(self.ending.apply)
        self.head.skip_wanted.connect(self.ending.skip)
        self.head.comments_wanted.connect(self.ending.ask_where)
        self.head.close_wanted.connect(self.ending.close)

    def _choose(self, choice: Choice, scope: Scope) -> None:
        here = self.here
        if here is None:
            return
        index, path = here
        if path is None and scope is Scope.CELL and self._answer_row(choice):
            return
        if scope is Scope.ALL:
            self.desk.decide_all(choice)
        elif scope is Scope.COLUMN and path is not None:
            self.desk.decide_column(path, choice)
        elif scope is Scope.ROW or path is None:
            self.desk.decide_row(index, choice)
        else:
            self.desk.decide(index, path, choice)

    def _answer_row(self, choice: Choice) -> bool:
        """P and O on a row that waits: bring its record back, or leave it; whether that was it."""
        shown = self.model.prepared(self.table.currentIndex().row())
        if shown is None or not shown.row.waits:
            return False
        if choice is Choice.OURS or not shown.row.likenesses:
            self._accept(choice is Choice.THEIRS)
        return True

    def _toggle(self) -> None:
        here = self.here
        if here is None or self.desk.busy:
            return
        index, path = here
        row = self.desk.review.row(index)
        if row.waits and row.likenesses and not row.accepted:
            # Accepting it says that it is nobody we have: the same answer as the button's.
            self._recognise(None)
        else:
            self.desk.toggle(index, path)

    def _take_typed(self, value: Value) -> None:
        here = self.here
        if here is not None and here[1] is not None:
            self.panel.editor.end()
            self.focus_table()
            self.desk.decide(here[0], here[1], Choice.TYPED, value)
            at = self._typed_at()
            if at is not None:
                self._drafts.use(at, value)

    # What is typed, until the workbook is applied

    def _typed_at(self) -> TypedAt | None:
        """The cell at hand."""
        here = self.here
        if here is None or here[1] is None:
            return None
        row = self.desk.review.row(here[0])
        return TypedAt(row.sheet, row.number, here[1])

    def _keep(self, text: str) -> None:
        at = self._typed_at()
        if at is not None:
            self._drafts.keep(at, text)

    def _give_up(self) -> None:
        at = self._typed_at()
        if at is not None and self._drafts.text(at) is not None:
            self._drafts.forget(at)

    def _put_back(self) -> None:
        """Show in the editor what was typed there when the program ended."""
        at, editor = self._typed_at(), self.panel.editor.editor
        text = self._drafts.text(at) if at is not None else None
        if text is not None and editor is not None:
            editor.set_typed(text)

    def _take_up(self) -> None:
        """Decide again what was typed and used before the program ended."""
        for at, value in list(self._drafts.used()):
            index = self._index_of(at)
            if index is not None:
                self.desk.decide(index, at.path, Choice.TYPED, value)

    def _index_of(self, at: TypedAt) -> int | None:
        span, row = self.desk.facts.spans.get(at.sheet, range(0)), self.desk.review.row
        place = bisect_left(span, at.number, key=lambda index: row(index).number)
        found = span[place] if place < len(span) else None
        return found if found is not None and row(found).number == at.number else None

    def _forget_decided(self, indexes: list[int]) -> None:
        """What was decided otherwise is not typed any more."""
        for at, _value in list(self._drafts.used()):
            index = self._index_of(at)
            if index is not None and index in indexes:
                cells = self.desk.review.row(index).cells
                cell = next((one for one in cells if one.path == at.path), None)
                if cell is not None and cell.choice is not Choice.TYPED:
                    self._drafts.forget(at)

    def _accept(self, accepted: bool) -> None:
        if self.here is not None:
            self.desk.accept(self.here[0], accepted=accepted)

    def _recognise(self, record: str | None) -> None:
        if self.here is not None:
            self.focus_table()
            self.desk.same_record(self.here[0], record)

    def _set_post(self, day: str | None) -> None:
        if self.here is not None:
            self.desk.set_post(self.here[0], day)

    def _go_on(self, step: int, here: Place | None = None) -> None:
        if self.desk.busy or not self.desk.facts.needs:
            return
        here = here or self.here or BEFORE_ALL
        place = next_waiting(self.desk.review.row, self.desk.facts.needs, here, step)
        if place != BEFORE_ALL:
            self.go_to(*place)

    def _command(self, event: QKeyEvent) -> None:
        """A letter pressed beside the table means what it means in it."""
        self.focus_table()
        self.table.keyPressEvent(event)

    def _only_needs(self) -> None:
        shown = self.desk.only is Filter.NEEDS_ME
        self.filter(Filter.ALL if shown else Filter.NEEDS_ME)

    def _leave(self) -> None:
        if self.chips.only is not Filter.ALL:
            self.filter(Filter.ALL)
        else:
            self.left.emit()

    def _remap(self, column: int, paths: tuple[str, ...]) -> None:
        def remap() -> None:
            self.desk.remap(self.sheet, column, paths)

        if not self.desk.touched:
            remap()
            return
        self.ending.ask(
            self.session.language.tr(N_("Compare everything anew with this column?")),
            N_("What you decided here is lost. Nothing was written."),
            N_("Compare anew"),
            remap,
        )

    def _show_column_menu(self, section: int) -> None:
        plan = self.model.column_plan(section)
        kind = self.desk.sheet(self.sheet).kind
        if plan is None or kind is None:
            return
        if self.column_menu is not None:
            self.column_menu.deleteLater()
        chosen = partial(self._remap, plan.index)
        self.column_menu = column_menu(self.session.language, kind, plan, chosen, self)
        header = self.table.horizontalHeader()
        place = QPoint(header.sectionViewportPosition(section), header.height())
        self.column_menu.popup(header.mapToGlobal(place))

"""The page of a record kind: the list, the record beside it, and on the right what surrounds it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from wicco_desktop.foundation.messages import N_, NN_, Message
from wicco_desktop.services.titles import UNNAMED, title_of
from wicco_desktop.store.edits import Written
from wicco_desktop.ui.forms.panels import make_panel
from wicco_desktop.ui.lists.list_panel import ListPanel
from wicco_desktop.ui.lists.picked import Picked
from wicco_desktop.ui.notices import Action, NoticeBar
from wicco_desktop.ui.pages.page import Page
from wicco_desktop.ui.sections import DUPLICATES
from wicco_desktop.ui.session import Session
from wicco_desktop.ui.surroundings.surroundings import Surroundings

NARROW = 275
"""Steps of spacing a window is wide in which the right column has no place."""

WIDTHS = (292, 646, 226)
"""Of list, record and surroundings, as drawn."""


class RecordsPage(Page):
    """Lists the records of a kind and shows one."""

    sample_wanted = Signal()
    """The user would like to see the sample visit."""

    def __init__(self, session: Session, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.kinds = (kind,)
        self._kind = kind
        self._loaded = False
        self._key = f"page.{kind}.widths"
        self.list = self.make_list()
        self.panel = make_panel(session, kind, self)
        self.surroundings = Surroundings(session, self)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        for number, part in enumerate((self.list, self.panel, self.surroundings)):
            self.splitter.addWidget(part)
            self.splitter.setCollapsible(number, number == 2)
            self.splitter.setStretchFactor(number, int(number == 1))
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.list.setMinimumWidth(200)
        self.panel.setMinimumWidth(320)
        self.splitter.setSizes(self._widths())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.splitter)
        self._connect()

    def make_list(self) -> ListPanel:
        """The list at the left."""
        return ListPanel(self.session, self._kind, self)

    def _connect(self) -> None:
        self.splitter.splitterMoved.connect(self._remember_widths)
        self.session.theme.changed.connect(self._make_room)
        self.list.chosen.connect(self._go_to)
        self.list.wanted.connect(self._edit)
        self.list.delete_wanted.connect(self._delete)
        self.list.known.connect(self._begin)
        self.list.new_wanted.connect(lambda: self.new_record(self._kind, {}))
        self.list.sample_wanted.connect(self.sample_wanted)
        self.list.duplicates.clicked.connect(lambda: self.asked.emit(DUPLICATES))
        self.panel.created.connect(self._follow)
        self.panel.shown.connect(self._follow)

    # What the window asks of it

    def activate(self) -> None:
        if not self._loaded:
            self._loaded = True
            self.list.load()
        self.list.view.setFocus()

    def show_record(self, kind: str, id_: str) -> None:
        if kind == self._kind:
            self.panel.show_record(id_)
            self._follow(self.panel.record_id or id_)

    def new_record(self, kind: str, values: Mapping[str, object]) -> None:
        if kind == self._kind:
            self.panel.show_new(values)
            self.panel.focus_first()

    def current_record(self) -> tuple[str, str] | None:
        return (self._kind, self.panel.record_id) if self.panel.record_id else None

    def flush(self) -> None:
        self.panel.flush()

    def show_history(self) -> None:
        """Open the history of the record."""
        self.surroundings.show_history()

    def print_record(self) -> None:
        """Print the minutes of the record."""
        from wicco_desktop.ui.printing.printing import print_record

        print_record(self.session, self._kind, self.panel.record_id, self)

    # One record after another

    def _begin(self) -> None:
        """The list is there: where no record is shown yet, show the first."""
        if self.panel.record_id is None:
            first = self.list.first
            if first is not None:
                self.show_record(self._kind, first)

    def _go_to(self, id_: str) -> None:
        """The user went to a row: what was typed before is saved, then the record is shown."""
        if id_ != self.panel.record_id:
            self.panel.flush()
            self.panel.show_record(id_)

    def _edit(self, id_: str) -> None:
        self._go_to(id_)
        self.panel.focus_first()

    def _follow(self, id_: str) -> None:
        """The panel shows a record: be at it in the list, and show what surrounds it."""
        if self.list.current != id_:
            self.list.select(id_)
        self.surroundings.show_record(self._kind, id_)

    def _delete(self, picked: Picked) -> None:
        self.panel.flush()
        following = picked.neighbour()
        shown = self.panel.record_id in picked if self.panel.record_id else False
        editing, kind = self.session.workspace.editing, self._kind

        def done(written: Written) -> None:
            if shown:
                self._go_on_to(following)
            self._tell_deleted(picked, written)

        self.session.write(lambda: editing.delete((kind, id_) for id_ in picked), done, owner=self)

    def _go_on_to(self, id_: str | None) -> None:
        if id_ is not None:
            self.show_record(self._kind, id_)
        else:
            self.panel.clear()
            self.surroundings.clear()

    def _tell_deleted(self, picked: Picked, written: Written) -> None:
        """Say so, and offer to take it back."""
        bar = self.window().findChild(NoticeBar)
        if bar is None or written.transaction is None:
            return
        first = next(iter(picked))
        record = self.session.workspace.store.get(self._kind, first) if len(picked) == 1 else None
        if record is not None:
            name = title_of(record, self.session.code).text or Message(UNNAMED)
            told = Message(N_("{name} is in the Trash."), {"name": name})
        else:
            one, many = NN_("{count} record is in the Trash.", "{count} records are in the Trash.")
            told = Message(one, {}, many, len(picked))
        back = Action(N_("Undo"), lambda: self._take_back(first, written), written.transaction)
        bar.notify(told, "ours", back)

    def _take_back(self, first: str, written: Written) -> None:
        editing = self.session.workspace.editing
        self.session.write(
            lambda: editing.undo(written.transaction),
            lambda _undone: self.show_record(self._kind, first),
            owner=self,
        )

    # Widths

    def _widths(self) -> list[int]:
        kept = self.session.settings.window.get(self._key)
        if isinstance(kept, list) and len(kept) == 3 and all(type(w) is int for w in kept):
            return kept
        steps = self.session.theme.steps
        return [steps(width / 4) for width in WIDTHS]

    def _remember_widths(self) -> None:
        if self.surroundings.isVisible():
            self.session.settings.window[self._key] = self.splitter.sizes()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Show the right column where it leaves the form its place: large text needs more."""
        room = self.session.theme.steps(NARROW)
        self.surroundings.setVisible(self.window().width() >= room)

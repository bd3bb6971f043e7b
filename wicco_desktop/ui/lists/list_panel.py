"""The column that lists the records of a kind: filter, order, rows, what may be done with rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QStackedWidget, QVBoxLayout, QWidget

from wicco_desktop.foundation.formats import format_number
from wicco_desktop.foundation.messages import N_
from wicco_desktop.records import KINDS
from wicco_desktop.services.sortings import Sorting
from wicco_desktop.store.queries import Query
from wicco_desktop.ui.lists.duplicates_button import DuplicatesButton
from wicco_desktop.ui.lists.empty_state import EmptyState
from wicco_desktop.ui.lists.filter_line import FilterLine
from wicco_desktop.ui.lists.model import RecordListModel
from wicco_desktop.ui.lists.picked import Picked
from wicco_desktop.ui.lists.sort_button import SortButton
from wicco_desktop.ui.lists.view import RecordListView
from wicco_desktop.ui.session import Session

_PAUSE = 120
"""Milliseconds: a filter waits for the next keystroke, a held arrow key for its release."""

_MOST = 1000
"""Selected rows that are selected again after the list was read anew."""

_SELECT = QItemSelectionModel.SelectionFlag


class ListPanel(QWidget):
    """Lists the records of one kind."""

    chosen = Signal(str)
    """The user has gone to another record."""

    wanted = Signal(str)
    """The user wants to edit the record: Enter or F2."""

    delete_wanted = Signal(object)
    """The records (``Picked``) that are to be put into the Trash."""

    known = Signal()
    """The whole list is known, or rows of it have moved."""

    new_wanted = Signal()
    sample_wanted = Signal()

    view_class: type[RecordListView] = RecordListView
    model_class: type[RecordListModel] = RecordListModel

    def __init__(self, session: Session, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._kind = KINDS[kind]
        self._pending = ""
        self._kept: tuple[str, list[str], bool] = ("", [], False)
        self._quiet = False
        self.more: tuple[tuple[str, Callable[[], object]], ...] = ()  # of the menu of a row
        self.filter = FilterLine(session.language, kind, self)
        self.sort = SortButton(session, kind, self)
        self.duplicates = DuplicatesButton(session, kind, self)
        self.count = QLabel(self)
        self.count.setProperty("look", "quiet")
        self.empty = EmptyState(session, kind, self)
        self.view = self.view_class(session.theme, self)
        self.model = self.model_class(session, Query(kind), self.sort.sorting, self)
        self.view.show_model(self.model)
        self._places = QStackedWidget(self)
        self._places.addWidget(self.view)
        self._places.addWidget(self.empty)
        self._filter_pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._choice_pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._arrange()
        self._connect()
        self.retranslate()

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(10, 8, 8, 8)
        head.setSpacing(4)
        head.addWidget(self.filter, 1)
        head.addWidget(self.count)
        head.addWidget(self.sort)
        head.addWidget(self.duplicates)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._places, 1)

    def _connect(self) -> None:
        self.filter.edited.connect(self._filter_pause.start)
        self.filter.entered.connect(self._filter_now)
        self._filter_pause.timeout.connect(self._filter_now)
        self._choice_pause.timeout.connect(self._tell_choice)
        self.sort.chosen.connect(self._sort)
        self.model.modelAboutToBeReset.connect(self._keep)
        self.model.modelReset.connect(self._restore)
        self.model.rowsAboutToBeRemoved.connect(self._row_goes)
        self.model.rowsRemoved.connect(self._row_gone)
        self.model.outlined.connect(self._known)
        self.view.selectionModel().currentChanged.connect(self._current_changed)
        self.view.wanted.connect(self._want)
        self.view.delete_wanted.connect(self._delete)
        self.view.typed.connect(self._typed)
        self.view.menu_wanted.connect(self._offer)
        self.empty.new_wanted.connect(self.new_wanted)
        self.empty.sample_wanted.connect(self.sample_wanted)
        self.empty.clear_wanted.connect(self.clear_filter)
        self._session.language.changed.connect(self.retranslate)

    # What a page asks of it

    def load(self) -> None:
        """Read what there is to list; what is listed stays until that has come."""
        if self._session.workspace.store.position() == 0:
            self.empty.offer_sample()
        self._show()

    @property
    def current(self) -> str | None:
        """The id of the record the user is at."""
        index = self.view.currentIndex()
        return self.model.id_at(index.row()) if index.isValid() else None

    @property
    def first(self) -> str | None:
        """The id of the record in the first row."""
        return self.model.id_at(0) if len(self.model.outline) else None

    @property
    def picked(self) -> Picked:
        """The rows selected."""
        return Picked.of(self.model.outline, self.view.selectionModel().selection())

    def select(self, id_: str | None) -> None:
        """Go to a record without telling; to one not listed yet as soon as it is."""
        self._pending = ""
        row = self.model.row_of(id_) if id_ else None
        self._quiet = True
        try:
            if row is None:
                self.view.selectionModel().clear()
            else:
                # Told what to select: the view would ask the keyboard, and add with Ctrl held.
                only = QItemSelectionModel.SelectionFlag.ClearAndSelect
                self.view.selectionModel().setCurrentIndex(self.model.index(row), only)
        finally:
            self._quiet = False
        if id_ and row is None:
            self._pending = id_

    def _has_selection(self) -> bool:
        return self.view.selectionModel().hasSelection()

    def clear_filter(self) -> None:
        """List everything again."""
        self.filter.show_text("")
        self._filter_now()

    # Filter and order

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc: list everything again, then go back to the list."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.filter.committed_text():
            self.clear_filter()
        elif self.filter.hasFocus() and self._places.currentWidget() is self.view:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            event.ignore()

    @property
    def matching(self) -> str:
        """What the list is filtered by."""
        return self.filter.committed_text().strip()

    def _filter_now(self) -> None:
        self._filter_pause.stop()
        if self.matching != self.model.query.matching:
            self._show()

    def _sort(self, _sorting: Sorting) -> None:
        self._show()

    def _show(self) -> None:
        query = replace(self.model.query, matching=self.matching)
        self.model.show(query, self.sort.sorting)

    def _typed(self, text: str) -> None:
        """Typing in the list filters it."""
        if text.strip():
            self.filter.setFocus()
            self.filter.setText(self.filter.text() + text)
            self._filter_pause.start()

    # Selection

    def _keep(self) -> None:
        picked, index = self.picked, self.view.currentIndex()
        several = list(picked) if len(picked) <= _MOST else []
        in_view = index.isValid() and index.row() in self.view.rows_in_view()
        self._kept = (self.current or "", several, in_view)
        self._quiet = True

    def _restore(self) -> None:
        current, several, in_view = self._kept
        row = self.model.row_of(current) if current else None
        chosen = QItemSelection()
        for at in map(self.model.row_of, several):
            if at is not None:
                chosen.select(self.model.index(at), self.model.index(at))
        selection = self.view.selectionModel()
        selection.select(chosen, _SELECT.ClearAndSelect)
        if row is None:
            self._pending = self._pending or current
        else:
            selection.setCurrentIndex(self.model.index(row), _SELECT.NoUpdate)
            if in_view:
                self.view.scrollTo(self.model.index(row))
        self._quiet = False

    def _row_goes(self, _parent: QModelIndex, row: int) -> None:
        """Qt would go to the row after; the record stays shown, it only is listed no longer."""
        self._quiet = True
        if row == self.view.currentIndex().row():
            self.view.selectionModel().clear()

    def _row_gone(self) -> None:
        self._quiet = False

    def _known(self) -> None:
        """The list has been read, or rows have moved."""
        self.empty.tell(self.model.query.matching)
        self._places.setCurrentWidget(self.view if len(self.model.outline) else self.empty)
        self._tell_count()
        if self._pending:
            pending = self._pending
            self.select(pending)
            if self.model.complete:
                self._pending = ""
        self.known.emit()

    def _current_changed(self, now: QModelIndex, before: QModelIndex) -> None:
        if self._quiet or not now.isValid() or now == before:
            return
        if self._choice_pause.isActive():
            self._choice_pause.start()
        else:
            self._choice_pause.start()
            self.chosen.emit(self.model.id_at(now.row()))

    def _tell_choice(self) -> None:
        """The held key was released, or nothing more came: tell where the user is at last."""
        if self.current is not None:
            self.chosen.emit(self.current)

    # What may be done with rows

    def _want(self) -> None:
        if self.current is not None:
            self._tell_choice()
            self.wanted.emit(self.current)

    def _delete(self) -> None:
        if self._has_selection():
            self.delete_wanted.emit(self.picked)

    def _offer(self, at: QPoint) -> None:
        tr, menu = self._session.language.tr, QMenu(self)
        own = ((N_("Edit"), self._want), (N_("Move to Trash"), self._delete))
        for label, act in (*own, *self.more):
            menu.addAction(tr(label), act)
        menu.popup(at)
        menu.aboutToHide.connect(menu.deleteLater)

    # Texts

    def retranslate(self) -> None:
        """Show every text in the language of the interface."""
        tr = self._session.language.tr
        self.view.setAccessibleName(tr(self._kind.labels))
        self.sort.retranslate()
        self.empty.retranslate()
        if self.model.query.order not in (None, self.sort.sorting.order):
            self._show()  # names are sorted in the language they are shown in
        self._tell_count()

    def _tell_count(self) -> None:
        filtered = bool(self.model.query.matching)
        self.count.setVisible(filtered)
        if filtered:
            language = self._session.language.language
            self.count.setText(format_number(len(self.model.outline), language))

"""A list view that lays its rows out itself: rows of one height, under headings of another.

A QListView, so that screen readers know it for a list; but Qt's own layout asks every row for its
size and knows no headings. Here are the places of rows, scrolling and selecting; ``view`` paints.
"""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
)
from PySide6.QtGui import QFocusEvent, QRegion
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from wicco_desktop.ui.lists.delegate import RowDelegate
from wicco_desktop.ui.lists.geometry import Geometry
from wicco_desktop.ui.lists.model import RecordListModel
from wicco_desktop.ui.theme import Theme

_HINT = QAbstractItemView.ScrollHint
_ONLY = QItemSelectionModel.SelectionFlag.ClearAndSelect
_MOVE = QAbstractItemView.CursorAction
Index = QModelIndex | QPersistentModelIndex


class GroupedListView(QListView):
    """Rows of a ``RecordListModel`` and their headings, each in its place."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._list: RecordListModel | None = None
        self._geometry: Geometry | None = None
        self._place: tuple[str, int] | None = None
        self._coming = False
        self._rows = RowDelegate(theme, self)
        self.setItemDelegate(self._rows)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme.changed.connect(self._restyle)

    def show_model(self, model: RecordListModel) -> None:
        """Show a list."""
        self._list = model
        self.setModel(model)
        for coming in (
            model.rowsAboutToBeInserted,
            model.rowsAboutToBeRemoved,
            model.rowsAboutToBeMoved,
            model.modelAboutToBeReset,
        ):
            coming.connect(self._keep_place)
        for come in (model.rowsInserted, model.rowsRemoved, model.rowsMoved, model.modelReset):
            come.connect(self._return_to_place)
        model.outlined.connect(self._lay_out)

    # Geometry

    @property
    def places(self) -> Geometry:
        """Where everything lies."""
        if self._geometry is None:
            look = self._rows.look(self.font())
            runs = self._list.runs if self._list else ()
            count = self._list.rowCount() if self._list else 0
            self._geometry = Geometry(
                count, look.row_height, look.heading_height, [run.start for run in runs]
            )
        return self._geometry

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._restyle()

    def _restyle(self) -> None:
        self._rows.restyle()
        self._lay_out()

    def _lay_out(self) -> None:
        self._geometry = None
        self.updateGeometries()
        self.viewport().update()

    def doItemsLayout(self) -> None:
        QAbstractItemView.doItemsLayout(self)
        self._lay_out()

    def updateGeometries(self) -> None:
        bar = self.verticalScrollBar()
        height = self.viewport().height()
        bar.setRange(0, max(0, self.places.height - height))
        bar.setPageStep(max(1, height - self._sticky))
        bar.setSingleStep(self.places.row_height)
        self.horizontalScrollBar().setRange(0, 0)

    @property
    def _sticky(self) -> int:
        """The height that the heading in sight covers."""
        return self.places.heading_height if self._list is not None and self._list.runs else 0

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def horizontalOffset(self) -> int:
        return 0

    def visualRect(self, index: Index) -> QRect:
        if not index.isValid() or index.row() >= self.places.count:
            return QRect()
        top = self.places.top_of(index.row()) - self.verticalOffset()
        return QRect(0, top, self.viewport().width(), self.places.row_height)

    def indexAt(self, point: QPoint) -> QModelIndex:
        row = self.places.row_at(point.y() + self.verticalOffset())
        if row is None or self._list is None or 0 <= point.y() < self._covered():
            return QModelIndex()
        return self._list.index(row)

    def _covered(self) -> int:
        """How much of the top the heading in sight covers just now."""
        rect = self._sticky_rect()
        return rect.bottom() + 1 if rect is not None else 0

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = _HINT.EnsureVisible
    ) -> None:
        if not index.isValid():
            return
        bar, height = self.verticalScrollBar(), self.viewport().height()
        top = self.places.top_of(index.row())
        bottom = top + self.places.row_height
        if hint == _HINT.PositionAtTop:
            bar.setValue(top - self._sticky)
        elif hint == _HINT.PositionAtBottom:
            bar.setValue(bottom - height)
        elif hint == _HINT.PositionAtCenter:
            bar.setValue((top + bottom - height) // 2)
        elif top - self._sticky < bar.value():
            bar.setValue(top - self._sticky)
        elif bottom > bar.value() + height:
            bar.setValue(bottom - height)
        self.viewport().update()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        self.viewport().update()

    def rows_in_view(self) -> range:
        """The rows that are in sight, if only in part."""
        top = self.verticalOffset()
        return self.places.rows_between(top, top + self.viewport().height())

    def go_to_group(self, number: int) -> None:
        """Go to the first row of a group, its heading at the top."""
        if self._list is not None and 0 <= number < len(self._list.runs):
            index = self._list.index(self._list.runs[number].start)
            self.selectionModel().setCurrentIndex(index, _ONLY)
            self.scrollTo(index, _HINT.PositionAtTop)

    def go_by_groups(self, step: int) -> None:
        """Go to the next group (1), or back (-1) to the first row of this one or one before."""
        if self._list is None or not self._list.runs:
            return
        row = max(0, self.currentIndex().row())
        here = self._list.outline.run_at(row)
        within = step < 0 and row > self._list.runs[here].start
        self.go_to_group(here if within else max(0, here + step))

    def _keep_place(self) -> None:
        """Remember the first record in sight and how far from the top it is."""
        rows = self.rows_in_view()
        self._place = None
        if rows and self._list is not None and self.verticalOffset():
            top = self.places.top_of(rows.start) - self.verticalOffset()
            self._place = (self._list.id_at(rows.start), top)

    def _return_to_place(self) -> None:
        """Scroll so that the same record is where it was, whatever came or went above it."""
        self._lay_out()
        row = self._list.row_of(self._place[0]) if self._place and self._list else None
        if self._place and row is not None:
            self.verticalScrollBar().setValue(self.places.top_of(row) - self._place[1])

    def _sticky_rect(self) -> QRect | None:
        """Where the heading of the first row in sight stays while its rows pass under it."""
        top, height = self.verticalOffset(), self.places.heading_height
        number = self.places.heading_over(top)
        if number is None:
            return None
        following = self.places.top_of_heading(number + 1)
        pushed = 0 if following is None else min(0, following - top - height)
        return QRect(0, pushed, self.viewport().width(), height)

    # Selection

    def isIndexHidden(self, _index: Index) -> bool:
        return False

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, _modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        if self._list is None or not self.places.count or self._coming:
            return QModelIndex()
        current, last = self.currentIndex(), self.places.count - 1
        if not current.isValid():
            return self._list.index(0)
        page = max(1, (self.viewport().height() - self._sticky) // self.places.row_height - 1)
        by = {
            _MOVE.MoveUp: -1,
            _MOVE.MovePrevious: -1,
            _MOVE.MoveDown: 1,
            _MOVE.MoveNext: 1,
            _MOVE.MovePageUp: -page,
            _MOVE.MovePageDown: page,
            _MOVE.MoveHome: -last,
            _MOVE.MoveEnd: last,
        }.get(action, 0)
        return self._list.index(max(0, min(last, current.row() + by)))

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        if self._list is None:
            return
        area = rect.normalized().translated(0, self.verticalOffset())
        rows = self.places.rows_between(area.top(), area.bottom() + 1)
        chosen = QItemSelection()
        if rows:
            chosen.select(self._list.index(rows.start), self._list.index(rows.stop - 1))
        self.selectionModel().select(chosen, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        region = QRegion()
        seen = self.rows_in_view()
        for number in range(selection.count()):
            part = selection.at(number)
            rows = range(max(part.top(), seen.start), min(part.bottom() + 1, seen.stop))
            if rows and self._list is not None:
                first = self.visualRect(self._list.index(rows.start))
                last = self.visualRect(self._list.index(rows.stop - 1))
                region += first.united(last)
        return region

    def focusInEvent(self, event: QFocusEvent) -> None:
        # Qt would go to the first row where the user is at none.
        self._coming = True
        super().focusInEvent(event)
        self._coming = False

"""What a field that completes offers, and the list it is offered in.

The list is a part of the window, not a window: it can take neither the focus nor a composition
away from the line it belongs to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from wicco_desktop.ui.icons import draw_icon

MOST_ROWS = 8
FRAME = 2
"""Pixels of the frame on each side: its line and the margin within."""

NARROWEST = 40
"""Width of the list in characters, where the line is narrower."""

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A record (or a country, a zone) as a reference shows it."""

    id: str
    title: str
    other_title: str = ""
    """The name in the other language."""
    detail: str = ""
    """What tells it from another of that name: a title, an organisation, a role."""
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class Creation:
    """The last entry: *create "…"*."""

    text: str
    """What was typed."""
    label: str


Row = Suggestion | Creation


class _Rows(QAbstractListModel):
    rows: tuple[Row, ...] = ()

    def replace(self, rows: Sequence[Row]) -> None:
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, _parent: Index | None = None) -> int:
        return len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if isinstance(row, Creation):
                return row.label
            return " · ".join(filter(None, (row.title, row.other_title, row.detail)))
        return None


class _RowPainter(QStyledItemDelegate):
    """Draws title, other title and detail, the latter two quiet."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(100, option.fontMetrics.height() + 12)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        style = option.widget.style()
        style.drawPrimitive(
            QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget
        )
        model = index.model()
        assert isinstance(model, _Rows)
        row = model.rows[index.row()]
        place = option.rect.adjusted(10, 0, -10, 0)
        text = option.palette.color(QPalette.ColorRole.Text)
        quiet = option.palette.color(QPalette.ColorRole.PlaceholderText)
        if isinstance(row, Creation):
            side = option.fontMetrics.height()
            square = QRect(place.left(), place.center().y() - side // 2 + 1, side, side)
            draw_icon(painter, square, "plus", quiet)
            parts = [(row.label, text)]
            place.setLeft(square.right() + 7)
        else:
            parts = [(row.title, text), (row.other_title, quiet), (row.detail, quiet)]
        painter.setFont(option.font)
        for shown, colour in parts:
            if shown and place.width() > 0:
                cut = option.fontMetrics.elidedText(
                    shown, Qt.TextElideMode.ElideRight, place.width()
                )
                painter.setPen(colour)
                painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, cut)
                place.setLeft(place.left() + option.fontMetrics.horizontalAdvance(cut) + 8)


class SuggestionList(QFrame):
    """The list under a line. The line keeps the focus and tells the list where to go."""

    picked = Signal(object)
    """A Suggestion or a Creation was clicked."""

    def __init__(self, anchor: QWidget) -> None:
        """``anchor`` is what the list stands under."""
        super().__init__(anchor)
        self._anchor = anchor
        self._watched: list[QWidget] = []
        self.setProperty("look", "suggestions")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._rows = _Rows(self)
        self.view = QListView(self)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setModel(self._rows)
        self.view.setItemDelegate(_RowPainter(self.view))
        self.view.setMouseTracking(True)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.clicked.connect(lambda index: self.picked.emit(self._rows.rows[index.row()]))
        self.note = QLabel(self)
        self.note.setProperty("look", "hint")
        self.note.setProperty("meaning", "decide")
        self.note.setWordWrap(True)
        self.note.setContentsMargins(10, 4, 10, 6)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.view)
        column.addWidget(self.note)
        anchor.destroyed.connect(self.deleteLater)
        self.hide()

    @property
    def rows(self) -> tuple[Row, ...]:
        """What is offered."""
        return self._rows.rows

    def offer(self, rows: Sequence[Row], note: str = "") -> None:
        """Show these rows, the first one marked; with none and no note the list goes."""
        self._rows.replace(rows)
        self.note.setText(note)
        self.note.setVisible(bool(note))
        self.view.setVisible(bool(rows))
        if not rows and not note:
            self.hide()
            return
        if rows:
            self.view.setCurrentIndex(self._rows.index(0))
        self._place()
        self.show()
        self.raise_()

    def move_by(self, step: int) -> None:
        """Mark another row."""
        if self.rows:
            row = max(0, min(len(self.rows) - 1, self.view.currentIndex().row() + step))
            self.view.setCurrentIndex(self._rows.index(row))

    def current(self) -> Row | None:
        """The row that is marked."""
        index = self.view.currentIndex()
        return self.rows[index.row()] if index.isValid() and self.rows else None

    def hide(self) -> None:
        super().hide()
        for widget in self._watched:
            widget.removeEventFilter(self)
        self._watched.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay under the line where something above it moves or scrolls."""
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize) and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        window = self._anchor.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        if not self._watched:
            above: QWidget | None = self._anchor
            while above is not None:
                above.installEventFilter(self)
                self._watched.append(above)
                above = None if above is window else above.parentWidget()
        top = self._anchor.mapTo(window, QPoint(0, 0))
        width = max(self._anchor.width(), NARROWEST * self.fontMetrics().averageCharWidth())
        width = min(width, window.width() - 8)
        height = 2 * (self.frameWidth() + FRAME)
        if self.rows:
            height += min(len(self.rows), MOST_ROWS) * self.view.sizeHintForRow(0)
        if self.note.text():
            height += self.note.heightForWidth(width - 2)
        below = window.height() - (top.y() + self._anchor.height())
        under = below >= height or below >= top.y()
        height = min(height, max(below, top.y()) - 4)
        y = top.y() + self._anchor.height() + 2 if under else top.y() - height - 2
        self.setGeometry(min(top.x(), window.width() - width - 4), y, width, height)

"""The rows of a history as a list draws them: heading, old and new value, where it came from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from wicco_desktop.ui.surroundings.history_reading import HistoryRow
from wicco_desktop.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
ARROW = " → "
AROUND, BETWEEN = 7, 4
"""Pixels above and below a row, and between its lines: Han characters are tall."""


class HistoryRows(QAbstractListModel):
    """The rows shown, newest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[HistoryRow, ...] = ()
        self.blank = ""
        """What stands for no value."""

    def replace(self, rows: Sequence[HistoryRow], blank: str) -> None:
        """Show others."""
        self.beginResetModel()
        self.rows, self.blank = tuple(rows), blank
        self.endResetModel()

    def rowCount(self, _parent: Index | None = None) -> int:
        return len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            old, new = self.values(row)
            values = f"{old}{ARROW}{new}" if old else new
            return ", ".join(filter(None, (row.heading, values, row.source)))
        if role == Qt.ItemDataRole.ToolTipRole:
            old, new = self.values(row)
            return f"{old}{ARROW}{new}" if old else new
        return None

    def values(self, row: HistoryRow) -> tuple[str, str]:
        """Old and new value on one line each, blank where there is nothing to show."""
        old, new = " ".join(row.old.split()), " ".join(row.new.split())
        if row.field is None:
            return "", ""
        return ("" if row.begins else old or self.blank), new or self.blank


class HistoryPainter(QStyledItemDelegate):
    """Three lines a row: what, the values, where they came from."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = _row(index)
        lines = (option.fontMetrics.height() + BETWEEN) * (2 if row.field else 1)
        return QSize(200, lines + QFontMetrics(self._small(option)).height() + 2 * AROUND + 4)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        style = option.widget.style()
        style.drawPrimitive(
            QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget
        )
        model = index.model()
        assert isinstance(model, HistoryRows)
        row = model.rows[index.row()]
        text = option.palette.color(QPalette.ColorRole.Text)
        quiet = option.palette.color(QPalette.ColorRole.PlaceholderText)
        place = option.rect.adjusted(12, AROUND, -12, -AROUND)
        bold = QFont(option.font)
        bold.setWeight(QFont.Weight.DemiBold)
        painter.setPen(text)
        top = self._line(painter, place, bold, row.heading)
        if row.field is not None:
            place.setTop(top)
            old, new = model.values(row)
            metrics = QFontMetrics(option.font)
            painter.setFont(option.font)
            if old:
                painter.setPen(quiet)
                shown = metrics.elidedText(
                    old + ARROW, Qt.TextElideMode.ElideRight, place.width() * 3 // 5
                )
                painter.drawText(place, Qt.AlignmentFlag.AlignTop, shown)
                place.setLeft(place.left() + metrics.horizontalAdvance(shown))
            painter.setPen(text)
            top = self._line(painter, place, option.font, new)
            place.setLeft(option.rect.left() + 12)
        place.setTop(top)
        painter.setPen(quiet)
        self._line(painter, place, self._small(option), row.source)
        painter.setPen(option.palette.color(QPalette.ColorRole.Midlight))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())

    def _line(self, painter: QPainter, place: QRect, font: QFont, text: str) -> int:
        painter.setFont(font)
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignTop, shown)
        return place.top() + metrics.height() + BETWEEN

    def _small(self, option: QStyleOptionViewItem) -> QFont:
        small = QFont(option.font)
        small.setPixelSize(self._theme.pixels("small"))
        return small


def _row(index: Index) -> HistoryRow:
    model = index.model()
    assert isinstance(model, HistoryRows)
    return model.rows[index.row()]

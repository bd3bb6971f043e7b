"""How a cell under review is drawn: what was before struck through, what is taken in bold."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from wicco_desktop.services.review.model import RowState
from wicco_desktop.ui.exchange.cell_words import CellShown, Look
from wicco_desktop.ui.exchange.review_model import MARK, ReviewModel
from wicco_desktop.ui.exchange.row_words import RowShown
from wicco_desktop.ui.icons import draw_icon
from wicco_desktop.ui.theme import Theme

_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
_LINE = 1.45
"""Line height that suits Han characters."""

ICONS = {"decide": "triangle-alert", "unreadable": "circle-alert"}
"""Signs of the line below a row, by meaning."""


class Measures:
    """Fonts and heights of one theme and text size."""

    def __init__(self, theme: Theme, font: QFont) -> None:
        self._theme = theme
        self.fonts = {
            Look.PLAIN: self._font(font, "text", QFont.Weight.Normal),
            Look.STRONG: self._font(font, "text", QFont.Weight.DemiBold),
            Look.GONE: self._font(font, "text", QFont.Weight.Normal),
            Look.WORD: self._font(font, "tiny", QFont.Weight.DemiBold),
        }
        self.fonts[Look.GONE].setStrikeOut(True)
        self.metrics = {look: QFontMetrics(made) for look, made in self.fonts.items()}
        self.line = round(theme.pixels("text") * _LINE)
        self.pad = theme.steps(1)
        self.left = theme.steps(2)
        self.strip = self.line + 2 * self.pad

    def height(self, shown: RowShown | None) -> int:
        """How high a row is drawn; one that is not known yet as a plain one."""
        if shown is None:
            return self.line + 2 * self.pad + 1
        return shown.lines * self.line + 2 * self.pad + 1 + (self.strip if shown.below else 0)

    def _font(self, font: QFont, which: str, weight: QFont.Weight) -> QFont:
        made = QFont(font)
        made.setPixelSize(self._theme.pixels(which))
        made.setWeight(weight)
        return made


class ReviewDelegate(QStyledItemDelegate):
    """Draws the cells of a ``ReviewModel``; the line below a row is drawn by the table."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._measures: Measures | None = None
        theme.changed.connect(self._restyle)

    def measures(self, font: QFont) -> Measures:
        """The measures for a view of that font."""
        if self._measures is None:
            self._measures = Measures(self._theme, font)
        return self._measures

    def _restyle(self) -> None:
        self._measures = None

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        model = index.model()
        shown = model.prepared(index.row()) if isinstance(model, ReviewModel) else None
        measures, colours = self.measures(option.font), self._theme.colours
        rect = QRect(option.rect)
        painter.fillRect(rect, QColor(colours.field))
        if shown is not None:
            if shown.below:
                rect.setHeight(rect.height() - measures.strip)
            if index.column() == MARK:
                self._draw_mark(painter, rect, shown, measures)
            else:
                cell = shown.cells[index.column() - 1]
                self._draw_cell(painter, rect, shown, cell, measures)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(colours.line))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(1, 1, -1, -2))

    def _draw_cell(
        self, painter: QPainter, rect: QRect, shown: RowShown, cell: CellShown, measures: Measures
    ) -> None:
        colours, row = self._theme.colours, shown.row
        live = row.accepted or row.waits or row.state is RowState.ERROR
        meaning = colours.meanings().get(cell.meaning) if live else None
        if meaning is not None:
            painter.fillRect(rect, QColor(meaning.back))
        line = QRect(
            rect.left() + measures.left,
            rect.top() + measures.pad,
            rect.width() - 2 * measures.left,
            measures.line,
        )
        for part in cell.lines:
            colour = colours.text if live else colours.quiet
            if part.look is Look.GONE:
                colour = colours.quiet
            elif part.look is Look.WORD and meaning is not None:
                colour = meaning.text
            painter.setFont(measures.fonts[part.look])
            painter.setPen(QColor(colour))
            fitting = measures.metrics[part.look].elidedText(
                part.text, Qt.TextElideMode.ElideRight, line.width()
            )
            painter.drawText(line, _LEFT, fitting)
            line.translate(0, measures.line)

    def _draw_mark(
        self, painter: QPainter, rect: QRect, shown: RowShown, measures: Measures
    ) -> None:
        colours, row = self._theme.colours, shown.row
        side = self._theme.steps(3.5)
        box = QRect(
            rect.left() + measures.left,
            rect.top() + measures.pad + (measures.line - side) // 2,
            side,
            side,
        )
        if row.state is not RowState.ERROR:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QColor(colours.accent if row.accepted else colours.quiet))
            painter.setBrush(QColor(colours.accent if row.accepted else colours.field))
            painter.drawRoundedRect(box, 3, 3)
            painter.restore()
            if row.accepted:
                draw_icon(painter, box.adjusted(1, 1, -1, -1), "check", QColor(colours.on_accent))
        line = QRect(box.right() + measures.left, rect.top() + measures.pad, 0, measures.line)
        line.setRight(rect.right() - measures.pad)
        painter.setFont(measures.fonts[Look.PLAIN])
        painter.setPen(QColor(colours.quiet))
        number = str(row.number)
        painter.drawText(line, _LEFT, number)
        if shown.word:
            told = colours.meanings().get(_meaning(shown))
            painter.setFont(measures.fonts[Look.WORD])
            painter.setPen(QColor(told.text if told else colours.quiet))
            line.setLeft(
                line.left()
                + measures.metrics[Look.PLAIN].horizontalAdvance(number)
                + measures.pad
                + 2
            )
            word = measures.metrics[Look.WORD].elidedText(
                shown.word, Qt.TextElideMode.ElideRight, line.width()
            )
            painter.drawText(line, _LEFT, word)

    def draw_below(
        self, painter: QPainter, rect: QRect, shown: RowShown, measures: Measures, answer: str
    ) -> None:
        """Draw the line below a row, which asks or tells something of it."""
        colours = self._theme.colours
        name = "unreadable" if shown.row.state is RowState.ERROR else "decide"
        told = colours.meanings()[name]
        painter.fillRect(rect, QColor(told.back if shown.asks else colours.ground))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(colours.line))
        colour = QColor(told.text if shown.asks else colours.quiet)
        side = self._theme.steps(4)
        sign = QRect(
            rect.left() + measures.left, rect.top() + (rect.height() - side) // 2, side, side
        )
        draw_icon(painter, sign, ICONS[name] if shown.asks else "info", colour)
        line = rect.adjusted(2 * measures.left + side, 0, -measures.left, 0)
        painter.setFont(measures.fonts[Look.PLAIN])
        metrics = measures.metrics[Look.PLAIN]
        painter.setPen(QColor(colours.text if shown.asks else colours.quiet))
        room = line.width() - (metrics.horizontalAdvance(answer) + measures.left if answer else 0)
        told_text = metrics.elidedText(shown.below, Qt.TextElideMode.ElideRight, room)
        painter.drawText(line, _LEFT, told_text)
        if answer:
            used = metrics.horizontalAdvance(told_text) + 2 * measures.left
            painter.setPen(colour)
            painter.drawText(line.adjusted(used, 0, 0, 0), _LEFT, answer)

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """Show the whole of a cell where the mouse rests on it."""
        if event.type() != QEvent.Type.ToolTip:
            return super().helpEvent(event, view, option, index)
        text = index.data(Qt.ItemDataRole.ToolTipRole)
        QToolTip.showText(event.globalPos(), str(text or ""), view)
        return True


def _meaning(shown: RowShown) -> str:
    row = shown.row
    if row.state is RowState.ERROR:
        return "unreadable"
    if row.waits:
        return "decide"
    return "theirs" if row.state is RowState.NEW and row.accepted else ""

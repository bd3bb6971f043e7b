"""How a row and a heading of a list are drawn: a name with the other language, a line of facts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from wicco_desktop.services.listing import Part, Row
from wicco_desktop.ui.lists.model import ROW_ROLE
from wicco_desktop.ui.theme import Theme

_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
_STATE = QStyle.StateFlag
_LINE = 1.45
"""Line height that suits Han characters."""


class _Look:
    """Fonts and measures of one theme and text size."""

    def __init__(self, theme: Theme, font: QFont) -> None:
        self.theme = theme
        self.name = self._font(font, "text", QFont.Weight.DemiBold)
        self.text = self._font(font, "text", QFont.Weight.Normal)
        self.small = self._font(font, "small", QFont.Weight.Normal)
        self.gone = QFont(self.small)
        self.gone.setStrikeOut(True)
        self.tiny = self._font(font, "tiny", QFont.Weight.Normal)
        self.left = theme.steps(3.5)
        self.step = theme.steps(1)
        self.line = round(theme.pixels("text") * _LINE)
        self.small_line = round(theme.pixels("small") * _LINE)
        self.row_height = self.line + self.small_line + 4 * self.step + 1
        self.heading_height = self.small_line + 3 * self.step

    def _font(self, font: QFont, which: str, weight: QFont.Weight) -> QFont:
        made = QFont(font)
        made.setPixelSize(self.theme.pixels(which))
        made.setWeight(weight)
        return made

    @cached_property
    def metrics(self) -> dict[int, QFontMetrics]:
        """The metrics of each font, by its identity."""
        fonts = (self.name, self.text, self.small, self.gone, self.tiny)
        return {id(font): QFontMetrics(font) for font in fonts}


def _joined(parts: Sequence[Part]) -> list[tuple[str, Part]]:
    """The facts of a row as texts to be drawn, those that look alike in one."""
    joined: list[tuple[str, Part]] = []
    plain = Part("")
    for number, part in enumerate(parts):
        for text, look in ((" · " if number else "", plain), (part.text, part)):
            if joined and (joined[-1][1].meaning, joined[-1][1].gone) == (look.meaning, look.gone):
                joined[-1] = (joined[-1][0] + text, look)
            elif text:
                joined.append((text, look))
    return joined


class RowDelegate(QStyledItemDelegate):
    """Draws the rows of a list."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._look: _Look | None = None
        theme.changed.connect(self.restyle)

    def restyle(self) -> None:
        """Forget fonts and measures: the theme or the text size is another."""
        self._look = None

    def look(self, font: QFont) -> _Look:
        """The measures for a view of that font."""
        if self._look is None:
            self._look = _Look(self._theme, font)
        return self._look

    def sizeHint(
        self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(120, self.look(option.font).row_height)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        colours = self._theme.colours
        rect = option.rect
        if option.state & _STATE.State_Selected:
            painter.fillRect(rect, QColor(colours.chosen))
        elif option.state & _STATE.State_MouseOver:
            painter.fillRect(rect, QColor(colours.hover))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(colours.line))
        if option.state & _STATE.State_HasFocus:
            bar = QRect(rect.left(), rect.top(), self._theme.steps(0.75), rect.height() - 1)
            painter.fillRect(bar, QColor(colours.accent))
        row = index.data(ROW_ROLE)
        if isinstance(row, Row):
            self._draw(painter, rect, row, self.look(option.font))
        else:
            self._draw_placeholder(painter, rect, self.look(option.font))

    def _draw(self, painter: QPainter, rect: QRect, row: Row, look: _Look) -> None:
        colours = self._theme.colours
        left, right = rect.left() + look.left, rect.right() - look.left
        height = look.line + (look.small_line if row.parts else 0)
        top = rect.top() + (rect.height() - height) // 2
        line = QRect(left, top, right - left, look.line)
        quiet, text = QColor(colours.quiet), QColor(colours.text)
        strong = quiet if row.unnamed or row.faded else text
        name = QRect(line)
        if row.fallback:
            name.setWidth(line.width() - self._tag_width(row.fallback, look) - 2 * look.step)
        used = self._text(painter, name, row.text, look.text if row.unnamed else look.name, strong)
        line.setLeft(left + used + 2 * look.step)
        if row.fallback:
            self._tag(painter, line, row.fallback, look)
        elif row.other:
            self._text(painter, line, row.other, look.small, quiet)
        line = QRect(left, top + look.line, right - left, look.small_line)
        for told, part in _joined(row.parts):
            meaning = colours.meanings().get(part.meaning) if part.meaning else None
            colour = QColor(meaning.text) if meaning else quiet
            font = look.gone if part.gone else look.small
            line.setLeft(line.left() + self._text(painter, line, told, font, colour))

    def _text(self, painter: QPainter, line: QRect, text: str, font: QFont, colour: QColor) -> int:
        """Draw a text, shortened to fit; gives the width it took."""
        if line.width() < font.pixelSize() * 2:
            return 0
        metrics = self.look(font).metrics[id(font)]
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, line.width())
        painter.setFont(font)
        painter.setPen(colour)
        painter.drawText(line, _LEFT, shown)
        return metrics.horizontalAdvance(shown)

    def _tag_width(self, text: str, look: _Look) -> int:
        return look.metrics[id(look.tiny)].horizontalAdvance(text) + 2 * look.step

    def _tag(self, painter: QPainter, line: QRect, text: str, look: _Look) -> None:
        """Say which language a name is in where the user's own is missing."""
        width = self._tag_width(text, look)
        height = min(line.height(), look.metrics[id(look.tiny)].height() + 2)
        frame = QRect(line.left(), line.center().y() - height // 2, width, height)
        painter.setPen(QColor(self._theme.colours.strong_line))
        painter.drawRoundedRect(frame, 3, 3)
        painter.setFont(look.tiny)
        painter.setPen(QColor(self._theme.colours.quiet))
        painter.drawText(frame, int(Qt.AlignmentFlag.AlignCenter), text)

    def _draw_placeholder(self, painter: QPainter, rect: QRect, look: _Look) -> None:
        top, height = rect.top() + 3 * look.step, 2 * look.step
        width = rect.width() - 2 * look.left
        colour = QColor(self._theme.colours.line)
        painter.fillRect(rect.left() + look.left, top, width * 6 // 10, height, colour)
        painter.fillRect(rect.left() + look.left, top + look.line, width * 4 // 10, height, colour)

    def draw_heading(self, painter: QPainter, rect: QRect, text: str, font: QFont) -> None:
        """Draw the heading of a group."""
        look = self.look(font)
        painter.fillRect(rect, QColor(self._theme.colours.ground))
        painter.fillRect(
            rect.left(), rect.bottom(), rect.width(), 1, QColor(self._theme.colours.line)
        )
        line = rect.adjusted(look.left, look.step, -look.left, 0)
        self._text(painter, line, text, look.small, QColor(self._theme.colours.quiet))

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """Show the whole of a row where the mouse rests on it."""
        if event.type() != QEvent.Type.ToolTip:
            return super().helpEvent(event, view, option, index)
        text = index.data(Qt.ItemDataRole.ToolTipRole)
        QToolTip.showText(event.globalPos(), str(text or ""), view)
        return True

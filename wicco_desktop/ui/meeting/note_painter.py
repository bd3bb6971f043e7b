"""Draws one note: who, what in both languages, its kind; nothing by colour alone."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from wicco_desktop.foundation.messages import N_
from wicco_desktop.services.note_rows import NoteRow
from wicco_desktop.ui.language import LanguageSwitch
from wicco_desktop.ui.meeting.note_layout import (
    BAR,
    Column,
    Fonts,
    NoteLayout,
    Places,
    Words,
    draw_text,
)
from wicco_desktop.ui.meeting.note_model import Index, NoteModel
from wicco_desktop.ui.theme import Theme

OLDER = N_("translation is older than the original")
STILL_RIGHT = N_("still right")


class NotePainter(QStyledItemDelegate):
    """The delegate of the notes list."""

    def __init__(self, theme: Theme, switch: LanguageSwitch, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._switch = switch
        self._view = parent
        self._layout: NoteLayout | None = None
        self.editing: tuple[str, int] | None = None
        """The note that is edited in place, and the height of its editor."""

    def forget(self) -> None:
        """Fonts or language have changed."""
        self._layout = None

    def layout(self, width: int) -> NoteLayout:
        """The layout of rows of that width."""
        if self._layout is None or self._layout.width != width:
            tr = self._switch.tr
            words = Words(tr(OLDER), tr(STILL_RIGHT))
            self._layout = NoteLayout(width, self._theme.steps(1), self._fonts(), words)
        return self._layout

    def height(self, row: NoteRow, width: int) -> int:
        """The height of a row."""
        if self.editing is not None and self.editing[0] == row.id:
            return self.editing[1]
        return self.layout(width).places(row).height

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = option.widget.contentsRect().width()
        return QSize(10, self.height(self._row(index), width))

    def link_at(self, row: NoteRow, width: int, place: QPoint) -> str | None:
        """``own`` or ``other``: whose *still right* stands at a place of the row."""
        places = self.layout(width).places(row)
        for side, column in (("own", places.own), ("other", places.other)):
            if column.link is not None and column.link.adjusted(0, -2, 0, 2).contains(place):
                return side
        return None

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, colours = self._row(index), self._theme.colours
        rect = option.rect
        painter.save()
        painter.setPen(QColor(colours.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if self.editing is not None and self.editing[0] == row.id:
            painter.restore()
            return
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if selected and option.widget.hasFocus():
            painter.fillRect(rect.adjusted(0, 0, 0, -1), QColor(colours.chosen))
        if focused:
            painter.fillRect(QRect(rect.left(), rect.top(), 2, rect.height()), colours.accent)
        painter.translate(rect.topLeft())
        layout = self.layout(rect.width())
        self._draw(painter, row, layout, layout.places(row))
        painter.restore()

    def _draw(self, painter: QPainter, row: NoteRow, layout: NoteLayout, places: Places) -> None:
        colours, fonts = self._theme.colours, layout.fonts
        text = QColor(colours.quiet if row.waiting else colours.text)
        painter.setPen(text)
        draw_text(painter, places.name, row.name, fonts.strong)
        painter.setPen(QColor(colours.quiet))
        draw_text(painter, places.below, layout.below(row), fonts.small)
        draw_text(painter, places.due, row.due, fonts.small)
        for words, column in ((row.own, places.own), (row.other, places.other)):
            self._draw_mark(painter, layout, column)
            painter.setPen(text)
            draw_text(painter, column.text, words, fonts.text)
        self._draw_badge(painter, row, layout, places.badge)

    def _draw_mark(self, painter: QPainter, layout: NoteLayout, column: Column) -> None:
        if column.mark is None or column.link is None:
            return
        colour = QColor(self._theme.colours.decide.text)
        bar = QRect(column.mark.left() - BAR - layout.gap, column.mark.top(), BAR, 0)
        bar.setBottom(column.text.bottom())
        painter.fillRect(bar, colour)
        painter.setPen(colour)
        draw_text(painter, column.mark, layout.words.older, layout.fonts.tiny)
        draw_text(painter, column.link, layout.words.still_right, layout.fonts.link)

    def _draw_badge(
        self, painter: QPainter, row: NoteRow, layout: NoteLayout, place: QRect
    ) -> None:
        meaning = self._theme.colours.meanings().get(row.meaning)
        metrics = QFontMetrics(layout.tiny)
        pad = round(layout.step * 1.5)
        room = place.width() - 2 * pad
        shown = metrics.elidedText(row.badge, Qt.TextElideMode.ElideRight, room)
        box = QRect(place)
        box.setWidth(metrics.horizontalAdvance(shown) + 2 * pad)
        if layout.narrow:
            box.moveRight(place.right())
        painter.setFont(layout.tiny)
        if meaning is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(meaning.back))
            painter.drawRoundedRect(box, layout.step, layout.step)
        painter.setPen(QColor(meaning.text if meaning else self._theme.colours.quiet))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown)

    def _fonts(self) -> Fonts:
        made = {}
        for name in ("text", "strong", "small", "tiny", "link"):
            font = QFont(self._view.font())
            size = {"strong": "text", "link": "tiny"}.get(name, name)
            font.setPixelSize(self._theme.pixels(size))
            if name == "strong":
                font.setWeight(QFont.Weight.DemiBold)
            font.setUnderline(name == "link")
            made[name] = font.toString()
        return Fonts(**made)

    def _row(self, index: Index) -> NoteRow:
        model = index.model()
        assert isinstance(model, NoteModel)
        return model.rows[index.row()]

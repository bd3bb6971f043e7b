"""Where the parts of a note stand in its row: side by side, or one above the other where narrow."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextLayout, QTextOption

from wicco_desktop.services.note_rows import NoteRow

BAR = 3
"""Width of the bar beside a translation that is older than its original."""

BELOW_LINES = 2
"""Of the other name and the post below a name."""

LINE_HEIGHT = 1.45
"""Of the size of the text: what suits Chinese characters."""


@dataclass(frozen=True, slots=True)
class Fonts:
    """The fonts of a row, each as ``QFont.toString`` has it."""

    text: str
    strong: str
    small: str
    tiny: str
    link: str


@dataclass(frozen=True, slots=True)
class Words:
    """The two texts of the interface that a row shows."""

    older: str
    still_right: str


@dataclass(frozen=True, slots=True)
class Column:
    """A text of a row with the marks above it, if it is older than its original."""

    text: QRect
    mark: QRect | None = None
    link: QRect | None = None

    @property
    def bottom(self) -> int:
        """Below the column."""
        return self.text.bottom() + 1


@dataclass(frozen=True, slots=True)
class Places:
    """The rectangles of a row, relative to its top left corner."""

    name: QRect
    below: QRect
    due: QRect
    own: Column
    other: Column
    badge: QRect
    height: int


class _Text:
    """A text that is shaped once and broken into lines for any width."""

    def __init__(self, text: str, font: QFont) -> None:
        self._layout = QTextLayout(text.replace("\n", "\u2028"), font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        # Keeps the glyphs: shaping Chinese takes twenty times as long as breaking it anew.
        self._layout.setCacheEnabled(True)
        self._least = font.pixelSize() * LINE_HEIGHT
        self._width = -1
        self.height = 0

    def at(self, width: int) -> _Text:
        """The text broken for a width."""
        if width != self._width:
            self._width = width
            top = 0.0
            self._layout.beginLayout()
            while (line := self._layout.createLine()).isValid():
                line.setLineWidth(max(1, width))
                # Lines as far apart in either script, so that both columns read side by side.
                height = max(line.height() + line.leading(), self._least)
                line.setPosition(QPointF(0, top + (height - line.height()) / 2))
                top += height
            self._layout.endLayout()
            self.height = round(top)
        return self

    def cut(self, lines: int) -> str:
        """The text of so many lines, the last one elided."""
        if self._layout.lineCount() <= lines:
            return self._layout.text()
        start = self._layout.lineAt(lines - 1).textStart()
        text, metrics = self._layout.text(), QFontMetrics(self._layout.font())
        mode = Qt.TextElideMode.ElideRight
        return text[:start] + metrics.elidedText(text[start:], mode, self._width)

    def draw(self, painter: QPainter, place: QRect) -> None:
        """Draw it in the colour of the pen."""
        self._layout.draw(painter, QPointF(place.topLeft()))


@lru_cache(maxsize=4096)
def _shaped(text: str, font: str) -> _Text:
    made = QFont()
    made.fromString(font)
    return _Text(text, made)


def text_height(text: str, font: str, width: int) -> int:
    """The height of a text in a column of that width; ``font`` as ``QFont.toString`` has it."""
    return _shaped(text, font).at(width).height if text else 0


def draw_text(painter: QPainter, place: QRect, text: str, font: str) -> None:
    """Draw a text as it was measured."""
    if text and place.width() > 0:
        _shaped(text, font).at(place.width()).draw(painter, place)


@lru_cache(maxsize=4096)
def shortened(text: str, font: str, width: int, lines: int) -> str:
    """The text, cut with an ellipsis where it would take more lines than that."""
    return _shaped(text, font).at(width).cut(lines) if text else ""


class NoteLayout:
    """Places the parts of rows of one width."""

    def __init__(self, width: int, step: int, fonts: Fonts, words: Words) -> None:
        """``step`` is one step of spacing in pixels."""
        self._known: dict[str, tuple[NoteRow, Places]] = {}
        self.tiny = QFont()
        self.tiny.fromString(fonts.tiny)
        self.width, self.step, self.fonts, self.words = width, step, fonts, words
        self.gap = 2 * step
        self.inset = round(1.5 * step)
        self.narrow = width < 110 * step
        inner = width - 2 * self.inset
        self.badge_width = min(inner // 2 if self.narrow else inner // 4, 20 * step)
        self.name_width = inner - self.badge_width if self.narrow else inner // 5 - self.gap
        rest = inner - self.name_width - self.badge_width - 3 * self.gap
        self.text_width = inner if self.narrow else rest // 2

    def places(self, row: NoteRow) -> Places:
        """Where everything stands."""
        known = self._known.get(row.id)
        if known is None or known[0] is not row:
            known = self._known[row.id] = (row, self._placed(row))
        return known[1]

    def _placed(self, row: NoteRow) -> Places:
        top = self.gap
        name, below, due = self._who(row, top)
        badge_height = QFontMetrics(self.tiny).height() + self.step
        badge = QRect(
            self.width - self.inset - self.badge_width, top, self.badge_width, badge_height
        )
        if self.narrow:
            text_top = max(due.bottom() + 1, badge.bottom() + 1) + self.step // 2
            own = self._column(row.own, self.inset, text_top, older=row.own_older)
            gap = self.step // 2 if row.own and row.other else 0
            other = self._column(row.other, self.inset, own.bottom + gap, older=row.other_older)
        else:
            left = self.inset + self.name_width + self.gap
            own = self._column(row.own, left, top, older=row.own_older)
            left += self.text_width + self.gap
            other = self._column(row.other, left, top, older=row.other_older)
        bottom = max(due.bottom() + 1, own.bottom, other.bottom, badge.bottom() + 1)
        return Places(name, below, due, own, other, badge, bottom + self.gap)

    def below(self, row: NoteRow) -> str:
        """What stands below the name: the name of a body may be longer than there is room."""
        return shortened(row.below, self.fonts.small, self.name_width, BELOW_LINES)

    def _who(self, row: NoteRow, top: int) -> tuple[QRect, QRect, QRect]:
        made = []
        for text, font in (
            (row.name, self.fonts.strong),
            (self.below(row), self.fonts.small),
            (row.due, self.fonts.small),
        ):
            height = text_height(text, font, self.name_width)
            made.append(QRect(self.inset, top, self.name_width, height))
            top += height
        return made[0], made[1], made[2]

    def _column(self, text: str, left: int, top: int, *, older: bool) -> Column:
        width = self.text_width
        if not older:
            return Column(QRect(left, top, width, text_height(text, self.fonts.text, width)))
        left, width = left + BAR + self.gap, width - BAR - self.gap
        mark = QRect(left, top, width, text_height(self.words.older, self.fonts.tiny, width))
        words = self.words.still_right
        link = QRect(left, mark.bottom() + 1, width, text_height(words, self.fonts.tiny, width))
        link.setWidth(min(width, QFontMetrics(self.tiny).horizontalAdvance(words) + 2))
        body = QRect(left, link.bottom() + 1, width, text_height(text, self.fonts.text, width))
        return Column(body, mark, link)

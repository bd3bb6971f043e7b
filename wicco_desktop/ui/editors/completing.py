"""A line that completes what is typed, from whatever it is given to ask.

It asks only about committed text; while an input method composes, the list stays as it is and
every key is the input method's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QStyle, QStyleOptionFrame, QWidget

from wicco_desktop.foundation.messages import N_, Message
from wicco_desktop.foundation.text import fold
from wicco_desktop.ui.editors.suggestions import Creation, Row, Suggestion, SuggestionList
from wicco_desktop.ui.entries import ENTER, LineEdit
from wicco_desktop.ui.language import LanguageSwitch

Complete = Callable[[str], Sequence[Suggestion]]
"""What fits a text, best first; asked for "" it may give what was used last."""

Likely = Callable[[str], Message | None]
"""Whether a text is likely a record that is there already."""


def nothing_likely(_text: str) -> Message | None:
    """No record is likely the same."""
    return None


class CompletingLine(LineEdit):
    """A line with a list of suggestions."""

    picked = Signal(object)
    """A Suggestion was picked."""

    create_requested = Signal(str)
    """A record of this name is to be made."""

    def __init__(
        self,
        switch: LanguageSwitch,
        complete: Complete,
        parent: QWidget | None = None,
        *,
        create: bool = False,
        sole: bool = False,
        likely: Likely = nothing_likely,
    ) -> None:
        """``sole``: leaving the line takes the only thing that fits."""
        super().__init__(parent)
        self._switch = switch
        self._complete = complete
        self._create = create
        self._sole = sole
        self._likely = likely
        self._moved = False
        self._suffix = ""
        self.list = SuggestionList(self)
        self.list.picked.connect(self._take)
        self.edited.connect(self._text_typed)

    def stand_under(self, anchor: QWidget) -> None:
        """Show the list under that widget, of which the line is a part."""
        self.list.deleteLater()
        self.list = SuggestionList(anchor)
        self.list.picked.connect(self._take)

    def set_suffix(self, text: str) -> None:
        """Show a quiet text after the line's own, such as the name in the other language."""
        self._suffix = text
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.composing or event.modifiers() not in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            super().keyPressEvent(event)
        elif not self.list.isVisible():
            if event.key() == Qt.Key.Key_Down:
                self._ask()
            else:
                super().keyPressEvent(event)
        elif not self._list_key(event.key()):
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        stays = event.reason() in (
            Qt.FocusReason.PopupFocusReason,
            Qt.FocusReason.MenuBarFocusReason,
            Qt.FocusReason.ActiveWindowFocusReason,
        )
        if not stays and self.list.isVisible():
            row = self._meant()
            self.list.hide()
            if row is not None:
                self._take(row)
        super().focusOutEvent(event)
        if not stays:
            # A name that is longer than its field is read from its beginning.
            self.setCursorPosition(0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._suffix or not self.text() or self.composing:
            return
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        place: QRect = self.style().subElementRect(
            QStyle.SubElement.SE_LineEditContents, option, self
        )
        metrics = self.fontMetrics()
        place.setLeft(place.left() + metrics.horizontalAdvance(self.text()) + 10)
        if place.width() > metrics.averageCharWidth() * 3:
            painter = QPainter(self)
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            font = self.font()
            font.setPixelSize(max(1, round(self.fontInfo().pixelSize() * 0.88)))
            painter.setFont(font)
            shown = painter.fontMetrics().elidedText(
                self._suffix, Qt.TextElideMode.ElideRight, place.width()
            )
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)
            painter.end()

    def _list_key(self, key: int) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        steps |= {Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
        row = self.list.current()
        if key in steps:
            self._moved = True
            self.list.move_by(steps[Qt.Key(key)])
        elif key == Qt.Key.Key_Escape:
            self.list.hide()
        elif key in ENTER and row is not None:
            self._take(row)
        else:
            return False
        return True

    def _text_typed(self) -> None:
        if self.committed_text().strip():
            self._ask()
        else:
            self.list.hide()

    def _ask(self) -> None:
        text = self.committed_text().strip()
        self._moved = False
        rows: list[Row] = list(self._complete(text))
        likely = self._likely(text) if text else None
        if self._create and text:
            # Translators: the last entry of a list: make a new record of the name typed.
            label = self._switch.tr(N_("create “{name}”"), name=text)
            rows.append(Creation(text, label))
        self.list.offer(rows, self._switch.text(likely) if likely else "")

    def _meant(self) -> Row | None:
        """What leaving the line takes: a row gone to, or the one record of exactly this name."""
        row = self.list.current()
        if self._moved and row is not None:
            return row
        found = [entry for entry in self.list.rows if isinstance(entry, Suggestion)]
        key = fold(self.committed_text().strip())
        exact = [entry for entry in found if key in (fold(entry.title), fold(entry.other_title))]
        if len(exact) == 1:
            return exact[0]
        return found[0] if self._sole and len(found) == 1 and key else None

    def _take(self, row: Row) -> None:
        self.list.hide()
        if isinstance(row, Creation):
            self.create_requested.emit(row.text)
        else:
            self.picked.emit(row)

"""A text in every language of the data, side by side: two values that belong together.

A side that is older than its original says so in amber and offers *still right*. What a change of
one side means for the other is decided where it is written, not here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from wicco_desktop.foundation.languages import CODES, language
from wicco_desktop.foundation.messages import N_
from wicco_desktop.foundation.text import clean
from wicco_desktop.ui.editors.editor import Editor, restyle
from wicco_desktop.ui.editors.text import OVERFULL, TOO_LONG, entry
from wicco_desktop.ui.entries import LineEdit
from wicco_desktop.ui.language import LanguageSwitch

OTHER_SIDE = "Ctrl+T"
STILL_RIGHT = "Ctrl+Shift+T"
NARROW = 34
"""Characters of width below which the sides stand one above the other."""


@dataclass(frozen=True, slots=True)
class BilingualText:
    """The sides by language code (None where blank), and those older than their original."""

    sides: Mapping[str, str | None] = field(default_factory=lambda: MappingProxyType({}))
    older: frozenset[str] = frozenset()


class _Side(QWidget):
    """One language: the mark above, the text below."""

    def __init__(self, code: str, parent: QWidget, *, multiline: bool) -> None:
        super().__init__(parent)
        self.code = code
        self.entry = entry(self, multiline=multiline)
        self.mark = QLabel(self)
        self.mark.setProperty("look", "hint")
        self.mark.setProperty("meaning", "decide")
        self.mark.setWordWrap(True)
        self.still_right = QPushButton(self)
        self.still_right.setProperty("look", "link")
        self.still_right.setProperty("meaning", "decide")
        self.still_right.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.still_right.setCursor(Qt.CursorShape.PointingHandCursor)
        top = Qt.AlignmentFlag.AlignTop
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.mark, 1, top)
        row.addWidget(self.still_right, 0, top)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.entry)
        column.addLayout(row)
        self.show_older(False)

    def show_older(self, older: bool) -> None:
        self.mark.setVisible(older)
        self.still_right.setVisible(older)
        restyle(self.entry, "older", older)


class BilingualEditor(Editor):
    """The sides of a bilingual text, the language of the user first. Ctrl+T goes to the other."""

    still_right = Signal(str)
    """The user says that the side of this language is right although it is older."""

    def __init__(
        self,
        switch: LanguageSwitch,
        parent: QWidget | None = None,
        *,
        multiline: bool = False,
        look: str = "",
    ) -> None:
        """``look`` is ``name`` for the name of a record."""
        super().__init__(switch, parent)
        self._multiline = multiline
        self._named = look == "name"
        self._older: frozenset[str] = frozenset()
        content = QWidget(self)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, content)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._sides = {code: _Side(code, content, multiline=multiline) for code in CODES}
        for side in self._sides.values():
            side.entry.setProperty("look", look or None)
            side.entry.edited.connect(self._typed)
            side.entry.left.connect(self._left)
            side.entry.overfull.connect(lambda: self._say(OVERFULL))
            side.still_right.clicked.connect(lambda _=False, side=side: self._confirm(side.code))
            if isinstance(side.entry, LineEdit):
                side.entry.entered.connect(self.commit)
        self._put(content)
        self.retranslate()

    def inputs(self) -> tuple[QWidget, ...]:
        return tuple(side.entry for side in self._in_order())

    def side(self, code: str) -> QWidget:
        """The widget the text of that language is typed into."""
        return self._sides[code].entry

    def value(self) -> BilingualText:
        sides = {
            code: clean(side.entry.committed_text(), multiline=self._multiline) or None
            for code, side in self._sides.items()
        }
        return BilingualText(sides, self._older)

    def set_value(self, value: BilingualText | None) -> None:
        value = value or BilingualText()
        now = self.value().sides
        for code, side in self._sides.items():
            text = value.sides.get(code)
            if not (side.entry.hasFocus() and now[code] == text):
                side.entry.show_text(text or "")
                if not side.entry.hasFocus():
                    side.entry.forget_typing()
            side.show_older(code in value.older)
        self._older = frozenset(value.older)
        self._dirty = False
        if not any(side.entry.hasFocus() for side in self._sides.values()):
            self._stand()
        too_long = any(side.entry.isReadOnly() for side in self._sides.values())
        self._say(TOO_LONG if too_long else None)

    def typed(self) -> str:
        """What stands on the first side; see ``typed_sides``."""
        return self._in_order()[0].entry.committed_text()

    def typed_sides(self) -> dict[str, str]:
        """What stands on every side as typed, by language code."""
        return {code: side.entry.committed_text() for code, side in self._sides.items()}

    def set_typed(self, text: str) -> None:
        self.set_typed_side(self._in_order()[0].code, text)

    def set_typed_side(self, code: str, text: str) -> None:
        """Put back what was typed on one side before."""
        self._sides[code].entry.show_text(text)
        self._edited()

    def retranslate(self) -> None:
        tr = self._switch.tr
        # Translators: {keys} is a shortcut such as Ctrl+T.
        keys = tr(N_("Other language: {keys}"), keys=_native(OTHER_SIDE))
        before: QWidget | None = None
        for index, side in enumerate(self._in_order()):
            if self._row.indexOf(side) != index:
                self._row.removeWidget(side)
                self._row.insertWidget(index, side, 1, Qt.AlignmentFlag.AlignTop)
            side.entry.setToolTip(keys)
            side.mark.setText(tr(N_("translation is older than the original")))
            # Translators: a link that says a translation needs no change.
            side.still_right.setText(tr(N_("still right")))
            side.still_right.setToolTip(_native(STILL_RIGHT))
            if before is not None:
                QWidget.setTabOrder(before, side.entry)
            before = side.entry
        super().retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        here = next((side for side in self._in_order() if side.entry.hasFocus()), None)
        pressed = QKeySequence(event.keyCombination())
        if here is not None and pressed == QKeySequence(OTHER_SIDE):
            order = self._in_order()
            order[(order.index(here) + 1) % len(order)].entry.setFocus()
        elif pressed == QKeySequence(STILL_RIGHT) and self._older:
            code = here.code if here is not None and here.code in self._older else min(self._older)
            self._confirm(code)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._stand()

    def _stand(self) -> None:
        """Put the sides beside each other, or one above the other where that would cut a name."""
        direction = QBoxLayout.Direction
        narrow = self.width() < NARROW * self.fontMetrics().averageCharWidth()
        narrow = narrow or (self._named and any(self._is_cut(side) for side in self._in_order()))
        self._row.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)

    def _is_cut(self, side: _Side) -> bool:
        if not isinstance(side.entry, LineEdit):
            return False
        metrics = side.entry.fontMetrics()
        text = side.entry.committed_text() or side.entry.placeholderText()
        needed = metrics.horizontalAdvance(text) + metrics.height() * 2
        return needed > self.width() // 2

    def _name_inputs(self) -> None:
        label = self._switch.tr(self._label) if self._label else ""
        for side in self._sides.values():
            name = language(side.code).own_name
            side.entry.setAccessibleName(f"{label} {name}".strip())
            told = name
            if self._named and label:
                # No label stands above the name of a record.
                told = self._switch.tr(N_("{field} ({language})"), field=label, language=name)
            side.entry.setPlaceholderText(told)

    def _in_order(self) -> list[_Side]:
        first = self._switch.language.code
        return sorted(self._sides.values(), key=lambda side: side.code != first)

    def _confirm(self, code: str) -> None:
        self._older -= {code}
        self._sides[code].show_older(False)
        self._edited()
        self.still_right.emit(code)
        self.commit()

    def _typed(self) -> None:
        if self._own_hint is not None:
            self._say(None)
        self._edited()

    def _left(self) -> None:
        self.commit()
        if not self.dirty:
            for side in self._sides.values():
                if not side.entry.hasFocus():
                    side.entry.forget_typing()


def _native(keys: str) -> str:
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)

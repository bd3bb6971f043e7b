"""Links to several records, as chips in one field, such as those who attended on one side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QWidget

from wicco_desktop.ui.editors.chip import Chip
from wicco_desktop.ui.editors.completing import Complete, CompletingLine, Likely, nothing_likely
from wicco_desktop.ui.editors.editor import Editor, restyle
from wicco_desktop.ui.editors.reference import DELETED, MISSING, Resolve, unlinked
from wicco_desktop.ui.editors.suggestions import Suggestion
from wicco_desktop.ui.language import LanguageSwitch

GAP, EDGE = 4, 5
LEAST_LINE = 12
"""Characters of room the line keeps before it goes to a row of its own."""


class ChipLine(CompletingLine):
    """The line behind the chips; at its beginning, keys go to the chips."""

    back = Signal()
    """Backspace or Left at the beginning of the empty line."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if (
            not self.composing
            and event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Left)
            and not self.committed_text()
        ):
            self.back.emit()
        else:
            super().keyPressEvent(event)


class ChipField(QFrame):
    """The frame: chips one after another, wrapped, then the line."""

    def __init__(self, line: ChipLine, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("look", "field")
        self.line = line
        self.chips: list[Chip] = []
        self.more = QLabel(self)
        """How many are folded away while nobody is in the field: *+ 4*."""
        self.more.setProperty("look", "label")
        self.more.hide()
        self._folds = self._within = False
        line.setParent(self)
        line.setProperty("look", "bare")
        line.stand_under(self)

    def fold_outside(self) -> None:
        """From now on be one row high while nobody is in the field."""
        application = QApplication.instance()
        if isinstance(application, QApplication) and not self._folds:
            self._folds = True
            application.focusChanged.connect(self._focus_changed)
            self.arrange()

    def arrange(self) -> None:
        """Place the chips and the line in rows; grow to the rows there are."""
        row = max(self.line.sizeHint().height(), 1)
        shown = self._in_one_row() if self._folds and not self._within else len(self.chips)
        x, y, right = EDGE, EDGE, self.width() - EDGE
        for index, chip in enumerate(self.chips):
            chip.setVisible(index < shown)
            if index >= shown:
                continue
            size = chip.sizeHint()
            width = min(size.width(), right - EDGE)
            if x + width > right and x > EDGE:
                x, y = EDGE, y + row + GAP
            chip.setGeometry(x, y + (row - size.height()) // 2, width, size.height())
            x += width + GAP
        left = len(self.chips) - shown
        self.more.setVisible(left > 0)
        if left:
            self.more.setText(f"+ {left}")
            self.more.setGeometry(x + GAP, y, self.more.sizeHint().width(), row)
            x += self.more.width() + 2 * GAP
        least = LEAST_LINE * self.fontMetrics().averageCharWidth()
        if self._folds and not self._within:
            least = 1
        elif right - x < least and self.chips:
            x, y = EDGE, y + row + GAP
        self.line.setGeometry(x, y, max(right - x, least), row)
        self.setFixedHeight(y + row + EDGE)

    def _in_one_row(self) -> int:
        """How many chips fit into one row, with the word that there are more."""
        room = self.width() - 2 * EDGE
        widths = [chip.sizeHint().width() + GAP for chip in self.chips]
        if sum(widths) - GAP <= room:
            return len(widths)
        room -= self.more.fontMetrics().horizontalAdvance("+ 99") + GAP
        fit = 0
        while fit < len(widths) and sum(widths[: fit + 1]) <= room:
            fit += 1
        return max(1, fit)

    def _focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        within = now is not None and self.isAncestorOf(now)
        if within != self._within and now is not None:
            self._within = within
            self.arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.arrange()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.line.setFocus()
        super().mousePressEvent(event)


class ReferencesEditor(Editor):
    """The value is a tuple of ids in the order shown. Adding and removing commit at once."""

    create_requested = Signal(str)
    """A record of this name is to be made; show it with ``add``."""

    opened = Signal(str)
    """A chip was opened, by its id."""

    passed = Signal()
    """Enter in the empty line."""

    def __init__(
        self,
        switch: LanguageSwitch,
        complete: Complete,
        resolve: Resolve,
        parent: QWidget | None = None,
        *,
        create: bool = True,
        likely: Likely = nothing_likely,
        doubts: Likely = nothing_likely,
    ) -> None:
        """``doubts`` says why a text makes no record at once; a second Enter makes it."""
        super().__init__(switch, parent)
        self._complete = complete
        self._doubts = doubts
        self._doubted: str | None = None
        """The text about which the user was told so, while it stands there."""
        self._resolve = resolve
        self.line = ChipLine(switch, self._not_yet_here, create=create, likely=likely)
        self.field = ChipField(self.line, self)
        self._put(self.field)
        self.setFocusProxy(self.line)
        self.line.edited.connect(self._typed)
        self.line.picked.connect(lambda entry: self.add(entry.id))
        self.line.create_requested.connect(self._create)
        self.line.entered.connect(self._entered)
        self.line.back.connect(lambda: self._go_to(len(self.field.chips) - 1))
        self.line.came.connect(self._show_focus)
        self.line.left.connect(self._left)
        self.retranslate()

    def inputs(self) -> tuple[QWidget, ...]:
        return (self.line,)

    @property
    def chips(self) -> tuple[Chip, ...]:
        """The chips in the order shown."""
        return tuple(self.field.chips)

    def value(self) -> tuple[str, ...]:
        return tuple(chip.entry.id for chip in self.field.chips)

    def set_value(self, value: Sequence[str] | None) -> None:
        self._dirty = False
        ids = list(value or ())
        kept = {chip.entry.id: chip for chip in self.field.chips}
        for id_ in kept.keys() - set(ids):
            kept[id_].deleteLater()
            kept[id_].hide()
        self.field.chips = [kept.get(id_) or self._chip(id_) for id_ in ids]
        self.retranslate()

    def add(self, id_: str) -> None:
        """Add a record that was picked or made, and commit it."""
        self.line.show_text("")
        self._say(None)
        if id_ not in self.value():
            self.field.chips.append(self._chip(id_))
            self.retranslate()
            self._edited()
        self.commit()

    def remove(self, id_: str) -> None:
        """Take a record out, and commit that."""
        for index, chip in enumerate(self.field.chips):
            if chip.entry.id == id_:
                had_focus = chip.hasFocus()
                del self.field.chips[index]
                chip.hide()
                chip.deleteLater()
                self.retranslate()
                if had_focus:
                    self._go_to(index)
                self._edited()
                self.commit()
                return

    def typed(self) -> str:
        return self.line.committed_text()

    def set_typed(self, text: str) -> None:
        self.line.show_text(text)
        self._edited()
        self._say(unlinked(text) if text else None)

    def retranslate(self) -> None:
        for chip in self.field.chips:
            chip.show_entry(self._entry(chip.entry.id))
        self.field.arrange()
        super().retranslate()

    def _not_yet_here(self, text: str) -> list[Suggestion]:
        here = set(self.value())
        return [entry for entry in self._complete(text) if entry.id not in here]

    def _entry(self, id_: str) -> Suggestion:
        entry = self._resolve(id_) or Suggestion(id_, self._switch.tr(MISSING))
        if entry.deleted:
            detail = self._switch.tr(DELETED)
            return Suggestion(id_, entry.title, entry.other_title, detail, deleted=True)
        return entry

    def _chip(self, id_: str) -> Chip:
        chip = Chip(self._entry(id_), self.field)
        chip.clicked.connect(lambda: self.opened.emit(id_))
        chip.removed.connect(lambda: self.remove(id_))
        chip.moved_on.connect(lambda step: self._go_to(self.value().index(id_) + step))
        chip.show()
        return chip

    def _go_to(self, index: int) -> None:
        chips = self.field.chips
        if index >= len(chips):
            self.line.setFocus()
        elif chips:
            chips[max(0, index)].setFocus()

    def _create(self, text: str) -> None:
        doubt = self._doubts(text)
        if doubt is None or text == self._doubted:
            self._doubted = None
            self.create_requested.emit(text)
        else:
            self._doubted = text
            self._say(doubt)

    def _entered(self) -> None:
        text = self.line.committed_text().strip()
        if not text:
            self.passed.emit()
        elif text == self._doubted:
            self._create(text)

    def _typed(self) -> None:
        self._doubted = None
        if self._own_hint is not None:
            self._say(None)
        self._edited()

    def _show_focus(self) -> None:
        restyle(self.field, "focused", True)

    def _left(self) -> None:
        restyle(self.field, "focused", False)
        self._doubted = None
        text = self.line.committed_text().strip()
        self._say(unlinked(text) if text else None)
        self.commit()

"""What the workbook holds, in figures that are filters as well."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from wicco_desktop.foundation.messages import N_, NN_
from wicco_desktop.services.review.model import Counts, Filter
from wicco_desktop.ui.language import LanguageSwitch

CHIPS: tuple[tuple[Filter, str, tuple[str, str]], ...] = (
    (Filter.ALL, "", NN_("{count} row", "{count} rows")),
    (Filter.NEEDS_ME, "decide", NN_("{count} needs you", "{count} need you")),
    (Filter.CHANGED, "theirs", NN_("{count} changed by partner", "{count} changed by partner")),
    (Filter.OURS, "ours", NN_("{count} changed here", "{count} changed here")),
    (Filter.CONFLICTS, "decide", NN_("{count} conflict", "{count} conflicts")),
    (Filter.CLEARINGS, "decide", NN_("{count} cell left blank", "{count} cells left blank")),
    (Filter.ERRORS, "unreadable", NN_("{count} unreadable", "{count} unreadable")),
    (Filter.NEW, "theirs", NN_("{count} new row", "{count} new rows")),
    (
        Filter.DUPLICATES,
        "decide",
        NN_("{count} looks like someone you have", "{count} look like someone you have"),
    ),
)
"""Filter, meaning, and the words with the figure."""

PEOPLE = NN_("{count} new person", "{count} new people")
GAP = 8


class FilterChips(QWidget):
    """Buttons in as many lines as they need; those with nothing behind them are left out."""

    chosen = Signal(object)
    """A ``Filter``."""

    left = Signal()
    """Esc, or Enter once something was chosen."""

    def __init__(self, switch: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._switch = switch
        self._numbers: dict[Filter, int] = {}
        self._people = False
        self.chips: dict[Filter, QPushButton] = {}
        for only, meaning, _words in CHIPS:
            chip = QPushButton(self)
            chip.setCheckable(True)
            chip.setProperty("look", "chip")
            chip.setProperty("meaning", meaning)
            chip.setAutoDefault(False)
            chip.clicked.connect(lambda _checked=False, only=only: self._choose(only))
            self.chips[only] = chip
        self.chips[Filter.ALL].setChecked(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        switch.changed.connect(self.retranslate)

    @property
    def only(self) -> Filter:
        """What is shown."""
        return next((o for o, chip in self.chips.items() if chip.isChecked()), Filter.ALL)

    def show_counts(self, counts: Counts, asking: int, *, people: bool) -> None:
        """Show the figures; ``asking`` is how much nobody has decided yet."""
        self._people = people
        self._numbers = {
            Filter.ALL: counts.rows,
            Filter.NEEDS_ME: asking,
            Filter.CHANGED: counts.theirs,
            Filter.OURS: counts.ours,
            Filter.CONFLICTS: counts.conflicts,
            Filter.CLEARINGS: counts.clearings,
            Filter.ERRORS: counts.errors,
            Filter.NEW: counts.new,
            Filter.DUPLICATES: counts.duplicates,
        }
        self.retranslate()

    def show_filter(self, only: Filter) -> None:
        """Mark what is shown."""
        for each, chip in self.chips.items():
            chip.setChecked(each is only)
        self._arrange()

    def focus_first(self) -> None:
        """Put the focus to what is chosen."""
        self.chips[self.only].setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Show every text in the language of the interface."""
        self.setAccessibleName(self._switch.tr(N_("Which rows are shown")))
        for only, _meaning, words in CHIPS:
            told = PEOPLE if only is Filter.NEW and self._people else words
            text = self._switch.ntr(*told, self._numbers.get(only, 0))
            self.chips[only].setText(text)
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        seen = [chip for chip in self.chips.values() if not chip.isHidden()]
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
        step = steps.get(Qt.Key(event.key())) if event.key() in steps else None
        focused = next((number for number, chip in enumerate(seen) if chip.hasFocus()), None)
        if step is not None and focused is not None:
            seen[(focused + step) % len(seen)].setFocus(Qt.FocusReason.TabFocusReason)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and focused is not None:
            seen[focused].click()
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Down):
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def sizeHint(self) -> QSize:
        return QSize(200, self.height())

    def _choose(self, only: Filter) -> None:
        self.show_filter(only)
        self.chosen.emit(only)

    def _arrange(self) -> None:
        x = y = height = 0
        for only, chip in self.chips.items():
            there = bool(self._numbers.get(only)) or only is Filter.ALL or chip.isChecked()
            chip.setVisible(there)
            if not there:
                continue
            size = chip.sizeHint()
            if x and x + size.width() > self.width():
                x, y = 0, y + height + GAP // 2
            chip.setGeometry(x, y, min(size.width(), max(self.width(), 40)), size.height())
            x, height = x + size.width() + GAP, size.height()
        self.setFixedHeight(max(1, y + height))

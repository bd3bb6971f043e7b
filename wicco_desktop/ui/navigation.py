"""The column at the left: the nine sections with their counts, the language, the settings."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from wicco_desktop.foundation.languages import INTERFACE, language
from wicco_desktop.foundation.messages import N_
from wicco_desktop.ui.language import LanguageSwitch
from wicco_desktop.ui.navigation_button import NavigationButton
from wicco_desktop.ui.sections import SECTIONS
from wicco_desktop.ui.shortcuts import BY_ID, shown_keys
from wicco_desktop.ui.theme import Theme

_ARROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down)


class Navigation(QWidget):
    """Where one is and where one can go. Decides nothing: it says what was chosen."""

    chosen = Signal(str)
    """Key of a section."""

    language_chosen = Signal(object)
    settings_wanted = Signal()

    def __init__(self, switch: LanguageSwitch, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._switch = switch
        self._theme = theme
        self._counts: dict[str, int] = {}
        self._compact = False
        self.title = QLabel("WICCO", self)
        self.title.setProperty("look", "name")
        self.subtitle = QLabel(self)
        self.subtitle.setProperty("look", "hint")
        self.buttons = self._section_buttons()
        self.languages = self._language_buttons()
        self.settings = NavigationButton(theme, "settings", self)
        self.settings.clicked.connect(self.settings_wanted)
        self._column = QVBoxLayout(self)
        self._head = QVBoxLayout()
        self._head.addWidget(self.title)
        self._head.addWidget(self.subtitle)
        self._column.addLayout(self._head)
        self._column.addWidget(self._scrolled(), 1)
        self._column.addLayout(self._segments)
        self._column.addWidget(self.settings)
        theme.changed.connect(self._arrange)
        switch.changed.connect(self.retranslate)
        self.retranslate()

    def show_section(self, key: str) -> None:
        """Mark a section as the present one."""
        self.buttons[key].setChecked(True)
        self._see_chosen()

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many records each section has."""
        self._counts = dict(counts)
        self._show_counts()
        self._arrange()

    def full_width(self) -> int:
        """How wide the column is with its names."""
        rows = (*self.buttons.values(), self.settings)
        wanted = max(button.named_width() for button in rows)
        inset = self._theme.steps(2.5)
        head = max(self.subtitle.sizeHint().width(), self.title.sizeHint().width()) + inset
        return max(self._theme.steps(48), max(wanted, head) + 2 * inset)

    def set_compact(self, compact: bool) -> None:
        """Icons alone, for a narrow window, or the names."""
        if compact != self._compact:
            self._compact = compact
            self._arrange()

    @property
    def compact(self) -> bool:
        """Whether only icons are shown."""
        return self._compact

    def retranslate(self) -> None:
        """Show every text in the language of the interface."""
        tr = self._switch.tr
        self.setAccessibleName(tr(N_("Navigation")))
        # Translators: under the title WICCO: what the program is for, in two or three words.
        self.subtitle.setText(tr(N_("Delegations & contacts")))
        self.settings.setText(tr(N_("Settings")))
        self.settings.setToolTip(f"{tr(N_('Settings'))} ({shown_keys('Ctrl+,')})")
        for section in SECTIONS:
            button = self.buttons[section.key]
            button.setText(tr(section.label))
            keys = shown_keys(BY_ID[f"section_{section.key}"].keys[0])
            button.setToolTip(f"{tr(section.label)} ({keys})")
        for offered, segment in self.languages.items():
            segment.setChecked(offered == self._switch.language.code)
            segment.setAccessibleName(language(offered).own_name)
        self._show_counts()
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._see_chosen()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and Down go through the sections and stay in the navigation."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in _ARROWS
            and isinstance(watched, NavigationButton)
        ):
            keys = [section.key for section in SECTIONS]
            here = next(key for key, button in self.buttons.items() if button is watched)
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            there = self.buttons[keys[(keys.index(here) + step) % len(keys)]]
            there.click()
            there.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return super().eventFilter(watched, event)

    def _section_buttons(self) -> dict[str, NavigationButton]:
        group = QButtonGroup(self)
        buttons = {}
        for section in SECTIONS:
            button = NavigationButton(self._theme, section.icon, self)
            button.setCheckable(True)
            button.installEventFilter(self)
            button.clicked.connect(lambda _checked, key=section.key: self.chosen.emit(key))
            group.addButton(button)
            buttons[section.key] = button
        return buttons

    def _language_buttons(self) -> dict[str, QPushButton]:
        group = QButtonGroup(self)
        self._segments = QHBoxLayout()
        self._segments.setSpacing(0)
        buttons = {}
        for offered in INTERFACE:
            button = QPushButton(offered.short, self)
            button.setCheckable(True)
            button.setProperty("look", "segment")
            ends = {INTERFACE[0]: "first", INTERFACE[-1]: "last"}
            button.setProperty("place", ends.get(offered, "between"))
            button.clicked.connect(lambda _checked, one=offered: self.language_chosen.emit(one))
            group.addButton(button)
            self._segments.addWidget(button)
            buttons[offered.code] = button
        return buttons

    def _scrolled(self) -> QScrollArea:
        inside = QWidget(self)
        inside.setProperty("look", "page")
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, 0, 0)
        for button in self.buttons.values():
            rows.addWidget(button)
        rows.addStretch(1)
        self._rows = rows
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area = area
        return area

    def _see_chosen(self) -> None:
        for button in self.buttons.values():
            if button.isChecked() and button.isVisible():
                self._area.ensureWidgetVisible(button, 0, 0)

    def _show_counts(self) -> None:
        from wicco_desktop.foundation.formats import format_number

        for section in SECTIONS:
            button = self.buttons[section.key]
            count = self._counts.get(section.key)
            shown = "" if not count else format_number(count, self._switch.language)
            button.set_count(shown)
            button.setAccessibleName(f"{button.text()}, {shown}" if shown else button.text())

    def _arrange(self) -> None:
        steps, compact = self._theme.steps, self._compact
        side = steps(1.5) if compact else steps(2.5)
        self._column.setContentsMargins(side, steps(3), side, steps(2.5))
        self._column.setSpacing(steps(1.5))
        self._head.setContentsMargins(steps(2.5), 0, 0, steps(2.5))
        self._rows.setSpacing(round(steps(0.75)))
        gap = 0 if compact else steps(2)
        self._segments.setContentsMargins(gap, 0, gap, 0)
        # Icons leave no room for a scroll bar; the one with the focus comes into view by itself.
        policy = Qt.ScrollBarPolicy
        self._area.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOff if compact else policy.ScrollBarAsNeeded
        )
        self.title.setVisible(not compact)
        self.subtitle.setVisible(not compact)
        for button in (*self.buttons.values(), self.settings):
            button.set_compact(compact)
        for offered, segment in self.languages.items():
            # In a narrow window there is only the way to the other language.
            segment.setVisible(not compact or offered != self._switch.language.code)
            segment.setProperty("narrow", "true" if compact else "false")
            segment.style().polish(segment)
        narrow = max(
            steps(13), max(b.sizeHint().width() for b in self.languages.values()) + 2 * side
        )
        self.setFixedWidth(narrow if compact else self.full_width())

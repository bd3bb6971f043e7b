"""The first start: the language and a name, nothing else. Enter goes on."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from wicco_desktop.foundation.languages import INTERFACE, Language
from wicco_desktop.foundation.messages import N_
from wicco_desktop.ui.entries import LineEdit
from wicco_desktop.ui.language import LanguageSwitch
from wicco_desktop.ui.theme import Theme

OFFERED = tuple(reversed(INTERFACE))
"""Chinese first: most who start it for the first time read it."""


class FirstStart(QDialog):
    """Speaks the language that is chosen at once; the name may stay as it is."""

    def __init__(
        self,
        switch: LanguageSwitch,
        theme: Theme,
        name: str,
        parent: QWidget | None = None,
    ) -> None:
        """``name`` is what the system knows the user by."""
        super().__init__(parent)
        self._switch = switch
        self._login = name
        self.heading, self.sentence, self.label = (QLabel(self) for _ in range(3))
        self.heading.setProperty("look", "name")
        self.label.setProperty("look", "label")
        self.sentence.setWordWrap(True)
        self.entry = LineEdit(self)
        self.entry.show_text(name)
        self.entry.entered.connect(self.accept)
        self.label.setBuddy(self.entry)
        self.go_on = QPushButton(self)
        self.go_on.setProperty("look", "primary")
        self.go_on.setDefault(True)
        self.go_on.clicked.connect(self.accept)
        self.languages: dict[str, QPushButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.steps(8),) * 4)
        column.setSpacing(theme.steps(3))
        column.addWidget(self.heading)
        column.addLayout(self._language_row())
        column.addWidget(self.sentence)
        column.addWidget(self.label)
        column.addWidget(self.entry)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.go_on)
        column.addSpacing(theme.steps(2))
        column.addLayout(foot)
        self.setMinimumWidth(theme.steps(105))
        switch.changed.connect(self.retranslate)
        self.retranslate()
        self.entry.setFocus()
        self.entry.selectAll()

    def name(self) -> str:
        """The name that was typed; the one the system knows where none was."""
        return self.entry.committed_text().strip() or self._login

    def retranslate(self) -> None:
        """Show every text in the language of the interface."""
        tr = self._switch.tr
        self.setWindowTitle("WICCO Desktop")
        self.heading.setText(tr(N_("Welcome to WICCO Desktop")))
        self.sentence.setText(
            tr(
                N_(
                    "Your name appears next to what you record. Language and name can be changed "
                    "in the settings."
                )
            )
        )
        self.label.setText(tr(N_("My name")))
        self.entry.setAccessibleName(tr(N_("My name")))
        self.go_on.setText(tr(N_("Go on")))
        for code, button in self.languages.items():
            button.setChecked(code == self._switch.language.code)

    def _language_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(0)
        group = QButtonGroup(self)
        for offered in OFFERED:
            button = QPushButton(offered.own_name, self)
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setProperty("look", "segment")
            ends = {OFFERED[0]: "first", OFFERED[-1]: "last"}
            button.setProperty("place", ends.get(offered, "between"))
            button.clicked.connect(lambda _checked=False, one=offered: self._speak(one))
            group.addButton(button)
            row.addWidget(button, 1)
            self.languages[offered.code] = button
        return row

    def _speak(self, language: Language) -> None:
        self._switch.switch_to(language)
        self.entry.setFocus()

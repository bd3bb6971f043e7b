"""Small parts of a form: the sign on a deleted record, and the button that unfolds more fields."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from wicco_desktop.foundation.messages import N_, Message
from wicco_desktop.ui.icons import Role, icon
from wicco_desktop.ui.language import LanguageSwitch


class DeletedSign(QFrame):
    """Says that the record is in the Trash, and offers to take it out."""

    restore = Signal()

    def __init__(self, switch: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._switch = switch
        self._kind = ""
        self._erased = False
        self.setProperty("look", "notice")
        self.setProperty("meaning", "decide")
        self.sentence = QLabel(self)
        self.sentence.setWordWrap(True)
        self.button = QPushButton(self)
        self.button.clicked.connect(self.restore)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        row.addWidget(self.sentence, 1)
        row.addWidget(self.button)
        self.retranslate()

    def tell(self, kind: str, *, erased: bool = False) -> None:
        """What kind of record it is, by the message id of its label; whether a person erased."""
        self._kind = kind
        self._erased = erased
        self.button.setVisible(not erased)
        self.retranslate()

    def retranslate(self) -> None:
        """Show every text in the language of the interface."""
        tr = self._switch.tr
        if self._erased:
            self.sentence.setText(tr(N_("This person was erased. Nothing is kept of them.")))
        elif self._kind:
            # Translators: {kind} is Contact, Organisation, Meeting …
            told = tr(N_("{kind} in the Trash: restore it to edit it."), kind=Message(self._kind))
            self.sentence.setText(told)
        self.button.setText(tr(N_("Restore")))


class MoreFields(QToolButton):
    """Unfolds the fields rarely used, and folds them again."""

    def __init__(self, switch: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._switch = switch
        self._count = 0
        self.setCheckable(True)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setProperty("look", "quiet")
        self.toggled.connect(self.retranslate)
        self.retranslate()

    def show_count(self, count: int) -> None:
        """How many fields are folded away; none, and the button goes."""
        self._count = count
        self.setVisible(bool(count) or self.isChecked())
        self.retranslate()

    def retranslate(self) -> None:
        """Show every text in the language of the interface."""
        unfolded = self.isChecked()
        self.setIcon(icon("chevron-up" if unfolded else "chevron-down", Role.PlaceholderText))
        fewer, more = N_("Fewer fields"), N_("More fields")
        self.setText(self._switch.tr(fewer if unfolded else more))

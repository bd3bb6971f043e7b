"""What of a meeting is seldom looked at: delegation, place, zone, other bodies, remarks.

Folded away behind one line that says what there is, so that nothing is hidden unsaid.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from wicco_desktop.foundation.messages import N_
from wicco_desktop.ui.forms.flat_button import FlatButton
from wicco_desktop.ui.language import LanguageSwitch


class MoreDetails(QWidget):
    """The line, and below it what it folds."""

    def __init__(self, switch: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._switch = switch
        self._said: tuple[str, ...] = ()
        self.button = FlatButton("ellipsis", self)
        self.button.setCheckable(True)
        self.button.toggled.connect(self._unfold)
        self.content = QWidget(self)
        self.inside = QVBoxLayout(self.content)
        self.inside.setContentsMargins(0, 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.button)
        column.addWidget(self.content)
        self.content.hide()
        self.retranslate()

    def say(self, said: Sequence[str]) -> None:
        """What is folded away, in a few words each."""
        self._said = tuple(filter(None, said))
        self.retranslate()

    def fold(self) -> None:
        """Fold it again, for another record."""
        self.button.setChecked(False)

    def retranslate(self) -> None:
        """Show every text in the language of the interface."""
        tr = self._switch.tr
        if self.button.isChecked():
            # Translators: folds away again what of a meeting is seldom looked at.
            self.button.show_text("", tr(N_("Less")))
        elif self._said:
            # Translators: before what of a meeting is folded away: "More: Macao visit · Room 5".
            self.button.show_text("", tr(N_("More: {what}"), what=" · ".join(self._said)))
        else:
            self.button.show_text("", tr(N_("More: delegation, place, other bodies, remarks")))

    def _unfold(self, unfolded: bool) -> None:
        self.content.setVisible(unfolded)
        self.retranslate()

"""What stands in an empty list: what the list is for, and the first step. Or: nothing matches."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from wicco_desktop.foundation.messages import N_
from wicco_desktop.ui.icons import Role, icon
from wicco_desktop.ui.sections import NEW_LABELS, icon_of
from wicco_desktop.ui.session import Session

_ICON = 32


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a list is for, as message ids: a heading and a sentence or two."""

    heading: str
    sentence: str


PURPOSES = {
    "meeting": Purpose(
        N_("No meetings yet"),
        N_("Who met whom, when, and what was said: notes are typed while people speak."),
    ),
    "contact": Purpose(
        N_("No contacts yet"),
        N_("The people you meet and write to, with both their names and the posts they hold."),
    ),
    "organisation": Purpose(
        N_("No organisations yet"),
        N_("Cities, authorities, universities, companies: hosts, partners and members of WICCO."),
    ),
    "delegation": Purpose(
        N_("No delegations yet"),
        N_("A visit that several people make together. Its meetings can be planned in one go."),
    ),
    "event": Purpose(
        N_("No events yet"), N_("Fairs, expositions and forums, with who organises them and where.")
    ),
    "follow_up": Purpose(
        N_("No follow-ups yet"),
        N_(
            "What somebody promised to do, and by when. Ctrl+U in the notes of a meeting makes one."
        ),
    ),
}
_OTHER = Purpose(N_("Nothing here yet"), N_("What you record will be listed here."))


class EmptyState(QWidget):
    """Shown in the place of rows where there are none."""

    new_wanted = Signal()
    sample_wanted = Signal()
    clear_wanted = Signal()
    """The filter is to be taken away."""

    def __init__(self, session: Session, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._kind = kind
        self._filter = ""
        self._sample = False
        self.picture = QLabel(self)
        self.picture.setPixmap(icon(icon_of(kind), Role.PlaceholderText).pixmap(_ICON, _ICON))
        self.heading, self.sentence = QLabel(self), QLabel(self)
        self.heading.setProperty("look", "heading")
        self.sentence.setProperty("look", "quiet")
        for label in (self.picture, self.heading, self.sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setWordWrap(True)
        self.new, self.sample, self.clear = QPushButton(self), QPushButton(self), QPushButton(self)
        self.new.setProperty("look", "primary")
        self.new.clicked.connect(self.new_wanted)
        self.sample.clicked.connect(self.sample_wanted)
        self.clear.clicked.connect(self.clear_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 32, 16, 16)
        column.setSpacing(8)
        for label in (self.picture, self.heading, self.sentence):
            column.addWidget(label)
        column.addSpacing(8)
        for button in (self.new, self.sample, self.clear):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self.retranslate()

    def offer_sample(self) -> None:
        """Offer to try the sample as well: the whole database is empty."""
        self._sample = True
        self.retranslate()

    def tell(self, matching: str) -> None:
        """Say that nothing matches a filter, or with an empty one what the list is for."""
        self._filter = matching
        self.retranslate()

    def retranslate(self) -> None:
        """Show every text in the language of the interface."""
        tr, purpose = self._session.language.tr, PURPOSES.get(self._kind, _OTHER)
        filtered = bool(self._filter)
        if filtered:
            # Translators: {text} is what was typed into the filter of a list.
            self.heading.setText(tr(N_("Nothing matches “{text}”"), text=self._filter))
            self.sentence.setText(tr(N_("Part of a word, pinyin or initials are enough.")))
        else:
            self.heading.setText(tr(purpose.heading))
            self.sentence.setText(tr(purpose.sentence))
        self.new.setText(tr(NEW_LABELS[self._kind]) if self._kind in NEW_LABELS else "")
        self.new.setVisible(not filtered and self._kind in NEW_LABELS)
        self.sample.setText(tr(N_("Try the sample visit")))
        self.sample.setVisible(self._sample and not filtered)
        self.clear.setText(tr(N_("Clear the filter")))
        self.clear.setVisible(filtered)

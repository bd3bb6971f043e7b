"""The quiet line under a name that says somebody of that name is there already."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from wicco_desktop.foundation.messages import N_
from wicco_desktop.records import Record
from wicco_desktop.ui.forms.field_set import FieldSet
from wicco_desktop.ui.session import Session

PAUSE = 250
"""Milliseconds after the last keystroke before it looks."""

LOOKED_AT = ("name", "email", "mobile")


class DuplicateSign(QWidget):
    """Looks for likely duplicates of the contact being typed, in the background."""

    def __init__(self, session: Session, fields: FieldSet, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._fields = fields
        self.found: Record | None = None
        self.sentence = QLabel(self)
        self.sentence.setProperty("look", "hint")
        self.sentence.setProperty("meaning", "decide")
        self.sentence.setWordWrap(True)
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.open_button = QPushButton(self)
        self.open_button.setProperty("look", "link")
        self.open_button.setProperty("meaning", "decide")
        self.open_button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.open_button.setCursor(Qt.CursorShape.PointingHandCursor)
        self.open_button.clicked.connect(self._open)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.sentence, 1)
        row.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignTop)
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(PAUSE)
        self.timer.timeout.connect(self.look)
        self.hide()

    def watch(self) -> None:
        """Look again whenever something that tells a person is typed."""
        for key in LOOKED_AT:
            self._fields.boxes[key].editor.changed.connect(self._typed)

    def forget(self) -> None:
        """Another record is shown."""
        self.timer.stop()
        self._session.reader.forget(self, "alike")
        self._show([])

    def look(self) -> None:
        """Ask who has that name, address or number."""
        saving = self._fields.saving
        if saving is None:
            return
        values, id_ = saving.values(), saving.id
        people = self._session.workspace.people
        self._session.read(
            lambda: people.look_alike(values, besides=id_), self._show, owner=self, topic="alike"
        )

    def retranslate(self) -> None:
        """Show every text in the language of the interface."""
        tr = self._session.language.tr
        if self.found is not None:
            name = self._fields.references.named(self.found)
            # Translators: a warning while a contact is typed; {name} is another contact.
            self.sentence.setText(tr(N_("Possible duplicate of {name}."), name=name))
        self.open_button.setText(tr(N_("Open")))

    def _typed(self) -> None:
        if self._fields.saving is not None and self._fields.saving.began_new:
            self.timer.start()

    def _show(self, found: Sequence[Record]) -> None:
        self.found = found[0] if found else None
        self.retranslate()
        self.setVisible(bool(found))

    def _open(self) -> None:
        if self.found is not None:
            self._session.open_record("contact", self.found.id)

"""The quiet line under a name that says a new record resembles one that is there already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPushButton, QWidget

from wicco_desktop.foundation.messages import N_
from wicco_desktop.ui.duplicates.evidence_words import in_one_line
from wicco_desktop.ui.entries import LineEdit, TextArea
from wicco_desktop.ui.forms.field_set import FieldSet
from wicco_desktop.ui.forms.panel_keys import listen_within
from wicco_desktop.ui.session import Session
from wicco_desktop.ui.shortcuts import BY_ID, shown_keys

if TYPE_CHECKING:
    from wicco_desktop.ui.duplicates.reading import NearShown

PAUSE = 250
"""Milliseconds after the last keystroke before it looks."""

LOOKED_AT = {
    "contact": ("name", "other_spellings", "email", "mobile", "phone", "wechat"),
    "organisation": ("name", "short_name", "other_names", "website"),
}
"""The fields that say who a record is, by kind."""

MOST_EVIDENCE = 2

OPEN_KEYS = BY_ID["open_likely"].keys[0]


class DuplicateSign(QWidget):
    """Looks for what resembles the new record being typed, in the background.

    It takes no focus, and while an input method composes nothing appears or goes.
    """

    def __init__(self, session: Session, kind: str, fields: FieldSet, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._kind = kind
        self._fields = fields
        self.found: NearShown | None = None
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

    def watch(self, within: QWidget) -> None:
        """Look again whenever something that tells who it is is typed; keys work ``within``."""
        for key in LOOKED_AT[self._kind]:
            self._fields.boxes[key].editor.changed.connect(self._typed)
        listen_within(within, self._open, OPEN_KEYS)

    def forget(self) -> None:
        """Another record is shown."""
        self.timer.stop()
        self._session.reader.forget(self, "alike")
        self._show(None)

    def look(self) -> None:
        """Ask what resembles the record as it is typed now."""
        saving = self._fields.saving
        if saving is None:
            return
        if _composing():
            self.timer.start()
            return
        kind, values, id_ = self._kind, saving.values(), saving.id
        workspace, translator = self._session.workspace, self._session.language.translator

        def read() -> NearShown | None:
            # Imported where it is needed: what compares names takes a moment to load.
            from wicco_desktop.ui.duplicates.reading import DuplicateReading

            return DuplicateReading(workspace, translator).near(kind, values, id_)

        self._session.read(read, self._take, owner=self, topic="alike")

    def retranslate(self) -> None:
        """Show every text in the language of the interface."""
        self._tell()
        if self.found is not None:
            self.look()

    def _tell(self) -> None:
        tr = self._session.language.tr
        if self.found is not None:
            row = self.found.row
            name = " ".join(filter(None, (row.text, row.other)))
            evidence = in_one_line(self._session.language, self.found.evidence[:MOST_EVIDENCE])
            if row.detail:
                # Translators: while a new record is typed; {name} is one that is there already,
                # {detail} what tells it apart, {evidence} why they may be the same.
                told = N_("Looks like {name} ({detail}): {evidence}")
            else:
                told = N_("Looks like {name}: {evidence}")
            self.sentence.setText(tr(told, name=name, detail=row.detail, evidence=evidence))
        self.open_button.setText(tr(N_("Open it")))
        self.open_button.setToolTip(f"{tr(N_('Open it'))} ({shown_keys(OPEN_KEYS)})")

    def _typed(self) -> None:
        if self._fields.saving is not None and self._fields.saving.began_new:
            self.timer.start()

    def _take(self, found: NearShown | None) -> None:
        if _composing():
            self.timer.start()  # what is composed changes the question anyway
        else:
            self._show(found)

    def _show(self, found: NearShown | None) -> None:
        self.found = found
        self._tell()
        self.setVisible(found is not None)

    def _open(self) -> None:
        if self.found is not None:
            self._session.open_record(self._kind, self.found.row.id)


def _composing() -> bool:
    """Whether an input method composes at this moment: its window must not be moved about."""
    focused = QApplication.focusWidget()
    return isinstance(focused, LineEdit | TextArea) and focused.composing

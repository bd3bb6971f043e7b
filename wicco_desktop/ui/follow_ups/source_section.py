"""Where a follow-up comes from: who said what, at which meeting; Enter or a click goes there."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from wicco_desktop.foundation.formats import format_date_with_weekday
from wicco_desktop.foundation.languages import others
from wicco_desktop.foundation.messages import N_
from wicco_desktop.services.follow_ups import Source
from wicco_desktop.services.titles import UNNAMED, referred
from wicco_desktop.ui.forms.section import PanelSection
from wicco_desktop.ui.session import Session


class SourceSection(PanelSection):
    """Hidden for a follow-up that comes from no meeting."""

    kinds = ("follow_up", "note", "meeting", "contact")

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, N_("Where it comes from"), parent)
        self._source: Source | None = None
        self.frame = QFrame(self)
        self.frame.setProperty("look", "field")
        self.speaker, self.sentence, self.other = (QLabel(self.frame) for _ in range(3))
        self.speaker.setProperty("look", "strong")
        self.other.setProperty("look", "quiet")
        self.meeting = QPushButton(self.frame)
        self.meeting.setProperty("look", "link")
        self.meeting.setCursor(Qt.CursorShape.PointingHandCursor)
        self.meeting.clicked.connect(self._open)
        inside = QVBoxLayout(self.frame)
        inside.setContentsMargins(10, 8, 10, 8)
        inside.setSpacing(4)
        for label in (self.speaker, self.sentence, self.other):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            inside.addWidget(label)
        inside.addWidget(self.meeting, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self.frame)
        self.retranslate()

    def refresh(self) -> None:
        """Read where it comes from."""
        if self.saving is None:
            self._show(None)
            return
        values, follow_ups = self.saving.values(), self.session.workspace.follow_ups
        self.session.read(
            lambda: follow_ups.source(values.get("meeting"), values.get("note")),
            self._show,
            owner=self,
            topic="source",
        )

    def retranslate(self) -> None:
        super().retranslate()
        self._show(self._source)

    def _show(self, source: Source | None) -> None:
        self._source = source
        self.setVisible(source is not None)
        if source is None:
            return
        code, tr = self.session.code, self.session.language.tr
        translator = self.session.language.translator
        name = referred(source.speaker, translator) if source.speaker is not None else ""
        self._fill(self.speaker, name or source.speaker_name)
        note = source.note
        texts = [note.text(f"text_{entry}") if note else "" for entry in (code, *others(code))]
        sides = [text for text in texts if text]
        self._fill(self.sentence, sides[0] if sides else "")
        self._fill(self.other, "\n".join(sides[1:]))
        self.meeting.setVisible(source.meeting is not None)
        if source.meeting is not None:
            held = source.meeting
            subject = referred(held, translator) or tr(UNNAMED)
            day = format_date_with_weekday(held.text("date"), self.session.language.language)
            self.meeting.setText(" · ".join(filter(None, (subject, day if held["date"] else ""))))
            # Translators: {meeting} is the subject of a meeting and its day.
            self.meeting.setAccessibleName(
                tr(N_("Go to the meeting {meeting}"), meeting=self.meeting.text())
            )

    def _fill(self, label: QLabel, text: str) -> None:
        label.setText(text)
        label.setVisible(bool(text))

    def _open(self) -> None:
        source = self._source
        if source is None or source.meeting is None:
            return
        if source.note is not None:
            self.session.open_record("note", source.note.id)
        else:
            self.session.open_record("meeting", source.meeting.id)

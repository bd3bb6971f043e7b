"""The composer's draft of each meeting: put with every keystroke, gone when all is saved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from wicco_desktop.records import Value
from wicco_desktop.services.composed_draft import as_text, from_text
from wicco_desktop.services.composing import Composition, Line
from wicco_desktop.services.notes import NewNote
from wicco_desktop.store.drafts import Draft, DraftKey, Drafts

COMPOSER = "composer"


class ComposerLines:
    """What stands in the line of each meeting, and what has left it and is not saved yet.

    The drafts are the one place where it is kept; a meeting shown again takes it from there.
    """

    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts

    def line(self, meeting: str) -> Line:
        """What there is of a meeting."""
        draft = self._drafts.get(_key(meeting))
        return from_text(draft.text) if draft else Line()

    def keep(
        self, meeting: str, now: Composition, creates: Mapping[str, Value] | None = None
    ) -> None:
        """The line is another. ``creates``: the meeting is to be made with these values."""
        self._put(meeting, replace(self.line(meeting), now=now), creates)

    def send(
        self,
        meeting: str,
        notes: tuple[NewNote, ...],
        creates: Mapping[str, Value] | None = None,
    ) -> None:
        """Notes have left the line and are on their way to the database."""
        line = self.line(meeting)
        self._put(meeting, replace(line, sent=(*line.sent, notes)), creates)

    def arrived(self, meeting: str, notes: tuple[NewNote, ...]) -> None:
        """Notes are in the database."""
        line = self.line(meeting)
        self._put(
            meeting, replace(line, sent=tuple(entry for entry in line.sent if entry != notes)), None
        )

    def _put(self, meeting: str, line: Line, creates: Mapping[str, Value] | None) -> None:
        if line.blank:
            self._drafts.remove(_key(meeting))
        else:
            self._drafts.put(Draft(_key(meeting), as_text(line), creates=creates))


def _key(meeting: str) -> DraftKey:
    return DraftKey("meeting", meeting, COMPOSER)

"""What is printed: the minutes of a record read once, worded in the languages chosen."""

from __future__ import annotations

from dataclasses import dataclass

from wicco_desktop.foundation.formats import format_date, format_date_range
from wicco_desktop.foundation.languages import LANGUAGES, Language, language, others
from wicco_desktop.foundation.messages import Translator
from wicco_desktop.records import KINDS
from wicco_desktop.services.minutes import DelegationMinutes, MeetingMinutes, read_in
from wicco_desktop.services.minutes_html import minutes_html
from wicco_desktop.services.workspace import Workspace
from wicco_desktop.store.file_names import safe_name
from wicco_desktop.ui.local_zone import local_zone
from wicco_desktop.ui.printing.paper import plain_text

BOTH = "both"
CHOICES = (BOTH, *(entry.code for entry in LANGUAGES))
"""In which languages: both, the user's own on the left, or one."""

KINDS_PRINTED = ("meeting", "delegation")


@dataclass(frozen=True, slots=True)
class Wording:
    """The minutes of one record, in the languages of a choice."""

    minutes: MeetingMinutes | DelegationMinutes
    choice: str
    first: Language
    """The language on the left, or the only one."""

    @classmethod
    def of(cls, minutes: MeetingMinutes | DelegationMinutes, choice: str, code: str) -> Wording:
        """The wording by a choice; ``code`` is the user's own language."""
        here = read_in(minutes, local_zone() or "")
        return cls(here, choice, language(code if choice == BOTH else choice))

    def rich(self) -> str:
        """The document as HTML."""
        return minutes_html(self.minutes, self.first, alone=self.choice != BOTH)

    def plain(self) -> str:
        """The document as text: one language after the other."""
        codes = () if self.choice != BOTH else others(self.first.code)
        languages = (self.first, *(language(code) for code in codes))
        return "\n\n".join(
            plain_text(minutes_html(self.minutes, entry, alone=True)) for entry in languages
        )

    def title(self) -> str:
        """The name of the record and its day, for the foot of each page."""
        return " · ".join(filter(None, (self._name(), self._day())))

    def file_name(self) -> str:
        """A name to save it under."""
        day = self.minutes.date if isinstance(self.minutes, MeetingMinutes) else self.minutes.start
        return safe_name(" ".join(filter(None, (day, self._name()))) + ".pdf")

    def _name(self) -> str:
        minutes = self.minutes
        meeting = isinstance(minutes, MeetingMinutes)
        names = minutes.subject if isinstance(minutes, MeetingMinutes) else minutes.name
        own = names.get(self.first.code) or next(filter(None, names.values()), "")
        kind = KINDS["meeting" if meeting else "delegation"]
        return own or Translator(self.first).tr(kind.label)

    def _day(self) -> str:
        minutes = self.minutes
        if isinstance(minutes, DelegationMinutes):
            return format_date_range(minutes.start, minutes.end, self.first)
        return format_date(minutes.date, self.first) if minutes.date else ""


def read_minutes(workspace: Workspace, kind: str, id_: str) -> MeetingMinutes | DelegationMinutes:
    """The minutes of a meeting or a delegation as they stand now."""
    record = workspace.editing.record(kind, id_)
    if kind == "delegation":
        return workspace.minutes.of_delegation(record)
    return workspace.minutes.of_meeting(record)

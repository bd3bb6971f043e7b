"""A plan of a visit that is being typed, kept as a draft of its delegation until it is made."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from wicco_desktop.records import KINDS, Value
from wicco_desktop.store.drafts import Draft, DraftKey, Drafts
from wicco_desktop.store.edits import Create

PLACE = "plan"
HOST = "organisation"


@dataclass(frozen=True, slots=True)
class PlannedLine:
    """One line: what stands there, the id of the host once it is one, that of the meeting."""

    text: str
    host: str | None = None
    meeting: str | None = None


@dataclass(frozen=True, slots=True)
class KeptPlan:
    """The lines by day (ISO date, empty for none), and the hosts to be made with the meetings."""

    days: Mapping[str, Sequence[PlannedLine]] = field(default_factory=dict)
    made: Mapping[str, Create] = field(default_factory=dict)


class PlanDraft:
    """The draft of the plan of one delegation."""

    def __init__(
        self, drafts: Drafts, delegation: str, creates: Mapping[str, Value] | None = None
    ) -> None:
        """``creates``: what the delegation begins with that is not in the database yet."""
        self._drafts = drafts
        self._creates = dict(creates) if creates is not None else None
        self._key = DraftKey("delegation", delegation, PLACE)

    @staticmethod
    def there_is(drafts: Drafts, delegation: str) -> bool:
        """Whether a plan was begun and neither made nor given up."""
        return drafts.get(DraftKey("delegation", delegation, PLACE)) is not None

    def keep(self, days: Mapping[str, Sequence[PlannedLine]], made: Iterable[Create]) -> None:
        """Keep what stands in the sheet."""
        lines = {
            date: [[line.text, line.host, line.meeting] for line in day if line.text.strip()]
            for date, day in days.items()
        }
        words = " · ".join(str(text) for day in lines.values() for text, *_ids in day)
        if not words:
            self.remove()
            return
        hosts = {host for day in lines.values() for _text, host, _meeting in day}
        new = {entry.id: dict(entry.values) for entry in made if entry.id in hosts}
        kept = {"typed": words, "days": lines, "made": new}
        text = json.dumps(kept, ensure_ascii=False)
        self._drafts.put(Draft(self._key, text, creates=self._creates))

    def take(self) -> KeptPlan:
        """What was kept, whatever became of it meanwhile."""
        draft = self._drafts.get(self._key)
        try:
            kept = json.loads(draft.text) if draft is not None else {}
        except ValueError:
            return KeptPlan()
        days, made = kept.get("days"), kept.get("made")
        lines = {str(date): _lines(day) for date, day in days.items()} if days else {}
        return KeptPlan(lines, _to_be_made(made) if isinstance(made, dict) else {})

    def remove(self) -> None:
        """It was made, or given up."""
        self._drafts.remove(self._key)


def _lines(day: object) -> list[PlannedLine]:
    entries = day if isinstance(day, list) else []
    return [
        PlannedLine(*entry)
        for entry in entries
        if isinstance(entry, list) and len(entry) == 3 and isinstance(entry[0], str)
    ]


def _to_be_made(made: Mapping[str, object]) -> dict[str, Create]:
    columns = KINDS[HOST].columns
    found: dict[str, Create] = {}
    for id_, values in made.items():
        if isinstance(values, Mapping):
            known: dict[str, Value] = {k: v for k, v in values.items() if k in columns}
            found[id_] = Create(HOST, known, id_)
    return found

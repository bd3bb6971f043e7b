"""What is left of what was typed: in the record, or offered back in its place; nothing else."""

from __future__ import annotations

import json
import os
import random
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults.campaigns.aftermath import ME
from tests.faults.campaigns.killing import Said
from tests.faults.campaigns.typed_values import same
from wicco_desktop.foundation.errors import UserError
from wicco_desktop.records import KINDS
from wicco_desktop.records.values import canonical
from wicco_desktop.services.composed_draft import from_text
from wicco_desktop.services.recovery import Found, Recovery, State
from wicco_desktop.services.workspace import Workspace
from wicco_desktop.store.store import Store
from wicco_desktop.ui.forms.beginnings import USUALLY

LOST = 1.0
"""Seconds of typing that may be lost."""
Key = tuple[str, str, str]


@dataclass
class History:
    """What stood in a place, one text after another, with when."""

    texts: list[tuple[float, str]] = field(default_factory=list)

    def allowed(self, at: float) -> tuple[list[str], bool]:
        """What may be found after a death at that time, and whether nothing may be as well."""
        promised = [n for n, (when, _) in enumerate(self.texts) if when <= at - LOST]
        first = promised[-1] if promised else 0
        return [text for _, text in self.texts[first:]], not promised


def histories(said: list[Said]) -> dict[Key, History]:
    """By place."""
    found: dict[Key, History] = {}
    for one in said:
        if "key" in one:
            kind, record, column = one["key"]
            history = found.setdefault((kind, record, column), History())
            history.texts.append((one["at"], one["text"]))
    return found


def look(database: Path, said: list[Said], at: float, seed: int, *, window: bool) -> Counter[str]:
    """Raises what is wrong; counts what became of the places."""
    os.environ["WICCO_DESKTOP_HOME"] = str(database.parent / "home")
    store = Store.open(database, writer=ME)
    try:
        looking = _Looking(store, said, at)
        looking.compare()
        if window:
            store.close()
            _in_the_window(database, looking.offered)
            store = Store.open(database, writer=ME)
        else:
            looking.decide(random.Random(seed))
    finally:
        store.close()
    return looking.counts


class _Looking:
    def __init__(self, store: Store, said: list[Said], at: float) -> None:
        self._store, self._at = store, at
        self._work = Workspace.over(store)
        self._drafts = store.open_drafts()
        assert self._drafts.set_aside is None, "the drafts are damaged"
        self._recovery = Recovery(store, self._work.editing, self._drafts, self._work.titles)
        self._places = histories(said)
        self._touched = {tuple(one["going"]) for one in said if "going" in one}
        self.counts: Counter[str] = Counter()
        self.offered: dict[Key, Found] = {}
        for found in self._recovery.found("en"):
            key = found.draft.key
            self.offered[(key.kind, key.record, key.column)] = found

    def compare(self) -> None:
        """Everything typed is there, and nothing is offered that was not typed there."""
        for key, found in self.offered.items():
            assert key in self._touched or key[2] == "speaker", f"{key} was never typed into"
            assert found.state is not State.HOMELESS, f"{key} is offered for no record"
            if found.column is not None and found.state is not State.IN_PLACE:
                assert found.value != found.present, f"{key} is offered and was saved"
        for key, history in self._places.items():
            allowed, nothing = history.allowed(self._at)
            self.counts[self._became(key, allowed, nothing=nothing)] += 1

    def _became(self, key: Key, allowed: list[str], *, nothing: bool) -> str:
        found = self.offered.get(key)
        column = KINDS[key[0]].columns.get(key[2])
        if found is not None and _is_one_of(found, allowed):
            return "offered"
        record = self._store.get(key[0], key[1])
        if column is not None and record is not None:
            stored = record[column.name]
            if any(same(column, text, stored) for text in allowed):
                return "in the record"
        elif not any(text.strip() for text in allowed[:1]) and found is None:
            return "nothing typed"
        elif key[2] == "composer" and self._noted(key[1], allowed):
            return "in the record"
        if nothing:
            return "typed in the last second"
        if column is not None and record is None:
            # What every such record begins with is no text of anybody: it is there again.
            usual = USUALLY.get(key[0], {}).get(column.name)
            if any(not text.strip() or same(column, text, usual) for text in allowed):
                return "nothing typed"
        stands = record[column.name] if record is not None and column is not None else None
        offered = _typed_in(found) if found is not None else None
        raise AssertionError(
            f"{key}: typed {allowed[0]!r} … {allowed[-1]!r}, offered {offered!r}, stored {stands!r}"
        )

    def _noted(self, meeting: str, allowed: list[str]) -> bool:
        notes = self._work.notes.of(meeting)
        return any(text.strip() in str(note.values) for note in notes for text in allowed)

    def decide(self, random_: random.Random) -> None:
        """A record that changed meanwhile is a conflict; the others are put back whole."""
        simple = [one for one in self.offered.values() if one.state is State.UNSAVED]
        changed = None
        if simple and random_.random() < 0.5:
            changed = random_.choice(simple)
            changed = changed if self._change(changed) else None
        again = self._recovery.found("en")
        if changed is not None:
            (found,) = (one for one in again if one.draft == changed.draft)
            assert found.state is State.CHANGED, f"{found.draft.key} changed meanwhile, not told"
            self.counts["a conflict"] += 1
        chosen = [one for one in again if one.state.simple]
        done = self._recovery.put_back(chosen)
        assert len(done) == len(chosen), "not everything was put back"
        for one in done:
            record = self._store.get(*one.record)
            assert record is not None
            assert one.column is not None
            assert record[one.column.name] == one.value, f"{one.draft.key} was put back wrong"
        left = {one.draft.key for one in self._recovery.found("en")}
        assert left.isdisjoint(one.draft.key for one in done), "offered again"
        self._drafts.close()

    def _change(self, found: Found) -> bool:
        """Have something else in the record, where the field takes any text."""
        assert found.column is not None
        try:
            value = canonical(found.column.field, "Elsewhere")
        except UserError:
            return False
        if value in (found.value, found.present, found.draft.base):
            return False
        kind, id_ = found.record
        try:
            self._work.editing.change(kind, id_, {found.column.name: value})
        except UserError:
            return False  # a reference to nobody
        return True


def _is_one_of(found: Found, allowed: list[str]) -> bool:
    """Whether a text is one of those; a date may stand there otherwise than it was typed."""
    column = found.column
    if _typed_in(found) in allowed:
        return True
    return column is not None and any(same(column, text, found.value) for text in allowed)


def _typed_in(found: Found) -> str:
    """The text of a draft, whatever shape it has."""
    text = found.draft.text
    if found.column is not None and not found.column.mark:
        return text
    try:
        kept = json.loads(text)
    except ValueError:
        return text
    if isinstance(kept, dict) and "typed" in kept:
        return str(kept["typed"])
    return from_text(text).now.line


def _in_the_window(database: Path, offered: dict[Key, Found]) -> None:
    """A new start offers the same, and shows each in its own place."""
    from tests.faults.campaigns.typed_window import shows

    shows(database, offered)

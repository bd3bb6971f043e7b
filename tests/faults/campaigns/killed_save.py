"""Work to be killed: a person who types and saves, one field and one record after another."""

from __future__ import annotations

import random
import shutil
from dataclasses import dataclass
from pathlib import Path

from tests.faults.campaigns import office
from tests.faults.campaigns.aftermath import KEY, ME, NAME, State, opened_again, state_of
from tests.faults.campaigns.killing import Said, Say
from wicco_desktop.records import Value
from wicco_desktop.services.recovery import Recovery
from wicco_desktop.services.workspace import Workspace
from wicco_desktop.store.drafts import Draft, DraftKey
from wicco_desktop.store.store import Store

SAVES = 25
FLUSHED_EVERY = 4


@dataclass(frozen=True)
class Step:
    """One save: a new record, a changed one, or one that is put into the Trash (no values)."""

    kind: str
    id: str
    values: dict[str, Value]
    new: bool = False


def steps(seed: int) -> list[Step]:
    """What is saved, in order."""
    random_, made = random.Random(seed), list[Step]()
    for n in range(SAVES):
        contact, own = office.number(2, random_.randrange(office.PEOPLE)), office.number(5, n)
        what = random_.random()
        if what < 0.5:
            made.append(Step("contact", contact, {"mobile": f"{seed} {n}"}))
        elif what < 0.7:
            made.append(Step("contact", own, office.person(1000 + n), new=True))
        elif what < 0.9:
            note: dict[str, Value] = {"meeting": office.MEETING, "position": 1024 * n}
            note |= {"text_en": f"Said {seed} {n}"}
            made.append(Step("note", own, note, new=True))
        elif all(step.id != contact for step in made):
            made.append(Step("contact", contact, {}))
    gone: set[str] = set()
    kept: list[Step] = []
    for step in made:  # nobody edits what lies in the Trash
        if step.id not in gone:
            kept.append(step)
        if not step.values:
            gone.add(step.id)
    return kept


def after(base: State, done: list[Step]) -> State:
    """What is there after some steps."""
    state = dict(base)
    for step in done:
        key = (step.kind, step.id)
        if step.values:
            state[key] = {**state.get(key, {}), **step.values}
        else:
            del state[key]
    return state


def agrees(found: State, wanted: State) -> bool:
    """Whether the same records are there, with at least these values."""
    return found.keys() == wanted.keys() and all(
        all(found[key].get(name) == value for name, value in values.items())
        for key, values in wanted.items()
    )


class Saving:
    """See the module."""

    def __init__(self, *, encrypted: bool = False) -> None:
        self._encrypted = encrypted
        self._base: State = {}
        self._made = Path()

    def prepare(self, folder: Path) -> None:
        store = office.made(folder, encrypted=self._encrypted)
        self._base, self._made = state_of(store), folder / NAME
        store.close()

    def place(self, _seed: int, folder: Path) -> None:
        shutil.copyfile(self._made, folder / NAME)

    def do(self, seed: int, folder: Path, say: Say) -> None:
        store = Store.open(folder / NAME, writer=ME, passphrase=KEY)
        drafts = store.open_drafts()
        editing = Workspace.over(store).editing
        for n, step in enumerate(steps(seed)):
            if step.new:
                editing.create(step.kind, step.values, id_=step.id)
            elif step.values:
                key = DraftKey(step.kind, step.id, "mobile")
                drafts.put(Draft(key, str(step.values["mobile"])))
                if n % FLUSHED_EVERY == 0:
                    drafts.flush()
                    say({"typed": n})
                editing.change(step.kind, step.id, step.values)
                drafts.remove(key)
            else:
                editing.delete([(step.kind, step.id)])
            say({"saved": n})
        drafts.close()
        store.close()

    def look(self, seed: int, folder: Path, said: list[Said]) -> str:
        every, saved = steps(seed), sum("saved" in one for one in said)
        with opened_again(folder) as workspace:
            found = state_of(workspace.store)
            more = [count for count in (saved, saved + 1) if count <= len(every)]
            fits = [count for count in more if agrees(found, after(self._base, every[:count]))]
            assert fits, f"{saved} saves were acknowledged; neither they nor one more are there"
            self._typed(workspace, said, every)
        return "the last one too" if fits[0] > saved else "what was acknowledged"

    def _typed(self, workspace: Workspace, said: list[Said], every: list[Step]) -> None:
        """What was being typed and was safe is offered back, or is in the record."""
        typed = [one["typed"] for one in said if "typed" in one]
        drafts = workspace.store.open_drafts()
        assert drafts.set_aside is None, "the drafts are damaged"
        recovery = Recovery(workspace.store, workspace.editing, drafts, workspace.titles)
        offered = {(entry.draft.key.record, entry.text) for entry in recovery.found("en")}
        if typed:
            step = every[typed[-1]]
            record = workspace.store.get("contact", step.id)
            assert record is not None
            later = any(after.id == step.id for after in every[typed[-1] + 1 :])
            there = record["mobile"] == step.values["mobile"] or later
            assert there or (step.id, step.values["mobile"]) in offered, "what was typed is lost"
        recovery.put_back(entry for entry in recovery.found("en"))
        drafts.close()

"""Whatever is read while something else is written: it is told, and nothing fails.

One thread changes, deletes, merges, undoes without a pause, at the moments that chance gives; two
others ask for everything that pages show, each time of records that may be gone a moment later.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from random import Random

import pytest

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.records import KINDS
from wicco_desktop.services.exchanges import Exchanges
from wicco_desktop.services.exporting import Options
from wicco_desktop.services.exporting_scope import Lists
from wicco_desktop.services.review.review import Review
from wicco_desktop.services.sample_visit import enter_visit
from wicco_desktop.services.search_results import SearchResults
from wicco_desktop.services.section_counts import section_counts
from wicco_desktop.services.today import Today
from wicco_desktop.services.trash import Trash
from wicco_desktop.services.workspace import Workspace
from wicco_desktop.store.edits import Edit
from wicco_desktop.store.queries import Query
from wicco_desktop.store.store import Store
from wicco_desktop.store.writer import Writer

WRITES = 150
DAY = date(2022, 11, 25)
NOWHERE = "00000000-0000-7000-8000-000000000000"
Work = Callable[[Random], object]


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """The visit to Macao and sixty people, many of them alike."""
    store = Store.open(tmp_path / "busy.db", writer=Writer("me", "device-1", "Laptop"))
    made = Workspace.over(store)
    enter_visit(made)
    for number in range(60):
        name = {"name_en": f"Ho {number % 7}", "name_zh": f"何{'一二三四五'[number % 5]}"}
        made.editing.create("contact", {**name, "mobile": f"+853 66{number % 9}"})
    yield made
    store.close()


class Writes:
    """What is written: each by itself, of whatever is there at that moment."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._store = workspace.store
        self._trash = Trash(workspace.store, workspace.editing, workspace.titles)
        self.all: tuple[Work, ...] = (
            self.edit,
            self.edit,
            self.delete,
            self.restore,
            self.merge,
            self.create,
            lambda _random: self._store.undo(),
            lambda _random: self._store.redo(),
        )

    def edit(self, random: Random) -> None:
        kind = random.choice(sorted(KINDS))
        column = next((name for name in KINDS[kind].columns if name.endswith("_en")), None)
        if column is not None and (live := self._ids(kind)):
            self._store.write([Edit(kind, random.choice(live), {column: f"Ho {random.random()}"})])

    def delete(self, random: Random) -> None:
        kind = random.choice(sorted(KINDS))
        if live := self._ids(kind):
            self._workspace.editing.delete([(kind, random.choice(live))])

    def restore(self, random: Random) -> None:
        if gone := self._trash.deleted("en"):
            one = random.choice(gone)
            self._trash.restore([(one.kind, one.id)])

    def merge(self, random: Random) -> None:
        if len(live := self._ids("contact")) > 20:
            stays, goes = random.sample(live, 2)
            self._workspace.merging.merge(stays, goes, {})

    def create(self, random: Random) -> None:
        values = {"name_en": f"Ho {random.random()}", "name_zh": "何荣"}
        self._workspace.editing.create("contact", values)

    def _ids(self, kind: str) -> list[str]:
        return [record.id for record in self._store.select(Query(kind, limit=500))]


def reads(workspace: Workspace, workbook: Path) -> Mapping[str, Work]:
    store, titles, history = workspace.store, workspace.titles, workspace.history
    people, meetings, related = workspace.people, workspace.meetings, workspace.related
    results = SearchResults(store, workspace.searching, titles)
    typed = ("ho", "何", "h", "bureau", "66")

    def one(random: Random, kind: str) -> str:
        live = store.select(Query(kind, limit=500))
        return random.choice(live).id if live else NOWHERE

    def told(_random: Random) -> None:
        for transaction in store.transactions(limit=10):
            history.describe(transaction, "en")

    def visit(random: Random) -> None:
        delegation = one(random, "delegation")
        workspace.delegations.members(delegation)
        workspace.delegations.itinerary(delegation)

    def meeting(random: Random) -> None:
        id_ = one(random, "meeting")
        meetings.attendees(id_)
        workspace.notes.of(id_)
        workspace.notes.follow_ups_of(id_)
        if (record := store.get("meeting", id_)) is not None:
            workspace.minutes.of_meeting(record)

    def returned(_random: Random) -> None:
        workspace.exporting.export(workbook, Lists.of(("contact",)), Options("en"))
        Review.open(workspace, workbook)

    return {
        "search": lambda random: store.search(random.choice(typed)),
        "names": lambda random: store.search(random.choice(typed), names_only=True, limit=10),
        "results": lambda random: results.find(random.choice(typed), "en"),
        "history": told,
        "record": lambda random: history.of("contact", one(random, "contact")),
        "recent": lambda _random: history.recent(),
        "counts": lambda _random: section_counts(store),
        "list": lambda random: store.outline(Query(random.choice(sorted(KINDS)))),
        "likely": lambda _random: workspace.duplicates.near("contact", {"name_en": "Ho 1"}),
        "pairs": lambda _random: workspace.duplicates.pairs("contact"),
        "posts": lambda random: people.posts(one(random, "contact")),
        "people": lambda random: people.people_in(one(random, "organisation")),
        "meetings": lambda random: related.meetings_with(one(random, "contact")),
        "visit": visit,
        "meeting": meeting,
        "trash": lambda _random: Trash(store, workspace.editing, titles).deleted("en"),
        "today": lambda _random: Today(store, titles, history, workspace.follow_ups).overview(
            DAY, "en"
        ),
        "due": lambda _random: workspace.follow_ups.by_due(DAY),
        "exchanges": lambda _random: Exchanges(store, history).overview("en"),
        "returned workbook": returned,
    }


@pytest.fixture
def _often() -> Iterator[None]:
    """Threads take turns in the middle of things."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("_often")
def test_nothing_that_is_read_fails_beside_what_is_written(
    workspace: Workspace, tmp_path: Path
) -> None:
    failed: list[tuple[str, BaseException]] = []
    written = threading.Event()
    asked: set[str] = set()

    def tried(name: str, work: Work, random: Random) -> None:
        try:
            work(random)
        except UserError:
            pass  # in plain words: "There is nothing to undo."
        except BaseException as problem:  # noqa: BLE001 - told by the test
            failed.append((name, problem))

    def write() -> None:
        random, works = Random(1), Writes(workspace).all
        for _number in range(WRITES):
            work = random.choice(works)
            tried("write", work, random)
        written.set()

    def read(number: int) -> None:
        random, works = Random(number), reads(workspace, tmp_path / f"{number}.xlsx")
        rest = sorted(works)
        while not written.is_set() or rest:
            name = rest.pop() if rest else random.choice(sorted(works))
            asked.add(name)
            tried(name, works[name], random)

    threads = [threading.Thread(target=write)]
    threads += [threading.Thread(target=read, args=(number,)) for number in (2, 3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert asked == set(reads(workspace, tmp_path))
    assert list(workspace.checking.problems()) == []

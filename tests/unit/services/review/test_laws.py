"""What holds of every history: sent, edited on both sides, returned, applied, returned again."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.services.review.memory import MemorySheet, MemoryWorkbook
from tests.unit.services.review.sent import HEADINGS, Office, Sheet
from wicco_desktop.exchange.interpreting import marks_of
from wicco_desktop.records import Record, Value
from wicco_desktop.services.review.model import State
from wicco_desktop.services.review.review import Review
from wicco_desktop.services.review.taking import Source
from wicco_desktop.services.workspace import Workspace
from wicco_desktop.store.queries import Query
from wicco_desktop.store.store import Store
from wicco_desktop.store.writer import Writer

PATHS = ("name.en", "mobile", "email", "affiliation.title.en")
TEXT = st.sampled_from(["Ann", "Bea", "Chan", "Ding", "Ho"])
VALUES: Mapping[str, st.SearchStrategy[str]] = {
    "name.en": TEXT.map("{} Example".format),
    "mobile": st.integers(10, 99).map("+853 6612 00{}".format),
    "email": TEXT.map("{}@example.org".format),
    "affiliation.title.en": TEXT.map("Director {}".format),
}
PERSON = st.fixed_dictionaries(dict(VALUES))
CHANGED = st.fixed_dictionaries(
    {}, optional={path: st.one_of(st.none(), values) for path, values in VALUES.items()}
)
HISTORY = st.lists(st.tuples(PERSON, CHANGED, CHANGED), min_size=1, max_size=4)
Fields = dict[str, Value]

CASE = settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(scope="module")
def template() -> Path:
    """An empty database, made once and copied for each history."""
    folder = Path(tempfile.mkdtemp())
    Store.open(folder / "empty.db", writer=Writer("Tester", "device-1", "Laptop")).close()
    return folder / "empty.db"


class History:
    """One generated history over a database of its own."""

    def __init__(self, template: Path, people: list[tuple[Fields, Fields, Fields]]) -> None:
        self._folder = tempfile.TemporaryDirectory()
        path = Path(self._folder.name) / "test.db"
        shutil.copy(template, path)
        store = Store.open(path, writer=Writer("Tester", "device-1", "Laptop"))
        self.office = Office(Workspace.over(store), path.parent)
        self.people: list[Record] = []
        for sent, _ours, _theirs in people:
            contact = self.office.contact(
                **{
                    path.replace(".", "_"): value
                    for path, value in sent.items()
                    if not path.startswith("affiliation")
                }
            )
            title = {"title_en": sent["affiliation.title.en"]}
            self.office.workspace.people.add_post(contact.id, title)
            self.people.append(contact)
        self.sheet = self.office.send(*self.people, paths=PATHS)
        for contact, (_sent, ours, _theirs) in zip(self.people, people, strict=True):
            self._edit(contact, ours)
        for row, (_sent, _ours, theirs) in zip(self.sheet.rows, people, strict=True):
            row.update(theirs)

    def _edit(self, contact: Record, ours: Mapping[str, Value]) -> None:
        editing = self.office.workspace.editing
        own = {p.replace(".", "_"): v for p, v in ours.items() if p != "affiliation.title.en"}
        editing.change("contact", contact.id, own)
        if "affiliation.title.en" in ours:
            post = self.office.workspace.people.posts(contact.id)[0]
            title = {"title_en": ours["affiliation.title.en"]}
            editing.change("affiliation", post.affiliation.id, title)

    def returned(self, sheet: Sheet | None = None) -> Review:
        chosen = sheet or self.sheet
        headings: list[Any] = [
            *(HEADINGS[path] for path in chosen.paths),
            "wicco_id",
            "wicco_export",
        ]
        rows: list[list[Any]] = [
            [*(row.get(path) for path in chosen.paths), row["id"], row["export"]]
            for row in chosen.rows
        ]
        workbook = MemoryWorkbook(MemorySheet("Contacts", [headings, *rows]))
        source = Source(self.office.folder / "returned.xlsx", workbook, marks_of(workbook))
        return Review.of(self.office.workspace, source)

    def live(self) -> list[tuple[Mapping[str, Value], list[Value]]]:
        store = self.office.workspace.store
        return [
            (
                record.values,
                [
                    post["title_en"]
                    for post in store.select(Query("affiliation", order=("id",)))
                    if post["contact"] == record.id and post["main"]
                ],
            )
            for record in store.select(Query("contact", order=("id",)))
        ]

    def end(self) -> None:
        self.office.workspace.store.close()
        self._folder.cleanup()


@CASE
@given(people=HISTORY)
def test_applied_once_the_same_return_changes_nothing_more(
    template: Path, people: list[tuple[Fields, Fields, Fields]]
) -> None:
    history = History(template, people)
    try:
        history.returned().apply()
        after = history.live()
        again = history.returned()
        assert (again.counts.theirs, again.changes) == (0, 0)
        again.apply()
        assert history.live() == after
    finally:
        history.end()


@CASE
@given(people=HISTORY)
def test_undo_takes_everything_back_and_what_it_settled(
    template: Path, people: list[tuple[Fields, Fields, Fields]]
) -> None:
    history = History(template, people)
    try:
        before = history.live()
        first = history.returned()
        said = first.counts
        written = first.apply()
        if written.transaction is not None:
            history.office.workspace.editing.undo(written.transaction)
        assert history.live() == before
        assert history.returned().counts == said
    finally:
        history.end()


@CASE
@given(people=HISTORY, order=st.randoms(use_true_random=False))
def test_rows_in_any_order_end_in_the_same(
    template: Path,
    people: list[tuple[Fields, Fields, Fields]],
    order: object,
) -> None:
    one, other = History(template, people), History(template, people)
    try:
        one.returned().apply()
        order.shuffle(other.sheet.rows)  # type: ignore[attr-defined]
        other.returned().apply()
        assert _told(one) == _told(other)
    finally:
        one.end()
        other.end()


def _told(history: History) -> list[tuple[list[Value], list[Value]]]:
    return [([v[name] for name in ("name_en", "mobile", "email")], t) for v, t in history.live()]


@CASE
@given(people=HISTORY)
def test_every_value_that_came_is_live_or_was_known_or_is_asked_about(
    template: Path, people: list[tuple[Fields, Fields, Fields]]
) -> None:
    history = History(template, people)
    try:
        review = history.returned()
        review.apply()
        live = history.live()
        for index, (row, (values, titles)) in enumerate(zip(history.sheet.rows, live, strict=True)):
            asked = {
                cell.path
                for cell in review.row(index).cells
                if cell.state in (State.CONFLICT, State.CLEAR)
            }
            sent = people[index][0]
            for path in PATHS:
                now = titles if path.startswith("aff") else [values[path.replace(".", "_")]]
                assert row[path] in now or row[path] == sent[path] or path in asked
    finally:
        history.end()

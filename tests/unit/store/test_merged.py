"""Which record an id stands for, and which pairs are known not to be the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wicco_desktop.store.distinct import pair
from wicco_desktop.store.edits import Create, Through, deletion, restoration
from wicco_desktop.store.merged import Merged
from wicco_desktop.store.store import Store
from wicco_desktop.store.writer import Writer


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path / "test.db", writer=Writer("Tester", "device-1", "Laptop"))
    yield opened
    opened.close()


def contacts(store: Store, count: int) -> list[str]:
    made = [Create("contact", {"name_en": f"Person {number}"}) for number in range(count)]
    store.write(made)
    return [record.id for record in made]


def merge(store: Store, record: str, survivor: str) -> int:
    moment = store.now()
    written = store.write(
        [deletion("contact", record, moment)],
        through=Through.MERGE,
        merged=Merged("contact", record, survivor, moment),
    )
    assert written.transaction is not None
    return written.transaction


def test_a_record_of_its_own_stands_for_itself(store: Store) -> None:
    (one,) = contacts(store, 1)
    assert store.survivor(one) == one
    assert store.survivor("never made") == "never made"
    assert store.alias_of(one) is None


def test_an_alias_says_whom_it_stands_for_and_by_which_transaction(store: Store) -> None:
    one, other = contacts(store, 2)
    number = merge(store, other, one)
    alias = store.alias_of(other)
    assert alias is not None
    assert (alias.record, alias.survivor, alias.transaction) == (other, one, number)
    assert store.merged_into(one) == [alias]
    assert store.survivors([one, other]) == {other: one}


@pytest.mark.parametrize("way_back", ["undo", "restore"])
def test_who_is_back_stands_for_itself_and_a_redo_makes_an_alias_again(
    store: Store, way_back: str
) -> None:
    one, other = contacts(store, 2)
    merge(store, other, one)
    if way_back == "undo":
        store.undo()
        assert store.survivor(other) == other
        store.redo()
        assert store.survivor(other) == one
        store.undo()
    else:
        store.write([restoration("contact", other)])
    assert store.survivor(other) == other
    assert store.aliases("contact") == {}


def test_who_was_put_into_the_trash_later_is_deleted_and_no_alias(store: Store) -> None:
    one, other = contacts(store, 2)
    merge(store, other, one)
    store.write([restoration("contact", other)])
    store.write([deletion("contact", other, "2031-01-01T00:00:00.000Z")])
    assert store.survivor(other) == other


def test_a_merge_that_changes_nothing_makes_no_alias(store: Store) -> None:
    one, other = contacts(store, 2)
    moment = store.now()
    store.write([deletion("contact", other, moment)])
    again = store.write(
        [deletion("contact", other, moment)], merged=Merged("contact", other, one, moment)
    )
    assert again.transaction is None
    assert store.aliases("contact") == {}


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=5))
def test_every_chain_ends_at_a_record_that_is_there(
    store: Store, wanted: list[tuple[int, int]]
) -> None:
    ids = contacts(store, 6)
    living = set(ids)
    for record, survivor in ((ids[a], ids[b]) for a, b in wanted):
        if record != survivor and {record, survivor} <= living:
            merge(store, record, survivor)
            living.remove(record)
    ends = store.survivors(ids)
    assert set(ends) == set(ids) - living
    assert set(ends.values()) <= living
    every = store.aliases("contact")
    assert {record: every[record] for record in ends} == ends


# Not the same


def test_two_that_are_not_the_same_are_kept_in_one_order_and_forgotten_again(
    store: Store,
) -> None:
    one, other = contacts(store, 2)
    store.set_apart("contact", other, one)
    store.set_apart("contact", one, other)
    assert store.distinct_pairs("contact") == {pair(one, other)}
    assert store.distinct_pairs("organisation") == frozenset()
    store.set_together(other, one)
    assert store.distinct_pairs("contact") == frozenset()


def test_what_was_said_of_a_merged_record_holds_for_what_it_became(store: Store) -> None:
    one, other, third = contacts(store, 3)
    store.set_apart("contact", other, third)
    store.set_apart("contact", one, other)
    merge(store, other, one)
    assert store.distinct_pairs("contact") == {pair(one, third)}
    store.undo()
    assert store.distinct_pairs("contact") == {pair(other, third), pair(one, other)}


# Candidates


def test_candidates_carry_one_of_the_names_the_beginnings_or_the_words(store: Store) -> None:
    people = [
        Create("contact", {"name_zh": "陈祖荣"}),
        Create("contact", {"name_en": "Ana Santos", "mobile": "+853 6612 3456"}),
        Create("organisation", {"name_en": "Ana Santos"}),
    ]
    store.write(people)
    chen, ana, _body = (record.id for record in people)
    assert store.carrying("contact", names=["chenzurong", "nobody"], limit=9) == [chen]
    assert store.carrying("contact", begins=[("san", "an")], limit=9) == [ana]
    assert store.carrying("contact", words=["66123456"], limit=9) == [ana]
    assert store.carrying("contact", names=["chenzurong"], words=["santos"], limit=9) == [chen, ana]
    assert store.carrying("contact", names=["chenzurong"], words=["santos"], limit=1) == [chen]
    assert (
        store.carrying("contact", names=[""], words=['"', "😀"], begins=[("a", "")], limit=9) == []
    )

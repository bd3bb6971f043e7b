"""The laws of the log: undo all is the empty database, redo all the end, as-of(n) the state."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.messages import Message
from wicco_desktop.records import KINDS, Value
from wicco_desktop.store.changelog import decode_message, encode_message
from wicco_desktop.store.edits import Create, Edit, Through, deletion, restoration
from wicco_desktop.store.queries import Query
from wicco_desktop.store.store import Store
from wicco_desktop.store.writer import Writer

ME = Writer("me", "device-1", "Laptop")
OTHER = Writer("colleague", "device-2", "Tablet")

State = dict[str, Mapping[str, Value]]

TEXTS = st.one_of(
    st.none(), st.sampled_from(["甲", "乙", "A", "B", "0853", "x\ny", "😀", "e\u0301"])
)
COLUMNS = ("name_zh", "name_en", "mobile", "tags", "remarks_zh", "remarks_en")


@st.composite
def operations(draw: st.DrawFn) -> list[tuple[str, int, dict[str, Value]]]:
    """Creations, edits, deletions and restorations of up to a handful of contacts."""
    steps = []
    for _ in range(draw(st.integers(1, 12))):
        what = draw(st.sampled_from(["create", "edit", "edit", "edit", "delete", "restore"]))
        values: dict[str, Value] = dict(
            draw(st.dictionaries(st.sampled_from(COLUMNS), TEXTS, min_size=1, max_size=3))
        )
        steps.append((what, draw(st.integers(0, 5)), values))
    return steps


def live(store: Store) -> State:
    """Every live record with every logged value."""
    return {
        record.id: dict(record.values) for kind in KINDS for record in store.select(Query(kind))
    }


def perform(
    store: Store, steps: list[tuple[str, int, dict[str, Value]]]
) -> list[tuple[int, State]]:
    """Do the steps; gives the place in the log and the state after each that changed something."""
    made: list[str] = []
    states = [(0, live(store))]
    for what, which, values in steps:
        if what == "create" or not made:
            create = Create("contact", values)
            made.append(create.id)
            written = store.write([create])
        else:
            target = made[which % len(made)]
            edit = {
                "edit": Edit("contact", target, values),
                "delete": deletion("contact", target, store.now()),
                "restore": restoration("contact", target),
            }[what]
            written = store.write([edit])
        if written.transaction is not None:
            states.append((store.position(), live(store)))
    return states


@settings(max_examples=40)
@given(operations())
def test_undoing_all_leaves_nothing_and_redoing_all_gives_the_end_state(
    steps: list[tuple[str, int, dict[str, Value]]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(Path(folder) / "law.db", writer=ME)
        states = perform(store, steps)
        for _place, state in reversed(states[:-1]):
            assert store.undo().kept == ()
            assert live(store) == state
        with pytest.raises(UserError):
            store.undo()
        assert live(store) == {}
        # A program started anew knows as well what it may redo.
        store.close()
        store = Store.open(Path(folder) / "law.db", writer=ME)
        for _place, state in states[1:]:
            assert store.redo().kept == ()
            assert live(store) == state
        with pytest.raises(UserError):
            store.redo()
        store.close()


@settings(max_examples=40)
@given(operations())
def test_as_of_a_place_in_the_log_is_the_state_after_that_many_edits(
    steps: list[tuple[str, int, dict[str, Value]]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(Path(folder) / "law.db", writer=ME)
        states = perform(store, steps)
        ids = {id_ for _place, state in states for id_ in state}
        for place, state in states:
            then: State = {}
            for id_ in ids:
                values = store.as_of(id_, place)
                if values is not None and values["deleted"] is None:
                    then[id_] = {key: value for key, value in values.items() if key != "deleted"}
            assert then == state
        store.close()


@settings(max_examples=30)
@given(operations(), st.integers(0, 20))
def test_undoing_any_transaction_touches_only_what_it_wrote(
    steps: list[tuple[str, int, dict[str, Value]]], which: int
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(Path(folder) / "law.db", writer=ME)
        perform(store, steps)
        numbers = [entry.id for entry in store.transactions(limit=100)]
        target = numbers[which % len(numbers)]
        wrote = {(change.record, change.column) for change in store.changes_of(target)}
        before = live(store)
        answer = store.undo(target)
        undone = {(change.record, change.column) for change in answer.written.changes}
        kept = {(entry.record, entry.column) for entry in answer.kept}
        made = {record for record, column in wrote if column is None}
        assert {(r, None if c == "deleted" and r in made else c) for r, c in undone} | kept == wrote
        untouched = {record for record in before if record not in {r for r, _ in wrote}}
        after = live(store)
        assert {id_: after[id_] for id_ in untouched} == {id_: before[id_] for id_ in untouched}
        store.close()


def test_undo_keeps_and_lists_what_was_edited_since(store: Store) -> None:
    first, second = Create("contact", {"name_en": "A"}), Create("contact", {"name_en": "B"})
    store.write([first, second], through=Through.WORKBOOK, summary=Message("import"))
    store.write([Edit("contact", second.id, {"mobile": "1"})])
    answer = store.undo(1)
    assert [(kept.record, kept.column) for kept in answer.kept] == [(second.id, None)]
    assert set(live(store)) == {second.id}


def test_a_bare_undo_means_this_device_s_latest(tmp_path: Path) -> None:
    path = tmp_path / "shared.db"
    mine = Store.open(path, writer=ME)
    record = Create("contact", {"name_en": "A"})
    mine.write([record])
    mine.close()
    theirs = Store.open(path, writer=OTHER)
    theirs.write([Edit("contact", record.id, {"mobile": "1"})])
    theirs.close()
    mine = Store.open(path, writer=ME)
    answer = mine.undo()
    assert answer.reverses.id == 1
    assert [kept.record for kept in answer.kept] == [record.id]
    with pytest.raises(UserError):
        mine.undo()
    mine.close()


def test_a_new_edit_ends_what_can_be_redone(store: Store) -> None:
    record = Create("contact", {"name_en": "A"})
    store.write([record])
    store.write([Edit("contact", record.id, {"name_en": "B"})])
    store.undo()
    assert store.redoable() is not None
    store.write([Edit("contact", record.id, {"mobile": "1"})])
    assert store.redoable() is None


def test_undoing_what_is_undone_already_is_told(store: Store) -> None:
    store.write([Create("contact", {"name_en": "A"})])
    store.undo(1)
    with pytest.raises(UserError, match="undone already"):
        store.undo(1)


def test_undoing_an_undo_by_its_number_is_a_redo(store: Store) -> None:
    record = Create("contact", {"name_en": "A"})
    store.write([record])
    store.undo()
    answer = store.undo(2)
    assert answer.written.transaction == 3
    assert set(live(store)) == {record.id}
    assert store.undo().reverses.id == 1


def test_a_summary_survives_with_its_parameters_and_counts() -> None:
    told = Message(
        "{count} contacts of {kind}", {"kind": Message("Contact"), "file": "p.xlsx"}, "plural", 42
    )
    assert decode_message(encode_message(told)) == told
    assert decode_message(encode_message(None)) is None

"""Many records at once: as of a place in the log, all of a kind, of one state."""

from __future__ import annotations

import tempfile
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.store.test_changelog import ME, operations, perform
from wicco_desktop.foundation.errors import UserError
from wicco_desktop.records import Value
from wicco_desktop.store.edits import Create, Edit, deletion
from wicco_desktop.store.store import Store


def bases(store: Store, ids: list[str], place: int) -> dict[str, dict[str, Value] | None]:
    """Each contact's values as of a place in the log, by what was changed since."""
    records = store.many(ids, "contact")
    present = {i: {**record.values, "deleted": record.deleted} for i, record in records.items()}
    return {**present, **store.former(records.values(), place)}


@settings(max_examples=25)
@given(operations(), st.integers(0, 3))
def test_bases_are_what_as_of_says_of_each_record(
    steps: list[tuple[str, int, dict[str, Value]]], undone: int
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(Path(folder) / "law.db", writer=ME)
        perform(store, steps)
        for _ in range(undone):
            if store.undoable():
                store.undo()
        ids = [str(row[0]) for row in store.scan("contact", (), deleted=None)]
        for place in range(store.position() + 1):
            wanted = {id_: store.as_of(id_, place) for id_ in ids}
            assert bases(store, ids, place) == wanted
        store.close()


def test_bases_of_more_than_one_query_holds(store: Store) -> None:
    made = [Create("contact", {"name_en": f"{number}"}) for number in range(1_203)]
    store.write(made)
    before = store.position()
    store.write([Edit("contact", create.id, {"name_en": "new"}) for create in made[::2]])
    late = Create("contact", {"name_en": "late"})
    store.write([late])

    found = bases(store, [*(create.id for create in made), late.id], before)

    assert found.pop(late.id) is None
    assert {id_: values and values["name_en"] for id_, values in found.items()} == {
        create.id: create.values["name_en"] for create in made
    }


def test_the_base_says_whether_it_was_in_the_trash(store: Store) -> None:
    made = Create("contact", {"name_en": "Chan"})
    store.write([made])
    store.write([deletion("contact", made.id, "2026")])
    for place, deleted in ((1, None), (2, "2026")):
        values = bases(store, [made.id], place)[made.id]
        assert values is not None
        assert values["deleted"] == deleted


def test_a_scan_gives_the_live_records_in_the_order_they_were_made(store: Store) -> None:
    made = [Create("contact", {"name_en": f"{9 - number}"}) for number in range(5)]
    store.write(made)
    store.write([deletion("contact", made[2].id, "2026")])
    rows = [(create.id, create.values["name_en"], None) for create in made]
    gone = rows.pop(2)
    columns = ("name_en", "mobile")
    assert list(store.scan("contact", columns)) == rows
    assert list(store.scan("contact", columns, deleted=True)) == [gone]
    assert {*store.scan("contact", columns, deleted=None)} == {*rows, gone}


def test_a_scan_gives_flags_as_yes_and_no(store: Store) -> None:
    person = Create("contact", {"name_en": "Chan"})
    posts = [Create("affiliation", {"contact": person.id, "main": main}) for main in (True, False)]
    store.write([person, *posts, Create("affiliation", {"contact": person.id})])
    scanned = [row[1:] for row in store.scan("affiliation", ("main", "contact"))]
    assert [main for main, _contact in scanned] == [True, False, None]
    assert all(main is None or isinstance(main, bool) for main, _contact in scanned)


def test_a_scan_of_a_column_that_is_none_is_refused(store: Store) -> None:
    with pytest.raises(KeyError):
        list(store.scan("contact", ("name_zh; --",)))


def test_in_a_snapshot_everything_is_of_one_state(store: Store) -> None:
    made = Create("contact", {"name_en": "Before"})
    store.write([made])
    with store.snapshot() as place:
        other = threading.Thread(
            target=lambda: store.write(
                [Edit("contact", made.id, {"name_en": "After"}), Create("contact", {})]
            )
        )
        other.start()
        other.join()
        assert place == store.position() == 1
        with store.snapshot() as inner:
            assert inner == place
        assert [row[1] for row in store.scan("contact", ("name_en",))] == ["Before"]
    assert store.position() == 3
    assert [row[1] for row in store.scan("contact", ("name_en",))] == ["After", None]


def test_a_snapshot_ends_with_whatever_fails_in_it(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.snapshot():
        _ = 1 / 0
    store.write([Create("contact", {})])
    assert store.position() == 1


def test_what_failed_is_told_where_its_disk_ended_the_snapshot_by_itself(store: Store) -> None:
    told = UserError("The disk did not answer.")

    def fail() -> None:
        with store.snapshot():
            store._database.reader().exec_driver_sql("ROLLBACK")  # as SQLite does
            raise told

    with pytest.raises(UserError) as raised:
        fail()
    assert raised.value is told


def test_a_file_that_is_read_only_has_snapshots_too(tmp_path: Path) -> None:
    Store.open(tmp_path / "a.db", writer=ME).close()
    store = Store.open(tmp_path / "a.db", writer=ME, read_only=True)
    with store.snapshot() as place:
        assert (place, list(store.scan("contact", ()))) == (0, [])
    store.close()

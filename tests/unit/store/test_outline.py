"""Any window of any list is a slice of the whole sorted list, also after any number of writes."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cmp_to_key
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wicco_desktop.foundation.identifiers import new_id
from wicco_desktop.records import KINDS, Record, Value
from wicco_desktop.services.sortings import SORTINGS, Sorting, sortings
from wicco_desktop.store.edits import Create, Edit, Written
from wicco_desktop.store.outline import GroupBy, Outline, Run, pack, unpack
from wicco_desktop.store.outlining import concerned
from wicco_desktop.store.queries import Is, Query, ordering
from wicco_desktop.store.store import Store
from wicco_desktop.store.writer import Writer

ME = Writer("me", "device-1", "Laptop")
DATES = st.sampled_from([None, "2022", "2022-11", "2022-11-23", "2022-11-24", "2021-01-02"])
NAMES = st.sampled_from(
    [None, "陈祖荣", "贺建东", "Chan", "chan", "da Silva", "Ão", "7 Days", "😀"]
)
TIMES = st.sampled_from([None, "09:30", "10:00", "15:00"])
COUNTRIES = st.sampled_from([None, "CN", "MO", "PT"])
MEETING_SORTINGS = st.sampled_from(sortings("meeting"))
CONTACT_SORTINGS = st.sampled_from(sortings("contact"))


@contextmanager
def fresh_store() -> Iterator[Store]:
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(Path(folder) / "test.db", writer=ME)
        yield store
        store.close()


@st.composite
def meetings(draw: st.DrawFn, most: int = 12) -> list[Create]:
    """A few delegations and hosts, and meetings that refer to them or do not."""
    delegations = [
        Create("delegation", {"name_zh": draw(NAMES), "start": draw(DATES)}) for _ in range(3)
    ]
    hosts = [Create("organisation", {"name_en": draw(NAMES)}) for _ in range(2)]
    made = [
        Create("meeting", draw(meeting_values([one.id for one in delegations], hosts)))
        for _ in range(draw(st.integers(0, most)))
    ]
    return [*delegations, *hosts, *made]


def meeting_values(
    delegations: list[str], hosts: list[Create]
) -> st.SearchStrategy[dict[str, Value]]:
    return st.fixed_dictionaries(
        {
            "subject_zh": NAMES,
            "delegation": st.sampled_from([None, *delegations]),
            "host": st.sampled_from([None, *(host.id for host in hosts)]),
            "date": DATES,
            "start": TIMES,
        }
    )


def key_of(record: Record, group: GroupBy) -> str:
    value = record.text(group.column)[: group.first]
    return value or (key_of(record, group.otherwise) if group.otherwise else "")


def naive(store: Store, kind: str, order: tuple[str, ...]) -> list[str]:
    """The ids of the live records, sorted in Python by the same rules."""
    everything = _all(store)

    def term(record: Record, name: str) -> Value:
        by, _, column = name.rpartition(".")
        if not by:
            return _raw(store, record, column)
        target = everything.get(record.text(by))
        return None if target is None else _raw(store, target, column)

    def compare(one: Record, other: Record) -> int:
        for entry in order:
            mine, theirs = (
                next(
                    (
                        value
                        for name in entry.removeprefix("-").split("|")
                        if (value := term(record, name)) is not None
                    ),
                    None,
                )
                for record in (one, other)
            )
            if mine == theirs:
                continue
            less = mine is None or (theirs is not None and str(mine) < str(theirs))
            return (1 if less else -1) if entry.startswith("-") else (-1 if less else 1)
        return -1 if one.id < other.id else 1

    live = [record for record in everything.values() if record.kind == kind and not record.deleted]
    return [record.id for record in sorted(live, key=cmp_to_key(compare))]


def _all(store: Store) -> dict[str, Record]:
    return {
        record.id: record
        for kind in ("delegation", "organisation", "meeting", "contact")
        for record in store.select(Query(kind, deleted=None))
    }


def _raw(store: Store, record: Record, column: str) -> Value:
    if column in ("created", "changed"):
        return str(getattr(record, column))
    if column == "sort_key":
        reader = store._database.reader()
        row = reader.exec_driver_sql(
            f"SELECT sort_key FROM {record.kind} WHERE id = ?", (record.id,)
        ).one()
        return None if row[0] is None else str(row[0])
    return record[column]


def check_runs(store: Store, kind: str, outline: Outline, group: GroupBy | None) -> None:
    """Every run begins where the key changes, and nowhere else."""
    if group is None:
        assert outline.runs == ()
        return
    records = store.many(outline.ids(), kind)
    expected: list[Run] = []
    for row, id_ in enumerate(outline.ids()):
        record = records[id_]
        key = (
            str(_raw(store, record, "sort_key") or "")[: group.first]
            if group.column == "sort_key"
            else key_of(record, group)
        )
        assert outline.key_at(row) == key
        if not expected or expected[-1].key != key:
            expected.append(Run(row, key))
    assert outline.runs == tuple(expected)


@given(meetings(), MEETING_SORTINGS, st.integers(0, 14), st.integers(0, 14))
@settings(max_examples=40)
def test_any_window_is_a_slice_of_the_whole_sorted_list(
    edits: list[Create], sorting: Sorting, start: int, length: int
) -> None:
    with fresh_store() as store:
        store.write(edits)
        query = Query("meeting", order=sorting.order)
        outline = store.outline(query, sorting.group)
        whole = naive(store, "meeting", sorting.order)
        assert outline.ids() == whole
        assert outline.ids(start, start + length) == whole[start : start + length]
        window = store.select(query.window(start, length))
        assert [record.id for record in window] == whole[start : start + length]
        beginning = store.outline(query.window(0, length), sorting.group)
        assert beginning.ids() == whole[:length]
        assert outline.begins_with(beginning)
        check_runs(store, "meeting", outline, sorting.group)


@st.composite
def contact_writes(draw: st.DrawFn) -> list[tuple[str, list[int], dict[str, Value]]]:
    steps: list[tuple[str, list[int], dict[str, Value]]] = []
    for _ in range(draw(st.integers(1, 8))):
        what = draw(st.sampled_from(["create", "edit", "delete", "restore"]))
        values = draw(
            st.fixed_dictionaries({"name_zh": NAMES, "country_or_region": COUNTRIES, "tags": NAMES})
        )
        steps.append(
            (what, draw(st.lists(st.integers(0, 9), min_size=1, max_size=3)), dict(values))
        )
    return steps


@given(contact_writes(), CONTACT_SORTINGS, st.sampled_from(["", "chan", "陈"]))
@settings(max_examples=40)
def test_moving_rows_after_a_write_gives_the_outline_read_anew(
    steps: list[tuple[str, list[int], dict[str, Value]]], sorting: Sorting, matching: str
) -> None:
    with fresh_store() as store:
        made = [Create("contact", {"name_en": f"Chan {number}"}) for number in range(5)]
        store.write(made)
        ids = [one.id for one in made]
        query = Query("contact", order=sorting.order, matching=matching)
        outline = store.outline(query, sorting.group)
        for what, picked, values in steps:
            chosen = [ids[number % len(ids)] for number in picked]
            written = _write(store, what, chosen, values, ids)
            touched = concerned(query, sorting.group, written.changes)
            assert touched is not None
            moved = store.moved(query, sorting.group, outline, touched)
            outline = moved[-1].after if moved else outline
            anew = store.outline(query, sorting.group)
            assert outline.ids() == anew.ids()
            assert outline.runs == anew.runs


def _write(
    store: Store, what: str, chosen: list[str], values: dict[str, Value], ids: list[str]
) -> Written:
    if what == "create":
        new = [Create("contact", values) for _ in chosen]
        ids += [one.id for one in new]
        return store.write(new)
    changes: dict[str, dict[str, Value]] = {
        "edit": values,
        "delete": {"deleted": store.now()},
        "restore": {"deleted": None},
    }
    return store.write([Edit("contact", id_, changes[what]) for id_ in dict.fromkeys(chosen)])


def test_a_change_that_moves_nothing_concerns_no_record(store: Store) -> None:
    made = Create("contact", {"name_en": "Gu Ting"})
    store.write([made])
    written = store.write([Edit("contact", made.id, {"mobile": "+853 1"})])
    sorting = sortings("contact")[0]
    query = Query("contact", order=sorting.order)
    assert concerned(query, sorting.group, written.changes) == frozenset()
    assert concerned(Query("contact", order=("-changed",)), None, written.changes) == frozenset(
        [made.id]
    )
    assert concerned(
        Query("contact", (Is("mobile", "+853 1"),)), None, written.changes
    ) == frozenset([made.id])


def test_a_delegation_that_changes_its_dates_asks_for_the_meetings_anew(store: Store) -> None:
    visit = Create("delegation", {"name_en": "Visit", "start": "2022-11-23"})
    store.write([visit])
    sorting = sortings("meeting")[0]
    query = Query("meeting", order=sorting.order)
    written = store.write([Edit("delegation", visit.id, {"start": "2022-12-01"})])
    assert concerned(query, sorting.group, written.changes) is None
    written = store.write([Edit("delegation", visit.id, {"name_en": "The visit"})])
    assert concerned(query, sorting.group, written.changes) == frozenset()


@pytest.mark.parametrize("kind", sorted(SORTINGS))
def test_no_list_is_sorted_when_it_is_opened_in_the_order_of_its_kind(
    store: Store, kind: str
) -> None:
    query = Query(kind)
    chosen = ordering(query).applied(
        KINDS[kind].table.select().with_only_columns(KINDS[kind].table.c.id)
    )
    chosen = chosen.where(KINDS[kind].table.c.deleted.is_(None))
    reader = store._database.reader()
    text = str(chosen.compile(reader.engine, compile_kwargs={"literal_binds": True}))
    plan = [row[3] for row in reader.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}")]
    assert plan == [f"SEARCH {kind} USING COVERING INDEX ix_{kind}_order (deleted=?)"]


@given(st.lists(st.integers(0, 2**128 - 1), unique=True, max_size=20), st.data())
def test_ids_are_found_where_they_are(numbers: list[int], data: st.DataObject) -> None:
    outline = Outline(number.to_bytes(16, "big") for number in numbers)
    assert len(outline) == len(numbers)
    for row in range(len(numbers)):
        assert outline.row_of(outline.id_at(row)) == row
    other = data.draw(st.integers(0, 2**128 - 1))
    expected = numbers.index(other) if other in numbers else None
    assert outline.row_of(unpack(other.to_bytes(16, "big"))) == expected


def test_an_id_is_packed_and_unpacked() -> None:
    id_ = new_id()
    assert unpack(pack(id_)) == id_
    with pytest.raises(ValueError, match="no identifier"):
        pack("abcd")


def test_a_scan_nobody_wants_any_more_is_given_up(store: Store) -> None:
    store.write([Create("contact", {"name_en": "Gu Ting"})])
    assert len(store.outline(Query("contact"), None, lambda: False)) == 0

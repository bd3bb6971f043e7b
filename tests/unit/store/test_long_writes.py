"""A write of any size: in chunks, of one transaction, all or nothing, and one Undo."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.store.test_changelog import COLUMNS, TEXTS, live
from wicco_desktop.foundation.errors import Cancelled, UserError
from wicco_desktop.foundation.identifiers import new_id
from wicco_desktop.foundation.messages import Message
from wicco_desktop.records import Value
from wicco_desktop.services.workspace import Workspace
from wicco_desktop.store import appending, writer
from wicco_desktop.store.database import Database
from wicco_desktop.store.edits import Create, Edit, Through, Written, deletion
from wicco_desktop.store.store import Store
from wicco_desktop.store.writer import CHUNK, Writer

ME = Writer("me", "device-1", "Laptop")
MANY = appending.MOST_LISTED + 2 * CHUNK + 1

Edits = list[Create | Edit]


def people(count: int) -> Iterator[Create]:
    for number in range(count):
        yield Create("contact", {"name_en": f"Chan {number}", "mobile": str(number)})


@st.composite
def several(draw: st.DrawFn) -> Edits:
    """Creations, and edits of what was created before them, some by who saw something else."""
    made: list[str] = []
    edits: Edits = []
    for _ in range(draw(st.integers(1, 14))):
        values: dict[str, Value] = dict(
            draw(st.dictionaries(st.sampled_from(COLUMNS), TEXTS, min_size=1, max_size=3))
        )
        what = draw(st.sampled_from(["create", "edit", "edit", "edit", "delete"]))
        if what == "create" or not made:
            create = Create("contact", values, source=f"{len(made)}")
            made.append(create.id)
            edits.append(create)
            continue
        which = draw(st.integers(0, len(made) - 1))
        seen = draw(st.none() | st.dictionaries(st.sampled_from(COLUMNS), TEXTS, max_size=2))
        if what == "edit":
            edits.append(Edit("contact", made[which], values, seen, source=f"{which}"))
        else:
            edits.append(Edit("contact", made[which], {"deleted": "2026"}, source=f"{which}"))
    return edits


def write(store: Store, edits: Sequence[Create | Edit], chunk: int) -> Written:
    with store._database.writing() as connection:
        return writer.write(
            connection, edits, writer=ME, at=store.now(), through=Through.TYPED, chunk=chunk
        )


def logged(store: Store) -> Counter[str]:
    """Every change of the log, wherever it stands in it."""
    changes = [c for entry in store.transactions() for c in store.changes_of(entry.id)]
    return Counter(
        repr((c.transaction, c.kind, c.record, c.column, c.old, _sorted(c.new), c.source))
        for c in changes
    )


def _sorted(value: object) -> object:
    return sorted(value.items()) if isinstance(value, dict) else value


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database to be copied: to make one takes longer than all the rest."""
    path = tmp_path_factory.mktemp("empty") / "empty.db"
    Database.create(path).close()
    return path


@settings(max_examples=25)
@given(edits=several(), before=st.integers(0, 14), chunk=st.integers(1, 5))
def test_in_chunks_of_any_size_it_is_the_same_write(
    empty: Path, edits: Edits, before: int, chunk: int
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        whole, chunked = (
            Store.open(Path(shutil.copy(empty, Path(folder) / name)), writer=ME)
            for name in ("whole.db", "chunked.db")
        )
        for store in (whole, chunked):  # a part of it was there before
            store.write(edits[:before])
        rest = edits[before:]

        wanted, written = write(whole, rest, 1000), write(chunked, rest, chunk)

        assert live(chunked) == live(whole)
        assert logged(chunked) == logged(whole)
        assert written.transaction == wanted.transaction
        assert written.conflicts == wanted.conflicts
        assert written.records == wanted.records
        assert {c.n for c in written.changes} == {c.n for c in chunked.changes_of(2)} or before == 0
        assert list(Workspace.over(chunked).checking.problems()) == []
        while chunked.undoable():
            assert chunked.undo().kept == ()
        assert live(chunked) == {}
        for store in (whole, chunked):
            store.close()


def test_a_long_write_is_one_transaction_told_as_many_and_one_undo(store: Store) -> None:
    heard: list[Written] = []
    store.subscribe(heard.append)

    written = store.write(people(MANY), through=Through.WORKBOOK, summary=Message("import"))

    assert (written.many, written.changes, written.count) == (True, (), MANY)
    assert heard == [written]
    assert store.position() == MANY
    assert len(store.transactions()) == 1
    assert len(store.search("Chan 6000")) == 1
    undone = store.undo()
    assert (undone.written.many, undone.written.count, undone.kept) == (True, MANY, ())
    assert live(store) == {}
    assert store.undoable() is None
    assert store.search("Chan 6000") == []
    assert store.redo().written.count == MANY
    assert len(live(store)) == MANY
    assert len(store.search("Chan 6000")) == 1


def test_what_is_not_too_many_is_listed_however_many_chunks_it_took(store: Store) -> None:
    edits = list(people(CHUNK + 1))
    written = store.write(edits)
    assert not written.many
    assert [change.record for change in written.changes] == [edit.id for edit in edits]
    assert list(written.changes) == store.changes_of(1)
    assert CHUNK + 1 < appending.MOST_LISTED


def test_undo_of_a_long_write_keeps_what_was_edited_since(store: Store) -> None:
    edits = list(people(MANY))
    store.write(edits)
    touched = [edits[0].id, edits[CHUNK].id, edits[-1].id]
    store.write([Edit("contact", id_, {"tags": "kept"}) for id_ in touched])
    assert sorted(kept.record for kept in store.undo(1).kept) == sorted(touched)
    assert set(live(store)) == set(touched)


def test_progress_is_told_and_the_total_is_the_caller_s(store: Store) -> None:
    told: list[tuple[int, int]] = []
    store.write(people(MANY), total=MANY, report=lambda done, total: told.append((done, total)))
    assert told == [*((done, MANY) for done in range(CHUNK, MANY, CHUNK)), (MANY, MANY)]


def test_cancelled_in_the_middle_nothing_was_written(store: Store) -> None:
    store.write([Create("contact", {"name_en": "Before"})])
    before, taken = live(store), [0]
    heard: list[Written] = []
    store.subscribe(heard.append)

    def counted() -> Iterator[Create]:
        for create in people(MANY):
            taken[0] += 1
            yield create

    with pytest.raises(Cancelled):
        store.write(counted(), cancelled=lambda: taken[0] > CHUNK)

    assert CHUNK < taken[0] < MANY
    assert live(store) == before
    assert (store.position(), len(store.transactions()), heard) == (1, 1, [])
    assert store.search("Chan 5") == []
    assert list(Workspace.over(store).checking.problems()) == []
    store.write(people(MANY))  # and the next one goes through
    assert list(Workspace.over(store).checking.problems()) == []


def test_a_fault_late_in_the_source_leaves_nothing_of_it(store: Store) -> None:
    def broken() -> Iterator[Create | Edit]:
        yield from people(MANY)
        yield Edit("contact", new_id(), {"mobile": "1"})

    with pytest.raises(UserError, match="does not exist"):
        store.write(broken())
    assert (live(store), store.position()) == ({}, 0)


def test_the_source_may_read_the_store_and_sees_nothing_half_written(store: Store) -> None:
    seen: list[int] = []

    def reading() -> Iterator[Create]:
        for number, create in enumerate(people(MANY)):
            if number % CHUNK == 1:
                seen.append(store.position())
            yield create

    store.write(reading())
    assert len(seen) == MANY // CHUNK
    assert set(seen) == {0}


def test_both_ends_of_a_reference_may_come_in_any_order_and_chunk(store: Store) -> None:
    person = Create("contact", {"name_en": "Chan"})
    post = Create("affiliation", {"contact": person.id, "title_en": "Director"})
    written = store.write([post, *people(CHUNK), person])
    assert written.count == CHUNK + 2
    with pytest.raises(UserError, match="does not exist"):
        store.write([*people(CHUNK), Create("affiliation", {"contact": new_id()})])
    assert store.position() == CHUNK + 2


def test_deleting_very_many_is_one_transaction_too(store: Store) -> None:
    edits = list(people(MANY))
    store.write(edits)
    written = store.write(deletion("contact", edit.id, store.now()) for edit in edits)
    assert (written.count, live(store)) == (MANY, {})
    assert store.search("Chan 6000") == []


@settings(max_examples=25)
@given(
    texts=st.lists(
        st.text(st.characters(exclude_categories=["Cs"]))
        | st.sampled_from(["\0", "a\0b", '"', "\\u0000", "[1]", "1e5", "null", " 007 ", "😀\n𠀀"]),
        min_size=1,
        max_size=4,
    ),
    main=st.booleans() | st.none(),
    number=st.integers(-(2**63), 2**63 - 1) | st.none(),
)
def test_whatever_value_it_is_it_arrives_as_it_was(
    empty: Path, texts: list[str], main: bool | None, number: int | None
) -> None:
    people = [Create("contact", {"name_en": text, "remarks_zh": text}) for text in texts]
    post = Create("affiliation", {"contact": people[0].id, "main": main})
    event = Create("event", {"exhibitors": number})
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(Path(shutil.copy(empty, folder)), writer=ME)
        written = write(store, [*people, post, event], 1)
        for made in (*people, post, event):
            found = store.get(made.kind, made.id)
            assert found is not None
            assert {name: found[name] for name in made.values} == dict(made.values)
        assert list(written.changes) == store.changes_of(1)
        store.close()


def test_what_fails_behind_the_source_is_told_and_leaves_nothing(store: Store) -> None:
    twice = Create("contact", {"name_en": "Chan"})
    taken = [0]

    def source() -> Iterator[Create]:
        yield from people(CHUNK)
        yield twice
        yield from people(CHUNK)
        yield twice
        for create in people(50 * CHUNK):
            taken[0] += 1
            yield create

    with pytest.raises(UserError):
        store.write(source())

    assert taken[0] < 50 * CHUNK  # soon, not at its end
    assert (live(store), store.position()) == ({}, 0)
    store.write([twice])
    assert list(live(store)) == [twice.id]

"""What became of a returned workbook: settled values, open conflicts; undo takes them back."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from wicco_desktop.foundation.identifiers import new_id
from wicco_desktop.foundation.messages import Message
from wicco_desktop.records import Value
from wicco_desktop.store.edits import Create, Edit, Through, Written
from wicco_desktop.store.returned import ReturnedValue, ReturnedWorkbook
from wicco_desktop.store.store import Store

FIRST, SECOND = "a" * 64, "b" * 64
SENT, OTHER = new_id(), new_id()


@pytest.fixture
def contact(store: Store) -> str:
    made = Create("contact", {"name_en": "Chan", "mobile": "1"})
    store.write([made])
    return made.id


def value(
    record: str, theirs: Value, *, open_: bool = False, path: str = "mobile"
) -> ReturnedValue:
    return ReturnedValue("contact", record, path, "1", theirs, open_, "C7")


def returned(
    *values: ReturnedValue, digest: str = FIRST, export: str | None = SENT
) -> ReturnedWorkbook:
    return ReturnedWorkbook(digest, "partners.xlsx", export, values)


def apply(store: Store, workbook: ReturnedWorkbook, edits: Sequence[Edit] = ()) -> Written:
    return store.write(
        edits, through=Through.WORKBOOK, summary=Message("applied"), returned=workbook
    )


def waiting(store: Store, export: str | None = None) -> list[Value]:
    return [conflict.theirs for conflict in store.open_conflicts(export)]


def test_what_was_applied_is_the_new_base_of_that_export_alone(store: Store, contact: str) -> None:
    apply(store, returned(value(contact, "2")), [Edit("contact", contact, {"mobile": "2"})])
    assert store.settled(SENT) == {(contact, "mobile"): "2"}
    assert store.settled(OTHER) == {}


def test_the_newest_return_counts(store: Store, contact: str) -> None:
    apply(store, returned(value(contact, "2")))
    apply(store, returned(value(contact, None), digest=SECOND))
    assert store.settled(SENT) == {(contact, "mobile"): None}


def test_rejections_alone_are_a_transaction_without_changes(store: Store, contact: str) -> None:
    written = apply(store, returned(value(contact, "2")))
    assert written.changes == ()
    assert written.transaction is not None
    told = store.transaction(written.transaction)
    assert told is not None
    assert (told.through, told.summary) == ("workbook", Message("applied"))
    assert store.undoable() == told
    assert store.settled(SENT) == {(contact, "mobile"): "2"}


def test_a_workbook_that_said_nothing_new_is_no_transaction(store: Store, contact: str) -> None:
    assert apply(store, returned()) == Written(None)
    assert store.applied(FIRST) is None
    assert contact


def test_undo_takes_back_what_was_settled_and_redo_settles_it_again(
    store: Store, contact: str
) -> None:
    apply(store, returned(value(contact, "2")))
    apply(store, returned(value(contact, "3")), [Edit("contact", contact, {"mobile": "3"})])
    for _ in range(3):
        store.undo()
        assert store.settled(SENT) == {(contact, "mobile"): "2"}
        store.redo()
        assert store.settled(SENT) == {(contact, "mobile"): "3"}
    redone = store.transactions(limit=1)[0]
    store.undo(redone.id)  # a redo taken back by its number
    assert store.settled(SENT) == {(contact, "mobile"): "2"}


def test_an_applied_workbook_is_known_by_its_hash_while_that_is_in_force(
    store: Store, contact: str
) -> None:
    assert store.applied(FIRST) is None
    first = apply(store, returned(value(contact, "2"))).transaction
    second = apply(store, returned(value(contact, "3"))).transaction
    applied = store.applied(FIRST)
    assert applied is not None
    assert applied.id == second
    store.undo()
    applied = store.applied(FIRST)
    assert applied is not None
    assert applied.id == first
    store.undo()
    assert store.applied(FIRST) is None
    assert store.applied(SECOND) is None


def test_an_open_conflict_tells_where_it_came_from(store: Store, contact: str) -> None:
    written = apply(store, returned(value(contact, "2", open_=True)))
    (conflict,) = store.open_conflicts()
    assert (conflict.transaction, conflict.file, conflict.digest, conflict.export) == (
        written.transaction,
        "partners.xlsx",
        FIRST,
        SENT,
    )
    assert (conflict.record, conflict.path, conflict.base, conflict.theirs, conflict.cell) == (
        contact,
        "mobile",
        "1",
        "2",
        "C7",
    )
    assert store.settled(SENT) == {}
    assert waiting(store, SENT) == ["2"]
    assert waiting(store, OTHER) == []


def test_a_conflict_is_open_until_it_is_dealt_with_and_again_after_undo(
    store: Store, contact: str
) -> None:
    apply(store, returned(value(contact, "2", open_=True)))
    apply(store, returned(value(contact, "2")), [Edit("contact", contact, {"mobile": "2"})])
    assert waiting(store) == []
    assert store.settled(SENT) == {(contact, "mobile"): "2"}
    store.undo()
    assert waiting(store) == ["2"]
    store.undo()
    assert waiting(store) == []


def test_of_one_export_the_newest_conflict_of_a_cell_is_open(store: Store, contact: str) -> None:
    apply(store, returned(value(contact, "2", open_=True)))
    apply(store, returned(value(contact, "3", open_=True), digest=SECOND))
    assert waiting(store) == ["3"]
    store.undo()
    assert waiting(store) == ["2"]


def test_what_two_partners_say_of_one_cell_stays_open_for_both(store: Store, contact: str) -> None:
    apply(store, returned(value(contact, "2", open_=True)))
    apply(store, returned(value(contact, "3", open_=True), digest=SECOND, export=OTHER))
    assert waiting(store) == ["2", "3"]
    apply(store, returned(value(contact, "3"), digest=SECOND, export=OTHER))
    assert waiting(store) == ["2"]


def test_the_same_value_dealt_with_in_another_return_closes_the_conflict(
    store: Store, contact: str
) -> None:
    apply(store, returned(value(contact, "2", open_=True), export=None))
    apply(store, returned(value(contact, "2"), digest=SECOND, export=OTHER))
    assert waiting(store) == []


def test_a_conflict_of_a_file_that_is_no_export_is_closed_by_that_file(
    store: Store, contact: str
) -> None:
    apply(store, returned(value(contact, "2", open_=True), export=None))
    apply(store, returned(value(contact, "5"), export=None))
    assert waiting(store) == []


def test_other_cells_of_the_record_stay_open(store: Store, contact: str) -> None:
    apply(
        store,
        returned(
            value(contact, "2", open_=True),
            value(contact, "x", open_=True, path="affiliation.title.en"),
        ),
    )
    apply(store, returned(value(contact, "2")))
    assert [entry.path for entry in store.open_conflicts()] == ["affiliation.title.en"]


def test_what_a_transaction_made_is_found_by_its_source(store: Store, contact: str) -> None:
    person = Create("contact", {"name_en": "New"}, source="Sheet1!7")
    post = Create("affiliation", {"contact": person.id}, source="Sheet1!7")
    other = Create("contact", {"name_en": "Newer"}, source="Sheet1!8")
    changed = Edit("contact", contact, {"mobile": "9"}, source="Sheet1!9")
    written = store.write([person, post, other, changed])
    assert written.transaction is not None
    assert store.made_by(written.transaction) == {
        "Sheet1!7": ("contact", person.id),
        "Sheet1!8": ("contact", other.id),
    }


def test_the_newest_mapping_of_a_shape_is_remembered_and_nothing_to_undo(store: Store) -> None:
    assert store.mapping("Name|Tel") is None
    store.remember_mapping("Name|Tel", '{"A": ["name.en"]}')
    store.remember_mapping("Name|Tel", '{"A": ["name.zh"]}')
    assert store.mapping("Name|Tel") == '{"A": ["name.zh"]}'
    assert store.mapping("Name") is None
    assert store.undoable() is None

"""Every write is one logged transaction, and nothing changed elsewhere is overwritten."""

from __future__ import annotations

import pytest

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.records.kinds import SORT_KEYS
from wicco_desktop.store.edits import Create, Edit, Written, deletion, restoration
from wicco_desktop.store.queries import Query
from wicco_desktop.store.store import Store

CHAN = {"name_zh": "陈祖荣", "name_en": "Chan Chou Wang", "mobile": "+853 6612 3456"}


def test_a_new_record_is_one_row_of_the_log_with_all_its_values(store: Store) -> None:
    made = Create("contact", CHAN)
    written = store.write([made])
    (change,) = written.changes
    assert (change.column, change.old, change.new) == (None, None, CHAN)
    (stored,) = store.history([made.id])
    assert stored.new == CHAN
    record = store.get("contact", made.id)
    assert record is not None
    assert {key: value for key, value in record.values.items() if value is not None} == CHAN


def test_an_edit_is_one_row_a_field_and_says_who_when_and_through_what(store: Store) -> None:
    made = Create("contact", CHAN)
    store.write([made])
    written = store.write([Edit("contact", made.id, {"mobile": None, "email": "chan@example.org"})])
    assert {(c.column, c.old, c.new) for c in written.changes} == {
        ("mobile", CHAN["mobile"], None),
        ("email", None, "chan@example.org"),
    }
    assert written.transaction is not None
    told = store.transaction(written.transaction)
    assert told is not None
    assert (told.who, told.device, told.device_name, told.through) == (
        "Wang Haolan",
        "device-1",
        "Laptop",
        "typed",
    )


def test_writing_the_present_value_again_writes_no_transaction(store: Store) -> None:
    made = Create("contact", CHAN)
    store.write([made])
    assert store.write([Edit("contact", made.id, dict(CHAN))]) == Written(None)
    assert store.position() == 1


def test_a_column_changed_elsewhere_meanwhile_is_answered_and_not_overwritten(store: Store) -> None:
    made = Create("contact", CHAN)
    store.write([made])
    store.write([Edit("contact", made.id, {"mobile": "1"})])
    written = store.write(
        [
            Edit(
                "contact",
                made.id,
                {"mobile": "2", "email": "mine@example.org"},
                base={"mobile": CHAN["mobile"], "email": None},
            )
        ]
    )
    (conflict,) = written.conflicts
    assert (conflict.column, conflict.base, conflict.wanted, conflict.present) == (
        "mobile",
        CHAN["mobile"],
        "2",
        "1",
    )
    record = store.get("contact", made.id)
    assert record is not None
    assert (record["mobile"], record["email"]) == ("1", "mine@example.org")


def test_both_writing_the_same_value_is_no_conflict(store: Store) -> None:
    made = Create("contact", CHAN)
    store.write([made])
    store.write([Edit("contact", made.id, {"mobile": "1"})])
    written = store.write([Edit("contact", made.id, {"mobile": "1"}, base={"mobile": "0"})])
    assert written == Written(None)


def test_an_edit_of_a_record_deleted_meanwhile_is_answered_as_a_conflict(store: Store) -> None:
    made = Create("contact", CHAN)
    store.write([made])
    store.write([deletion("contact", made.id, store.now())])
    written = store.write([Edit("contact", made.id, {"mobile": "2"}, base={"mobile": "x"})])
    assert [conflict.column for conflict in written.conflicts] == ["mobile"]
    assert written.transaction is None


def test_a_deleted_record_leaves_lists_and_search_and_comes_back_with_everything(
    store: Store,
) -> None:
    made = Create("contact", CHAN)
    store.write([made])
    store.write([deletion("contact", made.id, store.now())])
    assert store.count(Query("contact")) == 0
    assert store.search("祖荣") == []
    assert [record.id for record in store.select(Query("contact", deleted=True))] == [made.id]
    store.write([restoration("contact", made.id)])
    assert [record.id for record in store.search("祖荣")] == [made.id]
    assert [record.text("mobile") for record in store.select(Query("contact"))] == [CHAN["mobile"]]


def test_a_reference_to_no_record_is_refused_and_nothing_of_the_write_stays(store: Store) -> None:
    organisation = Create("organisation", {"name_en": "University of Macau"})
    with pytest.raises(UserError):
        store.write([organisation, Create("affiliation", {"contact": "nobody"})])
    assert store.count(Query("organisation")) == 0
    assert store.position() == 0
    assert store.search("macau") == []


def test_both_ends_of_a_reference_may_be_made_in_any_order(store: Store) -> None:
    person, body = Create("contact", CHAN), Create("organisation", {"name_en": "University"})
    link = Create("affiliation", {"contact": person.id, "organisation": body.id})
    assert len(store.write([link, person, body]).changes) == 3


def test_editing_the_original_marks_the_translation_and_rewriting_it_clears_the_mark(
    store: Store,
) -> None:
    made = Create(
        "note", {"meeting": None, "text_en": "Four laboratories", "text_zh": "四所实验室"}
    )
    store.write([made])
    store.write([Edit("note", made.id, {"text_en": "Four State key laboratories"})])
    marked = store.get("note", made.id)
    assert marked is not None
    assert marked["text_older"] == "zh"
    assert ("text_older", None, "zh") in [
        (change.column, change.old, change.new) for change in store.history([made.id])
    ]
    store.write([Edit("note", made.id, {"text_zh": "四所国家重点实验室"})])
    cleared = store.get("note", made.id)
    assert cleared is not None
    assert cleared["text_older"] is None


def test_listeners_hear_of_writes_undos_and_redos_but_not_of_what_changed_nothing(
    store: Store,
) -> None:
    heard: list[Written] = []
    store.subscribe(heard.append)
    made = Create("contact", CHAN)
    store.write([made])
    store.write([Edit("contact", made.id, {"mobile": CHAN["mobile"]})])
    store.undo()
    store.redo()
    assert [written.transaction for written in heard] == [1, 2, 3]


def test_several_edits_of_one_record_in_a_write_are_one_change_a_field(store: Store) -> None:
    made = Create("contact", {"name_en": "A"})
    store.write([made])
    written = store.write(
        [Edit("contact", made.id, {"mobile": "1"}), Edit("contact", made.id, {"mobile": "2"})]
    )
    assert [(change.old, change.new) for change in written.changes] == [(None, "2")]
    written = store.write(
        [
            created := Create("contact", {"name_en": "B"}),
            Edit("contact", created.id, {"name_en": "C"}),
        ]
    )
    assert [change.new for change in written.changes] == [{"name_en": "C"}]


@pytest.mark.parametrize("wrong", ["", "1", "0196-A", "0196f3c0-0000-7000-8000-00000000000G"])
def test_an_identifier_that_is_none_is_refused(store: Store, wrong: str) -> None:
    with pytest.raises(ValueError, match="no identifier"):
        store.write([Create("contact", CHAN, wrong)])
    assert store.count(Query("contact")) == 0


def test_names_sort_in_the_language_they_are_shown_in(store: Store) -> None:
    names = [("澳门大学", "University of Macau"), ("世界组织", "World Body"), (None, "Macao")]
    store.write([Create("organisation", {"name_zh": zh, "name_en": en}) for zh, en in names])
    by = {
        code: [
            record.text("name_en")
            for record in store.select(Query("organisation", order=(SORT_KEYS[code],)))
        ]
        for code in ("zh", "en")
    }
    assert by == {
        "zh": ["University of Macau", "Macao", "World Body"],
        "en": ["Macao", "University of Macau", "World Body"],
    }

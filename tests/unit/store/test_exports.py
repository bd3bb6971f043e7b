"""An export is recorded: what went out, by whom, and the place in the log it shows."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.identifiers import new_id
from wicco_desktop.foundation.messages import Message
from wicco_desktop.store import exports
from wicco_desktop.store.edits import Create
from wicco_desktop.store.exports import Export
from wicco_desktop.store.store import Store


def export_of(store: Store, *ids: str, name: str = "partners.xlsx") -> Export:
    return Export(
        id=new_id(),
        file=name,
        position=store.position(),
        headings="both",
        told=Message("{count} contacts", {"count": len(ids)}),
        columns={"contact": ("name.zh", "affiliation.title.en"), "event": ("name.en",)},
        records={"contact": ids, "event": ()},
    )


def test_an_export_is_known_again_with_everything_in_its_order(store: Store) -> None:
    made = [Create("contact", {"name_en": name}) for name in "BAC"]
    store.write(made)
    sent = export_of(store, *(create.id for create in made))

    store.record_export(sent)

    known = store.export(sent.id)
    assert known is not None
    assert (known.who, known.device_name) == ("Wang Haolan", "Laptop")
    assert known.at
    assert known.counts == {"contact": 3, "event": 0}
    assert replace(known, at="", who="", device_name="", counts={}) == sent


def test_an_export_that_was_never_made_here_is_not_known(store: Store) -> None:
    assert store.export(new_id()) is None


def test_the_newest_exports_come_first_with_counts_and_without_their_records(store: Store) -> None:
    for number in range(4):
        store.record_export(export_of(store, *(new_id() for _ in range(number)), name=f"{number}"))
    listed = store.exports(limit=3)
    assert [(entry.file, entry.counts["contact"]) for entry in listed] == [
        ("3", 3),
        ("2", 2),
        ("1", 1),
    ]
    assert [entry.records for entry in listed] == [{}, {}, {}]
    assert listed[0].columns["contact"] == ("name.zh", "affiliation.title.en")


def test_recording_an_export_is_nothing_to_undo(store: Store) -> None:
    store.record_export(export_of(store))
    assert store.undoable() is None
    assert store.position() == 0


def test_the_same_export_is_not_recorded_twice(store: Store) -> None:
    sent = export_of(store)
    store.record_export(sent)
    with pytest.raises((UserError, ValueError)):
        store.record_export(sent)
    assert len(store.exports()) == 1


@given(st.lists(st.uuids().map(str)))
def test_packed_ids_areunpacked_as_they_were(ids: list[str]) -> None:
    assert exports.unpacked(exports._packed(ids)) == tuple(ids)


def test_a_hundred_thousand_ids_take_little_room() -> None:
    assert len(exports._packed(new_id() for _ in range(100_000))) < 1_700_000

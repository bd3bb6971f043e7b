"""What is found does not depend on how many words begin alike, and names come first."""

from __future__ import annotations

import threading

import pytest

from wicco_desktop.store import search_matches
from wicco_desktop.store.edits import Create, Edit
from wicco_desktop.store.store import Store

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def found(store: Store, typed: str) -> set[str]:
    return {record.id for record in store.search(typed, limit=100)}


@pytest.mark.parametrize("several", [1, 15, 16, 17, 26])
def test_every_word_with_a_beginning_is_found_however_many_there_are(
    store: Store, several: int
) -> None:
    bodies = [
        Create("organisation", {"name_zh": "局", "city_en": f"Quark{letter}city"})
        for letter in LETTERS[:several]
    ]
    store.write([*bodies, Create("organisation", {"name_zh": "局", "city_en": "Quar Quas"})])
    assert found(store, "quark") == {body.id for body in bodies}
    assert found(store, "quark 局") == {body.id for body in bodies}
    assert found(store, "quarkacity") == {bodies[0].id}
    assert found(store, "quarkx1") == set()


def test_a_word_is_found_as_soon_as_it_is_written_and_no_longer_than_it_is_there(
    store: Store,
) -> None:
    made = Create("contact", {"name_en": "Someone"})
    store.write([made])
    assert found(store, "lighthouse") == set()
    store.write([Edit("contact", made.id, {"remarks_en": "Lighthouse keeper"})])
    assert found(store, "lighth keep") == {made.id}
    store.write([Edit("contact", made.id, {"remarks_en": None})])
    assert found(store, "lighthouse") == set()


def test_of_several_words_a_short_name_comes_before_a_long_one_and_a_mention_last(
    store: Store,
) -> None:
    mention = Create("contact", {"name_en": "Assistant", "remarks_en": "of Harbour Office"})
    long = Create("organisation", {"name_en": "Harbour Office of the Northern Province"})
    short = Create("organisation", {"name_en": "Harbour Office"})
    store.write([mention, long, short])
    several = [record.id for record in store.search("harbour office")]
    assert several == [short.id, long.id, mention.id]


def test_a_word_that_is_not_ascii_is_found_by_its_beginning(store: Store) -> None:
    made = Create("contact", {"name_en": "Ειρήνη Παπαδοπούλου"})
    store.write([made])
    assert found(store, "παπαδο") == {made.id}


def test_a_search_is_of_one_state_whatever_is_written_meanwhile(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.write([Create("contact", {"name_en": f"Ho {number}"}) for number in range(3)])
    first = search_matches._Matching._first

    def undone_meanwhile(*asked: object) -> list[int]:
        found = first(*asked)  # type: ignore[arg-type]
        undoing = threading.Thread(target=store.undo)
        undoing.start()
        undoing.join()
        monkeypatch.undo()
        return found

    monkeypatch.setattr(search_matches._Matching, "_first", undone_meanwhile)
    hits = store.search("Ho")
    assert [hit.text("name_en") for hit in hits] == ["Ho 0", "Ho 1", "Ho 2"]
    assert [hit.deleted for hit in hits] == [None, None, None]
    assert store.search("Ho") == []

"""Back and forward through where one has been."""

from __future__ import annotations

from wicco_desktop.ui.visited import MOST, Place, Visited

TODAY, CONTACTS, MEETINGS = Place("today"), Place("contacts"), Place("meetings")


def contact(id_: str) -> Place:
    return Place("contacts", ("contact", id_))


def test_back_and_forward() -> None:
    visited = Visited()
    for place in (TODAY, contact("a"), MEETINGS):
        visited.go_to(place)
    assert visited.back() == contact("a")
    assert visited.back() == TODAY
    assert visited.back() is None
    assert visited.forward() == contact("a")
    visited.go_to(CONTACTS)
    assert visited.forward() is None
    assert visited.back() == contact("a")


def test_the_same_place_twice_is_one() -> None:
    visited = Visited()
    for place in (TODAY, CONTACTS, CONTACTS):
        visited.go_to(place)
    assert visited.back() == TODAY


def test_a_record_gone_to_within_a_page_is_remembered_on_leaving_it() -> None:
    visited = Visited()
    visited.go_to(CONTACTS)
    visited.go_to(MEETINGS, contact("a"))
    assert visited.back(MEETINGS) == contact("a")
    visited.go_to(TODAY, contact("b"))
    assert visited.back() == contact("b")
    assert visited.back() == contact("a")


def test_only_so_many_are_remembered() -> None:
    visited = Visited()
    for number in range(MOST + 10):
        visited.go_to(contact(str(number)))
    steps = 0
    while visited.back() is not None:
        steps += 1
    assert steps == MOST - 1

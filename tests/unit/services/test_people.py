"""The title shown is the one held on that day; likely duplicates are seen."""

from __future__ import annotations

import pytest

from wicco_desktop.services.people import post_held
from wicco_desktop.services.workspace import Workspace


@pytest.fixture
def chan(workspace: Workspace) -> str:
    contact = workspace.editing.create(
        "contact",
        {"name_zh": "陈祖荣", "name_en": "Chan Chou Wang", "email": "chan@example.org"},
    )
    return contact.id


def test_the_first_post_is_the_main_one_and_another_can_become_it(
    workspace: Workspace, chan: str
) -> None:
    first = workspace.people.add_post(chan, {"title_en": "Technician"})
    second = workspace.people.add_post(chan, {"title_en": "Head of Division"})
    assert (first["main"], second["main"]) == (True, None)
    workspace.people.make_main(second.id)
    post = workspace.people.main_posts([chan])[chan]
    assert post.affiliation.id == second.id
    assert [entry.affiliation["main"] for entry in workspace.people.posts(chan)] == [True, None]


@pytest.mark.parametrize(
    ("day", "title"),
    [
        ("2022-11-23", "Head of Division"),
        ("2024-06-30", "Head of Division"),
        ("2024-07-01", "Deputy Director"),
        ("2030-01-01", "Deputy Director"),
        ("2009-01-01", None),
    ],
)
def test_a_past_day_shows_the_title_held_then(
    workspace: Workspace, chan: str, day: str, title: str | None
) -> None:
    workspace.people.add_post(
        chan, {"title_en": "Head of Division", "start": "2020", "end": "2024-06-30"}
    )
    workspace.people.add_post(chan, {"title_en": "Deputy Director", "start": "2024-07-01"})
    post = post_held(workspace.people.posts(chan), day)
    assert (post and post.affiliation["title_en"]) == title


def test_an_undated_post_is_held_on_any_day(workspace: Workspace, chan: str) -> None:
    workspace.people.add_post(chan, {"title_en": "Head of Division"})
    post = post_held(workspace.people.posts(chan), "1999-01-01")
    assert post is not None

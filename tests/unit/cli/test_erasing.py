"""erase tells first, and does it only with a name of the person beside the id."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Make = Callable[..., str]
Run = Callable[..., Any]


@pytest.fixture
def person(made: Make) -> str:
    return made("contacts", "name.zh=陈祖荣", "name.en=Chan Chou Weng", "mobile=+853 6612 3456")


def test_asked_once_it_tells_and_writes_nothing(run: Run, person: str, database_path: Path) -> None:
    before = database_path.read_bytes()
    answer = run("erase", person, "--json")
    assert answer.code == 0
    assert answer.document["erased"] is False
    assert answer.document["names"] == ["陈祖荣", "Chan Chou Weng"]
    assert database_path.read_bytes() == before
    told = run("erase", person).out
    assert "Nothing was erased" in told
    assert "Chan Chou Weng" in told


def test_with_a_name_it_is_done_for_good(run: Run, person: str, made: Make) -> None:
    event = made("events", "name.en=Expo", "sections.en=Chan Chou Weng opens")
    run("backup")
    answer = run("erase", person, "--confirm", "陈祖荣", "--json")
    assert answer.code == 0
    document = answer.document
    assert (document["erased"], document["finished"]) == (True, True)
    assert document["mentions"] == [{"kind": "events", "id": event, "fields": ["sections"]}]
    assert len(document["backups"]) == 1
    assert run("show", person, "--json").document["values"]["mobile"] is None
    assert run("search", "陈祖荣", "--json").document == []
    assert run("check", "--json").document["ok"]
    assert run("undo").code == 0  # of the event
    assert run("undo").code == 1
    again = run("erase", person, "--confirm", "陈祖荣")
    assert again.code == 1
    assert "erased already" in again.err


def test_it_says_in_words_what_is_left_to_do(run: Run, person: str, made: Make) -> None:
    made("events", "name.en=Expo", "sections.en=Chan Chou Weng opens")
    run("backup")
    told = run("erase", person, "--confirm", "Chan Chou Weng").out
    assert "erased" in told
    assert "Expo" in told
    assert ".wicco-backup" in told


def test_another_name_erases_nobody(run: Run, person: str) -> None:
    answer = run("erase", person, "--confirm", "Lei Ka Wai")
    assert answer.code == 1
    assert "Nothing was erased" in answer.err
    assert run("show", person, "--json").document["values"]["mobile"] is not None

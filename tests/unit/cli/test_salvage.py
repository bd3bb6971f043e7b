"""``salvage`` on the command line: what it prints, and what it leaves alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

Run = Callable[..., Any]
Make = Callable[..., str]


def test_a_sound_database_is_taken_whole(run: Run, made: Make, database_path: Path) -> None:
    id_ = made("contacts", "name.en=Ding Tian")
    new = database_path.with_name("new.db")
    before = database_path.read_bytes()

    answer = run("salvage", str(database_path), str(new), "--json", data=None)

    assert answer.code == 0
    assert answer.document == {
        "source": str(database_path),
        "file": str(new),
        "records": {"contacts": 1},
        "whole": True,
        "lost": [],
        "problems": [],
    }
    assert database_path.read_bytes() == before
    assert run("show", id_, data=new).code == 0
    assert run("check", data=new).code == 0


def test_what_was_not_whole_is_named_in_the_language_asked_for(
    run: Run, made: Make, database_path: Path
) -> None:
    from tests.faults.damaged import pages_of

    id_ = made("contacts", "name.en=Ding Tian", "name.zh=丁恬")
    (page,) = pages_of(database_path, "contact")[id_]
    content = bytearray(database_path.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = bytes(4096)
    database_path.write_bytes(content)
    folder = database_path.parent

    told = run("salvage", str(database_path), str(folder / "new.db"), "--language", "en", data=None)
    document = run(
        "salvage", str(database_path), str(folder / "other.db"), "--json", data=None
    ).document

    assert told.code == 1
    assert "Contact Ding Tian could not be read; it is as the log says." in told.out
    assert document["records"] == {"contacts": 1}
    assert document["lost"] == [
        {
            "what": "record from log",
            "kind": "contacts",
            "id": id_,
            "title": "Ding Tian",
            "field": None,
            "count": 1,
        }
    ]


def test_what_cannot_be_read_at_all_is_wrong_input(run: Run, tmp_path: Path) -> None:
    noise = tmp_path / "noise.db"
    noise.write_bytes(b"no database at all" * 1000)

    answer = run("salvage", str(noise), str(tmp_path / "new.db"), data=None)

    assert answer.code == 2
    assert "Nothing in" in answer.err
    assert not (tmp_path / "new.db").exists()
    assert run("salvage", str(tmp_path / "none.db"), str(noise), data=None).code == 2

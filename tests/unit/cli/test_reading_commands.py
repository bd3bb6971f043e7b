"""What the reading commands print, exactly, and that they write nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from wicco_desktop.foundation.clock import parse_moment
from wicco_desktop.records import KINDS

Make = Callable[..., str]
Run = Callable[..., Any]


def test_show_gives_every_declared_field_and_nothing_else(run: Run, made: Make) -> None:
    id_ = made("contacts", "name.zh=丁恬", "mobile=+853 6600 0000", "first_met=2022-11")

    document = run("show", id_, "--json").document

    assert set(document) == {"kind", "id", "values"}
    assert (document["kind"], document["id"]) == ("contacts", id_)
    values = document["values"]
    assert list(values) == [spec.key for spec in KINDS["contact"].fields]
    assert values["name"] == {"zh": "丁恬", "en": None}
    assert values["remarks"] == {"zh": None, "en": None}
    assert (values["mobile"], values["first_met"]) == ("+853 6600 0000", "2022-11")
    assert values["email"] is None


def test_references_are_ids(run: Run, made: Make) -> None:
    city = made("organisations", "name.en=Macao")
    office = made("organisations", "name.en=Bureau", f"part_of={city}", "kind=government")

    assert run("show", office, "--json").document["values"]["part_of"] == city
    assert f"Part of: Macao  {city}" in run("show", office).out


def test_a_reference_to_a_deleted_record_is_told_as_one(run: Run, made: Make) -> None:
    host = made("organisations", "name.en=Bureau")
    meeting = made("meetings", "subject.en=Talks", f"host={host}")

    assert run("undo", "1").code == 0

    assert f"Host: Bureau (in the Trash)  {host}" in run("show", meeting).out
    assert run("show", meeting, "--json").document["values"]["host"] == host


def test_show_for_people_has_only_what_is_filled_in_their_language(run: Run, made: Make) -> None:
    id_ = made("contacts", "name.zh=丁恬", "name.en=Ding Tian", "first_met=2022-11-25")

    english = run("show", id_, "--language", "en").out.splitlines()

    assert english == [
        f"Contact {id_}",
        "  Name (中文): 丁恬",
        "  Name (English): Ding Tian",
        "  First met: 25 Nov 2022",
    ]
    assert "2022年11月25日" in run("show", id_, "--language", "zh").out


def test_a_side_older_than_its_original_is_marked(run: Run, made: Make) -> None:
    id_ = made("organisations", "name.zh=澳门", "name.en=Macao")
    run("set", id_, "name.en=Macao SAR")

    assert "Name (中文): 澳门  (older than its original)" in run("show", id_).out
    newest, second, first = run("history", id_, "--json").document
    assert {newest["field"], second["field"]} == {"name.en", "name.older"}
    assert first["field"] is None


def test_list_is_in_the_kinds_order_and_leaves_deleted_ones_out(run: Run, made: Make) -> None:
    days = ["2022-11-24", "2022-11-25", "2022-11-23"]
    ids = [made("meetings", f"subject.en=On {day}", f"date={day}") for day in days]
    gone = made("meetings", "subject.en=Never", "date=2022-12-01")
    assert run("undo").code == 0

    listed = run("list", "meetings", "--json").document

    assert [entry["id"] for entry in listed] == [ids[1], ids[0], ids[2]]
    assert set(listed[0]) == {"id", "values"}
    assert listed[0]["values"]["subject"] == {"zh": None, "en": "On 2022-11-25"}
    assert run("show", gone, "--json").code == 0


def test_list_takes_a_window(run: Run, made: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    from wicco_desktop.cli import reading

    monkeypatch.setattr(reading, "_WINDOW", 2)
    ids = [made("topics", f"name.en=Topic {number}") for number in range(5)]

    def listed(*more: str) -> list[str]:
        return [entry["id"] for entry in run("list", "topics", "--json", *more).document]

    assert listed() == ids
    assert listed("--limit", "3") == ids[:3]
    assert listed("--limit", "3", "--offset", "1") == ids[1:4]
    assert listed("--offset", "4") == ids[4:]
    assert listed("--limit", "0") == []
    assert listed("--offset", "99") == []


@pytest.mark.parametrize("kind", [kind.plural for kind in KINDS.values()])
def test_every_kind_is_listed_by_its_plural(run: Run, kind: str) -> None:
    assert run("list", kind, "--json").document == []
    assert run("list", kind).out == ""


def test_history_is_newest_first_with_who_when_and_how(run: Run, made: Make) -> None:
    id_ = made("contacts", "name.en=Ding Tian")
    run("set", id_, "mobile=+853 1")
    run("set", id_, "mobile=+853 2")
    run("undo")

    entries = run("history", id_, "--json").document

    assert [entry["field"] for entry in entries] == ["mobile", "mobile", "mobile", None]
    assert [entry["old"] for entry in entries] == ["+853 2", "+853 1", None, None]
    assert [entry["new"] for entry in entries[:3]] == ["+853 1", "+853 2", "+853 1"]
    assert entries[3]["new"]["name"] == {"zh": None, "en": "Ding Tian"}
    assert set(entries[3]["new"]) == {spec.key for spec in KINDS["contact"].fields}
    assert [entry["through"] for entry in entries] == ["undo", "typed", "typed", "typed"]
    assert [entry["transaction"] for entry in entries] == [4, 3, 2, 1]
    assert all(set(entry) == set(entries[0]) for entry in entries)
    assert parse_moment(entries[0]["at"]) >= parse_moment(entries[3]["at"])
    told = run("history", id_).out.splitlines()
    assert "Mobile: +853 2 → +853 1" in told[0]
    assert told[3].endswith("made")


def test_search_finds_in_both_languages_best_first(run: Run, made: Make) -> None:
    person = made("contacts", "name.zh=丁恬", "name.en=Ding Tian")
    other = made("contacts", "name.en=Somebody", "remarks.en=met Ding Tian once")

    hits = run("search", "Ding Tian", "--json").document

    assert [hit["id"] for hit in hits] == [person, other]
    assert hits[0] == {
        "kind": "contacts",
        "id": person,
        "title": {"zh": "丁恬", "en": "Ding Tian"},
        "where": "name.en",
        "snippet": "Ding Tian",
    }
    assert hits[1]["where"] == "remarks.en"
    assert [hit["id"] for hit in run("search", "丁恬", "--json").document] == [person]
    assert run("search", "Ding Tian", "--json", "--limit", "1").document == hits[:1]
    assert run("search", "Ding Tian", "--json", "--kind", "events").document == []
    assert "丁恬" in run("search", "Ding Tian", "--kind", "contacts").out


@pytest.mark.parametrize("text", ["", "   ", '"', "AND", "* OR (", "\udcff", "a" * 100_000, "²"])
def test_any_text_can_be_searched_for(run: Run, text: str) -> None:
    assert run("search", "--json", "--", text).document == []


def test_links_are_called_by_what_they_link(run: Run, made: Make) -> None:
    person = made("contacts", "name.zh=丁恬", "name.en=Ding Tian")
    meeting = made("meetings", "subject.en=Talks")
    link = made(
        "attendances", f"meeting={meeting}", f"contact={person}", "side=theirs", "role=chair"
    )

    (hit,) = run("search", "chair", "--json").document

    assert (hit["kind"], hit["id"]) == ("attendances", link)
    assert hit["title"] == {"zh": "丁恬 · Talks", "en": "Ding Tian · Talks"}


@pytest.mark.parametrize(
    "command",
    [
        ["list", "contacts"],
        ["list", "contacts", "--json"],
        ["show", "{id}"],
        ["history", "{id}", "--json"],
        ["search", "Ding", "--json"],
        ["check"],
        ["--version"],
        ["--help"],
        ["show", "--help"],
    ],
    ids=" ".join,
)
def test_reading_writes_nothing(
    run: Run, made: Make, database_path: Path, command: list[str]
) -> None:
    id_ = made("contacts", "name.en=Ding Tian")
    folder = database_path.parent
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    content = database_path.read_bytes()

    assert run(*(part.format(id=id_) for part in command)).code == 0

    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before
    assert database_path.read_bytes() == content


def test_a_database_that_is_missing_is_made_by_reading_too(run: Run, database_path: Path) -> None:
    assert run("list", "contacts", "--json").document == []

    assert [path.name for path in database_path.parent.iterdir()] == [database_path.name]
    assert run("check", "--json").document == {"ok": True, "problems": []}


def test_check_tells_what_is_wrong_and_ends_with_one(
    run: Run, made: Make, database_path: Path
) -> None:
    from wicco_desktop.store import driver

    id_ = made("contacts", "name.en=Ding Tian")
    connection = driver.connect(database_path)
    connection.execute("UPDATE contact SET courtesy_title = 'x'")
    connection.close()

    answer = run("check", "--json")

    assert answer.code == 1
    problem = f"Courtesy title of contact {id_} is not what the log says."
    assert answer.document == {"ok": False, "problems": [problem]}
    assert run("check").out.splitlines() == [problem]


@pytest.mark.parametrize("command", [["list", "contacts"], ["search", "x"], ["--version"]])
def test_no_command_but_the_windows_loads_qt(
    run: Run, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    for name in [name for name in sys.modules if name.split(".")[0] == "PySide6"]:
        monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.setitem(sys.modules, "PySide6", None)

    assert run(*command).code == 0

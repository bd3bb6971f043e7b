"""Whatever is typed wrong, or is wrong with the file: a plain sentence, and nothing changes."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wicco_desktop.__main__ import main
from wicco_desktop.foundation.identifiers import new_id
from wicco_desktop.foundation.text import LONGEST_TEXT

Make = Callable[..., str]
Run = Callable[..., Any]


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["list", "contact"], 2, "There is no kind of record “contact”. The kinds are: organis"),
        (["list", "\udcff\n\x07"], 2, "There is no kind of record"),
        (["search", "x", "--kind", "people"], 2, "There is no kind of record “people”"),
        (["show", "12"], 2, "“12” is not the identifier of a record."),
        (["show", "{unknown}"], 1, "There is no record {unknown}."),
        (["history", "{unknown}"], 1, "There is no record {unknown}."),
        (["set", "{unknown}", "mobile=1"], 1, "There is no record {unknown}."),
        (["set", "{id}", "mobile"], 2, "“mobile” is not a field and its value"),
        (["set", "{id}", "shoe_size=46"], 2, "Contact has no field “shoe_size”. The fields are: "),
        (["set", "{id}", "created=2022-11-23"], 2, "Contact has no field “created”"),
        (["set", "{id}", "deleted="], 2, "Contact has no field “deleted”"),
        (["set", "{id}", "name=Ding"], 2, "write one of name.zh=, name.en="),
        (["set", "{id}", "name.fr=Ding"], 2, "write one of name.zh=, name.en="),
        (["set", "{id}", "name.older=zh"], 2, "write one of name.zh=, name.en="),
        (["set", "{id}", "mobile.zh=1"], 2, "The field mobile has no languages"),
        (["set", "{id}", "mobile=1", "mobile=2"], 2, "The field mobile is given twice."),
        (["set", "{id}", "first_met=2022-02-30"], 1, "First met: "),
        (["set", "{id}", "first_met=once"], 1, "First met: “once”"),
        (["set", "{id}", "country_or_region=Atlantis"], 1, "Country or region: “Atlantis”"),
        (["add", "organisations", "name.en=x", "part_of=nobody"], 2, "“nobody” is not the identif"),
        (["add", "organisations", "name.en=x", "part_of={unknown}"], 1, "There is no record"),
        (["add", "organisations", "name.en=x", "part_of={id}"], 2, "Part of cannot be record {id}"),
        (["add", "topic-links", "topic={id}", "record={id}"], 2, "Topic cannot be record {id}"),
        (["add", "organisations", "kind=kingdom"], 1, "“kingdom” is none of the choices"),
        (["add", "attachments", "record={id}", "file=" + "0" * 64], 2, "File is set by adding"),
        (["restore", "nothing.wicco-backup"], 2, "nothing.wicco-backup"),
    ],
    ids=lambda value: " ".join(value)[:40] if isinstance(value, list) else "",
)
def test_wrong_input_is_told_and_changes_nothing(
    run: Run, made: Make, database_path: Path, arguments: list[str], code: int, told: str
) -> None:
    ids = {"id": made("contacts", "name.en=Ding Tian"), "unknown": new_id()}
    before = database_path.read_bytes()[100:]  # the header counts how often it was opened

    answer = run(*(part.format(**ids) for part in arguments), "--json")

    assert told.format(**ids) in answer.err, answer.err
    assert answer.code == code
    assert (list(answer.document) == ["error"]) if code == 1 else answer.out == ""
    assert database_path.read_bytes()[100:] == before


def test_too_long_a_text_is_refused_and_the_longest_is_kept(run: Run, made: Make) -> None:
    id_ = made("contacts", "name.en=Ding Tian")

    refused = run("set", id_, "remarks.en=" + "x" * (LONGEST_TEXT + 1))
    assert refused.code == 1
    assert "at most" in refused.err

    kept = run("set", id_, "name.zh=" + "恬" * LONGEST_TEXT, "--json").document
    assert len(kept["values"]["name"]["zh"]) == LONGEST_TEXT
    assert run("check").code == 0


def test_control_characters_marks_and_lone_surrogates_never_reach_the_database(
    run: Run, made: Make
) -> None:
    id_ = made("contacts", "name.en=A\x07B\u202eC\udcff\x1b[31mD\r\nE")

    assert run("show", id_, "--json").document["values"]["name"]["en"] == "ABC[31mD E"


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(["name.zh", "mobile", "first_met", "country_or_region", "email"]) | st.text(),
    st.text(max_size=60),
)
def test_any_field_and_value_are_taken_or_told(database_path: Path, field: str, value: str) -> None:
    argument = f"{field}={value}".replace("\0", "")

    assert main(["--data", str(database_path), "add", "contacts", "--", argument]) in (0, 1, 2)
    assert main(["--data", str(database_path), "check"]) == 0


def test_a_file_that_is_no_database_is_left_alone(run: Run, tmp_path: Path) -> None:
    contents = {
        "text.db": b"not a database at all, only a text of some length" * 10,
        "empty.db": b"",
        "other.db": b"SQLite format 3\x00" + b"\x00" * 200,
    }
    for name, content in contents.items():
        path = tmp_path / name
        path.write_bytes(content)
        for command in (["list", "contacts"], ["add", "topics", "name.en=x"], ["check"]):
            answer = run(*command, data=path)
            assert answer.code == 2
            assert "not a WICCO database" in answer.err
        assert path.read_bytes() == content


def test_a_folder_is_no_database(run: Run, tmp_path: Path) -> None:
    answer = run("list", "contacts", data=tmp_path)

    assert answer.code == 2
    assert "is a folder, not a database" in answer.err


@pytest.mark.parametrize("name", ["x" * 300 + ".db", "a\nb.db", "\udcff.db", "名称 é.db"])
def test_odd_file_names_are_used_or_told(run: Run, tmp_path: Path, name: str) -> None:
    answer = run("list", "contacts", "--json", data=tmp_path / name)

    assert answer.code in (0, 1, 2)


def test_a_database_whose_folder_cannot_be_made_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")

    answer = run("add", "topics", "name.en=x", data=tmp_path / "file" / "x.db")

    assert answer.code in (1, 2)


def test_a_bug_leaves_a_report_and_a_line(
    run: Run, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    from wicco_desktop.cli import reading
    from wicco_desktop.foundation.paths import user_folders

    def broken(call: object) -> int:
        raise ZeroDivisionError

    monkeypatch.setattr(reading, "check", broken)
    code = main(["check", "--json"])
    out, err = capsysbinary.readouterr()

    assert code == 1
    assert b"The program made a mistake. The report is in" in err
    assert b'{"error": ' in out
    assert len(list(user_folders().log.glob("bug-*.txt"))) == 1


def test_what_the_terminal_cannot_show_is_replaced_but_documents_are_utf_8(
    run: Run, made: Make, database_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made("contacts", "name.zh=丁恬")
    for more, expected in ((["--json"], "丁恬".encode()), ([], b"??")):
        raw = io.BytesIO()
        monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii"))
        assert main(["--data", str(database_path), "list", "contacts", *more]) == 0
        assert expected in raw.getvalue()


def test_without_a_console_nothing_is_printed_and_all_is_well(
    made: Make, database_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made("contacts", "name.zh=丁恬")
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)

    assert main(["--data", str(database_path), "list", "contacts"]) == 0
    assert main(["nonsense"]) == 2

"""export and template: what is written, what is told, what is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from wicco_desktop.store.store import Store
from wicco_desktop.store.writer import Writer

Make = Callable[..., str]
Run = Callable[..., Any]


def test_export_writes_a_sheet_for_each_kind_and_says_how_many(
    run: Run, made: Make, tmp_path: Path
) -> None:
    made("contacts", "name.en=Ding Tian")
    made("organisations", "name.zh=澳门大学")
    file = tmp_path / "all.xlsx"
    document = run("export", str(file), "--json").document
    assert list(document) == ["file", "export_id", "rows"]
    assert document["file"] == str(file)
    assert document["rows"] == {
        "contacts": 1,
        "organisations": 1,
        "meetings": 0,
        "events": 0,
        "follow-ups": 0,
        "delegations": 0,
    }
    info = openpyxl.load_workbook(file)["_wicco"]
    assert info["B1"].value == document["export_id"]


def test_export_of_a_kind_and_a_search_in_the_headings_asked_for(
    run: Run, made: Make, tmp_path: Path
) -> None:
    made("contacts", "name.en=Ding Tian")
    made("contacts", "name.zh=陈祖荣")
    file = tmp_path / "some.xlsx"
    answer = run(
        "export", str(file), "--kind", "contacts", "--search", "czr", "--headings", "en", "--json"
    )
    assert answer.document["rows"] == {"contacts": 1}
    sheet = openpyxl.load_workbook(file).worksheets[0]
    assert sheet.title == "Contacts"
    assert [cell.value for cell in sheet[1]][:3] == ["Code", "Name (Chinese)", "Name (English)"]
    assert sheet["B2"].value == "陈祖荣"


def test_export_tells_people_what_it_wrote(run: Run, made: Make, tmp_path: Path) -> None:
    made("events", "name.en=Fair")
    file = tmp_path / "a.xlsx"
    lines = run("export", str(file), "--kind", "events").out.splitlines()
    assert lines == [f"{file} is written.", "  Events: 1"]


def test_template_is_empty_and_records_nothing(
    run: Run, tmp_path: Path, database_path: Path
) -> None:
    file = tmp_path / "new.xlsx"
    document = run("template", str(file), "--kind", "contacts", "--json").document
    assert document == {"file": str(file), "kinds": ["contacts"]}
    assert openpyxl.load_workbook(file).worksheets[0].max_row == 1
    every = run("template", str(file), "--json").document["kinds"]
    assert every == ["contacts", "organisations", "meetings", "events", "follow-ups"]
    store = Store.open(database_path, writer=Writer("T", "d", "L"), read_only=True)
    assert store.exports() == []
    store.close()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("export", "a.xls"), "ends in .xlsx"),
        (("export", "a.xlsx", "--kind", "notes"), "There is no workbook of notes"),
        (("export", "a.xlsx", "--kind", "contact"), "There is no kind of record"),
        (("export", "a.xlsx", "--headings", "pt"), "There are no headings “pt”"),
        (("template", "a.xlsx", "--kind", "delegations"), "There is no workbook of delegations"),
    ],
)
def test_wrong_use_is_told_and_writes_nothing(
    run: Run, tmp_path: Path, arguments: tuple[str, ...], told: str
) -> None:
    command, name, *rest = arguments
    answer = run(command, str(tmp_path / name), *rest)
    assert answer.code == 2
    assert told in answer.err
    assert list(tmp_path.glob("*.xls*")) == []


def test_a_folder_and_a_missing_folder_are_told(run: Run, tmp_path: Path) -> None:
    folder = run("export", str(tmp_path))
    assert (folder.code, "is a folder" in folder.err) == (1, True)
    missing = run("export", str(tmp_path / "gone" / "a.xlsx"))
    assert (missing.code, "There is no folder" in missing.err) == (1, True)


def test_export_is_refused_while_the_window_is_open_and_template_is_not(
    run: Run, made: Make, tmp_path: Path, database_path: Path
) -> None:
    made("contacts", "name.en=Ding Tian")
    window = Store.open(database_path, writer=Writer("T", "d", "L"))
    try:
        refused = run("export", str(tmp_path / "a.xlsx"))
        assert refused.code == 1
        assert not (tmp_path / "a.xlsx").exists()
        assert run("template", str(tmp_path / "b.xlsx")).code == 0
    finally:
        window.close()

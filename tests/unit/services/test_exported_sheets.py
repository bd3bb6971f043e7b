"""How an exported sheet is: widths, filter, drop-downs, hints, hidden ids."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl.utils import get_column_letter

from tests.unit.services.written_workbook import exported, person
from wicco_desktop.exchange.columns import (
    EXPORT_HEADING,
    ID_HEADING,
    INFO_SHEET,
    sheet_columns,
)
from wicco_desktop.exchange.heading_text import heading
from wicco_desktop.exchange.writing.choosing import LISTS_SHEET
from wicco_desktop.services.exporting import Options
from wicco_desktop.services.exporting_scope import Lists
from wicco_desktop.services.sample_visit import enter_visit
from wicco_desktop.services.workspace import Workspace


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "out.xlsx"


def test_headings_and_names_stay_in_view_and_the_filter_takes_the_ids_along(
    workspace: Workspace, path: Path
) -> None:
    person(workspace, name_zh="陈祖荣")
    written = exported(workspace, path)
    sheet = written.sheet()
    last = sheet.max_column
    assert sheet.freeze_panes == "D2"
    assert sheet.auto_filter.ref == f"A1:{sheet.cell(2, last).coordinate}"
    hidden = [
        sheet.cell(1, at).value
        for at in range(1, last + 1)
        if sheet.column_dimensions[get_column_letter(at)].hidden
    ]
    assert ID_HEADING in hidden
    assert last == len(sheet_columns("contact")) + 3
    assert not sheet.protection.sheet
    assert written.book.active is sheet


def test_columns_are_as_wide_as_what_stands_in_them(workspace: Workspace, path: Path) -> None:
    person(workspace, name_zh="陈", name_en="A name of thirty letters, about", wechat="w")
    person(workspace, name_zh="汉" * 10, wechat="w")
    options = Options("en", "en")
    sheet = exported(workspace, path, options=options).sheet()
    widths = [sheet.column_dimensions[letter].width for letter in "BC"]
    assert 20 <= widths[0] < 26
    assert 30 <= widths[1] < 36


def test_a_text_of_several_lines_has_the_room_of_its_lines(
    workspace: Workspace, path: Path
) -> None:
    workspace.editing.create("organisation", {"name_en": "Lab", "about_en": "one\ntwo\nthree"})
    sheet = exported(workspace, path, Lists.of(["organisation"])).sheet()
    cell = next(cell for cell in sheet[2] if cell.value == "one\ntwo\nthree")
    assert cell.alignment.wrap_text
    assert sheet.row_dimensions[2].height == 45


def test_every_choice_and_every_organisation_is_offered_by_range(
    workspace: Workspace, path: Path
) -> None:
    enter_visit(workspace)
    written = exported(workspace, path, Lists.of())
    lists = written.book[LISTS_SHEET]
    assert lists.sheet_state == "hidden"
    for number, kind in enumerate(written.made.rows):
        sheet = written.sheet(number)
        rules = {}
        for rule in sheet.data_validations.dataValidation:
            assert rule.formula1 is None or len(rule.formula1) <= 255
            assert rule.promptTitle is None or len(rule.promptTitle) <= 32
            for text in (rule.prompt, rule.error):
                assert text is None or len(text) <= 255
            if rule.type == "list":
                assert rule.errorStyle in ("warning", "information")
                rules[str(rule.sqref).partition(":")[0]] = rule
        for at, column in enumerate(sheet_columns(kind), start=2):
            offers = column.field.choices or column.field.targets == ("organisation",)
            rule = rules.get(sheet.cell(2, at).coordinate)
            assert not offers or rule is not None, column.path
            if rule is None:
                continue
            name, _, span = str(rule.formula1).partition("!")
            assert name.strip("'") == LISTS_SHEET
            entries = [cell.value for (cell,) in lists[span.replace("$", "")]]
            assert all(entries), column.path
            shown = {row[at - 1].value for row in sheet.iter_rows(min_row=2)} - {None}
            assert shown <= set(entries)
            assert int(str(rule.sqref).rpartition(":")[2].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) > (
                written.made.rows[kind] + 300
            )


def test_headings_and_ids_ask_to_be_left_alone(workspace: Workspace, path: Path) -> None:
    person(workspace)
    sheet = exported(workspace, path, options=Options("en", "en")).sheet()
    prompts = {
        str(rule.sqref): rule.prompt
        for rule in sheet.data_validations.dataValidation
        if rule.prompt and rule.showInputMessage
    }
    last = sheet.max_column
    assert "leave the headings" in prompts[f"A1:{sheet.cell(1, last).coordinate}"]
    assert any(place.startswith("A2:") for place in prompts)
    ids = sheet.cell(2, last - 1).coordinate
    assert any(place.startswith(f"{ids}:") for place in prompts)


def test_the_export_says_who_it_is_in_three_places(workspace: Workspace, path: Path) -> None:
    person(workspace)
    written = exported(workspace, path)
    export = written.made.export
    assert written.property_ == export
    info = written.book[INFO_SHEET]
    assert info.sheet_state == "hidden"
    rows = [[cell.value for cell in row if cell.value is not None] for row in info]
    assert rows[:2] == [["export", export], ["sheet", written.sheet().title, "contact"]]
    told = [tuple(row[1:]) for row in rows if row[0] == "column"]
    assert told == [
        (written.sheet().title, heading(column, "both"), column.path)
        for column in sheet_columns("contact")
    ]
    assert written.row(2)[EXPORT_HEADING] == export

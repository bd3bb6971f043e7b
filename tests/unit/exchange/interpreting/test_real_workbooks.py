"""From a file to records: what only a real workbook has, through the real reader."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from wicco_desktop.exchange.interpreting import marks_of, propose, rows_of
from wicco_desktop.exchange.plan import IncomingRow, SheetPlan
from wicco_desktop.exchange.reading import read_workbook
from wicco_desktop.foundation.identifiers import new_id


@pytest.fixture
def book() -> openpyxl.Workbook:
    return openpyxl.Workbook()


def sheet_of(book: openpyxl.Workbook) -> Worksheet:
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    return sheet


def taken(book: openpyxl.Workbook, tmp_path: Path) -> tuple[SheetPlan, list[IncomingRow]]:
    """The first sheet, saved and read."""
    book.save(tmp_path / "partner.xlsx")
    workbook = read_workbook(tmp_path / "partner.xlsx")
    sheet = workbook.sheets[0]
    plan = propose(sheet, marks_of(workbook))
    return plan, list(rows_of(sheet, plan))


def test_list_of_a_delegation_as_it_comes(book: openpyxl.Workbook, tmp_path: Path) -> None:
    sheet = sheet_of(book)
    rows: list[list[object]] = [
        ["深圳市代表团名单"],
        [],
        ["序号", "单位", "姓名 Name", "职务/Title", "联系方式"],
        [None, None, None, None, "手机", "邮箱"],
        [
            1,
            "科学院",
            "陈祖荣 Chan Chou Wang",
            "处长/Head of Division",
            85366123456,
            "chan@example.org",
        ],
        [2, None, "李明", "科长", "＋８５３ 66123457", "li@example.org"],
        [3, "大学", "John Smith", "CEO", "0755-88889999", None],
        ["合计", None, "3人"],
        [],
        ["注：请于11月30日前回传。"],
    ]
    for row in rows:
        sheet.append(row)
    for area in ("A1:F1", "A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:F3", "B5:B6"):
        sheet.merge_cells(area)
    sheet.row_dimensions[6].hidden = True
    plan, records = taken(book, tmp_path)
    assert (plan.kind, plan.header_row) == ("contact", 4)
    assert [record.number for record in records] == [5, 6, 7]
    assert records[0].values == {
        "affiliation.organisation": "科学院",
        "name.zh": "陈祖荣",
        "name.en": "Chan Chou Wang",
        "affiliation.title.zh": "处长",
        "affiliation.title.en": "Head of Division",
        "mobile": "85366123456",
        "email": "chan@example.org",
    }
    assert records[1].values == {
        "affiliation.organisation": "科学院",
        "name.zh": "李明",
        "affiliation.title.zh": "科长",
        "mobile": "+853 66123457",
        "email": "li@example.org",
    }
    assert records[2].values["name.en"] == "John Smith"


@pytest.mark.parametrize("from_1904", [False, True])
def test_dates_of_both_epochs(book: openpyxl.Workbook, tmp_path: Path, from_1904: bool) -> None:
    if from_1904:
        book.epoch = CALENDAR_MAC_1904
    sheet = sheet_of(book)
    day = date(2022, 11, 23)
    sheet.append(["Meeting", "Date", "Start", "End", "Place"])
    sheet.append(["First", day, time(10, 30), datetime(2022, 11, 23, 11, 45), "Macao"])  # noqa: DTZ001
    plan, (record,) = taken(book, tmp_path)
    assert plan.kind == "meeting"
    assert record.values["date"] == "2022-11-23"
    assert record.values["start"] == "10:30"
    assert record.values["end"] == "11:45"


@pytest.mark.parametrize(("from_1904", "serial"), [(False, 44888), (True, 43426)])
def test_a_day_that_lost_its_format_is_counted_from_the_workbook_s_own_epoch(
    book: openpyxl.Workbook, tmp_path: Path, from_1904: bool, serial: int
) -> None:
    if from_1904:
        book.epoch = CALENDAR_MAC_1904
    sheet = sheet_of(book)
    sheet.append(["Meeting", "Date", "Place"])
    sheet.append(["First", serial, "Macao"])
    _plan, (record,) = taken(book, tmp_path)
    assert record.values["date"] == "2022-11-23"


def test_errors_and_formulas_without_values(book: openpyxl.Workbook, tmp_path: Path) -> None:
    sheet = sheet_of(book)
    sheet.append(["Name", "Mobile", "Email", "City"])
    sheet.append(["Ann Li", "#N/A", '=A2&"@example.org"', None])
    sheet["B2"].data_type = "e"
    _plan, (record,) = taken(book, tmp_path)
    assert {"mobile", "email"} <= record.problems.keys()
    assert not {"mobile", "email"} & record.values.keys()


def test_our_export_with_its_sheet_renamed_and_its_columns_moved(
    book: openpyxl.Workbook, tmp_path: Path
) -> None:
    sheet, id_, export = sheet_of(book), new_id(), new_id()
    sheet.title = "名单（修改）"
    sheet.append(["wicco_id", "手机", "Name (English)", "Notes of ours", "wicco_export"])
    sheet.append([id_, "+853 6612 3456", "Ann Li", "keep", export])
    info = book.create_sheet("_wicco")
    info.sheet_state = "hidden"
    info.append(["export", export])
    info.append(["sheet", "Contacts", "contact"])
    for heading, path in (
        ("Name (English)", "name.en"),
        ("Mobile", "mobile"),
        ("Notes of ours", "remarks.en"),
    ):
        info.append(["column", "Contacts", heading, path])
    plan, (record,) = taken(book, tmp_path)
    assert plan.kind == "contact"
    assert (record.id, record.export) == (id_, export)
    assert record.values == {
        "mobile": "+853 6612 3456",
        "name.en": "Ann Li",
        "remarks.en": "keep",
    }

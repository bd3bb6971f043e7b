"""Workbooks in other formats come back as a copy that holds all their values, with the comments."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.unit.exchange.commenting.complaints import complaints
from wicco_desktop.exchange.cells import (
    UNCALCULATED,
    CellError,
    CellValue,
    RawRow,
    Sheet,
    SheetFacts,
)
from wicco_desktop.exchange.commenting import CellComment, save_copy_with_comments
from wicco_desktop.foundation.errors import Cancelled, UserError


@dataclass
class Lines:
    """A sheet that was read."""

    facts: SheetFacts
    raw: list[RawRow]

    def rows(self, first: int = 1, last: int | None = None) -> Iterator[RawRow]:
        end = last or 1 << 20
        return iter([row for row in self.raw if first <= row.number <= end])


@dataclass
class Read:
    """A workbook that was read from another format."""

    sheets: tuple[Sheet, ...]
    format: str = "xls"
    digest: str = "0" * 64
    properties: dict[str, str] = field(default_factory=dict)


def sheet(name: str, rows: dict[int, tuple[CellValue, ...]], **facts: Any) -> Lines:
    raw = [RawRow(number, cells) for number, cells in rows.items()]
    return Lines(SheetFacts(name, **facts), raw)


def saved(tmp_path: Path, *sheets: Lines, comments: tuple[CellComment, ...] = ()) -> Any:
    target = tmp_path / "copy.xlsx"
    save_copy_with_comments(Read(sheets), target, comments, author="WICCO")
    assert complaints(target) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy.xlsx"]
    return openpyxl.load_workbook(target)


@pytest.mark.parametrize(
    "value",
    [
        "陈祖荣",
        "007",
        "=1+1",
        "+853 6612",
        "-",
        "@x",
        "a\nb",
        " spaces ",
        "http://example.org",
        12,
        -3.25,
        True,
        False,
        dt.datetime.fromisoformat("2022-11-23T14:05:06"),
        dt.datetime.fromisoformat("2022-11-23"),
        dt.time(9, 30),
    ],
)
def test_a_value_stays_what_it_is(tmp_path: Path, value: CellValue) -> None:
    for comments in ((), (CellComment("S", "B3", "x", "doubt"),)):
        cell = saved(tmp_path, sheet("S", {3: (None, value)}), comments=comments)["S"]["B3"]
        assert cell.value == value
        assert type(cell.value) is type(value)
        (tmp_path / "copy.xlsx").unlink()


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (dt.date(2022, 11, 23), dt.datetime.fromisoformat("2022-11-23")),
        (dt.date(1850, 1, 2), "1850-01-02"),
        (2**60 + 1, str(2**60 + 1)),
        (float("inf"), "inf"),
        (CellError(UNCALCULATED), None),
        ("x" * 40_000, "x" * 32_767),
    ],
)
def test_what_the_format_cannot_hold_comes_nearest(
    tmp_path: Path, value: CellValue, read: object
) -> None:
    assert saved(tmp_path, sheet("S", {1: (value,)}))["S"]["A1"].value == read


@pytest.mark.parametrize("code", ["#N/A", "#DIV/0!", "#REF!", "#NAME?"])
def test_an_error_stays_an_error(tmp_path: Path, code: str) -> None:
    saved(tmp_path, sheet("S", {1: (CellError(code),)}))
    cell = openpyxl.load_workbook(tmp_path / "copy.xlsx", data_only=True)["S"]["A1"]
    assert (cell.value, cell.data_type) == (code, "e")


def test_comments_and_fills_stand_on_their_cells(tmp_path: Path) -> None:
    day = dt.datetime.fromisoformat("2022-11-23")
    book = saved(
        tmp_path,
        sheet("S", {2: ("a", day), 5: ("b",)}),
        sheet("T", {}),
        comments=(
            CellComment("S", "B2", "which year?", "doubt"),
            CellComment("S", "B2", "decide", "decide"),
            CellComment("S", "D5", "beyond the row", "error"),
            CellComment("S", "A3", "between rows", "error"),
            CellComment("T", "C9", "in nothing", "error"),
        ),
    )
    found = {
        (one.title, cell.coordinate): (cell.comment.text, cell.fill.fgColor.rgb)
        for one in book
        for row in one.iter_rows()
        for cell in row
        if cell.comment
    }
    assert found == {
        ("S", "B2"): ("which year?\ndecide", "FFFFD37F"),
        ("S", "D5"): ("beyond the row", "FFF8B4B4"),
        ("S", "A3"): ("between rows", "FFF8B4B4"),
        ("T", "C9"): ("in nothing", "FFF8B4B4"),
    }
    assert book["S"]["B2"].number_format == "yyyy-mm-dd"
    assert book["S"]["B2"].comment.author == "WICCO"


def test_names_that_the_format_refuses_are_changed_and_stay_apart(tmp_path: Path) -> None:
    names = ["a/b", "a:b", "甲" * 40, "甲" * 40 + "乙", "History", "'quoted'"]
    sheets = [sheet(name, {1: (name,)}) for name in names]
    comments = tuple(CellComment(name, "A1", name, "error") for name in names)
    book = saved(tmp_path, *sheets, comments=comments)
    assert [one["A1"].value for one in book] == names
    assert [one["A1"].comment.text for one in book] == names
    assert len({one.title.lower() for one in book}) == len(names)


def test_what_was_hidden_stays_hidden(tmp_path: Path) -> None:
    hidden = sheet("H", {1: ("x",)}, hidden=True)
    shown = sheet(
        "S",
        {1: ("a", "b"), 2: ("c",)},
        hidden_rows=frozenset({2}),
        hidden_columns=frozenset({1}),
    )
    book = saved(tmp_path, hidden, shown)
    assert book["H"].sheet_state == "hidden"
    assert book["S"].sheet_state == "visible"
    assert book.active.title == "S"
    assert book["S"].row_dimensions[2].hidden
    assert book["S"].column_dimensions["B"].hidden


def test_cancelled_leaves_no_file(tmp_path: Path) -> None:
    rows: dict[int, tuple[CellValue, ...]] = dict.fromkeys(range(1, 50), ("x",))
    asked = iter([False] * 20 + [True])
    with pytest.raises(Cancelled):
        save_copy_with_comments(
            Read((sheet("S", rows),)),
            tmp_path / "copy.xlsx",
            [],
            author="WICCO",
            cancelled=asked.__next__,
        )
    assert list(tmp_path.iterdir()) == []


def test_a_sheet_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no sheet “Gone”"):
        saved(tmp_path, sheet("S", {}), comments=(CellComment("Gone", "A1", "x", "error"),))
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="There is no folder"):
        save_copy_with_comments(
            Read((sheet("S", {}),)), tmp_path / "none" / "c.xlsx", [], author="W"
        )

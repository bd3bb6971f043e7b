"""Binary workbooks, made record by record."""

from __future__ import annotations

import struct
from datetime import date
from pathlib import Path

import pytest
import python_calamine

from tests.unit.exchange.reading.handmade import (
    cell,
    packed_integer,
    record,
    row,
    short_cell,
    wide,
    xlsb_parts,
    zipped,
)
from tests.unit.exchange.reading.here import cells_of, read_here
from wicco_desktop.exchange.cells import Area, CellError, CellValue
from wicco_desktop.exchange.reading.refused import Refused


def real(number: float) -> bytes:
    return struct.pack("<d", number)


def values(tmp_path: Path, *cells: bytes, **more: object) -> list[CellValue]:
    parts = xlsb_parts(row(5, *cells), **more)  # type: ignore[arg-type]
    return list(cells_of(read_here(zipped(tmp_path / "x.xlsb", parts).read_bytes()))[5])


def test_every_kind_of_cell(tmp_path: Path) -> None:
    text = struct.pack("<I", 1)
    found = values(
        tmp_path,
        cell(1, 0),
        cell(2, 1, packed_integer(-7)),
        cell(3, 2, b"\x2a"),
        cell(4, 3, b"\1"),
        cell(5, 4, real(0.5)),
        cell(6, 5, wide("陈祖荣 😀")),
        cell(7, 6, text),
        cell(8, 7, wide("formula") + b"\0\0"),
        cell(9, 8, real(85366123456.0) + b"\0\0"),
        cell(10, 9, b"\0\0\0"),
        cell(11, 10, b"\x07\0\0"),
        cell(62, 11, b"\1" + wide("rich") + bytes(8)),
        texts=["no", "shared  \n text"],
    )
    assert found == [
        None,
        -7,
        CellError("#N/A"),
        True,
        0.5,
        "陈祖荣 😀",
        "shared  \n text",
        "formula",
        85366123456,
        False,
        CellError("#DIV/0!"),
        "rich",
    ]


def test_short_cells_stand_right_of_the_one_before(tmp_path: Path) -> None:
    found = values(
        tmp_path,
        cell(4, 1, b"\1"),
        short_cell(12),
        short_cell(13, packed_integer(3)),
        short_cell(18, struct.pack("<I", 0)),
        texts=["t"],
    )
    assert found == [None, True, None, 3, "t"]


@pytest.mark.parametrize(
    ("packed", "value"),
    [
        (packed_integer(12345), 12345),
        (struct.pack("<i", 12345 << 2 | 3), 123.45),
        (struct.pack("<i", 100 << 2 | 3), 1),
        (struct.pack("<q", struct.unpack("<q", real(1.5))[0] >> 32)[:4], 1.5),
        (struct.pack("<I", (struct.unpack("<Q", real(-150.0))[0] >> 32) | 1), -1.5),
    ],
)
def test_packed_numbers(tmp_path: Path, packed: bytes, value: float) -> None:
    assert values(tmp_path, cell(2, 0, packed)) == [value]


@pytest.mark.parametrize("number", [float("inf"), float("-inf"), float("nan")])
def test_number_that_is_none_is_an_error(tmp_path: Path, number: float) -> None:
    cells = (cell(5, 0, real(number)), cell(5, 1, real(number), style=1))
    found = values(tmp_path, *cells, formats=["yyyy-mm-dd"])
    assert found == [CellError("#NUM!"), CellError("#NUM!")]


def test_dates_of_both_epochs(tmp_path: Path) -> None:
    cells = (cell(5, 0, real(44888), style=1), cell(5, 1, real(44888), style=2))
    formats = ["yyyy-mm-dd", "0.00"]
    assert values(tmp_path, *cells, formats=formats) == [date(2022, 11, 23), 44888]
    (later, _) = values(tmp_path, *cells, formats=formats, from_1904=True)
    assert later == date(2026, 11, 24)


def test_hidden_and_merged(tmp_path: Path) -> None:
    rows = row(2, cell(4, 0, b"\1"), hidden=True) + row(4, cell(4, 2, b"\1"))
    column = struct.pack("<IIIIH", 1, 1, 0, 0, 1)
    merged = struct.pack("<IIII", 1, 2, 0, 1)
    parts = xlsb_parts(rows, before=record(60, column), after=record(176, merged), state=2)
    facts = read_here(zipped(tmp_path / "x.xlsb", parts).read_bytes()).sheets[0].facts
    assert (facts.name, facts.hidden, facts.rows, facts.columns) == ("表 Sheet", True, 2, 3)
    assert facts.hidden_rows == {2}
    assert facts.hidden_columns == {1}
    assert facts.merged == (Area(2, 0, 3, 1),)


@pytest.mark.parametrize(
    "rows",
    [
        row(1, cell(7, 0, struct.pack("<I", 9))),
        row(1, cell(4, 2, b"\1"), cell(4, 1, b"\1")),
        row(2, cell(4, 0, b"\1")) + row(1, cell(4, 0, b"\1")),
        row(1, cell(6, 0, struct.pack("<I", 1000) + b"ab")),
    ],
)
def test_damage_is_refused(tmp_path: Path, rows: bytes) -> None:
    with pytest.raises(Refused, match="damaged"):
        read_here(zipped(tmp_path / "x.xlsb", xlsb_parts(rows)).read_bytes())


def test_another_reader_finds_the_same_in_what_is_made_here(tmp_path: Path) -> None:
    cells = (
        cell(2, 0, struct.pack("<i", 12345 << 2 | 3)),
        cell(4, 2, b"\1"),
        cell(5, 3, real(44888.5), style=1),
        cell(6, 4, wide("陈祖荣")),
        cell(7, 5, struct.pack("<I", 1)),
    )
    parts = xlsb_parts(row(2, *cells), texts=["x", "shared"], formats=["yyyy-mm-dd"])
    path = zipped(tmp_path / "x.xlsb", parts)
    sheet = python_calamine.load_workbook(str(path)).get_sheet_by_index(0)
    other = sheet.to_python(skip_empty_area=False)[1]
    assert [value if value != "" else None for value in other] == values(
        tmp_path, *cells, texts=["x", "shared"], formats=["yyyy-mm-dd"]
    )

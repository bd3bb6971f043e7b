"""Whatever cells are commented in whatever workbook: the old values, and exactly these comments."""

from __future__ import annotations

import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.exchange.commenting.complaints import complaints
from tests.unit.exchange.commenting.sample_workbooks import parts_of
from wicco_desktop.exchange.cells import cell_name
from wicco_desktop.exchange.commenting import CellComment, Meaning, save_with_comments

PLACES = st.tuples(st.integers(1, 30), st.integers(0, 12))
TEXTS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), min_size=1)
SINCE = datetime.fromisoformat("2000-01-01")
VALUES = st.one_of(
    TEXTS.filter(lambda text: not text.startswith(("=", "{", "_x"))),
    st.integers(-1000, 1000),
    st.integers(0, 10**9).map(lambda seconds: SINCE + timedelta(seconds=seconds)),
    st.booleans(),
    st.none(),
)
MEANINGS: st.SearchStrategy[Meaning] = st.sampled_from(("decide", "error", "doubt"))
WORKBOOKS = st.dictionaries(PLACES, VALUES, max_size=25)


def made(path: Path, values: dict[tuple[int, int], Any], old: dict[tuple[int, int], str]) -> Path:
    book = xlsxwriter.Workbook(path, {"remove_timezone": True})
    sheet = book.add_worksheet("S")
    day = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss", "bold": True})
    for (row, column), value in values.items():
        if isinstance(value, str):
            sheet.write_string(row - 1, column, value)
        elif isinstance(value, datetime):
            sheet.write_datetime(row - 1, column, value, day)
        else:
            sheet.write(row - 1, column, value, day if value is None else None)
    for (row, column), text in old.items():
        sheet.write_comment(row - 1, column, text, {"author": "Partner"})
    book.close()
    return path


def read(path: Path) -> tuple[dict[str, Any], dict[str, str], dict[str, tuple[str, str]]]:
    """Values, comments, and the format and font of every cell."""
    book = openpyxl.load_workbook(path)
    values, comments, looks = {}, {}, {}
    for row in book["S"].iter_rows():
        for cell in row:
            if cell.value is not None:
                values[cell.coordinate] = cell.value
                looks[cell.coordinate] = cell.number_format, repr(cell.font)
            if cell.comment:
                comments[cell.coordinate] = cell.comment.text
    book.close()
    return values, comments, looks


@given(
    values=WORKBOOKS,
    old=st.dictionaries(PLACES, st.just("there"), max_size=4),
    asked=st.lists(st.tuples(PLACES, TEXTS, MEANINGS), min_size=1, max_size=12),
)
def test_reading_back_gives_the_old_values_and_exactly_these_comments(
    values: dict[tuple[int, int], Any],
    old: dict[tuple[int, int], str],
    asked: list[tuple[tuple[int, int], str, Meaning]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source = made(Path(folder) / "a.xlsx", values, old)
        once, twice = Path(folder) / "b.xlsx", Path(folder) / "c.xlsx"
        comments = [
            CellComment("S", cell_name(*place), text, meaning) for place, text, meaning in asked
        ]
        save_with_comments(source, once, comments, author="WICCO")
        assert complaints(once) == []
        before, there, looks = read(source)
        after, said, looks_after = read(once)
        assert after == before
        assert looks_after == looks
        expected: dict[str, list[str]] = {}
        for comment in comments:
            texts = expected.setdefault(comment.cell, [])
            if comment.text not in texts:
                texts.append(comment.text)
        assert set(said) == set(there) | set(expected)
        for cell, text in said.items():
            assert text.startswith(there.get(cell, ""))
            assert text.endswith("\n".join(expected.get(cell, ())))
            if cell not in there:
                assert text == "\n".join(expected[cell])
        save_with_comments(once, twice, comments, author="WICCO")
        assert parts_of(twice) == parts_of(once)

"""Texts in cells come back as they were, whatever they look like."""

from __future__ import annotations

from io import BytesIO
from unicodedata import normalize

from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import load_workbook
from xlsxwriter import Workbook

from wicco_desktop.exchange.writing.cell_texts import (
    CUT,
    LONGEST,
    cell_text,
    shown_width,
    written_text,
)
from wicco_desktop.foundation.text import clean

TRAPS = (
    "=1+1",
    "+853 6612 3456",
    "-1",
    "@SUM(A1)",
    "00853",
    "1e5",
    "TRUE",
    "#N/A",
    "http://example.org/",
    "mailto:a@example.org",
    "internal:'Sheet'!A1",
    "{=1}",
    "_x0041_",
    "_x0041_x0042_ _x005F_",
    "__x000D__",
    "<r>",
    "<r><t>injected</t></r>",
    "a & b < c > d \"e\" 'f'",
    "two\nlines\tand a tab",
    "e\u0301 \u00e9 \u00a0 \u3000",
    "👩‍👩‍👧 𠮷 龘",
)


def written_and_read(texts: list[str]) -> list[object]:
    """What openpyxl reads where these were written as our workbooks are."""
    file = BytesIO()
    book = Workbook(file, {"constant_memory": True})
    sheet = book.add_worksheet()
    sheet.xls_strmax = LONGEST * 64
    for row, text in enumerate(texts):
        sheet.write_string(row, 0, written_text(text))
    book.close()
    read = load_workbook(BytesIO(file.getvalue())).worksheets[0]
    return [read.cell(row, 1).value for row in range(1, len(texts) + 1)]


def test_no_text_becomes_anything_else() -> None:
    assert written_and_read(list(TRAPS)) == list(TRAPS)


@given(st.lists(st.text(min_size=1), min_size=1, max_size=20))
@example(["<r>_x0041_</r>"])
@example(["_x0041__x0042_"])
def test_every_text_that_may_be_stored_comes_back(texts: list[str]) -> None:
    stored = [kept for kept in (clean(text, multiline=True) for text in texts) if kept]
    assert written_and_read([cell_text(text) for text in stored]) == stored


@given(st.text())
def test_what_xml_forbids_is_left_out_and_nothing_else(text: str) -> None:
    kept = cell_text(text)
    assert kept.isprintable() or not any(
        (char < " " and char not in "\t\n") or "\ud800" <= char <= "\udfff" for char in kept
    )
    assert cell_text(kept) == kept


def test_a_text_longer_than_a_cell_is_cut_and_says_so() -> None:
    for char in ("a", "汉", "😀"):
        cut = cell_text(char * 40_000)
        assert len(cut.encode("utf-16-le")) // 2 <= LONGEST
        assert len(cut.encode("utf-16-le")) // 2 >= LONGEST - 2
        assert cut.endswith(char + CUT)
    assert cell_text("a" * LONGEST) == "a" * LONGEST


def test_a_han_character_is_as_wide_as_two_letters_and_the_longest_line_counts() -> None:
    assert shown_width("Chan") == 4
    assert shown_width("陈祖荣") == 6
    assert shown_width("陈祖荣 Chan\n处") == 11
    assert shown_width(normalize("NFC", "é")) == 1

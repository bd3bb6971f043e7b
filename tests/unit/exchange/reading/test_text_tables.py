"""Tables as text: their encoding, separator and quoting are found; every cell stays text."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.exchange.reading.here import cells_of, read_here
from wicco_desktop.exchange.cells import CellError, CellValue
from wicco_desktop.exchange.reading.refused import Refused

SIMPLIFIED = """姓名,单位,职务,手机
陈祖荣,澳门贸易投资促进局,处长,0086 123
王小丽,深圳市外事办公室,副主任,00853
"""
TRADITIONAL = """姓名,單位,職務,手機
陳祖榮,澳門貿易投資促進局,處長,0086 123
黃麗華,香港貿易發展局,副主任,00853
"""
PORTUGUESE = (
    "Nome,Organização,Função\nJosé Conceição,Instituto de Promoção,Técnico\nÂngela,Fundação,x\n"
)


def rows(content: bytes) -> list[tuple[CellValue, ...]]:
    return list(cells_of(read_here(content)).values())


def expected(text: str) -> list[tuple[CellValue, ...]]:
    return [tuple(each or None for each in row) for row in csv.reader(io.StringIO(text))]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [SIMPLIFIED, TRADITIONAL, PORTUGUESE])
def test_unicode_with_and_without_a_mark(text: str, encoding: str) -> None:
    assert rows(text.encode(encoding)) == expected(text)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (SIMPLIFIED, "gb18030"),
        (TRADITIONAL, "gb18030"),
        (TRADITIONAL, "big5"),
        (TRADITIONAL, "cp950"),
        (TRADITIONAL + "嘅咗啲\n", "big5hkscs"),
        (PORTUGUESE, "cp1252"),
        ("Name,Org\n张伟,x\nb,c\n", "gb18030"),
        ("Name,Org\n陳大文,x\nb,c\n", "big5"),
        (SIMPLIFIED + "㐀𠮷,a,b,c\n", "gb18030"),
    ],
)
def test_older_encodings_are_found(text: str, encoding: str) -> None:
    assert rows(text.encode(encoding)) == expected(text)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_separator_is_found(separator: str) -> None:
    lines = [("a", "b, c", "d"), ("1;2", "x", "3|4"), ("", "z", "0123")]
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows(lines)
    assert rows(out.getvalue().encode()) == [tuple(c or None for c in line) for line in lines]


def test_separator_that_the_first_line_names() -> None:
    found = cells_of(read_here(b"sep=;\r\na;b,c\r\n1;2\r\n"))
    assert found == {1: ("a", "b,c"), 2: ("1", "2")}


def test_decimal_commas_do_not_make_a_separator() -> None:
    assert rows(b"name;sum\nx;1,50\ny;2,75\nz;3,00\n")[1] == ("x", "1,50")


def test_every_cell_is_text_with_its_zeros_spaces_and_lines() -> None:
    text = 'a,b,c\n0123, 1.50 ,"two\nlines ""quoted"""\n+853,2022-11-23,=1+1\n'
    assert rows(text.encode())[1:] == [
        ("0123", " 1.50 ", 'two\nlines "quoted"'),
        ("+853", "2022-11-23", "=1+1"),
    ]


def test_what_stands_for_an_error_is_an_error_and_a_number_sign_is_none() -> None:
    assert rows(b"name,mobile\nA,#N/A\n#1,#DIV/0!\n")[1:] == [
        ("A", CellError("#N/A")),
        ("#1", CellError("#DIV/0!")),
    ]


def test_blank_lines_count_but_are_left_out() -> None:
    assert cells_of(read_here(b"a,b\n\n,\n1,2")) == {1: ("a", "b"), 4: ("1", "2")}


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_any_end_of_line(ending: str) -> None:
    assert rows(ending.join(["a,b", "1,2", "3,4"]).encode()) == [("a", "b"), ("1", "2"), ("3", "4")]


def test_title_above_and_notes_below() -> None:
    text = "Contacts\n\nName,Org,Title\na,b,c\nd,e,f\ng,h,i\nj,k,l\nTotal: 4\n"
    assert rows(text.encode())[0] == ("Contacts",)
    assert len(rows(text.encode())) == 7


def test_one_column() -> None:
    assert rows("姓名\n陈祖荣\n王小丽\n".encode()) == [("姓名",), ("陈祖荣",), ("王小丽",)]


def test_quotation_never_closed_is_told() -> None:
    with pytest.raises(Refused, match="quotation"):
        read_here(b'a,b\n1,"2\n3,4\n')


CELL = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=8)


@given(st.lists(st.tuples(CELL, CELL, CELL), min_size=3, max_size=8), st.sampled_from([0, 1]))
def test_what_csv_writes_is_read_back(lines: list[tuple[str, str, str]], mark: int) -> None:
    lines.insert(0, ("Name", "Org", "Title"))
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows(lines)
    found = cells_of(read_here(out.getvalue().encode("utf-8-sig" if mark else "utf-8")))
    for number, line in enumerate(lines, 1):
        cells = [*found.get(number, ()), None, None, None][:3]
        assert cells == [each or None for each in line]

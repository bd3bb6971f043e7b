"""Quick ways give what the slow ways give, for every field and every text."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.unit.exchange.interpreting.sheets import understood
from wicco_desktop.exchange.cells import CellValue
from wicco_desktop.exchange.columns import IMPORTED, ExchangeColumn, sheet_columns
from wicco_desktop.exchange.heading_text import heading
from wicco_desktop.exchange.interpreting.cell_reading import reader_of
from wicco_desktop.exchange.interpreting.plain_values import PlainRows, is_plain
from wicco_desktop.exchange.interpreting.splitting import sides_of
from wicco_desktop.foundation.text import LONGEST_TEXT
from wicco_desktop.records import FieldType
from wicco_desktop.records.values import canonical

COLUMNS = [column for kind in IMPORTED for column in sheet_columns(kind, remarks=True)]
BY_TYPE: dict[tuple[FieldType, bool], ExchangeColumn] = {
    (column.field.type, column.field.multiline): column
    for column in COLUMNS
    if is_plain(column.field) and not column.is_reference
}
TODAY = datetime(2026, 11, 25).astimezone().date()
LIKELY = st.sampled_from(
    "aZé ßñ09+-./:@;；、，（）()\n\t\u00a0\u3000\u0301陈華々〇Ａ１％\u200b\u2028'\"=&＠"
)
TEXTS = st.text(LIKELY | st.characters(codec="utf-8"), max_size=12)
MORE = st.sampled_from(
    [
        "+853 6612 3456",
        "a@b.org",
        "mailto:a@b.org",
        "<a@b>",
        "tel:1",
        "www.x.org",
        "a; b",
        "a;b",
        "2022-11-23",
        "2022-02-30",
        "1000-01-01",
        "0999-01-01",
        "24:00",
        "09:30",
        "1.0",
        "12345.0",
    ]
)


@pytest.mark.parametrize("column", BY_TYPE.values(), ids=str)
def test_every_single_character_that_is_plain_is_canonical(column: ExchangeColumn) -> None:
    plain = is_plain(column.field)
    assert plain is not None
    singles = [chr(code) for code in range(0x10000) if not 0xD800 <= code < 0xE000]
    for text in filter(plain, singles):
        assert canonical(column.field, text, TODAY) == text


@settings(max_examples=600, deadline=None)
@given(TEXTS | MORE | st.tuples(TEXTS, MORE).map("".join))
def test_what_is_plain_is_canonical(text: str) -> None:
    for column in BY_TYPE.values():
        plain = is_plain(column.field)
        if plain is not None and plain(text):
            assert canonical(column.field, text, TODAY) == text


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(TEXTS | MORE | st.none(), min_size=4, max_size=4), max_size=4))
@example([[None, "", None, "LANGUAGE"]])
@example([[None, "", None, "LANGUAGE"], ["", "", "", ""]])
@example([["Name (Chinese)", "Name (English)", "Email", "Address (English)"]])
def test_a_row_says_what_its_cells_say_one_by_one(rows: list[list[str | None]]) -> None:
    columns = [c for c in sheet_columns("contact") if c.path in {"name.zh", "name.en", "email"}]
    columns += [c for c in sheet_columns("contact") if c.path == "address.en"]
    given_ids = [f"00000000-0000-7000-8000-{number:012}" for number in range(len(rows))]
    cells = [[heading(c, "en") for c in columns] + ["wicco_id"]]
    found = understood([*cells, *([*row, i] for row, i in zip(rows, given_ids, strict=True))])
    for row, read in zip(rows, found.rows, strict=True):
        expected = [canonical(c.field, t, TODAY) for c, t in zip(columns, row, strict=True)]
        assert [read.values[column.path] for column in columns] == expected


DAYS = st.dates() | st.datetimes() | st.dates().map(lambda d: datetime.combine(d, time.min))


@settings(max_examples=300, deadline=None)
@given(DAYS | MORE | st.none())
@example(datetime.fromisoformat("1961-03-29"))
@example(datetime.fromisoformat("1961-03-29T10:30"))
@example(datetime(1961, 3, 29, tzinfo=UTC))
def test_a_day_among_plain_cells_is_what_it_is_alone(day: CellValue) -> None:
    columns = [c for c in sheet_columns("contact") if c.path in {"name.zh", "first_met"}]
    cells = ["陈祖荣" if column.path == "name.zh" else day for column in columns]
    read = PlainRows(list(enumerate(columns))).read(cells)
    plain = type(day) is date and 1000 <= day.year <= 2999
    assert read is not None or not plain
    if read is not None:
        each = [reader_of(c, day_first=None, from_1904=False) for c in columns]
        alone = {c.path: r(v) for c, r, v in zip(columns, each, cells, strict=True)}
        assert read == alone


@settings(max_examples=300, deadline=None)
@given(st.text("陈祖荣处长 AnnLee/|()（）\n-·", max_size=20), st.sampled_from([1, 2]))
def test_splitting_loses_no_letter(text: str, words: int) -> None:
    sides = sides_of(text, words=words)

    def letters(*parts: str) -> list[str]:
        return sorted(char for part in parts for char in part if char.isalpha())

    assert letters(*sides.values()) == letters(text)


def test_text_that_is_too_long_is_a_problem_of_its_cell() -> None:
    found = understood([["Name (English)", "Address (English)"], ["Ann", "x" * (LONGEST_TEXT + 1)]])
    assert list(found.rows[0].problems) == ["address.en"]

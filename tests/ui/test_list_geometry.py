"""Rows and headings lie where adding them up one by one puts them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from wicco_desktop.ui.lists.geometry import Geometry

ROW, HEADING = 53, 29


@st.composite
def lists(draw: st.DrawFn) -> tuple[int, list[int]]:
    count = draw(st.integers(0, 40))
    starts = draw(st.sets(st.integers(0, max(0, count - 1)), max_size=8)) if count else set()
    return count, sorted(starts)


def naive(count: int, starts: list[int]) -> tuple[list[int], list[int], int]:
    """Tops of the rows, tops of the headings, the whole height."""
    rows, headings, y = [], [], 0
    for row in range(count):
        if row in starts:
            headings.append(y)
            y += HEADING
        rows.append(y)
        y += ROW
    return rows, headings, y


@given(lists(), st.integers(-100, 2600), st.integers(0, 400))
def test_everything_lies_where_it_is_counted_to(
    made: tuple[int, list[int]], top: int, height: int
) -> None:
    count, starts = made
    rows, headings, whole = naive(count, starts)
    places = Geometry(count, ROW, HEADING, starts)
    assert places.height == whole
    assert [places.top_of(row) for row in range(count)] == rows
    assert places.row_at(top) == next(
        (row for row, y in enumerate(rows) if y <= top < y + ROW), None
    )
    bottom = top + height
    seen = [row for row, y in enumerate(rows) if y < bottom and y + ROW > max(0, top)]
    if height:
        assert list(places.rows_between(top, bottom)) == seen
    else:
        assert not places.rows_between(top, bottom)
    expected = [
        (number, y) for number, y in enumerate(headings) if y < bottom and y + HEADING > top
    ]
    assert places.headings_between(top, bottom) == expected
    over = places.heading_over(top)
    assert over == max((n for n, y in enumerate(headings) if y <= top), default=None)


def test_a_million_rows_take_no_longer_than_ten() -> None:
    places = Geometry(1_000_000, ROW, HEADING, [0, 500_000])
    assert places.top_of(999_999) == 999_999 * ROW + 2 * HEADING
    assert places.row_at(places.top_of(777_777) + 1) == 777_777

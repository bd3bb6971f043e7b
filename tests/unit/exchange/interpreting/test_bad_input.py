"""Whatever a sheet holds, there is a plan for it and no exception."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.exchange.interpreting.sheets import Cells, merged, understood
from wicco_desktop.exchange.cells import Area, CellError, CellValue

NOTHING_KNOWN: dict[str, Cells] = {
    "no rows": [],
    "one cell": [["x"]],
    "one number": [[1]],
    "only numbers": [[1, 2.5], [3, 4]],
    "only flags": [[True, False]],
    "only errors": [[CellError("#N/A")] * 3],
    "only signs": [["/", "（", "()"]],
    "only sides": [["中文", "英文"]],
    "half a character": [["\ud800", "\udfff"]],
    "infinite": [[float("inf"), float("nan")]],
    "long texts": [["a" * 10_000] * 5, ["b" * 10_000] * 5],
    "long brackets": [["姓名 /(（" * 2_500] * 300] * 3,
}


@pytest.mark.parametrize("cells", NOTHING_KNOWN.values(), ids=NOTHING_KNOWN)
def test_nothing_known_is_no_kind(cells: Cells) -> None:
    found = understood(cells)
    assert found.plan.kind is None
    assert found.rows == []


def test_as_many_columns_as_a_sheet_can_have() -> None:
    wide: Cells = [["姓名", "手机", *["x"] * 16_382], ["陈祖荣", "1", *range(16_382)]]
    found = understood(wide)
    assert found.plan.kind is None or found.all_of("mobile") == ["1"]


def test_known_headings_among_a_hundred_others() -> None:
    others = [f"col {number}" for number in range(100)]
    found = understood([["姓名", "手机", "单位", *others], ["陈祖荣", "1", "W", *others]])
    assert found.all_of("mobile") == ["1"]


def test_the_same_heading_all_over() -> None:
    found = understood([["Name"] * 50, ["Ann"] * 50], kind="contact")
    assert len(found.plan.paths) == len(set(found.plan.paths))
    assert sum(column.doubt is not None for column in found.plan.columns) >= 48


def test_kind_given_for_headings_nobody_knows_leaves_all_columns_alone() -> None:
    plan = understood([["Foo", "Bar"], ["a", "b"]], kind="meeting").plan
    assert (plan.kind, plan.header_row, plan.paths) == ("meeting", 1, ())
    assert [column.heading for column in plan.left_alone] == ["Foo", "Bar"]


def test_numbers_that_are_none_are_problems() -> None:
    found = understood(
        [["Subject", "Date", "Start"], ["A", float("inf"), float("nan")], ["B", 1e300, -1e300]]
    )
    assert [sorted(row.problems) for row in found.rows] == [["date", "start"]] * 2


VALUES: st.SearchStrategy[CellValue] = st.one_of(
    st.none(),
    st.text(max_size=12),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.datetimes(),
    st.dates(),
    st.times(),
    st.builds(CellError, st.sampled_from(["#N/A", "="])),
    st.sampled_from(
        ["姓名", "Name", "手机", "日期", "First met", "中文", "Email", "合计", "wicco_id"]
    ),
    st.sampled_from(
        ["03/04/2022", "8.5E+10", "陈祖荣 Chan", "姓", "名", "Subject", "Start", "注："]
    ),
)
AREAS = st.builds(
    lambda a, b, c, d: Area(min(a, b), min(c, d), max(a, b), max(c, d)),
    st.integers(1, 8),
    st.integers(1, 8),
    st.integers(0, 6),
    st.integers(0, 6),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(VALUES, max_size=7), max_size=8), st.lists(AREAS, max_size=4))
def test_any_cells_have_a_plan(cells: Cells, areas: list[Area]) -> None:
    found = understood(cells, tuple(areas))
    assert len(found.plan.paths) == len(set(found.plan.paths))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(VALUES, min_size=6, max_size=6), max_size=6))
def test_a_field_has_a_value_or_a_problem_never_both(cells: Cells) -> None:
    headings = ["姓名 Name", "手机", "First met", "Country", "Email", "wicco_id"]
    found = understood([headings, *cells])
    for row in found.rows:
        assert not row.values.keys() & row.problems.keys()
        assert row.doubts.keys() <= row.values.keys()
        assert row.values.keys() | row.problems.keys() <= {*found.plan.paths, "id"}


def test_merged_cells_beyond_the_sheet() -> None:
    areas = (merged("A1:Z9000"), Area(2, 0, 1_048_576, 16_383))
    cells: Cells = [["姓名", "手机"], ["陈祖荣", date(2022, 11, 23)], ["李明", "1"]]
    assert [row.number for row in understood(cells, areas).rows] == [2, 3]

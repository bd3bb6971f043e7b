"""Rows that are none of the table's: hints below the headings, another table further down."""

from __future__ import annotations

from tests.unit.exchange.interpreting.sheets import Cells, SheetOf, merged, understood
from wicco_desktop.exchange.interpreting import propose, rows_of

HEADINGS = ["姓名", "单位", "手机"]
TWO: Cells = [HEADINGS, ["陈祖荣", "W", "85366123456"], ["李明", "X", "85366123457"]]


def test_hints_below_the_headings_are_no_person() -> None:
    hints = ["（必填）", "（全称）", "如 +853 6612 3456"]
    assert understood([HEADINGS, hints, *TWO[1:]]).all_of("name.zh") == ["陈祖荣", "李明"]


def test_example_below_the_headings_is_no_person() -> None:
    example = ["示例：张三", "某某公司", "13800138000"]
    assert understood([HEADINGS, example, *TWO[1:]]).all_of("name.zh") == ["陈祖荣", "李明"]


def test_another_table_below_is_not_read_as_this_one() -> None:
    other = [["会议主题", "日期", "地点"], ["推介会", "2022-11-23", "澳门"]]
    assert understood([*TWO, [], *other]).all_of("name.zh") == ["陈祖荣", "李明"]


def test_table_that_goes_on_below_another_one_is_read() -> None:
    other = [["会议主题", "日期", "地点"], ["推介会", "2022-11-23", "澳门"]]
    more = [HEADINGS, ["王芳", "Y", "85366123458"]]
    found = understood([*TWO, [], *other, [], *more])
    assert found.all_of("name.zh") == ["陈祖荣", "李明", "王芳"]


def test_table_ends_where_something_else_stands_below_it() -> None:
    plan = understood([*TWO, [], ["谢谢"], ["制表人：李四", None, "日期：2022年11月"]]).plan
    assert plan.last_row == 3


def test_table_with_nothing_below_it_has_no_end() -> None:
    assert understood([*TWO, [], ["王芳", "Y"]]).plan.last_row is None


def test_groups_that_overlap_do_not_add_up() -> None:
    areas = tuple(merged(f"B{first}:B200") for first in range(2, 150))
    rows: Cells = [HEADINGS, *(["陈祖荣", f"W{n}", "1"] for n in range(200))]
    assert understood(rows, areas).all_of("affiliation.organisation")[:3] == ["W0", "W1", "W2"]


def test_sheet_without_rows_below_the_headings_has_a_plan_and_no_records() -> None:
    sheet = SheetOf([HEADINGS])
    plan = propose(sheet)
    assert plan.kind == "contact"
    assert list(rows_of(sheet, plan)) == []


def test_a_total_in_both_languages_is_no_person() -> None:
    for said in ("合计 Total", "合计/Total", "总计 · Grand total：", "Total 合計 (2人)"):
        assert understood([*TWO, [said, 2]]).all_of("name.zh") == ["陈祖荣", "李明"], said
    assert understood([*TWO, ["Total Smith", "X"]]).all_of("name.en")[-1] == "Total Smith"

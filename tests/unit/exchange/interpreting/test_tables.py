"""What stands above and among the records of a sheet as partners have it."""

from __future__ import annotations

import pytest

from tests.unit.exchange.interpreting.sheets import Row, merged, understood
from wicco_desktop.exchange.cells import CellError, CellValue
from wicco_desktop.foundation.identifiers import new_id

HEADINGS: Row = ["姓名", "单位", "职务", "手机", "邮箱"]
CHAN: Row = ["陈祖荣", "科学院", "处长", "85366123456", "chan@example.org"]
LI: Row = ["李明", "市政府", "科长", "85366123457", "li@example.org"]
WANG: Row = ["王芳", "大学", "教授", "85366123458", "wang@example.org"]
PEOPLE = ["陈祖荣", "李明", "王芳"]


class TestAboveTheTable:
    def test_titles_and_blank_rows(self) -> None:
        title: list[Row] = [["2022年11月代表团联系人名单"], ["秘书处制"], []]
        found = understood([*title, HEADINGS, CHAN, LI], (merged("A1:E1"),))
        assert found.plan.header_row == 4
        assert found.all_of("name.zh") == PEOPLE[:2]

    def test_title_that_is_a_known_heading_itself(self) -> None:
        found = understood([["联系人"], HEADINGS, CHAN, LI], (merged("A1:E1"),))
        assert found.plan.header_row == 2
        assert found.all_of("name.zh") == PEOPLE[:2]

    def test_both_languages_in_two_rows(self) -> None:
        english: Row = ["Name", "Organisation", "Title", "Mobile", "Email"]
        for rows in ([HEADINGS, english], [english, HEADINGS]):
            found = understood([*rows, CHAN, LI])
            assert found.plan.header_row == 2
            assert found.all_of("name.zh") == PEOPLE[:2]
            assert found.all_of("email") == ["chan@example.org", "li@example.org"]

    @pytest.mark.parametrize("areas", [("A1:A2", "B1:C1", "D1:D2"), ()])
    def test_group_over_several_columns(self, areas: tuple[str, ...]) -> None:
        cells: list[Row] = [
            ["姓名", "联系方式", None, "单位"],
            [None, "手机", "邮箱", None],
            ["陈祖荣", "85366123456", "chan@example.org", "科学院"],
            ["李明", "85366123457", "li@example.org", "市政府"],
        ]
        found = understood(cells, tuple(map(merged, areas)))
        assert found.plan.header_row == 2
        assert found.all_of("name.zh") == PEOPLE[:2]
        assert found.all_of("mobile") == ["85366123456", "85366123457"]
        assert found.all_of("email") == ["chan@example.org", "li@example.org"]
        assert found.all_of("affiliation.organisation") == ["科学院", "市政府"]

    def test_group_over_the_two_languages(self) -> None:
        cells: list[Row] = [
            ["姓名", None, "职务", None, "手机"],
            ["中文", "英文", "中文", "英文", None],
            ["陈祖荣", "Chan Chou Wang", "处长", "Head", "85366123456"],
            ["李明", "Li Ming", "科长", "Chief", "85366123457"],
        ]
        areas = tuple(map(merged, ("A1:B1", "C1:D1", "E1:E2")))
        assert understood(cells, areas).values[0] == {
            "name.zh": "陈祖荣",
            "name.en": "Chan Chou Wang",
            "affiliation.title.zh": "处长",
            "affiliation.title.en": "Head",
            "mobile": "85366123456",
        }

    def test_first_record_is_no_second_row_of_headings(self) -> None:
        found = understood([["Name (English)", "Country"], ["Ann Li", "CN"], ["Bo Ho", "CN"]])
        assert found.plan.header_row == 1
        assert found.all_of("country_or_region") == ["CN", "CN"]


class TestAmongTheRecords:
    def test_merged_group_says_the_same_of_each_row(self) -> None:
        cells: list[Row] = [
            ["单位", "姓名", "手机"],
            ["科学院", "陈祖荣", "85366123456"],
            [None, "李明", "85366123457"],
            [None, "王芳", "85366123458"],
            ["大学", "赵六", "85366123459"],
        ]
        found = understood(cells, (merged("A2:A4"),))
        bodies = found.all_of("affiliation.organisation")
        assert bodies == ["科学院", "科学院", "科学院", "大学"]

    def test_row_that_has_only_a_group_is_no_record(self) -> None:
        cells: list[Row] = [
            ["序号", "单位", "姓名", "手机"],
            [1, "科学院", "陈祖荣", "85366123456"],
            [2, None, "李明", "85366123457"],
            [3, None, None, None],
        ]
        assert understood(cells, (merged("B2:B4"),)).all_of("name.zh") == PEOPLE[:2]

    def test_headings_once_more(self) -> None:
        found = understood([HEADINGS, CHAN, LI, HEADINGS, WANG])
        assert found.plan.header_row == 1
        assert found.all_of("name.zh") == PEOPLE

    def test_two_rows_of_headings_once_more(self) -> None:
        upper: Row = ["姓名", "联系方式", None]
        lower: Row = [None, "手机", "邮箱"]
        rows: list[Row] = [[person[0], person[3], person[4]] for person in (CHAN, LI, WANG)]
        found = understood([upper, lower, *rows[:2], upper, lower, rows[2]], (merged("B1:C1"),))
        assert found.plan.header_row == 2
        assert found.all_of("name.zh") == PEOPLE

    def test_blank_rows(self) -> None:
        found = understood([HEADINGS, [], CHAN, [], [], LI])
        assert [row.number for row in found.rows] == [3, 6]

    def test_name_of_a_group_across_the_table(self) -> None:
        found = understood([HEADINGS, CHAN, ["广州代表团"], LI], (merged("A3:E3"),))
        assert found.all_of("name.zh") == PEOPLE[:2]

    @pytest.mark.parametrize(
        "row",
        [
            ["合计", None, None, 2],
            ["总计：2人"],
            ["Total", "2"],
            [None, None, "小计", 2],
            ["Grand total", 2, 2, 2],
        ],
    )
    def test_totals(self, row: Row) -> None:
        assert understood([HEADINGS, CHAN, LI, row]).all_of("name.zh") == PEOPLE[:2]

    @pytest.mark.parametrize(
        "row",
        [
            ["注：手机号码仅供内部使用"],
            ["备注：以上信息截至2022年11月"],
            ["说明：1、请于11月30日前回传。"],
            ["* confidential"],
            ["Note: please keep this confidential and do not share it with others."],
            ["制表人：李四", None, None, "日期：2022年11月"],
            ["填表日期：2022-11-23"],
            ["Prepared by: Li Si"],
        ],
    )
    def test_notes_under_the_table(self, row: Row) -> None:
        assert understood([HEADINGS, CHAN, LI, [], row]).all_of("name.zh") == PEOPLE[:2]

    def test_totals_and_notes_one_below_the_other(self) -> None:
        below: list[Row] = [
            ["合计", None, None, 2],
            [],
            ["注：手机号码仅供内部使用"],
            ["制表人：李四", None, None, "日期：2022年11月"],
        ]
        assert understood([HEADINGS, CHAN, LI, *below]).all_of("name.zh") == PEOPLE[:2]


class TestRealRows:
    """A record that is dropped is lost silently; one too many is seen and refused."""

    @pytest.mark.parametrize(
        "row",
        [
            ["王芳"],
            ["Maria da Conceição dos Santos Almeida Ferreira"],
            [None, None, None, None, "wang@example.org"],
            ["Sum", "Bank", None, None, "sum@example.org"],
            ["Total", "Total SE", "CEO", None, "ceo@example.org"],
            ["王芳", None, None, CellError("#REF!")],
        ],
    )
    def test_little_is_enough(self, row: Row) -> None:
        found = understood([HEADINGS, CHAN, ["Ann Lee", "X", "Head", "1", "a@b.org"], row, LI])
        assert [one.number for one in found.rows] == [2, 3, 4, 5]

    def test_first_filled_cell_in_a_column_left_alone(self) -> None:
        cells: list[Row] = [
            ["序号", "性别", "姓名", "手机"],
            [1, "男", "陈祖荣", "85366123456"],
            [2, "女", "王芳", None],
            [None, "女", "李娜", None],
        ]
        assert understood(cells).all_of("name.zh") == ["陈祖荣", "王芳", "李娜"]

    def test_one_long_sentence_is_a_follow_up(self) -> None:
        sentence = "Send the minutes to everybody and ask for the signed contract by Friday"
        cells: list[Row] = [
            ["Task", "Owner", "Due date", "Status"],
            ["Send", "Ann", "2022-11-23", "open"],
            [sentence],
            ["Call", "Bea", "2022-11-24", "open"],
        ]
        assert understood(cells).all_of("what.en") == ["Send", sentence, "Call"]

    def test_one_long_name_is_an_organisation(self) -> None:
        name = "Instituto de Planeamento e Desenvolvimento Urbano da Cidade"
        cells: list[Row] = [
            ["Organisation", "Country", "Website"],
            ["A", "China", "a.org"],
            [name],
            ["B"],
        ]
        assert understood(cells).all_of("name.en") == ["A", name, "B"]

    def test_row_with_an_id_is_one_whatever_stands_in_it(self) -> None:
        id_ = new_id()
        cells: list[Row] = [
            ["Name (English)", "Email", "wicco_id"],
            ["Total", "2", id_],
            [None, None, id_.upper()],
        ]
        assert [row.id for row in understood(cells).rows] == [id_, id_]

    @pytest.mark.parametrize("cell", ["no id of ours", CellError("#N/A")])
    def test_damaged_id_is_a_problem(self, cell: CellValue) -> None:
        (row,) = understood(
            [["Name (English)", "Email", "wicco_id"], ["Ann", "a@b.org", cell]]
        ).rows
        assert row.id is None
        assert "id" in row.problems

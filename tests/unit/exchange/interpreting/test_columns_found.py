"""Which column is which field: by heading, by content, by what is known of the workbook."""

from __future__ import annotations

import pytest

from tests.unit.exchange.interpreting.sheets import Row, SheetOf, understood
from wicco_desktop.exchange.interpreting import ExportMarks, propose

HEADINGS: Row = ["姓名", "单位", "职务", "手机", "邮箱"]
CHAN: Row = ["陈祖荣", "科学院", "处长", "85366123456", "chan@example.org"]
LI: Row = ["李明", "市政府", "科长", "85366123457", "li@example.org"]
WANG: Row = ["王芳", "大学", "教授", "85366123458", "wang@example.org"]
PEOPLE = ["陈祖荣", "李明", "王芳"]


class TestColumns:
    def test_few_known_ones_among_many(self) -> None:
        headings = [
            "姓名",
            "性别",
            "身份证号",
            "航班号",
            "到达",
            "离开",
            "酒店",
            "房型",
            "口味",
            "尺码",
            "单位",
            "手机",
        ]
        row = [
            "陈祖荣",
            "男",
            "甲",
            "CA101",
            "上午",
            "下午",
            "某酒店",
            "大床",
            "清淡",
            "L",
            "科学院",
            "85366123456",
        ]
        found = understood([headings, row])
        assert found.plan.kind == "contact"
        assert found.values == [
            {"name.zh": "陈祖荣", "affiliation.organisation": "科学院", "mobile": "85366123456"}
        ]
        assert len(found.plan.left_alone) == 9

    def test_two_columns_of_one_field(self) -> None:
        found = understood(
            [
                ["姓名", "手机", "手机", "邮箱"],
                ["陈祖荣", "1", "2", "a@b.org"],
                ["李明", "3", "4", None],
            ]
        )
        assert found.column(1).paths == ("mobile",)
        assert found.column(2).paths == ()
        assert found.column(2).doubt is not None
        assert found.all_of("mobile") == ["1", "3"]

    @pytest.mark.parametrize("text", ["序号", "No.", "序号/No.", "#", "S/N", "编号"])
    def test_counting_column_is_left_alone(self, text: str) -> None:
        found = understood([[text, "姓名", "手机"], [1, "陈祖荣", "123456"], [2, "李明", "123457"]])
        assert found.column(0).paths == ()
        assert found.all_of("name.zh") == PEOPLE[:2]

    @pytest.mark.parametrize(
        "text",
        ["传真", "Fax", "QQ", "身份证号", "身份證號碼", "Passport No.", "Emergency contact phone"],
    )
    def test_other_figures_are_no_telephones(self, text: str) -> None:
        figures = ["440301199003074512", "440301199003074513", "440301199003074514"]
        rows: list[Row] = [
            [name, "科学院", number] for name, number in zip(PEOPLE, figures, strict=True)
        ]
        found = understood([["姓名", "单位", text], *rows])
        assert found.column(2).paths == ()
        assert found.column(2) in found.plan.left_alone

    def test_family_and_given_name(self) -> None:
        chinese = understood([["姓", "名", "职务"], ["陈", "祖荣", "处长"], ["李", "明", "科长"]])
        assert chinese.all_of("name.zh") == PEOPLE[:2]
        latin = understood(
            [["First name", "Last name", "Email"], ["Jason", "Ho", "a@b.org"], ["Ann", "Li", None]]
        )
        assert latin.all_of("name.en") == ["Jason Ho", "Ann Li"]

    def test_half_of_a_name_is_what_there_is(self) -> None:
        found = understood(
            [
                ["Family name", "Given name", "Email"],
                ["Ho", None, "a@b.org"],
                [None, "Ann", "c@d.org"],
                ["Li", "Bo", "e@f.org"],
            ]
        )
        assert found.all_of("name.en") == ["Ho", "Ann", "Bo Li"]

    def test_people_without_headings(self) -> None:
        rows: list[Row] = [[person[0], person[3], person[4]] for person in (CHAN, LI, WANG)]
        found = understood(rows)
        assert found.plan.kind == "contact"
        assert found.plan.shape == "", "a mapping must not be remembered for every such table"
        assert found.all_of("name.zh") == PEOPLE
        assert found.all_of("email") == [CHAN[4], LI[4], WANG[4]]
        assert found.all_of("mobile") == [CHAN[3], LI[3], WANG[3]]

    def test_other_language_far_below_stays_on_its_side(self) -> None:
        rows: list[Row] = [["陈祖荣", str(85366000000 + number)] for number in range(400)]
        found = understood([["姓名", "手机"], *rows, ["John Smith", "1"]])
        assert found.values[-1].get("name.en") == "John Smith"
        assert found.values[-1].get("name.zh") is None


class TestKnownBefore:
    MARKS = ExportMarks(
        None,
        {"Contacts": "contact", "Delegations": "delegation"},
        {
            ("Contacts", "Name"): "name.en",
            ("Contacts", "Tel"): "mobile",
            ("Contacts", "Email"): "email",
            ("Contacts", "WeChat"): "wechat",
            ("Delegations", "Name (English)"): "name.en",
            ("Delegations", "From"): "start",
            ("Delegations", "Until"): "end",
        },
    )

    def test_what_was_exported_counts_more_than_a_guess(self) -> None:
        plan = propose(SheetOf([["Tel", "Name"], ["1", "陈祖荣"]], "Contacts"), self.MARKS)
        assert [column.paths for column in plan.columns] == [("mobile",), ("name.en",)]

    def test_renamed_sheet_with_a_translated_and_moved_heading(self) -> None:
        cells: list[Row] = [["Email", "Name", "手机", "WeChat"], ["a@b.org", "Ann", "1", "w"]]
        plan = propose(SheetOf(cells, "名单"), self.MARKS)
        paths = [column.paths for column in plan.columns]
        assert paths == [("email",), ("name.en",), ("mobile",), ("wechat",)]

    def test_heading_that_stands_there_twice(self) -> None:
        plan = propose(SheetOf([["Name", "Tel", "Tel"], ["Ann", "1", "2"]], "Contacts"), self.MARKS)
        assert plan.paths.count("mobile") == 1

    @pytest.mark.parametrize("name", ["Delegations", "renamed"])
    def test_what_went_out_for_reading_only_is_not_read(self, name: str) -> None:
        cells: list[Row] = [
            ["Name (English)", "From", "Until"],
            ["Spring visit", "2022-11-23", "2022-11-25"],
        ]
        assert propose(SheetOf(cells, name), self.MARKS).kind is None

    def test_mapping_chosen_before_is_taken_with_its_reason(self) -> None:
        sheet = SheetOf([["Name", "Tel", "Email"], ["Ann", "1", "a@b.org"]])
        asked: list[str] = []

        def remembered(shape: str) -> tuple[str, dict[int, tuple[str, ...]]]:
            asked.append(shape)
            return "contact", {0: ("name.en",), 1: ("mobile", "no.such"), 2: ("mobile",)}

        plan = propose(sheet, remembered=remembered)
        assert asked == [plan.shape]
        assert [column.paths for column in plan.columns] == [("name.en",), ("mobile",), ()]
        assert plan.columns[0].reason is not None
        assert plan.columns[0].reason.id == "as you chose last time"

    def test_mapping_of_a_kind_that_is_no_more(self) -> None:
        sheet = SheetOf([["Name", "Email"], ["Ann", "a@b.org"]])
        plan = propose(sheet, remembered=lambda _shape: ("gift", {0: ("name.en",)}))
        assert plan.kind == "contact"

"""What stands in the cells becomes values: names, telephones, numbers, choices, errors."""

from __future__ import annotations

import unicodedata
from datetime import date, time

import pytest

from tests.unit.exchange.interpreting.sheets import Row, understood
from wicco_desktop.exchange.cells import UNCALCULATED, CellError, CellValue
from wicco_desktop.foundation.languages import LANGUAGES
from wicco_desktop.foundation.messages import Translator
from wicco_desktop.records import KINDS


def read(heading: str, cell: CellValue) -> object:
    """The one value of a cell in a sheet of contacts, a problem where it holds none."""
    (row,) = understood([["Name (English)", heading], ["Ann Li", cell]], kind="contact").rows
    assert not row.values.keys() & row.problems.keys()
    (path,) = {*row.values, *row.problems} - {"name.en"}
    return row.problems.get(path) or row.values[path]


class TestBothLanguages:
    @pytest.mark.parametrize(
        ("cell", "chinese", "english"),
        [
            ("陈祖荣 Chan Chou Wang", "陈祖荣", "Chan Chou Wang"),
            ("Chan Chou Wang 陈祖荣", "陈祖荣", "Chan Chou Wang"),
            ("陈祖荣\nChan Chou Wang", "陈祖荣", "Chan Chou Wang"),
            ("陈祖荣 / Chan Chou Wang", "陈祖荣", "Chan Chou Wang"),
            ("陈祖荣(Chan Chou Wang)", "陈祖荣", "Chan Chou Wang"),
            ("陈祖荣（Chan Chou Wang）", "陈祖荣", "Chan Chou Wang"),
            ("陈祖荣\u00a0Chan\u00a0Chou Wang", "陈祖荣", "Chan Chou Wang"),
            ("陈祖荣\u3000Chan Chou Wang", "陈祖荣", "Chan Chou Wang"),
        ],
    )
    def test_name_is_split(self, cell: str, chinese: str, english: str) -> None:
        rows: list[Row] = [["姓名 Name", "手机"], [cell, "1"], ["李明 Li Ming", "2"]]
        values = understood(rows).values[0]
        assert values["name.zh"] == chinese
        assert str(values["name.en"]).replace("\u00a0", " ") == english

    @pytest.mark.parametrize(
        ("cell", "chinese", "english"),
        [
            ("处长/Head of Division", "处长", "Head of Division"),
            ("处长／Head of Division", "处长", "Head of Division"),
            ("局长\nDirector General", "局长", "Director General"),
            ("主任（Director）", "主任", "Director"),
            ("IT经理/IT Manager", "IT经理", "IT Manager"),
        ],
    )
    def test_title_is_split(self, cell: str, chinese: str, english: str) -> None:
        rows: list[Row] = [["姓名", "职务/Title"], ["陈祖荣", cell], ["李明", "科长/Section Chief"]]
        values = understood(rows).values[0]
        assert values["affiliation.title.zh"] == chinese
        assert values["affiliation.title.en"] == english

    @pytest.mark.parametrize("cell", ["IT 经理", "局长/党组书记", "A股负责人"])
    def test_one_title_stays_one(self, cell: str) -> None:
        rows: list[Row] = [["姓名", "职务"], ["陈祖荣", "处长/Head"], ["李明", cell]]
        values = understood(rows).values[1]
        assert values["affiliation.title.zh"] == cell
        assert "affiliation.title.en" not in values

    def test_one_language_says_nothing_of_the_other(self) -> None:
        rows: list[Row] = [
            ["姓名 Name", "职务/Title"],
            ["陈祖荣 Chan Chou Wang", "处长/Head"],
            ["李明", "科长"],
            ["John Smith", "CEO"],
        ]
        values = understood(rows).values
        assert values[1] == {"name.zh": "李明", "affiliation.title.zh": "科长"}
        assert values[2] == {"name.en": "John Smith", "affiliation.title.en": "CEO"}

    def test_blank_is_blank_in_both(self) -> None:
        rows: list[Row] = [
            ["姓名 Name", "职务/Title", "手机"],
            ["陈祖荣 Chan", "处长/Head", "1"],
            ["李明 Li Ming", None, "2"],
        ]
        values = understood(rows).values[1]
        assert values["affiliation.title.zh"] is values["affiliation.title.en"] is None

    def test_number_stands_on_one_side(self) -> None:
        rows: list[Row] = [
            ["姓名", "地址"],
            ["陈祖荣", "深圳市福田区\nFutian District, Shenzhen"],
            ["李明", 518000.0],
        ]
        values = understood(rows).values[1]
        said = [v for path, v in values.items() if path.startswith("address") and v is not None]
        assert said == ["518000"]


class TestTelephones:
    @pytest.mark.parametrize(
        ("cell", "number"),
        [
            (85366123456.0, "85366123456"),
            (85366123456, "85366123456"),
            ("85366123456.0", "85366123456"),
            ("8.5366123456E+10", "85366123456"),
            ("＋８５３　６６１２　３４５６", "+853 6612 3456"),
            ("+853\u00a06612\u00a03456", "+853 6612 3456"),
            ("  0755-88889999 ", "0755-88889999"),
            ("'+85366123456", "+85366123456"),
        ],
    )
    def test_what_a_program_made_of_it_is_undone(self, cell: CellValue, number: str) -> None:
        assert read("Mobile", cell) == number

    @pytest.mark.parametrize("cell", ["8.5E+10", "8.53661E+10"])
    def test_lost_figures_are_doubted(self, cell: str) -> None:
        (row,) = understood([["Name (English)", "Mobile"], ["Ann Li", cell]]).rows
        assert "mobile" in {**row.doubts, **row.problems}

    @pytest.mark.parametrize("cell", [True, date(2022, 11, 23), time(10, 30)])
    def test_what_is_none_is_a_problem(self, cell: CellValue) -> None:
        (row,) = understood([["Name (English)", "Mobile"], ["Ann Li", cell]]).rows
        assert "mobile" in row.problems
        assert "mobile" not in row.values


class TestTexts:
    def test_numbers_as_their_figures(self) -> None:
        assert read("City (English)", 518000.0) == "518000"
        assert read("WeChat", 12345678) == "12345678"

    def test_composed_and_without_blanks_around(self) -> None:
        cell = unicodedata.normalize("NFD", "\u00a0 São José ") + "\u3000"
        assert read("City (English)", cell) == "São José"

    def test_only_blanks_are_blank(self) -> None:
        assert read("Email", " \u00a0\u3000\n") is None

    def test_full_width_address_of_mail(self) -> None:
        assert read("Email", "ａｎｎ＠example.org") == "ann@example.org"

    def test_list(self) -> None:
        assert read("Tags", "a；b、c;d\ne") == "a; b; c; d; e"


class TestChoices:
    @pytest.mark.parametrize("cell", ["China", "中国", "中國", "CN", "中国 China", "中国/China"])
    def test_country_in_either_language(self, cell: str) -> None:
        assert read("Country", cell) == "CN"

    @pytest.mark.parametrize("cell", ["{en}", "{zh}", "{en} / {zh}", "{zh} {en}", " {en} "])
    def test_choice_in_either_language(self, cell: str) -> None:
        choice = KINDS["organisation"].field("kind").choice("company")
        assert choice is not None
        labels = {entry.code: Translator(entry).tr(choice.label) for entry in LANGUAGES}
        rows: list[Row] = [
            ["Organisation", "Type", "Website"],
            ["A", cell.format(**labels), "a.org"],
        ]
        assert understood(rows).all_of("kind") == ["company"]

    def test_what_is_no_choice_is_a_problem(self) -> None:
        rows: list[Row] = [["Organisation", "Type", "Website"], ["A", "sort of", "a.org"]]
        (row,) = understood(rows).rows
        assert "kind" in row.problems
        assert "kind" not in row.values


class TestNumbers:
    def test_whole_ones_however_written(self) -> None:
        head: Row = ["Event", "Organiser", "Exhibitors", "Venue"]
        cells: Row = [1200.0, 1200, "1,200", "１２００"]
        rows: list[Row] = [["A", "B", cell, "C"] for cell in cells]
        assert understood([head, *rows]).all_of("exhibitors") == [1200] * 4

    @pytest.mark.parametrize("cell", [True, 12.5, "many", date(2022, 11, 23)])
    def test_others_are_problems(self, cell: CellValue) -> None:
        rows: list[Row] = [["Event", "Organiser", "Exhibitors", "Venue"], ["A", "B", cell, "C"]]
        (row,) = understood(rows).rows
        assert "exhibitors" in row.problems
        assert "exhibitors" not in row.values


class TestErrors:
    @pytest.mark.parametrize("code", ["#N/A", "#REF!", UNCALCULATED])
    def test_error_is_a_problem_not_a_blank(self, code: str) -> None:
        rows: list[Row] = [
            ["姓名", "单位", "职务", "手机"],
            ["陈祖荣", "科学院", CellError(code), CellError(code)],
            ["李明", "市政府", "科长", "1"],
        ]
        row = understood(rows).rows[0]
        assert {"affiliation.title.zh", "mobile"} <= row.problems.keys()
        assert not row.values.keys() & row.problems.keys()

    def test_error_in_half_of_a_name(self) -> None:
        rows: list[Row] = [
            ["Family name", "Given name", "Email"],
            ["Ho", CellError("#N/A"), "a@b.org"],
            ["Li", "Ann", "c@d.org"],
        ]
        row = understood(rows).rows[0]
        assert "name.en" in row.problems
        assert "name.en" not in row.values

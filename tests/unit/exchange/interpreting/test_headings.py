"""Headings: our own in every setting, and what partners call our columns."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

import pytest

from tests.unit.exchange.interpreting.sheets import Understood, understood
from wicco_desktop.exchange.columns import CODE, IMPORTED, sheet_columns
from wicco_desktop.exchange.heading_text import Headings, heading
from wicco_desktop.exchange.plan import EXPORT, ID, ROW_CODE
from wicco_desktop.foundation.languages import LANGUAGES
from wicco_desktop.foundation.messages import Translator

SETTINGS: tuple[Headings, ...] = ("en", "zh", "both")
PEOPLE = "陈祖荣", "李明", "王芳"

KNOWN = {
    "name": "姓名|联系人|Name|Full name|姓名 Name|姓名\nName|*姓名|姓　名|聯絡人|FULL NAME|"
    "Contact person|"
    "联系人姓名|姓名（必填）|Name (required)|Name *|Participant name|嘉宾姓名|參會人|Nome completo",
    "affiliation.organisation": "单位|公司|機構|Organisation|Organization|工作单位|單位名稱|"
    "Company name|"
    "单位/Organisation|Organisation / Company|任职单位（全称）|Employer|Institution",
    "affiliation.title": "职务|职位|職銜|Title|Position|职务/Title|Job Title|職務 Position|"
    "Designation|"
    "Job Title（职务）|职务/职称",
    "affiliation.department": "部门|部門|处室|Department|Dept.|Division",
    "mobile": "手机|手機號碼|流動電話|Mobile|Mobile No.|Cell phone|手机 Mobile|Mobile phone number|"
    "手机号码（请填写国际区号）|电话/手机|Tel/Mobile|WhatsApp",
    "phone": "电话|電話|Tel|Tel.|Phone|联系电话|联系人电话|Office phone|Contact number|座机",
    "email": "邮箱|郵箱|Email|E-mail|電郵|电子邮箱|Contact email|Work email|邮箱 E-mail|"
    "E-mail / 邮箱",
    "wechat": "微信|微信号|微信號|WeChat ID (微信)",
    "country_or_region": "国家/地区|國籍|Country|国家/地区 Country/Region|Nationality",
    "city": "城市|所在城市|City",
    "address": "地址|通讯地址|聯絡地址|Address|Postal address",
    "first_met": "初次会面|首次見面|First met (dd/mm/yyyy)",
    "tags": "标签|標籤|Tags",
    "remarks": "备注|備註|Remarks|备注 Notes",
}
SIDES = {
    "name.zh": "中文姓名|姓名(中文)|Chinese name|Name (Chinese)|中文名|Name (CN)|姓名（中）|"
    "中文姓名 Chinese Name",
    "name.en": "英文姓名|姓名（英文）|English name|Name in English|Name (EN)|英文名|姓名拼音|拼音|"
    "姓名_EN|外文姓名",
    "affiliation.title.zh": "职务（中文）|中文职务|Title in Chinese",
    "affiliation.title.en": "职务（英）|英文職務|English title|Title (English)",
}
OTHERS = {
    "organisation": {
        "name.en": "英文名称|Name of Organization (English)|单位英文名称",
        "short_name.zh": "中文简称|简称（中文）",
        "kind": "机构类型|單位性質|Type of organisation",
        "part_of": "上级机构|主管部門|Parent organisation",
        "website": "网址|官網|Website|URL",
        "wicco_membership": "会员状态|會籍|Membership status",
        "member_since": "入会时间|Member since",
        "founded": "成立时间|Established",
        "other_names": "曾用名|Also known as",
    },
    "meeting": {
        "date": "会议日期|會議日期|Meeting date|日期 Date",
        "start": "开始时间|Start time",
        "host": "接待单位|東道機構|Hosted by",
        "delegation": "代表團|团组|Delegation",
        "kind": "会议形式|Format",
        "time_zone": "时区|Time zone",
    },
    "event": {
        "organiser": "主办单位|主辦方|Organizer|Organised by",
        "start": "开幕日期|Start date",
        "end": "结束日期|End date",
        "exhibitors": "参展商数量|Number of exhibitors",
        "countries_and_regions": "参展国家数|Countries",
    },
    "follow_up": {
        "owner": "负责人|責任人|Person in charge|Assigned to",
        "due": "截止日期|完成期限|Deadline",
        "status": "进展|狀態|Status",
        "done_on": "实际完成时间|Completed on",
        "organisation": "相关单位|Counterpart",
    },
}


def paths_under(text: str, kind: str) -> tuple[str, ...]:
    return understood([[text], ["x"]], kind=kind).column(0).paths


def reason_of(found: Understood, index: int) -> Mapping[str, object]:
    reason = found.column(index).reason
    assert reason is not None
    return reason.parameters


@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.parametrize("kind", IMPORTED)
class TestOurs:
    def test_no_two_columns_have_the_same(self, kind: str, setting: Headings) -> None:
        headings = [heading(column, setting) for column in sheet_columns(kind, remarks=True)]
        assert len(set(headings)) == len(headings)

    def test_all_come_back_and_tell_their_kind(self, kind: str, setting: Headings) -> None:
        columns = sheet_columns(kind, remarks=True)
        found = understood([[heading(c, setting) for c in columns], ["x"] * len(columns)])
        assert found.plan.kind == kind
        assert [c.paths for c in found.plan.columns] == [(c.path,) for c in columns]

    def test_each_comes_back_by_itself(self, kind: str, setting: Headings) -> None:
        for column in sheet_columns(kind, remarks=True):
            assert paths_under(heading(column, setting), kind) == (column.path,)

    def test_decomposed_and_padded_they_are_the_same(self, kind: str, setting: Headings) -> None:
        for column in sheet_columns(kind, remarks=True):
            text = unicodedata.normalize("NFD", f"\u00a0{heading(column, setting)} ")
            assert paths_under(text, kind) == (column.path,)


def test_columns_of_ids_and_codes_in_either_language() -> None:
    for language in LANGUAGES:
        code = Translator(language).tr(CODE)
        found = understood(
            [[code, "姓名", "手机", "wicco_id", "wicco_export"], ["A", "陈祖荣", "1"]]
        )
        held = [column.holds for column in found.plan.columns]
        assert held == [ROW_CODE, "", "", ID, EXPORT]


@pytest.mark.parametrize(
    ("text", "base"), [(text, base) for base, names in KNOWN.items() for text in names.split("|")]
)
def test_names_in_use_for_fields_of_contacts(text: str, base: str) -> None:
    found = paths_under(text, "contact")
    assert {path.removesuffix(".zh").removesuffix(".en") for path in found} == {base}


@pytest.mark.parametrize(
    ("text", "path"), [(text, path) for path, names in SIDES.items() for text in names.split("|")]
)
def test_heading_that_names_its_language(text: str, path: str) -> None:
    assert paths_under(text, "contact") == (path,)


@pytest.mark.parametrize(
    ("kind", "text", "path"),
    [
        (kind, text, path)
        for kind, fields in OTHERS.items()
        for path, names in fields.items()
        for text in names.split("|")
    ],
)
def test_names_in_use_of_other_kinds(kind: str, text: str, path: str) -> None:
    assert paths_under(text, kind) == (path,)


@pytest.mark.parametrize("text", ["单位/职务", "工作單位及職務", "Name / Company", "国家/城市"])
def test_column_of_several_fields_is_left_alone_with_a_doubt(text: str) -> None:
    found = understood([["姓名", text, "手机"], *([name, "x / y", "1"] for name in PEOPLE)])
    assert found.column(1).paths == ()
    assert found.column(1).doubt is not None


@pytest.mark.parametrize(
    "text", ["传真", "Fax No.", "身份证号码", "紧急联系电话", "Assistant's email"]
)
def test_what_is_kept_nowhere_is_left_alone(text: str) -> None:
    cells = "+853 6612 3456" if "mail" not in text else "a@example.org"
    found = understood([["姓名", text, "单位"], *([name, cells, "W"] for name in PEOPLE)])
    assert found.column(1) in found.plan.left_alone


def test_each_proposal_says_what_it_is_based_on() -> None:
    found = understood([["姓名", "手机", "Foo"], *([name, "1", "?"] for name in PEOPLE)])
    assert [column.reason is not None for column in found.plan.columns] == [True, True, False]
    assert reason_of(found, 1) == {"heading": "手机"}


class TestByContent:
    def test_emails_under_a_heading_nobody_knows(self) -> None:
        emails = ("a@example.org", "b@example.org", "c@example.org")
        found = understood([["姓名", "Post"], *map(list, zip(PEOPLE, emails, strict=True))])
        assert found.column(1).paths == ("email",)
        assert reason_of(found, 1) == {"share": 100}

    def test_emails_under_the_heading_of_telephones(self) -> None:
        cells = [["姓名", "联系方式"], *([name, "a@example.org"] for name in PEOPLE)]
        assert understood(cells).column(1).paths == ("email",)

    def test_telephones_under_contact(self) -> None:
        cells = [
            ["Company", "Contact", "Position"],
            *(["W", f"+853 6612 345{n}", "Head"] for n in "123"),
        ]
        assert understood(cells, kind="contact").column(1).paths in (("mobile",), ("phone",))

    def test_forms_of_address_under_title_beside_a_position(self) -> None:
        rows = [["Ms", "Ann Lee", "Head"], ["Mr", "Bo Li", "CEO"], ["Dr", "Jo Wu", "Dean"]]
        found = understood([["Title", "Name", "Position"], *rows])
        assert found.column(0).paths == ("courtesy_title",)
        assert found.all_of("affiliation.title.en") == ["Head", "CEO", "Dean"]

    def test_both_headings_in_one_language_above_both_scripts(self) -> None:
        latin = ("Chan Chou Wang", "Li Ming", "Wang Fang")
        found = understood(
            [["姓名", "姓名", "手机"], *([z, e, "1"] for z, e in zip(PEOPLE, latin, strict=True))]
        )
        assert (found.column(0).paths, found.column(1).paths) == (("name.zh",), ("name.en",))

    def test_headings_beside_each_other_above_the_other_script(self) -> None:
        latin = ("Chan Chou Wang", "Li Ming", "Wang Fang")
        found = understood(
            [["Name", "姓名", "手机"], *([z, e, "1"] for z, e in zip(PEOPLE, latin, strict=True))]
        )
        assert (found.column(0).paths, found.column(1).paths) == (("name.zh",), ("name.en",))

    def test_latin_names_without_heading_beside_the_chinese_ones(self) -> None:
        latin = ("Chan Chou Wang", "Li Ming", "Wang Fang")
        found = understood(
            [["姓名", None, "手机"], *([z, e, "1"] for z, e in zip(PEOPLE, latin, strict=True))]
        )
        assert found.column(1).paths == ("name.en",)

    def test_identity_numbers_are_no_telephones(self) -> None:
        rows = [[name, "44030119900307451X", f"{n}@example.org"] for n, name in enumerate(PEOPLE)]
        assert understood(rows).column(1).paths == ()

"""Every fact of the real visit is in the sample data and found in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from wicco_desktop.foundation.paths import resources_folder
from wicco_desktop.records import KINDS, Record
from wicco_desktop.services.sample_visit import FOLDER, enter_visit
from wicco_desktop.services.workspace import Workspace
from wicco_desktop.store.queries import Query
from wicco_desktop.store.store import Store
from wicco_desktop.store.writer import Writer

ME = Writer("Tester", "device-1", "laptop")

FACTS = [
    # kind, in English, in Chinese (None where the report gives none)
    ("organisation", "World Innovative Cities Cooperation Organization", "世界创新城市合作组织"),
    ("organisation", "WICCO", "创合组织"),
    ("organisation", "Begun in Shenzhen in 2021", "2021年在深圳发起"),
    ("organisation", "28 member cities", "28个会员城市"),
    ("organisation", "49 member organisations", "49个会员机构"),
    ("organisation", "22 countries and regions", "22个国家和地区"),
    ("organisation", "Macao Special Administrative Region", "澳门特别行政区"),
    ("organisation", "Shenzhen Municipal Foreign Affairs Office", "深圳市人民政府外事办公室"),
    ("delegation", "Macao SAR", "澳门特别行政区"),
    ("delegation", "international exchange under WICCO", "科技与国际交流合作"),
    ("delegation", "Eight occasions in all", "共八场活动"),
    ("contact", "Gu Ting", None),
    ("affiliation", "Vice President", "副会长"),
    ("organisation", "People's Association for Friendship with Foreign", "人民对外友好协会"),
    ("contact", "Sun Jin", None),
    ("affiliation", "Deputy Editor-in-Chief", "副总编辑"),
    ("organisation", "Shenzhen Daily", "英文《深圳日报》"),
    ("contact", "Wang Haolan", "王皓岚"),
    ("contact", "Took the photographs", "负责摄影"),
    ("organisation", "Economic and Technological Development Bureau", "经济及科技发展局"),
    ("organisation", "Macao SAR Government", "澳门特区政府"),
    ("contact", "Chan Chou Wang", "陈祖荣"),
    ("contact", "Chan Chou Weng", "陳祖榮"),
    ("contact", "Chen Zurong", "陈祖荣"),
    ("affiliation", "Technology Application and Support Division", "科技应用与支援处"),
    ("affiliation", "Head", "处长"),
    ("note", "work plan", "进展与工作计划"),
    ("note", "Exchange platforms", "交流平台"),
    ("note", "promotion events", "推介活动"),
    ("note", "science and technology fairs", "科技展会"),
    ("note", "research and development to market", "研发成果走向市场"),
    ("note", "universities main research bodies", "高校是澳门的主要科研机构"),
    ("note", "four State key laboratories", "四所国家重点实验室"),
    ("note", "platform towards the Portuguese-speaking countries", "面向葡语国家的平台"),
    ("organisation", "Macao Technology General Association", "澳门科技总会"),
    ("contact", "Jason Ho", "贺建东"),
    ("affiliation", "President", "会长"),
    ("note", "attract overseas enterprises", "吸引海外企业"),
    ("note", "events within BEYOND Expo", "BEYOND博览会期间举办科技活动"),
    ("organisation", "Greater Bay Area Office CPC Shenzhen Committee", "深圳市委大湾区办"),
    ("organisation", "Futian District Government", "福田区政府"),
    ("organisation", "Macau University of Science and Technology", "澳门科技大学"),
    ("meeting", "Representatives of the university", "该校代表"),
    ("organisation", "Laboratory of Lunar and Planetary Sciences", "月球与行星科学国家重点实验室"),
    ("organisation", "Quality Research in Chinese Medicine", "中药质量研究国家重点实验室"),
    ("organisation", "Permanent Secretariat, Forum for Economic and Trade", "常设秘书处"),
    (
        "organisation",
        "Economic and Trade Co-operation between China and Portuguese-speaking Countries (Macao)",
        "中国-葡语国家经贸合作论坛(澳门)",
    ),
    ("contact", "Ding Tian", "丁恬"),
    ("affiliation", "Deputy Secretary-General", "副秘书长"),
    ("note", "between the Greater Bay Area", "粤港澳大湾区与葡语国家"),
    ("note", "present the member cities", "推介会员城市"),
    ("note", "Joint promotion Portuguese-speaking cities", "共同推介"),
    ("organisation", "University of Macau", "澳门大学"),
    ("meeting", "During the visit", "访问期间"),
    ("organisation", "Internet of Things for Smart City", "智慧城市物联网国家重点实验室"),
    ("organisation", "Analog and Mixed-Signal VLSI", None),
    ("organisation", "Forum Macao", "中葡论坛"),
    ("organisation", "2003 by the Central Government", "2003年由中央政府"),
    ("organisation", "Ministry of Commerce", "商务部"),
    ("organisation", "Nine Portuguese-speaking members", "九个葡语成员国"),
    ("organisation", "Angola", "安哥拉"),
    ("organisation", "Brazil", "巴西"),
    ("organisation", "Cape Verde", "佛得角"),
    ("organisation", "Guinea-Bissau", "几内亚比绍"),
    ("organisation", "Equatorial Guinea", "赤道几内亚"),
    ("organisation", "Mozambique", "莫桑比克"),
    ("organisation", "Portugal", "葡萄牙"),
    ("organisation", "East Timor", "东帝汶"),
    ("organisation", "Sao Tome and Principe", "圣多美和普林西比"),
    ("event", "BEYOND International Technology Innovation Expo", "BEYOND 国际科技创新博览会"),
    ("event", "metaverse", "元宇宙"),
    ("event", "Healthcare", "生命科学"),
    ("event", "Sustainable technologies", "可持续发展"),
    ("event", "Consumer technologies", "消费科技"),
    ("event", "Over 500 exhibitors", "参展商超过500家"),
    ("event", "over 120 countries and regions", "超过120个国家和地区"),
    ("attachment", "Wang Haolan", "王皓岚"),
    ("attachment", "Macao, 25 November 2022", "2022年11月25日，澳门"),
]


@pytest.fixture(scope="module")
def visit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """The visit, entered once; the tests of this module only read."""
    store = Store.open(tmp_path_factory.mktemp("visit") / "visit.db", writer=ME)
    workspace = Workspace.over(store)
    enter_visit(workspace)
    yield workspace
    store.close()


def found(workspace: Workspace, kind: str, text: str) -> list[Record]:
    return [hit.record for hit in workspace.searching.search(text, kinds=[kind])]


def one(workspace: Workspace, kind: str, text: str) -> Record:
    record = found(workspace, kind, text)[0]
    assert text in (record.title("en"), record.title("zh")), record.values
    return record


@pytest.mark.parametrize(("kind", "en", "zh"), FACTS, ids=[fact[1] for fact in FACTS])
def test_a_fact_is_found_in_both_languages(
    visit: Workspace, kind: str, en: str, zh: str | None
) -> None:
    in_english = found(visit, kind, en)

    assert in_english
    if zh is not None:
        in_chinese = {record.id for record in found(visit, kind, zh)}
        assert in_chinese & {record.id for record in in_english}


def test_what_is_dated_and_counted_is_as_reported(visit: Workspace) -> None:
    wicco = one(visit, "organisation", "世界创新城市合作组织")
    forum = found(visit, "organisation", "2003")[0]
    macao = one(visit, "organisation", "澳门特别行政区")
    beyond = one(visit, "event", "BEYOND 国际科技创新博览会")
    delegation = one(visit, "delegation", "WICCO delegation to Macao")

    assert (wicco["founded"], forum["founded"]) == ("2021", "2003")
    assert macao["wicco_membership"] == "member"
    assert (beyond["start"], beyond["end"]) == ("2022-09-21", "2022-09-27")
    assert (beyond["exhibitors"], beyond["countries_and_regions"]) == (500, 120)
    assert (delegation["start"], delegation["end"]) == ("2022-11-23", "2022-11-25")


def test_the_delegation_has_its_leader_and_party(visit: Workspace) -> None:
    delegation = one(visit, "delegation", "WICCO delegation to Macao")

    members = [
        (member.contact.title("en"), member.membership["role"])
        for member in visit.delegations.members(delegation.id)
    ]

    assert members == [("Gu Ting", "leader"), ("Sun Jin", "member"), ("Wang Haolan", "member")]


def test_the_five_meetings_have_day_host_and_whom_they_met(visit: Workspace) -> None:
    delegation = one(visit, "delegation", "WICCO delegation to Macao")

    held = []
    for meeting in visit.meetings.of_delegation(delegation.id):
        host = visit.store.get("organisation", meeting.text("host"))
        assert host is not None
        theirs = [
            each.contact.title("zh") for each in visit.meetings.attendees(meeting.id, "theirs")
        ]
        bodies = [body.title("zh") for _link, body in visit.meetings.bodies(meeting.id)]
        held.append((meeting["date"], host.title("zh"), theirs + bodies))

    assert sorted(held, key=str) == sorted(
        [
            ("2022-11-23", "澳门特区政府经济及科技发展局", ["陈祖荣"]),
            ("2022-11-24", "澳门科技总会", ["贺建东", "深圳市委大湾区办", "福田区政府"]),
            ("2022-11-24", "澳门科技大学", []),
            ("2022-11-25", "中国-葡语国家经贸合作论坛(澳门)常设秘书处", ["丁恬"]),
            ("2022-11", "澳门大学", []),
        ],
        key=str,
    )


def test_laboratories_are_part_of_their_universities(visit: Workspace) -> None:
    laboratories = {
        record.title("en"): record.text("part_of")
        for record in visit.store.select(Query("organisation"))
        if record["kind"] == "laboratory"
    }
    names = {
        record.id: record.title("zh")
        for record in visit.store.many(laboratories.values(), "organisation").values()
    }

    assert sorted(names[owner] for owner in laboratories.values()) == [
        "澳门大学",
        "澳门大学",
        "澳门科技大学",
        "澳门科技大学",
    ]


def test_nothing_is_invented_about_people(visit: Workspace) -> None:
    for contact in visit.store.select(Query("contact")):
        for column in ("mobile", "phone", "email", "wechat", "address_en", "first_met"):
            assert contact[column] is None
    for meeting in visit.store.select(Query("meeting")):
        assert (meeting["start"], meeting["end"]) == (None, None)
    for note in visit.store.select(Query("note")):
        assert (note["speaker"], note["speaker_name"]) == (None, None)
    assert one(visit, "contact", "Sun Jin").title("zh") == ""


def test_notes_are_in_order_and_follow_ups_know_their_sentence(visit: Workspace) -> None:
    friday = found(visit, "meeting", "Portuguese-speaking countries")[0]

    notes = visit.notes.of(friday.id)

    assert [note.title("en").split()[0] for note in notes] == ["Exchange", "How", "Joint"]
    follow_up = visit.notes.follow_up_of(notes[-1].id)
    assert follow_up is not None
    assert follow_up["organisation"] == friday["host"]


def test_every_picture_is_kept_with_caption_day_and_credit(visit: Workspace) -> None:
    pictures = visit.store.select(Query("attachment"))

    assert len(pictures) == 4
    for picture in pictures:
        assert picture["caption_zh"]
        assert picture["caption_en"]
        assert picture.text("taken").startswith("2022-11-2")
        assert picture["credit"] == "Wang Haolan 王皓岚"
        assert picture["media_type"] == "image/jpeg"
        assert not visit.photos.is_missing(picture)
    assert list(visit.checking.problems()) == []


def test_every_text_is_in_both_languages(visit: Workspace) -> None:
    for kind in KINDS.values():
        for record in visit.store.select(Query(kind.key)):
            for spec in kind.fields:
                if spec.bilingual and (record.kind, spec.key) != ("contact", "name"):
                    sides = (record[spec.column("zh")], record[spec.column("en")])
                    assert all(sides) or not any(sides), (kind.key, spec.key, sides)


def test_one_undo_takes_the_visit_back_and_redo_brings_it_again(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "visit.db", writer=ME)
    workspace = Workspace.over(store)
    written = enter_visit(workspace)
    transaction = store.undoable()
    assert transaction is not None
    assert (transaction.id, transaction.through) == (written.transaction, "sample")

    workspace.editing.undo()

    assert sum(store.count(Query(kind)) for kind in KINDS) == 0
    workspace.editing.redo()
    assert sum(store.count(Query(kind)) for kind in KINDS) == len(written.changes)
    store.close()


def test_pictures_are_small() -> None:
    pictures = list((resources_folder() / FOLDER).glob("*.jpg"))

    assert len(pictures) == 4
    assert all(picture.stat().st_size < 30_000 for picture in pictures)

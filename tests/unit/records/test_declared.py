"""What is recorded, field by field, under the labels that are to be shown in both languages.

The labels are written out here a second time on purpose: this is what users were promised.
"""

from __future__ import annotations

import pytest

from wicco_desktop.foundation.languages import CHINESE, ENGLISH
from wicco_desktop.foundation.messages import Translator
from wicco_desktop.records import KINDS
from wicco_desktop.records.fields import FieldType

REMARKS = "remarks | Remarks / 备注 ⇄"

LABELS = {
    "organisation": ("Organisation / 机构", "organisations"),
    "contact": ("Contact / 联系人", "contacts"),
    "affiliation": ("Affiliation / 任职", "affiliations"),
    "delegation": ("Delegation / 代表团", "delegations"),
    "delegation_member": ("Delegation member / 代表团成员", "delegation-members"),
    "meeting": ("Meeting / 会议", "meetings"),
    "attendance": ("Attendance / 出席", "attendances"),
    "body_present": ("Other body present / 其他出席机构", "bodies-present"),
    "note": ("Note / 会议记录", "notes"),
    "follow_up": ("Follow-up / 待办", "follow-ups"),
    "event": ("Event / 活动", "events"),
    "topic": ("Topic / 合作领域", "topics"),
    "topic_link": ("Topic link / 合作领域关联", "topic-links"),
    "attachment": ("Attachment / 附件", "attachments"),
}

FIELDS = {
    "organisation": """
        name | Name / 名称 ⇄
        short_name | Short name / 简称 ⇄
        kind | Kind / 类型
        part_of | Part of / 上级机构
        country_or_region | Country or region / 国家或地区
        city | City / 城市 ⇄
        address | Address / 地址 ⇄
        website | Website / 网站
        wicco_membership | WICCO membership / 会员状态
        member_since | Member since / 入会日期
        founded | Founded / 成立
        about | About / 简介 ⇄
        other_names | Other names / 其他名称
    """,
    "contact": """
        name | Name / 姓名 ⇄
        other_spellings | Other spellings / 其他写法
        courtesy_title | Courtesy title / 称谓
        mobile | Mobile / 手机
        phone | Phone / 电话
        email | Email / 邮箱
        wechat | WeChat / 微信
        country_or_region | Country or region / 国家或地区
        city | City / 城市 ⇄
        address | Address / 地址 ⇄
        languages_spoken | Languages spoken / 语言
        first_met | First met / 初次会面
        tags | Tags / 标签
    """,
    "affiliation": """
        contact | Contact / 联系人
        organisation | Organisation / 机构
        department | Department / 部门 ⇄
        title | Title / 职务 ⇄
        start | From / 起
        end | Until / 止
        main | Main / 主要
    """,
    "delegation": """
        name | Name / 名称 ⇄
        sent_by | Sent by / 派出机构
        destination | Destination / 目的地 ⇄
        purpose | Purpose / 目的 ⇄
        start | From / 起
        end | Until / 止
    """,
    "delegation_member": """
        delegation | Delegation / 代表团
        contact | Contact / 联系人
        role | Role / 身份
        position | Position / 次序
    """,
    "meeting": """
        subject | Subject / 主题 ⇄
        kind | Kind / 形式
        delegation | Delegation / 代表团
        date | Date / 日期
        start | Start / 开始
        end | End / 结束
        time_zone | Time zone / 时区
        place | Place / 地点 ⇄
        host | Host / 东道机构
    """,
    "attendance": """
        meeting | Meeting / 会议
        contact | Contact / 联系人
        side | Side / 参会方
        role | Role / 身份
        position | Position / 次序
    """,
    "body_present": """
        meeting | Meeting / 会议
        organisation | Organisation / 机构
    """,
    "note": """
        meeting | Meeting / 会议
        position | Position / 次序
        speaker | Speaker / 发言人
        speaker_name | Speaker (as text) / 发言人（文字）
        kind | Kind / 类别
        text | Text / 内容 ⇄
        written_first | Written first / 原文语言
    """,
    "follow_up": """
        what | What / 事项 ⇄
        owner | Owner / 负责人
        due | Due / 期限
        status | Status / 状态
        done_on | Done on / 完成日期
        note | From note / 来源会议记录
        meeting | From meeting / 来源会议
        organisation | With organisation / 相关机构
    """,
    "event": """
        name | Name / 名称 ⇄
        organiser | Organiser / 主办方
        start | From / 起
        end | Until / 止
        venue | Venue / 场地 ⇄
        exhibitors | Exhibitors / 参展商数
        countries_and_regions | Countries and regions / 国家和地区数
        sections | Sections / 展区 ⇄
    """,
    "topic": """
        name | Name / 名称 ⇄
    """,
    "topic_link": """
        topic | Topic / 合作领域
        record | Linked record / 关联记录
    """,
    "attachment": """
        record | Belongs to / 所属记录
        file | File / 文件
        file_name | File name / 文件名
        media_type | File type / 文件类型
        size | Size in bytes / 大小（字节）
        caption | Caption / 说明 ⇄
        credit | Credit / 摄影
        taken | Taken / 拍摄时间
    """,
}

CHOICES = {
    "organisation.kind": "city 城市, government 政府部门, university 大学, laboratory 实验室, "
    "association 协会, company 企业, media 媒体, international body 国际组织, other 其他",
    "organisation.wicco_membership": "none 非会员, prospect 潜在, invited 已邀请, applied 已申请, "
    "member 会员, former 曾任会员",
    "delegation_member.role": "leader 团长, member 团员, interpreter 翻译, liaison 联络人",
    "meeting.kind": "meeting 会谈, visit 参观, call 通话, event 活动, meal 宴请",
    "attendance.side": "ours 我方, theirs 对方",
    "note.kind": "statement 发言, topic 议题, decision 决定, follow-up 待办",
    "follow_up.status": "open 未完成, done 已完成, dropped 已取消",
}

REQUIRED = {
    "organisation": {"name"},
    "contact": {"name"},
    "delegation": {"name"},
    "event": {"name"},
    "topic": {"name"},
    "follow_up": {"what"},
}
"""What is told to be missing; what a part belongs to is required too, or it would be nowhere."""


def both(label: str) -> str:
    english, chinese = (Translator(language).tr(label) for language in (ENGLISH, CHINESE))
    return f"{english} / {chinese}"


def test_every_kind_has_its_name_in_both_languages_and_on_the_command_line() -> None:
    assert {key: (both(kind.label), kind.plural) for key, kind in KINDS.items()} == LABELS


@pytest.mark.parametrize("kind", LABELS)
def test_every_field_is_there_under_its_labels(kind: str) -> None:
    declared = [
        f"{field.key} | {both(field.label)}{' ⇄' if field.bilingual else ''}"
        for field in KINDS[kind].fields
    ]
    wanted = [line.strip() for line in FIELDS[kind].strip().splitlines()]
    assert declared == [*wanted, REMARKS]


@pytest.mark.parametrize("where", CHOICES)
def test_every_choice_is_there_in_both_languages(where: str) -> None:
    kind, key = where.split(".")
    told = [both(choice.label).replace(" / ", " ") for choice in KINDS[kind].field(key).choices]
    assert ", ".join(told) == CHOICES[where]


def test_there_is_no_other_choice_field() -> None:
    declared = {
        f"{kind.key}.{field.key}"
        for kind in KINDS.values()
        for field in kind.fields
        if field.type is FieldType.CHOICE
    }
    assert declared == set(CHOICES)


@pytest.mark.parametrize("kind", LABELS)
def test_a_key_is_the_english_label_in_snake_case(kind: str) -> None:
    """Save where a label says what its bare word would not: From and Until, the way of a note."""
    spoken = {"From": "start", "Until": "end", "Start": "start", "End": "end"}
    spoken |= {
        "Belongs to": "record",
        "Linked record": "record",
        "Speaker (as text)": "speaker_name",
    }
    spoken |= {"File type": "media_type", "Size in bytes": "size"}
    spoken |= {"From note": "note", "From meeting": "meeting", "With organisation": "organisation"}
    for field in KINDS[kind].fields:
        label = Translator(ENGLISH).tr(field.label)
        assert field.key == spoken.get(label, label.lower().replace(" ", "_").replace("-", "_"))


@pytest.mark.parametrize("kind", LABELS)
def test_only_a_name_and_what_a_part_belongs_to_are_required(kind: str) -> None:
    required = {field.key for field in KINDS[kind].fields if field.required}
    parts = {field.key for field in KINDS[kind].references() if field.required}
    assert required - parts == REQUIRED.get(kind, set())


def test_remarks_stay_inside_unless_asked_for() -> None:
    assert not any(kind.field("remarks").exported for kind in KINDS.values())

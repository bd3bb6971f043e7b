"""Of which kind the records of a sheet are shows in its headings, in either language."""

from __future__ import annotations

import pytest

from tests.unit.exchange.interpreting.sheets import understood

KINDS: dict[str, tuple[str, ...]] = {
    "contact": (
        "序号 姓名 性别 单位 职务 手机 邮箱",
        "姓名 单位 职务 联系电话 电子邮箱 备注",
        "联系人 公司 职位 手机 微信",
        "姓名|Name 单位|Organisation 职务|Title 手机|Mobile 邮箱|Email",
        "单位名称 联系人 职务 手机 邮箱",
        "國家 城市 機構 姓名 職務 電話 電郵",
        "公司名称 联系人 联系电话 地址",
        "姓名 单位及职务 联系方式",
        "姓 名 单位 职务 手机",
        "嘉宾 单位 职务",
        "Name Organisation Title Mobile Email",
        "No. Full_name Company Position Tel E-mail",
        "First_name Last_name Company Job_title Email",
        "Family_name Given_name Affiliation Country Email",
        "Name Country City Email",
        "Organisation Contact_person Position Phone Email Address Country",
        "Delegate Institution Designation Mobile",
        "Salutation Name Organisation Remarks",
        "Participant Organization Position Email_address",
        "Contact_name Company_name Contact_email Contact_phone",
    ),
    "organisation": (
        "名称 类型 国家 城市 网站",
        "机构名称 简称 国家 城市 地址 网址",
        "序号 单位名称 性质 国家或地区 官网",
        "会员单位 国家 城市 入会日期",
        "公司名称 简介 成立时间 网站",
        "機構名稱 類型 國家 城市 網站",
        "机构名称（中文） 机构名称（英文） 国家 城市",
        "名称|Name 类型|Type 国家|Country 城市|City",
        "单位 上级单位 网址",
        "名称 缩写 成立日期",
        "Name Type Country City Website",
        "Organisation Short_name Country Website Membership",
        "Organization_name Acronym Country Member_since",
        "Institution Country City Founded About",
        "Company Parent Website Address",
        "Organisation_name Abbreviation City Homepage",
        "Member Country Member_since Website",
        "Name Short_name Website Founded",
        "Organisation Type Part_of Website",
        "Company_name Website Profile",
    ),
    "meeting": (
        "日期 时间 地点 主题 主办单位",
        "会议日期 会议名称 地点 代表团",
        "主题 形式 日期 开始 结束 地点",
        "日期 会见单位 议题 地点",
        "會議主題 日期 地點",
        "会议主题 会议时间 会议地点",
        "主题 日期 开始时间 结束时间 时区",
        "日期|Date 主题|Subject 地点|Place 东道机构|Host",
        "会议名称 日期 接待单位",
        "日期 开始 结束 会议主题 地点 备注",
        "Date Start End Subject Place",
        "Date Time Venue Topic Host",
        "Meeting Date Start_time End_time Location",
        "Subject Kind Date Host",
        "Meeting_title Meeting_date Place Delegation",
        "Subject Date Start Time_zone Place",
        "Date Subject Delegation Host",
        "Topic Date Place",
        "Meeting Date Place Host Remarks",
        "Day Meeting_title Start End",
    ),
    "event": (
        "活动名称 主办方 开始日期 结束日期 地点",
        "名称 主办单位 起 止 场地",
        "展会 主办机构 展馆 参展商数",
        "活动 承办单位 开始 结束 场馆",
        "活动名称 日期 地点 主办方",
        "活動名稱 主辦單位 場地",
        "活动名称|Event 主办方|Organiser 场地|Venue",
        "活动名称 开始日期 结束日期",
        "展会 展区 参展商数",
        "活动 主办方 场地 备注",
        "Event Organiser From Until Venue",
        "Event_name Organizer Start_date End_date Location",
        "Event Start End Exhibitors",
        "Event_name Organised_by Place Exhibitors Sections",
        "Event Venue Exhibitors",
        "Event_name Start_date End_date Venue",
        "Name Organiser From Until Venue",
        "Event Organizer Countries_and_regions",
        "Event_name From Until",
        "Event Host Venue Start_date End_date",
    ),
    "follow_up": (
        "事项 负责人 期限 状态",
        "任务 责任人 截止日期 进展",
        "待办事项 经办人 完成期限 备注",
        "序号 工作内容 负责人 完成时间 状态",
        "事项 負責人 狀態",
        "事项|Task 负责人|Owner 期限|Due",
        "待办 负责人 截止日期",
        "工作内容 责任人 完成期限 进度",
        "事项 负责人 来源会议 状态",
        "任务 负责人 到期 完成日期",
        "Task Owner Due_date Status",
        "Action_item Responsible Deadline Status Remarks",
        "What Who By_when",
        "To_do Assignee Due",
        "Action Owner Due Progress",
        "Follow-up Owner Status Meeting",
        "Task Responsible Deadline",
        "No. Action Person_in_charge Due_date Status",
        "Task Owner Status Date_completed",
        "Action_item Owner Due_date",
    ),
}
"""Rows of headings as they are met; ``_`` stands for a space, ``|`` for one between languages."""


def headings_of(line: str) -> list[str]:
    return [text.replace("_", " ").replace("|", " ") for text in line.split()]


@pytest.mark.parametrize(
    ("kind", "line"), [(kind, line) for kind, lines in KINDS.items() for line in lines]
)
def test_kind_is_told_by_headings(kind: str, line: str) -> None:
    headings = headings_of(line)
    found = understood([headings, ["甲"] * len(headings), ["乙"] * len(headings)])
    assert found.plan.kind == kind
    assert found.plan.header_row == 1

"""Minutes say who was there with the post of that day, who said what, what is to be done."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wicco_desktop.foundation.formats import format_date, format_date_with_weekday
from wicco_desktop.foundation.languages import CHINESE, ENGLISH
from wicco_desktop.foundation.messages import NC_, Translator
from wicco_desktop.records import Record
from wicco_desktop.services.minutes import BLANK, MeetingMinutes, Person, Turn
from wicco_desktop.services.minutes_html import minutes_html
from wicco_desktop.services.notes import NewFollowUp, NewNote
from wicco_desktop.services.sample_visit import enter_visit
from wicco_desktop.services.workspace import Workspace
from wicco_desktop.store.queries import Query

EMPTY = MeetingMinutes(BLANK, "", "", "", "", BLANK, BLANK, (), (), (), (), (), ())


@pytest.fixture
def meeting(workspace: Workspace) -> Record:
    """A meeting of two sides with notes, a decision and a follow-up."""
    editing, people = workspace.editing, workspace.people
    bureau = editing.create("organisation", {"name_en": "Bureau", "name_zh": "经济局"})
    office = editing.create("organisation", {"name_en": "Office", "name_zh": "外办"})
    chan = editing.create("contact", {"name_en": "Chan Chou Wang", "name_zh": "陈祖荣"})
    gu = editing.create("contact", {"name_en": "Gu Ting"})
    people.add_post(
        chan.id,
        {
            "organisation": bureau.id,
            "department_en": "Support Division",
            "department_zh": "支援处",
            "title_en": "Head",
            "title_zh": "处长",
        },
    )
    held = editing.create(
        "meeting",
        {
            "subject_en": "Fairs",
            "subject_zh": "展会",
            "date": "2022-11-23",
            "start": "10:00",
            "end": "11:30",
            "time_zone": "Asia/Macau",
            "place_en": "Macao",
            "place_zh": "澳门",
            "host": bureau.id,
        },
    )
    workspace.meetings.attend(held.id, gu.id, "ours")
    workspace.meetings.attend(held.id, chan.id, "theirs", "chair")
    workspace.meetings.set_bodies(held.id, [office.id])
    workspace.notes.add(
        held.id,
        [
            NewNote({"en": "Talent and land.", "zh": "人才与土地。"}, kind="topic"),
            NewNote({"en": "We hold three fairs.", "zh": "我们办三个展会。"}, chan.id),
            NewNote({"en": "All in autumn."}, chan.id),
            NewNote({"zh": "我们会来。"}, speaker_name="A guest"),
            NewNote({"en": "One fair together.", "zh": "共办一个展会。"}, kind="decision"),
        ],
    )
    workspace.notes.add(
        held.id,
        [NewNote({"en": "Send the plan.", "zh": "发送计划。"}, gu.id, kind="follow_up")],
        NewFollowUp(owner=gu.id, due="2022-12-01"),
    )
    return held


def plain(rich: str) -> str:
    """What a reader sees, a row a line, a cell apart from the next."""
    rich = re.sub(r"<style>.*?</style>", "", rich, flags=re.DOTALL)
    rich = rich.replace("</td><td", " | </td><td").replace("<br>", " / ")
    return html.unescape(re.sub(r"<[^>]+>", "", rich)).strip()


def test_the_minutes_of_a_meeting_read_as_an_office_writes_them(
    workspace: Workspace, meeting: Record
) -> None:
    told = plain(minutes_html(workspace.minutes.of_meeting(meeting), ENGLISH)).splitlines()

    zh = Translator(CHINESE).tr
    day, due = format_date_with_weekday("2022-11-23", CHINESE), format_date("2022-12-01", CHINESE)
    zone = zh("({place} time)", place="澳门")
    chair = "陈祖荣　经济局支援处处长（chair）"
    assert told == [
        "Fairs | 展会",
        f"Wed 23 Nov 2022 10:00–11:30 (Macao time) | {day} 10:00–11:30 {zone}",
        f"Place: Macao | {labelled('Place', '澳门')}",
        f"Host: Bureau | {labelled('Host', '经济局')}",
        f"Present on our side | {zh('Present on our side')}",
        "Gu Ting | Gu Ting",
        f"Present on their side | {zh('Present on their side')}",
        f"Chan Chou Wang, Head, Support Division, Bureau (chair) | {chair}",
        f"Other bodies present | {zh('Other bodies present')}",
        "Office | 外办",
        f"Notes | {zh(NC_('minutes', 'Notes'))}",
        "Talent and land. | 人才与土地。",
        "Chan Chou Wang | 陈祖荣",
        "We hold three fairs. | 我们办三个展会。",
        "All in autumn. | All in autumn.",
        "A guest | A guest",
        "我们会来。 | 我们会来。",
        f"Decisions | {zh(NC_('minutes', 'Decisions'))}",
        "One fair together. | 共办一个展会。",
        f"Follow-ups | {zh('Follow-ups')}",
        f"Send the plan. / Gu Ting, Due: 1 Dec 2022 | 发送计划。 / Gu Ting，{labelled('Due', due)}",
    ]


def labelled(label: str, value: str) -> str:
    zh = Translator(CHINESE).tr
    return zh("{label}: {value}", label=zh(label), value=value)


def test_the_users_language_stands_first(workspace: Workspace, meeting: Record) -> None:
    told = plain(minutes_html(workspace.minutes.of_meeting(meeting), CHINESE)).splitlines()

    assert told[0] == "展会 | Fairs"
    assert told[1].startswith(format_date_with_weekday("2022-11-23", CHINESE))


def test_a_title_changed_later_does_not_change_the_minutes_of_before(
    workspace: Workspace, meeting: Record
) -> None:
    before = workspace.minutes.of_meeting(meeting)
    (chan,) = (entry.contact for entry in workspace.meetings.attendees(meeting.id, "theirs"))
    (old,) = workspace.people.posts(chan.id)

    workspace.editing.change("affiliation", old.affiliation.id, {"end": "2023-05"})
    new = workspace.people.add_post(
        chan.id,
        {
            "organisation": old.affiliation["organisation"],
            "title_en": "Director",
            "start": "2023-06",
        },
    )
    workspace.people.make_main(new.id)

    assert workspace.minutes.of_meeting(meeting) == before
    workspace.editing.change("meeting", meeting.id, {"date": "2023-07-01"})
    later = workspace.minutes.of_meeting(workspace.editing.record("meeting", meeting.id))
    assert later.theirs[0].title["en"] == "Director"


def test_a_follow_up_that_is_done_says_when(workspace: Workspace, meeting: Record) -> None:
    (follow_up,) = workspace.store.select(Query("follow_up"))
    workspace.editing.change("follow_up", follow_up.id, {"status": "done", "done_on": "2022-11-30"})

    told = plain(minutes_html(workspace.minutes.of_meeting(meeting), ENGLISH))

    assert "Gu Ting, Due: 1 Dec 2022, Done on: 30 Nov 2022" in told


def test_the_minutes_of_a_visit_have_its_party_and_every_meeting(workspace: Workspace) -> None:
    enter_visit(workspace)
    (delegation,) = workspace.store.select(Query("delegation"))

    minutes = workspace.minutes.of_delegation(delegation)
    told = plain(minutes_html(minutes, ENGLISH))

    days = [meeting.date for meeting in minutes.meetings]
    assert days == ["2022-11-23", "2022-11-24", "2022-11-24", "2022-11-25", "2022-11"]
    assert "23–25 Nov 2022" in told
    assert "2022年11月23日至25日" in told
    assert "Gu Ting, Vice President, Shenzhen People's Association for Friendship" in told
    leader = Translator(CHINESE).tr("leader")
    assert f"Gu Ting　深圳市人民对外友好协会副会长（{leader}）" in told
    assert "陈祖荣　澳门特区政府经济及科技发展局科技应用与支援处处长" in told
    assert "深圳市委大湾区办" in told


@given(st.text(alphabet="<>&\"'a\n", max_size=30).filter(str.strip))
def test_whatever_is_written_stays_text(written: str) -> None:
    texts = {"en": written, "zh": f"<script>{written}</script>"}
    minutes = MeetingMinutes(
        texts, written, written, written, written, texts, texts,
        (Person(texts, texts, texts, texts, written),), (), (texts,), (Turn(texts, (texts,)),),
        (), (),
    )  # fmt: skip

    rich = minutes_html(minutes, ENGLISH)

    tags = set(re.findall(r"<(/?[^\s>]*)", rich))
    assert tags <= {
        *("html", "head", "style", "body", "table", "tr", "td", "h1", "h3", "span", "br"),
        *("/html", "/head", "/style", "/body", "/table", "/tr", "/td", "/h1", "/h3", "/span"),
    }
    assert html.escape(written).replace("\n", "<br>") in rich


def test_minutes_of_nothing_are_empty_not_wrong() -> None:
    assert plain(minutes_html(EMPTY, ENGLISH)) == "|"

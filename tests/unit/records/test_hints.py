"""Hints are said at the field, in the order of the form, and only where something looks wrong."""

from __future__ import annotations

import pytest

from wicco_desktop.foundation.identifiers import new_id
from wicco_desktop.foundation.messages import Translator
from wicco_desktop.records import KINDS, Value
from wicco_desktop.records.hints import hints

HOST = new_id()


def told(kind: str, values: dict[str, Value], linked: dict[str, Value] | None = None) -> list[str]:
    found = hints(KINDS[kind], values, linked)
    return [f"{hint.column}: {Translator().text(hint.message)}" for hint in found]


def test_an_empty_record_has_no_hints() -> None:
    for kind in KINDS.values():
        assert hints(kind, {}) == []
        assert hints(kind, dict.fromkeys(kind.columns)) == []


def test_a_complete_contact_has_no_hints() -> None:
    assert (
        told(
            "contact",
            {
                "name_zh": "陈祖荣",
                "name_en": "Chan Chou Wang",
                "email": "someone@example.org",
                "mobile": "+853 6612 3456 / 6612 3457",
                "phone": "0755-8888 9999 转 12",
                "city_zh": "澳门",
                "city_en": "Macao",
            },
        )
        == []
    )


@pytest.mark.parametrize("email", ["someone", "a@b", "a@@b.org", "a b@c.org", "@b.org", "a@b..org"])
def test_a_wrong_email_is_told(email: str) -> None:
    assert told("contact", {"name_en": "Gu Ting", "email": email}) == [
        "email: This does not look like an email address."
    ]


@pytest.mark.parametrize("phone", ["12", "ask her", "1" * 16, "+853 6612 3456 home?"])
def test_an_odd_telephone_number_is_told(phone: str) -> None:
    assert told("contact", {"name_en": "Gu Ting", "mobile": phone}) == [
        "mobile: This does not look like a telephone number."
    ]


def test_a_website_without_a_dot_is_told() -> None:
    assert told("organisation", {"name_en": "WICCO", "website": "wicco"}) == [
        "website: A website is written like www.example.org."
    ]
    for website in ("wicco.org", "https://www.must.edu.mo/cn/a?b=c.d#e", "http://例子.中国/"):
        assert told("organisation", {"name_en": "WICCO", "website": website}) == []


def test_a_missing_name_is_told_once_and_first() -> None:
    assert told("contact", {"email": "wrong"}) == [
        "name_zh: Required in at least one language.",
        "email: This does not look like an email address.",
    ]


def test_an_end_before_its_start_is_told_for_dates_and_times() -> None:
    assert told("delegation", {"name_en": "Macao", "start": "2022-11-25", "end": "2022-11-23"}) == [
        "end: The end is before the start."
    ]
    assert told("delegation", {"name_en": "Macao", "start": "2022-11-25", "end": "2022"}) == []
    meeting: dict[str, Value] = {"host": HOST, "date": "2022-11-23"}
    assert told("meeting", meeting | {"start": "11:30", "end": "10:00"}) == [
        "end: The end is before the start."
    ]
    assert told("meeting", meeting | {"start": "10:00", "end": "11:30"}) == []


def test_a_meeting_misses_its_date_and_host() -> None:
    assert told("meeting", {"subject_en": "Work plan"}) == [
        "date: No date yet.",
        "host: No host yet.",
    ]


def test_a_meeting_outside_the_dates_of_its_delegation_is_told() -> None:
    meeting: dict[str, Value] = {"host": HOST, "date": "2022-11-26"}
    trip: dict[str, Value] = {"delegation.start": "2022-11-23", "delegation.end": "2022-11-25"}
    outside = ["date: This is not within the dates of the delegation."]
    assert told("meeting", meeting, trip) == outside
    assert told("meeting", meeting | {"date": "2022-11-22"}, trip) == outside
    assert told("meeting", meeting | {"date": "2022-11-25"}, trip) == []


def test_a_follow_up_due_before_its_meeting_is_told() -> None:
    follow_up: dict[str, Value] = {"what_en": "Send the list", "due": "2022-11-22"}
    assert told("follow_up", follow_up, {"meeting.date": "2022-11-23"}) == [
        "due: This is before the meeting it comes from."
    ]
    assert told("follow_up", follow_up) == []


def test_a_member_since_before_the_foundation_is_told() -> None:
    values: dict[str, Value] = {"name_en": "X Lab", "founded": "2021", "member_since": "2020-05"}
    assert told("organisation", values) == [
        "member_since: This is before the organisation was founded."
    ]


@pytest.mark.parametrize(
    ("column", "text", "wrong"),
    [
        ("name_en", "陈祖荣", True),
        ("name_en", "Chan Chou Wang (陈)", False),
        ("name_zh", "Economic and Technological Development Bureau", True),
        ("name_zh", "BEYOND 国际科技创新博览会", False),
        ("name_zh", "WICCO", False),
        ("name_zh", "João", False),
        ("name_en", "João da Silva", False),
    ],
)
def test_a_text_on_the_wrong_side_is_told_softly(column: str, text: str, wrong: bool) -> None:
    found = told("organisation", {column: text})
    assert [line.startswith(f"{column}: This is the") for line in found] == [True] * wrong

"""What rows and headings say, kind by kind, in both languages."""

from __future__ import annotations

from datetime import date

import pytest

from wicco_desktop.foundation.languages import CHINESE, ENGLISH, Language
from wicco_desktop.foundation.messages import Translator
from wicco_desktop.records import KINDS
from wicco_desktop.services.headings import Headings
from wicco_desktop.services.listing import Listing, Part, Row, Wanted
from wicco_desktop.services.sortings import SORTINGS, sorting, sortings
from wicco_desktop.services.workspace import Workspace

TODAY = date(2022, 11, 24)


def wanted(kind: str, order: str = "", language: Language = ENGLISH) -> Wanted:
    return Wanted(Translator(language), sorting(kind, order), TODAY)


def row_of(
    workspace: Workspace,
    listed: str,
    order: str = "",
    language: Language = ENGLISH,
    /,
    **values: object,
) -> Row:
    made = workspace.editing.create(listed, values)
    listing = Listing(workspace.store, workspace.people)
    (row,) = listing.rows(listed, [made.id], wanted(listed, order, language))
    assert row is not None
    return row


def heading(
    workspace: Workspace, kind: str, order: str, key: str, language: Language = ENGLISH
) -> str:
    told = Headings(workspace.store).of(kind, [key], wanted(kind, order, language))
    return told[key]


def test_rows_come_in_the_order_asked_for_and_what_is_not_there_is_none(
    workspace: Workspace,
) -> None:
    one, two = (workspace.editing.create("contact", {"name_en": name}) for name in "ab")
    listing = Listing(workspace.store, workspace.people)
    ids = [two.id, "00000000-0000-7000-8000-000000000000", one.id]
    rows = listing.rows("contact", ids, wanted("contact"))
    assert [row and row.text for row in rows] == ["b", None, "a"]


def test_a_name_falls_back_to_the_other_language_and_says_so(workspace: Workspace) -> None:
    row = row_of(workspace, "contact", name_zh="陈祖荣")
    assert (row.text, row.other, row.fallback) == ("陈祖荣", "", "中文")
    row = row_of(workspace, "contact", "", CHINESE, name_en="Sun Jin")
    assert (row.text, row.fallback) == ("Sun Jin", "English")
    row = row_of(workspace, "contact", name_en="Chan", name_zh="陈")
    assert (row.text, row.other, row.fallback) == ("Chan", "陈", "")


def test_what_has_no_name_says_so(workspace: Workspace) -> None:
    row = row_of(workspace, "meeting", date="2022-11-23")
    assert row.unnamed
    assert row.text == "(no name)"


def test_an_organisation_shows_kind_city_and_membership(workspace: Workspace) -> None:
    values = {
        "name_en": "City of Macao",
        "kind": "city",
        "city_en": "Macao",
        "wicco_membership": "member",
    }
    assert row_of(workspace, "organisation", **values).detail == "city · Macao · member"
    values["wicco_membership"] = "none"
    assert row_of(workspace, "organisation", **values).detail == "city · Macao"


@pytest.mark.parametrize(("kind", "where"), [("delegation", "destination"), ("event", "venue")])
def test_a_journey_shows_dates_and_place(workspace: Workspace, kind: str, where: str) -> None:
    row = row_of(
        workspace,
        kind,
        "",
        CHINESE,
        name_zh="访问",
        start="2022-11-23",
        end="2022-11-25",
        **{f"{where}_zh": "澳门", f"{where}_en": "Macao"},
    )
    assert row.detail == "2022年11月23日至25日 · 澳门"


@pytest.mark.parametrize(
    ("order", "expected"),
    [("latest", "10:00"), ("name", "Wed 23 Nov 2022 10:00"), ("delegation", "23 Nov 10:00")],
)
def test_a_meeting_says_of_its_day_what_the_heading_does_not(
    workspace: Workspace, order: str, expected: str
) -> None:
    row = row_of(workspace, "meeting", order, subject_en="x", date="2022-11-23", start="10:00")
    assert row.detail == expected


def test_a_meeting_of_a_delegation_shows_the_weekday_and_its_host(workspace: Workspace) -> None:
    visit = workspace.editing.create("delegation", {"name_en": "Visit"})
    host = workspace.editing.create(
        "organisation", {"name_en": "Development Bureau", "short_name_en": "DSEDT"}
    )
    values = {"date": "2022-11-23", "start": "10:00", "host": host.id, "delegation": visit.id}
    assert row_of(workspace, "meeting", **values).detail == "Wed 10:00 · DSEDT"
    workspace.editing.delete([("organisation", host.id)])
    row = row_of(workspace, "meeting", **values)
    assert row.parts[-1] == Part("DSEDT (in the Trash)", gone=True)


def test_a_follow_up_shows_when_it_is_due_and_whose_it_is(workspace: Workspace) -> None:
    owner = workspace.editing.create("contact", {"name_en": "Gu Ting"})
    row = row_of(workspace, "follow_up", what_en="x", due="2022-11-25", owner=owner.id)
    assert row.detail == "due tomorrow · Gu Ting"
    row = row_of(workspace, "follow_up", what_en="x", due="2022-11-20", status="open")
    assert row.parts == (Part("overdue since 20 Nov", "decide"),)
    row = row_of(workspace, "follow_up", what_en="x", due="2022-11-20", status="done")
    assert row.faded
    assert row.detail == "due 20 Nov · done"


def test_meetings_stand_under_their_delegation_with_its_dates(workspace: Workspace) -> None:
    visit = workspace.editing.create(
        "delegation",
        {"name_en": "Macao visit", "start": "2022-11-23", "end": "2022-11-25"},
    )
    told = heading(workspace, "meeting", "delegation", visit.id)
    assert told == "Macao visit · 23–25 Nov 2022"
    workspace.editing.delete([("delegation", visit.id)])
    told = heading(workspace, "meeting", "delegation", visit.id)
    assert told == "Macao visit (in the Trash) · 23–25 Nov 2022"


@pytest.mark.parametrize(
    ("kind", "order", "key", "expected"),
    [
        ("meeting", "delegation", "2022-11", "This month"),
        ("meeting", "delegation", "2022-10", "Earlier · Oct 2022"),
        ("meeting", "delegation", "2023-01", "Coming up · Jan 2023"),
        ("meeting", "delegation", "2021", "Earlier · 2021"),
        ("meeting", "delegation", "", "Date: –"),
        ("meeting", "latest", "2022-11-23", "Wed 23 Nov 2022"),
        ("meeting", "host", "", "Host: –"),
        ("contact", "name", "c", "C"),
        ("contact", "name", "7", "#"),
        ("contact", "country", "MO", "Macao"),
        ("organisation", "kind", "laboratory", "Laboratory"),
        ("delegation", "latest", "2022", "2022"),
    ],
)
def test_headings(workspace: Workspace, kind: str, order: str, key: str, expected: str) -> None:
    assert heading(workspace, kind, order, key) == expected


def test_every_order_names_columns_that_there_are() -> None:
    for kind, offered in SORTINGS.items():
        assert len({one.key for one in offered}) == len(offered)
        for one in offered:
            for entry in one.order:
                for name in entry.removeprefix("-").split("|"):
                    by, _, column = name.rpartition(".")
                    target = KINDS[kind].field(by).targets[0] if by else kind
                    assert column in KINDS[target].table.c


def test_the_usual_order_is_taken_where_an_unknown_one_is_asked_for() -> None:
    assert sorting("contact", "by shoe size") is sortings("contact")[0]
    assert sorting("contact", None) is sortings("contact")[0]
    assert sortings("topic")[0].key == "name"

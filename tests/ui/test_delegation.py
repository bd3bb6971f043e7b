"""The panel of a delegation: members by keys, the programme by day, a visit planned in one go."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from wicco_desktop.foundation.languages import CHINESE
from wicco_desktop.ui.delegation.inline_list import InlineList
from wicco_desktop.ui.delegation.panel import DelegationPanel
from wicco_desktop.ui.delegation.plan_dialog import PlanDialog
from wicco_desktop.ui.editors.suggestions import Creation
from wicco_desktop.ui.session import Session

Key, Modifier = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def visit(make_record: Any) -> str:
    made = make_record(
        "delegation",
        name_en="Macao visit",
        name_zh="澳门访问",
        start="2022-11-23",
        end="2022-11-25",
    )
    return str(made.id)


@pytest.fixture
def people(make_record: Any) -> dict[str, str]:
    named = {"Gu Ting": None, "Sun Jin": None, "Wang Haolan": "王皓岚"}
    return {
        name: make_record("contact", name_en=name, name_zh=chinese).id
        for name, chinese in named.items()
    }


@pytest.fixture
def hosts(make_record: Any) -> dict[str, str]:
    bodies = {
        "DSEDT": "经济及科技发展局",
        "Macao Technology General Association": "澳门科技总会",
        "Macau University of Science and Technology": "澳门科技大学",
    }
    return {
        name: make_record("organisation", name_en=name, name_zh=chinese).id
        for name, chinese in bodies.items()
    }


@pytest.fixture
def panel(session: Session, qtbot: QtBot, visit: str) -> Iterator[DelegationPanel]:
    made = DelegationPanel(session, "delegation")
    qtbot.addWidget(made)
    made.resize(760, 900)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.show_record(visit)
    qtbot.waitUntil(lambda: len(made.programme.days) == 3)
    yield made
    made.flush()


def shown(view: InlineList) -> list[str]:
    """What the rows say, as text."""
    return [
        " | ".join(filter(None, (row.text, row.other, row.detail, row.side)))
        for row in view.rows.rows
    ]


def press(widget: QWidget, qtbot: QtBot, *keys: Qt.Key, held: Any = Modifier.NoModifier) -> None:
    for key in keys:
        QTest.keyClick(widget, key, held)


def add(panel: DelegationPanel, qtbot: QtBot, typed: str) -> None:
    line, before = panel.members.line, len(panel.members.list.rows.rows)
    line.setFocus()
    QTest.keyClicks(line, typed)
    press(line, qtbot, Key.Key_Return)
    qtbot.waitUntil(lambda: len(panel.members.list.rows.rows) == before + 1)


def test_members_are_added_by_initials_the_first_one_leads(
    panel: DelegationPanel, people: dict[str, str], qtbot: QtBot
) -> None:
    add(panel, qtbot, "gt")
    add(panel, qtbot, "wanghaolan")
    assert shown(panel.members.list) == ["Gu Ting | leader", "Wang Haolan | 王皓岚 | member"]
    assert panel.members.line.text() == ""
    assert panel.members.line.hasFocus()


def test_a_member_not_known_yet_is_made_with_the_membership(
    panel: DelegationPanel, session: Session, qtbot: QtBot
) -> None:
    add(panel, qtbot, "New Person")
    assert shown(panel.members.list) == ["New Person | leader"]
    session.workspace.editing.undo()
    qtbot.waitUntil(lambda: not panel.members.list.rows.rows)


def test_composed_text_does_not_search_until_it_is_committed(
    panel: DelegationPanel, people: dict[str, str], compose: Any, qtbot: QtBot
) -> None:
    line = panel.members.line
    line.setFocus()
    compose(line, "wang hao lan")
    assert not line.list.isVisible()
    compose(line, "", commit="王皓岚")
    assert line.list.isVisible()
    press(line, qtbot, Key.Key_Return)
    qtbot.waitUntil(lambda: shown(panel.members.list) == ["Wang Haolan | 王皓岚 | leader"])


def test_members_move_leave_and_change_roles_by_keys(
    panel: DelegationPanel, session: Session, people: dict[str, str], visit: str, qtbot: QtBot
) -> None:
    session.workspace.delegations.set_members(visit, list(people.values()))
    view = panel.members.list
    qtbot.waitUntil(lambda: len(view.rows.rows) == 3)
    view.setFocus()
    press(view, qtbot, Key.Key_Down, Key.Key_Down)
    press(view, qtbot, Key.Key_Up, held=Modifier.AltModifier)
    qtbot.waitUntil(lambda: shown(view)[1].startswith("Wang Haolan"))
    press(view, qtbot, Key.Key_R)
    menu = panel.members.menu
    assert menu is not None
    assert [action.text() for action in menu.actions()] == [
        "leader",
        "member",
        "interpreter",
        "liaison",
    ]
    press(menu, qtbot, Key.Key_Down, Key.Key_Return)
    qtbot.waitUntil(lambda: shown(view)[1] == "Wang Haolan | 王皓岚 | interpreter")
    press(view, qtbot, Key.Key_Delete)
    qtbot.waitUntil(lambda: len(view.rows.rows) == 2)
    assert shown(view) == ["Gu Ting | leader", "Sun Jin | member"]


def test_keys_of_the_lists_work_with_an_input_method_on(panel: DelegationPanel) -> None:
    for view in (panel.members.list, panel.programme.list):
        view.setFocus()
        assert not view.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def test_enter_on_a_member_opens_the_contact(
    panel: DelegationPanel, session: Session, people: dict[str, str], visit: str, qtbot: QtBot
) -> None:
    session.workspace.delegations.set_members(visit, [people["Gu Ting"]])
    qtbot.waitUntil(lambda: len(panel.members.list.rows.rows) == 1)
    panel.members.list.setFocus()
    with qtbot.waitSignal(session.open_requested) as asked:
        press(panel.members.list, qtbot, Key.Key_Return)
    assert asked.args == ["contact", people["Gu Ting"]]


def test_the_programme_shows_every_day_in_the_language_of_the_window(
    panel: DelegationPanel, session: Session, hosts: dict[str, str], visit: str, make_record: Any,
    qtbot: QtBot,
) -> None:  # fmt: skip
    held = make_record(
        "meeting",
        subject_en="Progress",
        subject_zh="工作进展",
        delegation=visit,
        date="2022-11-23",
        start="10:00",
        host=hosts["DSEDT"],
    )
    make_record("note", meeting=held.id, text_en="One")
    make_record("note", meeting=held.id, text_en="Two")
    make_record("follow_up", meeting=held.id, what_en="Send")
    view = panel.programme.list
    qtbot.waitUntil(lambda: any("1 follow-up" in row for row in shown(view)))
    assert shown(view) == [
        "Wed 23 Nov 2022 | + meeting",
        "Progress | 工作进展 | 10:00 · DSEDT · 2 notes · 1 follow-up",
        "Thu 24 Nov 2022 | + meeting",
        "Fri 25 Nov 2022 | + meeting",
    ]
    session.language.switch_to(CHINESE)
    assert view.rows.rows[1].text == "工作进展"
    assert "周三" in view.rows.rows[0].text


def test_enter_on_a_day_makes_a_meeting_there_with_the_delegates(
    panel: DelegationPanel, session: Session, people: dict[str, str], visit: str, qtbot: QtBot
) -> None:
    session.workspace.delegations.set_members(visit, list(people.values()))
    view = panel.programme.list
    view.setFocus()
    press(view, qtbot, Key.Key_Down)
    with qtbot.waitSignal(session.open_requested) as asked:
        press(view, qtbot, Key.Key_Return)
    kind, id_ = asked.args
    made = session.workspace.editing.record(kind, id_)
    assert (made["date"], made["delegation"]) == ("2022-11-24", visit)
    assert len(session.workspace.meetings.attendees(id_, "ours")) == 3


def test_a_delegation_without_dates_says_how_to_get_its_days(
    panel: DelegationPanel, make_record: Any, qtbot: QtBot
) -> None:
    panel.show_record(make_record("delegation", name_en="Undated").id)
    qtbot.waitUntil(lambda: not panel.programme.days)
    assert "From and Until" in panel.programme.empty.text()
    assert not panel.programme.frame.isVisible()


# ---- Plan the visit --------------------------------------------------------------------------


@pytest.fixture
def sheet(panel: DelegationPanel, hosts: dict[str, str], qtbot: QtBot) -> PlanDialog:
    panel.programme.plan.click()
    assert panel.plan_dialog is not None
    qtbot.waitExposed(panel.plan_dialog)
    return panel.plan_dialog


def typed(sheet: PlanDialog, qtbot: QtBot, text: str) -> None:
    """Type a text and Enter where the focus is; Chinese comes from an input method."""
    line = sheet.focusWidget()
    if text.isascii():
        QTest.keyClicks(line, text)
    else:
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(line, event)
    press(line, qtbot, Key.Key_Return)


def test_hosts_are_typed_one_after_another_and_become_meetings_of_one_undo(
    sheet: PlanDialog,
    session: Session,
    hosts: dict[str, str],
    people: dict[str, str],
    visit: str,
    qtbot: QtBot,
) -> None:
    session.workspace.delegations.set_members(visit, [people["Gu Ting"]])
    assert sheet.days[0].lines[0].hasFocus()
    typed(sheet, qtbot, "dsedt")
    typed(sheet, qtbot, "")
    typed(sheet, qtbot, "mtga")
    typed(sheet, qtbot, "澳门科技大学")
    typed(sheet, qtbot, "")
    typed(sheet, qtbot, "Forum Macao")
    assert sheet.make.text() == "Make 4 meetings"
    with qtbot.waitSignal(session.open_requested) as asked:
        press(sheet, qtbot, Key.Key_Return, held=Modifier.ControlModifier)
    days = session.workspace.delegations.itinerary(visit)
    assert [
        [occasion.host.title("en") for occasion in day.occasions if occasion.host] for day in days
    ] == [
        ["DSEDT"],
        ["Macao Technology General Association", "Macau University of Science and Technology"],
        ["Forum Macao"],
    ]
    first = days[0].occasions[0].meeting
    assert asked.args == ["meeting", first.id]
    assert len(session.workspace.meetings.attendees(first.id, "ours")) == 1
    session.workspace.editing.undo()
    assert session.workspace.delegations.programme(visit) == []


def test_a_host_made_on_two_days_is_one_organisation(sheet: PlanDialog, qtbot: QtBot) -> None:
    typed(sheet, qtbot, "Forum Macao")
    typed(sheet, qtbot, "")
    typed(sheet, qtbot, "Forum Macao")
    one, other = sheet.plan
    assert one.host == other.host


def test_a_text_that_is_no_organisation_is_pointed_at(sheet: PlanDialog, qtbot: QtBot) -> None:
    typed(sheet, qtbot, "dsedt")
    line = sheet.days[0].lines[1]
    QTest.keyClicks(line, "Somewhere")
    assert isinstance(line.list.rows[-1], Creation)
    press(line, qtbot, Key.Key_Escape)
    sheet.make.click()
    assert line.hasFocus()
    assert "create it" in sheet.explained.text()
    assert sheet.isVisible()


def test_up_and_down_go_from_line_to_line(sheet: PlanDialog, qtbot: QtBot) -> None:
    press(sheet.days[0].lines[0], qtbot, Key.Key_Down)
    assert sheet.days[1].lines[0].hasFocus()
    press(sheet.days[1].lines[0], qtbot, Key.Key_Up)
    assert sheet.days[0].lines[0].hasFocus()


def test_what_is_in_the_programme_already_is_said(
    panel: DelegationPanel,
    session: Session,
    hosts: dict[str, str],
    visit: str,
    make_record: Any,
    qtbot: QtBot,
) -> None:
    make_record("meeting", delegation=visit, date="2022-11-24", host=hosts["DSEDT"])
    panel.plan_visit()
    sheet = panel.plan_dialog
    assert sheet is not None
    qtbot.waitUntil(sheet.days[1].present.isVisible)
    assert sheet.days[1].present.text() == "Already there: DSEDT"
    assert not sheet.days[0].present.isVisible()


def test_a_plan_that_was_begun_is_gone_on_with_and_cancel_takes_it_away(
    panel: DelegationPanel, sheet: PlanDialog, session: Session, qtbot: QtBot
) -> None:
    QTest.keyClicks(sheet.days[1].lines[0], "Univers")
    sheet.close()
    qtbot.waitUntil(lambda: panel.plan_dialog is None)
    assert panel.programme.plan.text() == "Go on planning…"
    panel.programme.plan.click()
    again = panel.plan_dialog
    assert again is not None
    assert [line.committed_text() for line in again.days[1].lines] == ["Univers", ""]
    again.buttons.rejected.emit()
    assert session.drafts.all() == []
    qtbot.waitUntil(lambda: panel.plan_dialog is None)
    assert panel.programme.plan.text() == "Plan the visit…"


def test_a_name_typed_for_a_member_stays_with_its_delegation(
    panel: DelegationPanel, session: Session, visit: str, make_record: Any, qtbot: QtBot
) -> None:
    other = make_record("delegation", name_en="Other visit").id
    QTest.keyClicks(panel.members.line, "Gu T")
    panel.show_record(other)
    assert panel.members.line.committed_text() == ""
    assert [draft.key.record for draft in session.drafts.all()] == [visit]
    panel.show_record(visit)
    assert panel.members.line.committed_text() == "Gu T"

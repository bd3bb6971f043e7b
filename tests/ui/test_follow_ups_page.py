"""The follow-ups with real keys: groups, done, dropped, back again, with an input method on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from wicco_desktop.foundation.languages import CHINESE
from wicco_desktop.services.follow_ups import DONE, DROPPED, OPEN
from wicco_desktop.services.notes import NewFollowUp, NewNote
from wicco_desktop.ui.follow_ups.follow_up_list import FollowUpList
from wicco_desktop.ui.follow_ups.panel import FollowUpPanel
from wicco_desktop.ui.follow_ups.view import FollowUpView
from wicco_desktop.ui.notices import NoticeBar
from wicco_desktop.ui.pages.follow_ups_page import FollowUpsPage
from wicco_desktop.ui.session import Session

Key = Qt.Key


@pytest.fixture
def made(make_record: Any) -> dict[str, str]:
    """Follow-ups as seen on 24 November 2022."""
    gu = make_record("contact", name_en="Gu Ting").id
    sun = make_record("contact", name_en="Sun Jin").id
    wanted: dict[str, dict[str, object]] = {
        "late": {"due": "2022-11-01", "owner": sun},
        "this week": {"due": "2022-11-28", "owner": gu},
        "next year": {"due": "2023", "owner": gu},
        "some day": {},
        "gone": {"status": DROPPED},
    }
    return {
        what: make_record("follow_up", what_en=what, **{"status": OPEN, **values}).id
        for what, values in wanted.items()
    }


@pytest.fixture
def page(session: Session, made: dict[str, str], qtbot: QtBot) -> Iterator[FollowUpsPage]:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    bar = NoticeBar(session.language, window)
    session.errors.use(bar)
    shown = FollowUpsPage(session)
    column.addWidget(bar)
    column.addWidget(shown)
    window.resize(1000, 700)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    shown.activate()
    qtbot.waitUntil(lambda: len(listed(shown)) == 4)
    yield shown
    shown.flush()


def rows(page: FollowUpsPage) -> FollowUpList:
    assert isinstance(page.list, FollowUpList)
    return page.list


def listed(page: FollowUpsPage) -> list[str]:
    """The names of the rows, once they are all known."""
    store, model = page.session.workspace.store, page.list.model
    if not model.complete:
        return []
    found = [store.get("follow_up", id_) for id_ in model.outline.ids()]
    return [record.text("what_en") for record in found if record is not None]


def headings(page: FollowUpsPage, qtbot: QtBot) -> list[str]:
    """What stands above the groups."""
    model = page.list.model
    numbers = range(len(model.runs))
    qtbot.waitUntil(lambda: all(model.heading(number) for number in numbers))
    return [model.heading(number) for number in numbers]


def status(page: FollowUpsPage, id_: str) -> object:
    return page.session.workspace.editing.record("follow_up", id_)["status"]


def go_to(page: FollowUpsPage, id_: str) -> None:
    row = page.list.model.row_of(id_)
    assert row is not None
    page.list.view.setFocus()
    page.list.view.setCurrentIndex(page.list.model.index(row))


def press(page: FollowUpsPage, key: Qt.Key) -> None:
    QTest.keyClick(page.list.view, key)


def test_open_ones_are_grouped_by_how_pressing_they_are(page: FollowUpsPage, qtbot: QtBot) -> None:
    assert listed(page) == ["late", "this week", "next year", "some day"]
    assert headings(page, qtbot) == ["Overdue", "Due within a week", "Later", "No date"]


def test_the_order_by_owner_is_remembered(
    page: FollowUpsPage, session: Session, qtbot: QtBot
) -> None:
    sort = page.list.sort
    menu = sort.menu()
    assert menu is not None
    next(action for action in menu.actions() if action.text() == "Owner").trigger()
    qtbot.waitUntil(lambda: listed(page) == ["this week", "next year", "late", "some day"])
    assert headings(page, qtbot)[:2] == ["Gu Ting", "Sun Jin"]
    assert FollowUpList(session).sort.sorting.key == "owner"


def test_space_marks_done_goes_on_and_offers_to_take_it_back(
    page: FollowUpsPage, made: dict[str, str], qtbot: QtBot
) -> None:
    go_to(page, made["late"])
    press(page, Key.Key_Space)
    qtbot.waitUntil(lambda: listed(page) == ["this week", "next year", "some day"])
    assert status(page, made["late"]) == DONE
    assert page.session.workspace.editing.record("follow_up", made["late"])["done_on"] == (
        "2022-11-24"
    )
    qtbot.waitUntil(lambda: page.list.current == made["this week"])
    qtbot.waitUntil(lambda: page.panel.record_id == made["this week"])
    bar = page.window().findChild(NoticeBar)
    assert isinstance(bar, NoticeBar)
    qtbot.waitUntil(lambda: len(bar.notices) == 1)
    (notice,) = bar.notices
    assert notice.sentence.text() == "Done: late"
    assert notice.action_button is not None
    QTest.mouseClick(notice.action_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: listed(page)[:1] == ["late"])
    assert status(page, made["late"]) == OPEN
    qtbot.waitUntil(lambda: page.list.current == made["late"])


def test_the_last_one_done_says_that_nothing_is_open(
    page: FollowUpsPage, made: dict[str, str], qtbot: QtBot
) -> None:
    page.list.view.setFocus()
    page.list.view.selectAll()
    press(page, Key.Key_Space)
    qtbot.waitUntil(lambda: page.list.empty.heading.text() == "Nothing is open")
    assert status(page, made["some day"]) == DONE
    page.session.workspace.editing.undo()
    qtbot.waitUntil(lambda: len(listed(page)) == 4)


def test_d_drops_and_d_opens_again(page: FollowUpsPage, made: dict[str, str], qtbot: QtBot) -> None:
    go_to(page, made["some day"])
    press(page, Key.Key_D)
    qtbot.waitUntil(lambda: "some day" not in listed(page))
    assert status(page, made["some day"]) == DROPPED
    rows(page).show_status(DROPPED)
    qtbot.waitUntil(lambda: set(listed(page)) == {"some day", "gone"})
    go_to(page, made["gone"])
    press(page, Key.Key_D)
    qtbot.waitUntil(lambda: listed(page) == ["some day"])
    assert status(page, made["gone"]) == OPEN


def test_the_keys_work_with_an_input_method_on(
    page: FollowUpsPage, made: dict[str, str], qtbot: QtBot
) -> None:
    go_to(page, made["late"])
    view = page.list.view
    assert not view.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    assert not view.inputMethodQuery(Qt.InputMethodQuery.ImEnabled)
    press(page, Key.Key_X)
    assert page.list.filter.text() == ""
    assert view.hasFocus()


def test_a_box_is_ticked_with_the_mouse_and_the_record_shown_stays(
    page: FollowUpsPage, made: dict[str, str], qtbot: QtBot
) -> None:
    go_to(page, made["some day"])
    qtbot.waitUntil(lambda: page.panel.record_id == made["some day"])
    view = page.list.view
    assert isinstance(view, FollowUpView)
    row = page.list.model.row_of(made["late"])
    assert row is not None
    middle = view.visualRect(page.list.model.index(row)).center().y()
    QTest.mouseClick(
        view.viewport(),
        Qt.MouseButton.LeftButton,
        pos=QPoint(page.session.theme.steps(5), middle),
    )
    qtbot.waitUntil(lambda: "late" not in listed(page))
    assert status(page, made["late"]) == DONE
    assert page.panel.record_id == made["some day"]


def test_done_ones_are_listed_when_asked_for(
    page: FollowUpsPage, made: dict[str, str], qtbot: QtBot
) -> None:
    combo = rows(page).status
    assert combo is not None
    combo.setFocus()
    QTest.keyClick(combo, Key.Key_End)
    qtbot.waitUntil(lambda: len(listed(page)) == 5)
    assert headings(page, qtbot)[-1] == "Dropped"


def test_the_filter_waits_for_composed_text(
    page: FollowUpsPage, make_record: Any, compose: Any, qtbot: QtBot
) -> None:
    make_record("follow_up", what_zh="寄送名单", status=OPEN)
    qtbot.waitUntil(lambda: len(listed(page)) == 5)
    compose(page.list.filter, "ming dan")
    assert page.list.matching == ""
    compose(page.list.filter, "", commit="名单")
    qtbot.waitUntil(lambda: len(page.list.model.outline) == 1 and page.list.model.complete)


def test_enter_edits_the_follow_up_beside_the_list(
    page: FollowUpsPage, made: dict[str, str], qtbot: QtBot
) -> None:
    go_to(page, made["this week"])
    press(page, Key.Key_Return)
    qtbot.waitUntil(lambda: page.panel.isAncestorOf(page.focusWidget()))
    assert page.panel.record_id == made["this week"]


def test_the_sentence_it_comes_from_leads_to_its_meeting(
    page: FollowUpsPage, session: Session, make_record: Any, qtbot: QtBot
) -> None:
    gu = make_record("contact", name_en="Gu Ting")
    held = make_record("meeting", subject_en="Fairs", date="2022-11-23")
    session.workspace.notes.add(
        held.id, [NewNote({"en": "Send it.", "zh": "寄出。"}, gu.id)], NewFollowUp()
    )
    qtbot.waitUntil(lambda: len(listed(page)) == 5)
    (id_,) = [
        id_
        for id_ in page.list.model.outline.ids()
        if session.workspace.editing.record("follow_up", id_)["note"]
    ]
    page.show_record("follow_up", id_)
    panel = page.panel
    assert isinstance(panel, FollowUpPanel)
    qtbot.waitUntil(panel.source.isVisible)
    assert panel.source.speaker.text() == "Gu Ting"
    assert panel.source.sentence.text() == "Send it."
    assert not panel.fields.boxes["note"].isVisible(), "it would stand there twice"
    assert panel.source.other.text() == "寄出。"
    assert panel.source.meeting.text() == "Fairs · Wed 23 Nov 2022"
    session.language.switch_to(CHINESE)
    assert panel.source.sentence.text() == "寄出。"
    panel.source.meeting.setFocus()
    with qtbot.waitSignal(session.open_requested) as asked:
        QTest.keyClick(panel.source.meeting, Key.Key_Space)
    assert asked.args[0] == "note"


def test_a_new_follow_up_is_open_and_comes_into_the_list(
    page: FollowUpsPage, session: Session, qtbot: QtBot
) -> None:
    rows(page).show_status(DONE)
    page.new_record("follow_up", {})
    assert rows(page).rows.status == OPEN
    line = page.panel.focusWidget()
    assert line is not None
    QTest.keyClicks(line, "Write to them")
    page.flush()
    qtbot.waitUntil(lambda: "Write to them" in listed(page))
    qtbot.waitUntil(lambda: page.current_record() == ("follow_up", page.list.current))

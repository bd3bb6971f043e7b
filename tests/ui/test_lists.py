"""A list of records: what its rows say, its groups, order, filter and selection."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from wicco_desktop.foundation.languages import CHINESE, ENGLISH
from wicco_desktop.records import Record
from wicco_desktop.store.edits import Create
from wicco_desktop.ui.lists.list_panel import ListPanel
from wicco_desktop.ui.session import Session

MakeRecord = Callable[..., Record]
MakeList = Callable[[str], ListPanel]
Key = Qt.Key


@pytest.fixture
def make_list(session: Session, qtbot: QtBot) -> MakeList:
    """A loaded list of a kind, shown with the focus in it."""

    def make(kind: str) -> ListPanel:
        panel = ListPanel(session, kind)
        qtbot.addWidget(panel)
        panel.resize(292, 560)
        panel.show()
        panel.load()
        qtbot.waitUntil(lambda: panel.model.complete)
        panel.activateWindow()
        panel.view.setFocus()
        return panel

    return make


@pytest.fixture
def visit(make_record: MakeRecord) -> Record:
    """The Macao visit with three meetings, and one meeting from before."""
    made = make_record(
        "delegation",
        name_en="Macao visit",
        name_zh="澳门访问",
        start="2022-11-23",
        end="2022-11-25",
    )
    host = make_record(
        "organisation", name_en="Macao Technology General Association", name_zh="澳门科技总会"
    )
    of_visit = {"delegation": made.id}
    make_record("meeting", **of_visit, date="2022-11-25", subject_zh="葡语国家城市", start="09:30")
    make_record(
        "meeting",
        **of_visit,
        date="2022-11-23",
        start="10:00",
        subject_en="Progress and work plan",
        subject_zh="工作进展与计划",
    )
    make_record(
        "meeting",
        **of_visit,
        date="2022-11-24",
        start="10:30",
        subject_en="BEYOND Expo cooperation",
        host=host.id,
    )
    make_record("meeting", date="2022-10-12", start="09:00", subject_en="Call")
    return made


def drawn(panel: ListPanel, qtbot: QtBot) -> list[str]:
    """What the whole list shows, headings in brackets, once everything has come."""
    model = panel.model
    lines: list[str] = []

    def known() -> bool:
        model.ensure(range(model.rowCount()))
        lines.clear()
        headings = {run.start: number for number, run in enumerate(model.runs)}
        for row in range(model.rowCount()):
            if row in headings:
                lines.append(f"[{model.heading(headings[row])}]")
            shown = model.index(row).data(Qt.ItemDataRole.ToolTipRole) or ""
            lines.append(" | ".join(shown.splitlines()))
        return model.complete and "" not in lines and "[]" not in lines

    qtbot.waitUntil(known)
    return lines


def names(panel: ListPanel, qtbot: QtBot) -> list[str]:
    return [line.split(" | ")[0] for line in drawn(panel, qtbot) if not line.startswith("[")]


def test_meetings_stand_in_the_order_of_their_delegation_with_earlier_ones_after(
    make_list: MakeList, visit: Record, qtbot: QtBot
) -> None:
    assert drawn(make_list("meeting"), qtbot) == [
        "[Macao visit · 23–25 Nov 2022]",
        "Progress and work plan | 工作进展与计划 | Wed 10:00",
        "BEYOND Expo cooperation | Thu 10:30 · Macao Technology General Association",
        "葡语国家城市 | Fri 09:30",
        "[Earlier · Oct 2022]",
        "Call | 12 Oct 09:00",
    ]


def test_contacts_stand_by_letter_with_post_and_organisation(
    make_list: MakeList, make_record: MakeRecord, qtbot: QtBot, session: Session
) -> None:
    bureau = make_record("organisation", name_en="Development Bureau", short_name_en="DSEDT")
    chan = make_record("contact", name_en="Chan Chou Wang", name_zh="陈祖荣")
    make_record("contact", name_zh="丁恬", mobile="+853 6612 3456")
    session.workspace.people.add_post(
        chan.id, {"organisation": bureau.id, "title_en": "Head of Division"}
    )
    panel = make_list("contact")
    assert drawn(panel, qtbot) == [
        "[C]",
        "Chan Chou Wang | 陈祖荣 | Head of Division · DSEDT",
        "[D]",
        "丁恬 | +853 6612 3456",
    ]
    session.workspace.editing.delete([("organisation", bureau.id)])
    qtbot.waitUntil(
        lambda: drawn(panel, qtbot)[1].endswith("Head of Division · DSEDT (in the Trash)")
    )


def test_rows_speak_the_language_and_say_when_a_name_is_only_in_the_other(
    make_list: MakeList, visit: Record, qtbot: QtBot, session: Session
) -> None:
    panel = make_list("meeting")
    drawn(panel, qtbot)
    QTest.keyClick(panel.view, Key.Key_Down)
    QTest.keyClick(panel.view, Key.Key_Down)
    current, place = panel.current, panel.view.verticalScrollBar().value()
    session.language.switch_to(CHINESE)
    qtbot.waitUntil(lambda: drawn(panel, qtbot)[0] == "[澳门访问 · 2022年11月23日至25日]")
    assert drawn(panel, qtbot)[1].startswith("工作进展与计划 | Progress and work plan | 周三 10:00")
    assert panel.current == current
    assert panel.view.verticalScrollBar().value() == place
    row = panel.model.index(1).data(Qt.ItemDataRole.UserRole)
    assert row.text == "BEYOND Expo cooperation"
    assert row.fallback == "English"
    session.language.switch_to(ENGLISH)
    qtbot.waitUntil(lambda: drawn(panel, qtbot)[0].startswith("[Macao visit"))


def test_the_order_is_chosen_by_keys_and_remembered(
    make_list: MakeList, visit: Record, qtbot: QtBot, session: Session
) -> None:
    panel = make_list("meeting")
    QTest.keyClick(panel.view, Key.Key_Down)
    current = panel.current
    menu = panel.sort.menu()
    menu.popup(QPoint(0, 0))
    for _ in range(5):
        QTest.keyClick(menu, Key.Key_Down)
    QTest.keyClick(menu, Key.Key_Return)
    qtbot.waitUntil(lambda: panel.model.complete and len(panel.model.runs) > 2)
    assert names(panel, qtbot) == [
        "BEYOND Expo cooperation",
        "Call",
        "Progress and work plan",
        "葡语国家城市",
    ]
    assert panel.current == current
    assert "Subject" in panel.sort.toolTip()
    assert make_list("meeting").sort.sorting.key == "name"


def test_the_filter_waits_for_committed_text(
    make_list: MakeList, visit: Record, qtbot: QtBot, compose: Callable[..., None]
) -> None:
    panel = make_list("meeting")
    panel.filter.setFocus()
    compose(panel.filter, "gong")
    assert not panel._filter_pause.isActive()
    assert panel.model.query.matching == ""
    compose(panel.filter, "", "工作")
    qtbot.waitUntil(lambda: panel.model.complete and panel.model.rowCount() == 1)
    assert names(panel, qtbot) == ["Progress and work plan"]
    assert panel.count.text() == "1"
    QTest.keyClick(panel.filter, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(panel.filter, "nothing like it")
    QTest.keyClick(panel.filter, Key.Key_Return)
    qtbot.waitUntil(panel.empty.isVisible)
    assert panel.empty.heading.text() == "Nothing matches “nothing like it”"
    QTest.mouseClick(panel.empty.clear, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: panel.model.complete and panel.model.rowCount() == 4)
    assert panel.view.isVisible()


def test_esc_empties_the_filter_then_goes_to_the_list(
    make_list: MakeList, visit: Record, qtbot: QtBot
) -> None:
    panel = make_list("meeting")
    panel.window().activateWindow()
    qtbot.waitUntil(panel.window().isActiveWindow)
    panel.filter.setFocus()
    QTest.keyClicks(panel.filter, "nothing like it")
    qtbot.waitUntil(panel.empty.isVisible)
    QTest.keyClick(panel.filter, Key.Key_Escape)
    assert panel.filter.text() == ""
    qtbot.waitUntil(panel.view.isVisible)
    assert panel.filter.hasFocus()
    QTest.keyClick(panel.filter, Key.Key_Escape)
    assert panel.view.hasFocus()
    QTest.keyClicks(panel.view, "b")
    panel.view.setFocus()
    QTest.keyClick(panel.view, Key.Key_Escape)
    assert panel.filter.text() == ""


def test_typing_in_the_list_filters_it(make_list: MakeList, visit: Record, qtbot: QtBot) -> None:
    panel = make_list("meeting")
    QTest.keyClicks(panel.view, "b")
    QTest.keyClicks(panel.filter, "eyond")
    assert panel.filter.text() == "beyond"
    qtbot.waitUntil(lambda: panel.model.complete and panel.model.rowCount() == 1)


def test_arrow_keys_tell_where_the_user_is_and_enter_asks_for_the_record(
    make_list: MakeList, visit: Record, qtbot: QtBot
) -> None:
    panel = make_list("meeting")
    with qtbot.waitSignal(panel.chosen) as told:
        QTest.keyClick(panel.view, Key.Key_Down)
    assert told.args == [panel.model.id_at(0)]
    chosen: list[str] = []
    panel.chosen.connect(chosen.append)
    QTest.keyClick(panel.view, Key.Key_End)
    qtbot.waitUntil(lambda: chosen[-1:] == [panel.model.id_at(3)])
    for key in (Key.Key_Return, Key.Key_F2):
        with qtbot.waitSignal(panel.wanted) as told:
            QTest.keyClick(panel.view, key)
        assert told.args == [panel.model.id_at(3)]


def test_several_rows_are_picked_with_shift_and_control(
    make_list: MakeList, visit: Record, qtbot: QtBot
) -> None:
    panel = make_list("meeting")
    QTest.keyClick(panel.view, Key.Key_Down)
    QTest.keyClick(panel.view, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert list(panel.picked) == panel.model.outline.ids(0, 2)
    row = panel.view.visualRect(panel.model.index(3)).center()
    QTest.mouseClick(
        panel.view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, row
    )
    assert list(panel.picked) == [*panel.model.outline.ids(0, 2), panel.model.id_at(3)]
    assert panel.picked.neighbour() == panel.model.id_at(2)
    QTest.keyClick(panel.view, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(panel.picked) == 4
    assert panel.picked.neighbour() is None
    with qtbot.waitSignal(panel.delete_wanted) as told:
        QTest.keyClick(panel.view, Key.Key_Delete)
    assert told.args is not None
    assert list(told.args[0]) == panel.model.outline.ids()


def test_a_heading_is_no_row(make_list: MakeList, visit: Record, qtbot: QtBot) -> None:
    panel = make_list("meeting")
    drawn(panel, qtbot)
    assert not panel.view.indexAt(QPoint(20, 5)).isValid()
    assert panel.view.indexAt(QPoint(20, panel.view.places.heading_height + 5)).row() == 0
    last = panel.view.visualRect(panel.model.index(3))
    assert not panel.view.indexAt(QPoint(20, last.top() - 5)).isValid()


def test_selection_and_place_outlive_what_others_write(
    make_list: MakeList, make_record: MakeRecord, qtbot: QtBot, session: Session
) -> None:
    people = [make_record("contact", name_en=f"Person {number:03d}") for number in range(80)]
    panel = make_list("contact")
    panel.select(people[40].id)
    view = panel.view
    view.scrollTo(view.currentIndex(), view.ScrollHint.PositionAtCenter)
    before = view.visualRect(view.currentIndex())
    assert view.verticalScrollBar().value() > 0
    chosen: list[str] = []
    panel.chosen.connect(chosen.append)
    # One row moves, then many come and many go: each way of bringing the list up to date.
    session.workspace.editing.change("contact", people[2].id, {"name_en": "Zoë"})
    qtbot.waitUntil(lambda: panel.model.complete and panel.model.row_of(people[2].id) == 79)
    several = [Create("contact", {"name_en": f"Anna {number}"}) for number in range(30)]
    session.workspace.editing.apply(several)
    qtbot.waitUntil(lambda: panel.model.complete and panel.model.rowCount() == 110)
    session.workspace.editing.delete([("contact", one.id) for one in people[:2]])
    qtbot.waitUntil(lambda: panel.model.complete and panel.model.rowCount() == 108)
    assert panel.current == people[40].id
    assert list(panel.picked) == [people[40].id]
    assert view.visualRect(view.currentIndex()) == before
    assert chosen == []


def test_a_record_that_is_not_listed_yet_is_gone_to_when_it_is(
    make_list: MakeList, make_record: MakeRecord, qtbot: QtBot
) -> None:
    panel = make_list("contact")
    made = make_record("contact", name_en="Gu Ting")
    panel.select(made.id)
    qtbot.waitUntil(lambda: panel.current == made.id)


def test_an_empty_list_says_what_it_is_for_and_offers_the_first_step(
    make_list: MakeList, qtbot: QtBot, session: Session, make_record: MakeRecord
) -> None:
    panel = make_list("contact")
    assert panel.empty.isVisible()
    assert panel.empty.heading.text() == "No contacts yet"
    assert panel.empty.sample.isVisible()
    with qtbot.waitSignal(panel.new_wanted):
        QTest.mouseClick(panel.empty.new, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(panel.sample_wanted):
        QTest.mouseClick(panel.empty.sample, Qt.MouseButton.LeftButton)
    make_record("contact", name_en="Gu Ting")
    qtbot.waitUntil(panel.view.isVisible)


def test_a_screen_reader_finds_a_list_with_its_rows(
    make_list: MakeList, visit: Record, qtbot: QtBot
) -> None:
    panel = make_list("meeting")
    drawn(panel, qtbot)
    told = QAccessible.queryAccessibleInterface(panel.view)
    assert told.role() == QAccessible.Role.List
    assert told.text(QAccessible.Text.Name) == "Meetings"
    assert told.childCount() == 4
    first = told.child(0)
    assert "工作进展与计划" in first.text(QAccessible.Text.Name)
    assert first.rect().height() == panel.view.places.row_height


def test_rows_are_higher_with_larger_text(
    make_list: MakeList, visit: Record, qtbot: QtBot, session: Session
) -> None:
    panel = make_list("meeting")
    small = panel.view.places.row_height
    session.theme.choose(text_size=150)
    assert panel.view.places.row_height > small * 1.4
    session.theme.choose(text_size=100)
    assert panel.view.places.row_height == small


def test_wherever_the_scroll_bar_is_dragged_the_rows_there_come(
    make_list: MakeList, session: Session, qtbot: QtBot
) -> None:
    several = [Create("contact", {"name_en": f"Person {number:05d}"}) for number in range(20_000)]
    session.workspace.store.write(several)
    panel = make_list("contact")
    bar = panel.view.verticalScrollBar()
    for share in (1.0, 0.5, 0.25, 0.0):
        bar.setValue(round(bar.maximum() * share))
        rows = panel.view.rows_in_view()
        expected = [f"Person {row:05d}" for row in rows]
        qtbot.waitUntil(partial(_all_shown, panel, rows, expected))


def _all_shown(panel: ListPanel, rows: range, expected: list[str]) -> bool:
    return [panel.model.index(row).data() for row in rows] == expected


def test_a_list_is_sorted_in_the_language_it_is_shown_in(
    session: Session, make_record: MakeRecord, qtbot: QtBot
) -> None:
    make_record("organisation", name_zh="澳门大学", name_en="University of Macau")
    make_record("organisation", name_zh="世界组织", name_en="Macao Body")
    panel = ListPanel(session, "organisation")
    qtbot.addWidget(panel)
    panel.show()
    panel.load()

    def titles() -> list[str]:
        rows = range(panel.model.rowCount())
        return [panel.model.index(row).data() or "" for row in rows]

    qtbot.waitUntil(lambda: [title[:5] for title in titles()] == ["Macao", "Unive"])
    session.language.switch_to(CHINESE)
    qtbot.waitUntil(lambda: [title[:2] for title in titles()] == ["澳门", "世界"])

"""The Trash shows what was deleted and gives it back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from wicco_desktop.records import Record
from wicco_desktop.ui.pages.trash_page import TrashPage
from wicco_desktop.ui.session import Session
from wicco_desktop.ui.window import MainWindow

MakeRecord = Callable[..., Record]


def trash(window: MainWindow) -> TrashPage:
    window.show_section("trash")
    page = window.stack.page
    assert isinstance(page, TrashPage)
    return page


def texts(page: TrashPage) -> list[str]:
    rows = page.list.rows
    return [str(rows.data(rows.index(row))) for row in range(rows.rowCount())]


def test_an_empty_trash_says_what_it_is_for(window: MainWindow, qtbot: QtBot) -> None:
    page = trash(window)
    qtbot.waitUntil(page.empty.isVisible)
    assert "restored" in page.empty.sentence.text()


def test_the_latest_deleted_comes_first_and_enter_restores_it(
    window: MainWindow,
    qtbot: QtBot,
    session: Session,
    make_record: MakeRecord,
    clock: Callable[[], object],
) -> None:
    editing = session.workspace.editing
    contact = make_record("contact", name_en="Gu Ting", name_zh="顾婷")
    meeting = make_record("meeting", subject_en="Work plan")
    editing.delete([("contact", contact.id)])
    clock.move(minutes=5)  # type: ignore[attr-defined]
    editing.delete([("meeting", meeting.id)])
    page = trash(window)
    qtbot.waitUntil(lambda: len(texts(page)) == 2)
    assert texts(page) == [
        "Work plan  · Meeting · deleted just now · Tester · test laptop",
        "Gu Ting 顾婷 · Contact · deleted 5 min ago · Tester · test laptop",
    ]
    assert page.list.hasFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Down)
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(texts(page)) == 1)
    found = session.workspace.store.get("contact", contact.id)
    assert found is not None
    assert found.deleted is None
    notice = window.notices.notices[-1]
    assert notice.sentence.text() == "Gu Ting was restored."
    assert notice.action_button is not None
    notice.action_button.click()
    assert window.stack.section == "contacts"


def test_filtering_by_words_and_kind(
    window: MainWindow, qtbot: QtBot, session: Session, make_record: MakeRecord
) -> None:
    made = [make_record("contact", name_en=f"Chan {n}") for n in ("Wei", "Li")]
    made.append(make_record("organisation", name_en="Chan Foundation"))
    session.workspace.editing.delete((record.kind, record.id) for record in made)
    page = trash(window)
    qtbot.waitUntil(lambda: len(texts(page)) == 3)
    QTest.keyClicks(page.filter, "chan w")
    qtbot.waitUntil(lambda: len(texts(page)) == 1)
    page.filter.selectAll()
    QTest.keyClicks(page.filter, "chan")
    page.kind.setCurrentIndex(page.kind.findData("organisation"))
    page.kind.activated.emit(page.kind.currentIndex())
    qtbot.waitUntil(lambda: [text.split("  ")[0] for text in texts(page)] == ["Chan Foundation"])
    QTest.keyClicks(page.filter, "zz")
    qtbot.waitUntil(page.nothing.isVisible)


def test_several_are_restored_as_one_change(
    window: MainWindow, qtbot: QtBot, session: Session, make_record: MakeRecord
) -> None:
    made = [make_record("contact", name_en=f"Chan {n}") for n in ("Wei", "Li")]
    session.workspace.editing.delete((record.kind, record.id) for record in made)
    page = trash(window)
    qtbot.waitUntil(lambda: len(texts(page)) == 2)
    before = session.workspace.store.transactions(limit=1)[0].id
    page.list.selectAll()
    page.restore.click()
    qtbot.waitUntil(page.empty.isVisible)
    assert session.workspace.store.transactions(limit=1)[0].id == before + 1

"""Whatever is pasted wherever text is typed: the window answers, nothing is lost, no bug.

Every editor of every form, the composer, the search box and the filters get a megabyte, control
characters, marks of writing direction, halves of characters, and text that is no date.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from wicco_desktop.foundation.languages import CHINESE
from wicco_desktop.records import KINDS
from wicco_desktop.store.drafts import Draft, DraftKey
from wicco_desktop.ui.editors.text import OVERFULL
from wicco_desktop.ui.entries import LONGEST_AREA, LONGEST_LINE, LineEdit, TextArea, length
from wicco_desktop.ui.session import Session
from wicco_desktop.ui.window import MainWindow

Settle = Callable[[], None]
Make = Callable[..., Any]

ODD = "A\0\x07\x1b\ud83d\u202eB\u2066\ufeff\ud800😀\U0002a6d6\t\r\nC\u200f"
"""Of it Qt takes all but the halves."""

FORMS = ("contact", "organisation", "meeting", "delegation", "event", "follow_up")


@pytest.fixture(autouse=True)
def no_bug(session: Session, failures: list[BaseException]) -> Iterator[None]:
    yield
    assert session.errors.dialog is None
    assert failures == []


def paste(widget: QWidget, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    widget.setFocus()
    QTest.keyClick(widget, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def entries_in(widget: QWidget) -> list[LineEdit | TextArea]:
    found: list[LineEdit | TextArea] = list(widget.findChildren(LineEdit))
    found += widget.findChildren(TextArea)
    return [entry for entry in found if entry.isVisible() and not entry.isReadOnly()]


def open_panel(window: MainWindow, kind: str, id_: str, settle: Settle) -> Any:
    window.activateWindow()
    window.session.open_record(kind, id_)
    settle()
    page: Any = window.stack.page
    page.panel.unfold()
    return page.panel


@pytest.mark.parametrize("kind", FORMS)
def test_odd_characters_in_every_field_of_a_form(
    window: MainWindow,
    session: Session,
    fill: Callable[[str], dict[str, str]],
    settle: Settle,
    kind: str,
) -> None:
    ids = fill("en")
    panel = open_panel(window, kind, ids[kind], settle)
    entries = entries_in(panel)
    assert len(entries) > 3
    for entry in entries:
        entry.selectAll()
        paste(entry, ODD)
        QTest.keyClick(entry, Qt.Key.Key_Tab)
    settle()
    panel.flush()
    settle()
    record = session.workspace.store.get(kind, ids[kind])
    assert record is not None
    for value in record.values.values():
        if isinstance(value, str):
            assert not set(value) & set("\0\x07\x1b\u202e\u2066\ufeff\u200f\ufffd\r")
    title = KINDS[kind].title
    if title is not None:
        assert str(record[f"{title}_en"]).split() == ["AB😀\U0002a6d6", "C"]
    assert not list(session.workspace.store.findings())


@pytest.mark.parametrize(
    "where", ["name", "remarks", "date", "host", "composer", "search", "filter"]
)
def test_a_megabyte_is_taken_as_far_as_it_goes_and_that_is_said(
    window: MainWindow, session: Session, make_record: Make, settle: Settle, where: str
) -> None:
    meeting = make_record("meeting", subject_en="Work plan", date="2022-11-23")
    panel = open_panel(window, "meeting", meeting.id, settle)
    session.language.switch_to(CHINESE)
    boxes = panel.fields.boxes
    page: Any = window.stack.page
    editor = {"name": "subject", "remarks": "remarks"}.get(where, where)
    places: dict[str, Callable[[], Any]] = {
        "composer": lambda: panel.notes.composer.area,
        "search": lambda: window.top_bar.search,
        "filter": lambda: page.list.filter,
    }
    entry = places[where]() if where in places else boxes[editor].editor.inputs()[0]
    entry.selectAll()
    paste(entry, "中 文" * 333_333)
    settle()
    most = LONGEST_LINE if isinstance(entry, LineEdit) else LONGEST_AREA
    assert len(entry.committed_text()) == most
    told = session.language.text(OVERFULL)
    if where == "composer":
        assert panel.notes.composer.problem.text() == told
    elif where in boxes or where == "name":
        assert boxes[editor].editor.hint.text() == told
    QTest.keyClick(entry, Qt.Key.Key_Tab)
    panel.flush()
    settle()
    stored = session.workspace.store.get("meeting", meeting.id)
    assert stored is not None
    if where in ("name", "remarks"):
        column = f"{editor}_zh"
        assert str(stored[column]).startswith("中 文中")
        assert len(str(stored[column])) in (most, most - 1)
    elif where == "date":
        assert stored["date"] == "2022-11-23"
        assert len(entry.committed_text()) == most


def test_a_stored_text_of_characters_beyond_the_first_plane_is_never_cut(
    window: MainWindow, session: Session, make_record: Make, settle: Settle
) -> None:
    text = "😀" * 11_000
    contact = make_record("contact", name_en=text, remarks_en="\U0002a6d6" * 51_000)
    panel = open_panel(window, "contact", contact.id, settle)
    for key in ("name", "remarks"):
        for entry in panel.fields.boxes[key].editor.inputs():
            entry.setFocus()
            QTest.keyClicks(entry, "x")
            QTest.keyClick(entry, Qt.Key.Key_Tab)
    panel.flush()
    settle()
    record = session.workspace.store.get("contact", contact.id)
    assert record is not None
    assert record["name_en"] == text
    assert record["remarks_en"] == "\U0002a6d6" * 51_000


def test_a_date_that_does_not_exist_stays_with_a_hint_and_comes_back(
    window: MainWindow, session: Session, make_record: Make, settle: Settle
) -> None:
    meeting = make_record("meeting", subject_en="Work plan", date="2022-02-28")
    other = make_record("meeting", subject_en="Other", date="2022-03-01")
    panel = open_panel(window, "meeting", meeting.id, settle)
    editor = panel.fields.boxes["date"].editor
    entry = editor.inputs()[0]
    entry.setFocus()
    entry.selectAll()
    QTest.keyClicks(entry, "2022-02-30")
    QTest.keyClick(entry, Qt.Key.Key_Tab)
    settle()
    assert entry.text() == "2022-02-30"
    assert not editor.hint.isHidden()
    english = editor.hint.text()
    session.language.switch_to(CHINESE)
    assert editor.hint.text() != english
    assert entry.text() == "2022-02-30"
    record = session.workspace.store.get("meeting", meeting.id)
    assert record is not None
    assert record["date"] == "2022-02-28"
    open_panel(window, "meeting", other.id, settle)
    panel = open_panel(window, "meeting", meeting.id, settle)
    assert panel.fields.boxes["date"].editor.inputs()[0].text() == "2022-02-30"


def test_odd_characters_in_the_composer_the_search_and_every_filter(
    window: MainWindow, session: Session, make_record: Make, settle: Settle
) -> None:
    meeting = make_record("meeting", subject_en="Work plan", date="2022-11-23")
    panel = open_panel(window, "meeting", meeting.id, settle)
    area = panel.notes.composer.area
    paste(area, "said " + ODD)
    QTest.keyClick(area, Qt.Key.Key_Return)
    settle()
    (note,) = session.workspace.notes.of(meeting.id)
    assert "😀" in note.text("text_en") + note.text("text_zh")
    for text in (ODD, "\"'*()^:-{}", "%_\\ NEAR(", "ﷺ" * 5000):
        window.top_bar.search.begin()
        window.top_bar.search.selectAll()
        paste(window.top_bar.search, text)
        settle()
    for section in ("meetings", "contacts", "organisations", "delegations", "events", "follow_ups"):
        window.show_section(section)
        settle()
        page: Any = window.stack.page
        for text in (ODD, "x " * 9000):
            page.list.filter.selectAll()
            paste(page.list.filter, text)
            QTest.keyClick(page.list.filter, Qt.Key.Key_Return)
            settle()


def test_words_without_end_are_listed_and_shown(
    window: MainWindow, session: Session, make_record: Make, settle: Settle
) -> None:
    for text in ("x" * 30_000, "\u202e" + "陈" * 20_000, "a\u0301" * 5_000, "ﷺ" * 3000):
        make_record("contact", name_en=text, name_zh=text)
        make_record("meeting", subject_en=text, date="2022-11-23")
    for section in ("contacts", "meetings", "today"):
        window.show_section(section)
        settle()
        window.grab()


def test_halves_of_characters_in_a_draft_come_back_as_far_as_they_can(
    window: MainWindow, session: Session, make_record: Make, settle: Settle
) -> None:
    contact = make_record("contact", name_en="Ann Example")
    session.drafts.put(Draft(DraftKey("contact", contact.id, "mobile"), "1\ud8002\0"))
    panel = open_panel(window, "contact", contact.id, settle)
    assert panel.fields.boxes["mobile"].editor.inputs()[0].committed_text().startswith("1")
    panel.flush()
    settle()
    record = session.workspace.store.get("contact", contact.id)
    assert record is not None
    assert str(record["mobile"]).startswith("1")
    assert length("😀a") == 3

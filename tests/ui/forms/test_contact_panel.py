from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from wicco_desktop.foundation.languages import CHINESE
from wicco_desktop.records import Record
from wicco_desktop.ui.editors.bilingual import BilingualEditor
from wicco_desktop.ui.forms.contact_panel import ContactPanel
from wicco_desktop.ui.forms.organisation_panel import OrganisationPanel
from wicco_desktop.ui.forms.post_line import PostLine
from wicco_desktop.ui.session import Session

MakeRecord = Callable[..., Record]
PanelOf = Callable[[str], Any]
Settle = Callable[[], None]
TypeInto = Callable[[QWidget, str], None]


@pytest.fixture
def panel(panel_of: PanelOf) -> ContactPanel:
    made = panel_of("contact")
    assert isinstance(made, ContactPanel)
    return made


def entry(line: PostLine, key: str, code: str = "en") -> QWidget:
    editor = line.fields.boxes[key].editor
    return editor.side(code) if isinstance(editor, BilingualEditor) else editor.inputs()[0]


def name(panel: ContactPanel) -> QWidget:
    editor = panel.fields.boxes["name"].editor
    assert isinstance(editor, BilingualEditor)
    return editor.side("en")


def posts(session: Session, contact: str) -> list[Record]:
    return [post.affiliation for post in session.workspace.people.posts(contact)]


def test_a_new_contact_is_typed_with_its_post_in_one_go(
    session: Session,
    panel: ContactPanel,
    make_record: MakeRecord,
    type_into: TypeInto,
    settle: Settle,
) -> None:
    bureau = make_record("organisation", name_en="Technology Bureau")
    panel.show_new()
    type_into(name(panel), "Ding Tian")
    line = panel.posts.lines[0]
    type_into(entry(line, "organisation"), "Technology Bur")
    QTest.keyClick(entry(line, "organisation"), Qt.Key.Key_Return)
    type_into(entry(line, "title"), "Head")
    type_into(entry(line, "start"), "2021")
    panel.flush()
    settle()
    contact = str(panel.record_id)
    (post,) = posts(session, contact)
    assert (post["organisation"], post["title_en"], post["start"]) == (bureau.id, "Head", "2021")
    assert post["main"] is True
    assert session.workspace.store.get("contact", contact) is not None
    assert session.drafts.all() == []
    assert panel.posts.lines == [line]


def test_tab_goes_from_the_name_to_the_post_and_only_then_to_the_button_that_adds_one(
    panel: ContactPanel, qtbot: QtBot
) -> None:
    panel.show_new()
    panel.window().activateWindow()
    editor = panel.fields.boxes["name"].editor
    assert isinstance(editor, BilingualEditor)
    panel.focus_first()
    here = name(panel)
    qtbot.waitUntil(here.hasFocus)
    line = panel.posts.lines[0]
    for after in (editor.side("zh"), entry(line, "organisation")):
        QTest.keyClick(here, Qt.Key.Key_Tab)
        assert after.hasFocus()
        here = after
    last = [widget for widget in line.inputs() if widget.isVisible() and widget.isEnabled()][-1]
    last.setFocus()
    QTest.keyClick(last, Qt.Key.Key_Tab)
    assert panel.posts.add_button.hasFocus()


def test_a_post_left_blank_is_not_made(
    session: Session, panel: ContactPanel, type_into: TypeInto, settle: Settle
) -> None:
    panel.show_new()
    type_into(name(panel), "Ding Tian")
    panel.flush()
    settle()
    assert posts(session, str(panel.record_id)) == []


def test_a_second_post_is_added_with_a_key_and_made_the_main_one(
    session: Session,
    panel: ContactPanel,
    make_record: MakeRecord,
    type_into: TypeInto,
    settle: Settle,
) -> None:
    contact = make_record("contact", name_en="Ding Tian")
    session.workspace.people.add_post(contact.id, {"title_en": "Head"})
    panel.show_record(contact.id)
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(name(panel), Qt.Key.Key_N, keys)
    line = panel.posts.lines[-1]
    assert entry(line, "organisation").hasFocus()
    type_into(entry(line, "title"), "Professor")
    QTest.keyClick(entry(line, "title"), Qt.Key.Key_Return)
    settle()
    assert [post["title_en"] for post in posts(session, contact.id)] == ["Head", "Professor"]
    QTest.mouseClick(line.main_button, Qt.MouseButton.LeftButton)
    settle()
    assert [post["title_en"] for post in posts(session, contact.id)] == ["Professor", "Head"]
    assert panel.posts.lines[0] is line
    assert line.main_sign.isVisible()


def test_a_post_ends_with_one_click_and_folds_when_it_is_past(
    session: Session, panel: ContactPanel, make_record: MakeRecord, settle: Settle
) -> None:
    contact = make_record("contact", name_en="Ding Tian")
    session.workspace.people.add_post(contact.id, {"title_en": "Head"})
    panel.show_record(contact.id)
    QTest.mouseClick(panel.posts.lines[0].end_button, Qt.MouseButton.LeftButton)
    settle()
    assert posts(session, contact.id)[0]["end"] == "2022-11-24"
    other = make_record("contact", name_en="Chan")
    session.workspace.people.add_post(
        other.id, {"title_en": "Lecturer", "start": "2012", "end": "2019"}
    )
    panel.show_record(other.id)
    line = panel.posts.lines[0]
    assert line.summary.isVisible()
    assert not line.body.isVisible()
    line.summary.setFocus()
    QTest.keyClick(line.summary, Qt.Key.Key_Space)
    assert entry(line, "organisation").hasFocus()


def test_a_removed_post_goes_from_the_form_and_undo_brings_it_back(
    session: Session, panel: ContactPanel, make_record: MakeRecord, settle: Settle
) -> None:
    contact = make_record("contact", name_en="Ding Tian")
    session.workspace.people.add_post(contact.id, {"title_en": "Head"})
    panel.show_record(contact.id)
    QTest.mouseClick(panel.posts.lines[0].remove_button, Qt.MouseButton.LeftButton)
    settle()
    assert posts(session, contact.id) == []
    assert [line.saving.exists for line in panel.posts.lines] == [False]
    session.write(session.workspace.editing.undo)
    settle()
    assert [line.saving.stored("title_en") for line in panel.posts.lines if line.saving.exists] == [
        "Head"
    ]


def test_typing_in_a_post_survives_a_change_elsewhere_and_of_the_language(
    session: Session,
    panel: ContactPanel,
    make_record: MakeRecord,
    type_into: TypeInto,
    settle: Settle,
) -> None:
    contact = make_record("contact", name_en="Ding Tian")
    session.workspace.people.add_post(contact.id, {"title_en": "Head"})
    panel.show_record(contact.id)
    line = panel.posts.lines[0]
    type_into(entry(line, "title"), "Director ")
    people = session.workspace.people
    session.write(lambda: people.add_post(contact.id, {"title_en": "Other"}))
    settle()
    session.language.switch_to(CHINESE)
    assert len(panel.posts.lines) == 2
    assert entry(line, "title").committed_text() == "Director "  # type: ignore[attr-defined]
    assert entry(line, "title").hasFocus()


def test_the_post_of_the_next_contact_repeats_what_is_pinned(
    session: Session,
    panel: ContactPanel,
    make_record: MakeRecord,
    type_into: TypeInto,
    settle: Settle,
) -> None:
    bureau = make_record("organisation", name_en="Technology Bureau")
    panel.show_new()
    type_into(name(panel), "Ding Tian")
    line = panel.posts.lines[0]
    type_into(entry(line, "organisation"), "Technology Bureau")
    QTest.keyClick(entry(line, "organisation"), Qt.Key.Key_Return)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(entry(line, "organisation"), Qt.Key.Key_P, both)
    QTest.keyClick(
        entry(line, "organisation"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
    )
    settle()
    assert panel.posts.lines[0].saving.stored("organisation") == bureau.id
    empty = str(panel.record_id)
    type_into(name(panel), "Chan Chou Wang")
    panel.flush()
    settle()
    (post,) = posts(session, empty)
    assert post["organisation"] == bureau.id


def test_a_likely_duplicate_is_told_quietly_while_a_name_is_typed(
    session: Session,
    panel: ContactPanel,
    make_record: MakeRecord,
    type_into: TypeInto,
    qtbot: QtBot,
) -> None:
    known = make_record("contact", name_en="Jason Ho", name_zh="贺建东")
    panel.show_new()
    type_into(name(panel), "Jason Ho")
    sign = panel.duplicate_sign
    assert sign.timer.isActive()
    sign.timer.stop()
    sign.look()
    qtbot.waitUntil(sign.isVisible)
    assert "贺建东" in sign.sentence.text()
    opened: list[tuple[str, str]] = []
    session.open_requested.connect(lambda kind, id_: opened.append((kind, id_)))
    QTest.mouseClick(sign.open_button, Qt.MouseButton.LeftButton)
    assert opened == [("contact", known.id)]
    panel.show_record(known.id)
    assert not sign.isVisible()


def test_topics_are_linked_made_and_taken_out(
    session: Session,
    panel: ContactPanel,
    make_record: MakeRecord,
    type_into: TypeInto,
    settle: Settle,
) -> None:
    topic = make_record("topic", name_en="Smart cities")
    contact = make_record("contact", name_en="Ding Tian")
    panel.show_record(contact.id)
    line = panel.topics.editor.line
    type_into(line, "Smart")
    QTest.keyClick(line, Qt.Key.Key_Return)
    settle()
    related = session.workspace.related
    assert [record.id for record in related.topics_of(contact.id)] == [topic.id]
    type_into(line, "Space")
    QTest.keyClick(line, Qt.Key.Key_Return)
    settle()
    assert [record["name_en"] for record in related.topics_of(contact.id)] == [
        "Smart cities",
        "Space",
    ]
    assert len(panel.topics.editor.chips) == 2
    panel.topics.editor.remove(topic.id)
    settle()
    assert [record["name_en"] for record in related.topics_of(contact.id)] == ["Space"]
    session.write(session.workspace.editing.undo)
    settle()
    assert len(panel.topics.editor.chips) == 2


def test_an_organisation_shows_its_people_and_what_is_part_of_it(
    session: Session, panel_of: PanelOf, make_record: MakeRecord, qtbot: QtBot
) -> None:
    body = make_record("organisation", name_en="University")
    laboratory = make_record("organisation", name_en="Laboratory", part_of=body.id)
    contact = make_record("contact", name_en="Ding Tian", name_zh="丁恬")
    session.workspace.people.add_post(contact.id, {"organisation": body.id, "title_en": "Head"})
    meeting = make_record("meeting", subject_en="Talk", host=body.id, date="2022-11-23")
    panel = panel_of("organisation")
    assert isinstance(panel, OrganisationPanel)
    panel.show_record(body.id)
    qtbot.waitUntil(lambda: bool(panel.people.rows and panel.bodies.rows and panel.hosted.rows))
    assert [row.id for row in panel.bodies.rows] == [laboratory.id]
    assert [row.id for row in panel.hosted.rows] == [meeting.id]
    assert panel.people.buttons[0].text() == "Ding Tian"
    assert "Head" in panel.people.rows[0].detail
    opened: list[tuple[str, str]] = []
    session.open_requested.connect(lambda kind, id_: opened.append((kind, id_)))
    panel.people.buttons[0].setFocus()
    QTest.keyClick(panel.people.buttons[0], Qt.Key.Key_Space)
    assert opened == [("contact", contact.id)]


def test_a_line_used_again_shows_nothing_of_the_contact_before(
    session: Session,
    panel: ContactPanel,
    make_record: MakeRecord,
    type_into: TypeInto,
    settle: Settle,
) -> None:
    first, second = (make_record("contact", name_en=name) for name in ("Ding Tian", "Gu Ting"))
    for contact, title in ((first, "Head"), (second, "Vice President")):
        session.workspace.people.add_post(contact.id, {"title_en": title})
    panel.show_record(first.id)
    (line,) = panel.posts.lines
    type_into(entry(line, "end"), "no day at all")
    panel.show_record(second.id)
    settle()
    session.language.switch_to(CHINESE)
    assert panel.posts.lines == [line]
    assert entry(line, "end").text() == ""  # type: ignore[attr-defined]
    assert line.remove_button.text() == "移除"
    type_into(entry(line, "title"), "President")
    panel.flush()
    settle()
    assert [post["title_en"] for post in posts(session, first.id)] == ["Head"]
    assert [post["title_en"] for post in posts(session, second.id)] == ["President"]
    panel.show_record(first.id)
    assert entry(panel.posts.lines[0], "end").text() == "no day at all"  # type: ignore[attr-defined]

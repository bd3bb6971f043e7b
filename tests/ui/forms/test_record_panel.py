from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from wicco_desktop.foundation.languages import CHINESE
from wicco_desktop.records import KINDS, Record
from wicco_desktop.records.fields import Field, FieldType
from wicco_desktop.records.topic import LINKABLE
from wicco_desktop.ui.editors.bilingual import BilingualEditor
from wicco_desktop.ui.editors.editor import Editor
from wicco_desktop.ui.editors.reference import ReferenceEditor
from wicco_desktop.ui.forms.record_panel import RecordPanel
from wicco_desktop.ui.forms.topics_section import TopicsSection
from wicco_desktop.ui.session import Session

MakeRecord = Callable[..., Record]
Compose = Callable[..., None]
PanelOf = Callable[[str], RecordPanel]
Settle = Callable[[], None]
TypeInto = Callable[[QWidget, str], None]


def editor(panel: RecordPanel, key: str) -> Editor:
    return panel.fields.boxes[key].editor


def entry(panel: RecordPanel, key: str, code: str | None = None) -> QWidget:
    found = editor(panel, key)
    if isinstance(found, BilingualEditor):
        return found.side(code or "en")
    return found.inputs()[0]


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def text_in(widget: QWidget) -> str:
    return widget.committed_text()  # type: ignore[attr-defined,no-any-return]


def stored(session: Session, panel: RecordPanel, column: str) -> object:
    record = session.workspace.store.get(panel.kind.key, str(panel.record_id))
    assert record is not None
    return record[column]


SAMPLES = {
    FieldType.TEXT: ("some text", "some text"),
    FieldType.PHONE: ("+853 6000 1203", "+853 6000 1203"),
    FieldType.EMAIL: ("a@example.org", "a@example.org"),
    FieldType.WEBSITE: ("www.example.org", "www.example.org"),
    FieldType.LIST: ("one; two", "one; two"),
    FieldType.COUNTRY: ("Portugal", "PT"),
    FieldType.DATE: ("23 Nov 2022", "2022-11-23"),
    FieldType.TIME: ("1030", "10:30"),
    FieldType.ZONE: ("Macau", "Asia/Macau"),
    FieldType.MOMENT: ("2022-11-23 10:05", "2022-11-23T10:05:00"),
    FieldType.NUMBER: ("120", 120),
}
EDITABLE = [
    (kind.key, field.key) for kind in KINDS.values() for field in kind.fields if field.editable
]

TOPICAL = [kind for kind in LINKABLE if kind != "note"]
"""What has a form of its own and can be linked to topics."""


def fill(
    type_into: TypeInto, panel: RecordPanel, field: Field, make_record: MakeRecord
) -> dict[str, object]:
    """Put something into a field as a user does; gives the values it should then have."""
    if field.bilingual:
        type_into(entry(panel, field.key, "en"), "English side")
        type_into(entry(panel, field.key, "zh"), "中文")
        return {f"{field.key}_en": "English side", f"{field.key}_zh": "中文"}
    widget = entry(panel, field.key)
    widget.setFocus()
    if field.type is FieldType.REFERENCE:
        title = KINDS[field.targets[0]].title
        target = make_record(field.targets[0], **{f"{title}_en": "Target record"})
        QTest.keyClicks(widget, "Target rec")
        QTest.keyClick(widget, Qt.Key.Key_Return)
        return {field.key: target.id}
    if field.type in (FieldType.CHOICE, FieldType.LANGUAGE):
        QTest.keyClick(widget, Qt.Key.Key_Down)
        QTest.keyClick(widget, Qt.Key.Key_Down)
        return {field.key: field.choices[1].key}
    if field.type is FieldType.FLAG:
        QTest.keyClick(widget, Qt.Key.Key_Space)
        return {field.key: True}
    typed, value = SAMPLES[field.type]
    QTest.keyClicks(widget, typed)
    return {field.key: value}


def owned(kind: str, make_record: MakeRecord) -> dict[str, object]:
    """What a record of the kind cannot be stored without: its required references."""
    return {
        field.key: make_record(field.targets[0]).id
        for field in KINDS[kind].fields
        if field.type is FieldType.REFERENCE and field.required
    }


@pytest.mark.parametrize(("kind", "key"), EDITABLE, ids=str)
def test_every_field_of_every_kind_is_labelled_editable_saved_and_shown_again(
    kind: str,
    key: str,
    session: Session,
    panel_of: PanelOf,
    make_record: MakeRecord,
    type_into: TypeInto,
    settle: Settle,
) -> None:
    field = KINDS[kind].field(key)
    given = {name: id_ for name, id_ in owned(kind, make_record).items() if name != key}
    record = make_record(kind, **given)
    panel = panel_of(kind)
    panel.show_record(record.id)
    panel.unfold()
    box = panel.fields.boxes[key]
    assert box.isVisible()
    label = session.language.tr(field.label)
    for widget in box.editor.inputs():
        assert widget.accessibleName().startswith(label)
    wanted = fill(type_into, panel, field, make_record)
    panel.flush()
    settle()
    for column, value in wanted.items():
        assert stored(session, panel, column) == value
    assert session.drafts.all() == []
    again = panel_of(kind)
    again.show_record(record.id)
    value = editor(again, key).value()
    if field.bilingual:
        assert {f"{key}_{code}": text for code, text in value.sides.items()} == wanted
    else:
        assert value == wanted[key]


def test_leaving_a_field_saves_exactly_one_change(
    session: Session,
    panel_of: PanelOf,
    make_record: MakeRecord,
    type_into: TypeInto,
    settle: Settle,
) -> None:
    panel = panel_of("contact")
    panel.show_record(make_record("contact", name_en="Jason Ho").id)
    before = session.workspace.store.position()
    type_into(entry(panel, "mobile"), "+853 6000 1203")
    assert session.workspace.store.position() == before
    QTest.keyClick(entry(panel, "mobile"), Qt.Key.Key_Tab)
    settle()
    assert stored(session, panel, "mobile") == "+853 6000 1203"
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    panel.flush()
    settle()
    assert session.workspace.store.position() == before + 1


def test_going_through_all_fields_saves_nothing(
    session: Session,
    panel_of: PanelOf,
    make_record: MakeRecord,
    type_into: TypeInto,
    settle: Settle,
) -> None:
    host = make_record("organisation", name_en="Host")
    panel = panel_of("meeting")
    panel.show_record(
        make_record("meeting", subject_en="Talk", date="2022-11", start="10:00", host=host.id).id
    )
    before = session.workspace.store.position()
    panel.focus_first()
    for _ in range(30):
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
    panel.flush()
    settle()
    assert session.workspace.store.position() == before
    assert session.drafts.all() == []


def test_a_new_record_is_made_by_the_first_committed_value_and_only_then(
    session: Session, panel_of: PanelOf, type_into: TypeInto, settle: Settle
) -> None:
    panel = panel_of("contact")
    made: list[str] = []
    panel.created.connect(made.append)
    panel.show_new({"city_en": "Macao"})
    panel.flush()
    settle()
    assert made == []
    assert session.workspace.store.get("contact", str(panel.record_id)) is None
    type_into(entry(panel, "name"), "Ding Tian")
    QTest.keyClick(entry(panel, "name"), Qt.Key.Key_Return)
    settle()
    assert made == [panel.record_id]
    assert stored(session, panel, "name_en") == "Ding Tian"
    assert stored(session, panel, "city_en") == "Macao"


def test_ctrl_enter_saves_and_begins_another_with_what_is_pinned(
    session: Session, panel_of: PanelOf, type_into: TypeInto, settle: Settle
) -> None:
    panel = panel_of("contact")
    panel.show_new()
    type_into(entry(panel, "name"), "Ding Tian")
    type_into(entry(panel, "city"), "Macao")
    panel.field_pins.set_pinned("city", True)
    first = panel.record_id
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(entry(panel, "city"), Qt.Key.Key_Return, control)
    settle()
    assert panel.record_id != first
    assert text_in(entry(panel, "name")) == ""
    assert text_in(entry(panel, "city")) == "Macao"
    assert entry(panel, "name").hasFocus()
    assert session.workspace.store.get("contact", str(first))["city_en"] == "Macao"  # type: ignore[index]
    panel.field_pins.set_pinned("city", False)
    panel.show_new()
    assert text_in(entry(panel, "city")) == ""


def test_a_conflict_shows_both_and_overwrites_nothing(
    session: Session,
    panel_of: PanelOf,
    make_record: MakeRecord,
    type_into: TypeInto,
    settle: Settle,
) -> None:
    record = make_record("contact", name_en="Jason Ho", mobile="+853 1000")
    panel = panel_of("contact")
    panel.show_record(record.id)
    type_into(entry(panel, "mobile"), "+853 2000")
    editing = session.workspace.editing
    session.write(lambda: editing.change("contact", record.id, {"mobile": "+853 3000"}))
    settle()
    strip = panel.fields.links["mobile"].strips["mobile"]
    assert strip.isVisible()
    assert "+853 3000" in strip.sentence.text()
    assert text_in(entry(panel, "mobile")) == "+853 2000"
    panel.flush()
    settle()
    assert stored(session, panel, "mobile") == "+853 3000"
    QTest.mouseClick(strip.mine_button, Qt.MouseButton.LeftButton)
    settle()
    assert stored(session, panel, "mobile") == "+853 2000"
    assert not strip.isVisible()
    type_into(entry(panel, "mobile"), "+853 4000")
    session.write(lambda: editing.change("contact", record.id, {"mobile": "+853 5000"}))
    settle()
    QTest.mouseClick(strip.theirs_button, Qt.MouseButton.LeftButton)
    assert text_in(entry(panel, "mobile")) == "+853 5000"
    assert session.drafts.all() == []


def test_typing_survives_a_refresh_and_a_change_of_language(
    session: Session,
    panel_of: PanelOf,
    make_record: MakeRecord,
    type_into: TypeInto,
    settle: Settle,
) -> None:
    record = make_record("contact", name_en="Jason Ho", city_en="Macao")
    panel = panel_of("contact")
    panel.show_record(record.id)
    widget = entry(panel, "city")
    type_into(widget, "Macao SAR ")
    editing = session.workspace.editing
    session.write(
        lambda: editing.change("contact", record.id, {"city_zh": "澳门", "email": "a@b.org"})
    )
    settle()
    assert text_in(widget) == "Macao SAR "
    assert text_in(entry(panel, "city", "zh")) == "澳门"
    assert text_in(entry(panel, "email")) == "a@b.org"
    session.language.switch_to(CHINESE)
    assert text_in(widget) == "Macao SAR "
    assert widget.hasFocus()
    QTest.keyClicks(widget, "!")
    QTest.keyClick(widget, Qt.Key.Key_Return)
    settle()
    assert stored(session, panel, "city_en") == "Macao SAR !"


def test_undo_of_a_saved_field_shows_in_the_form(
    session: Session,
    panel_of: PanelOf,
    make_record: MakeRecord,
    type_into: TypeInto,
    settle: Settle,
) -> None:
    panel = panel_of("contact")
    panel.show_record(make_record("contact", name_en="Jason Ho", mobile="+853 1000").id)
    type_into(entry(panel, "mobile"), "+853 2000")
    QTest.keyClick(entry(panel, "mobile"), Qt.Key.Key_Return)
    settle()
    session.write(session.workspace.editing.undo)
    settle()
    assert text_in(entry(panel, "mobile")) == "+853 1000"


def test_composed_text_is_neither_saved_nor_completed_before_it_is_committed(
    session: Session,
    panel_of: PanelOf,
    make_record: MakeRecord,
    compose: Compose,
    settle: Settle,
) -> None:
    make_record("organisation", name_zh="澳门大学")
    panel = panel_of("organisation")
    record = make_record("organisation", name_zh="实验室")
    panel.show_record(record.id)
    name = entry(panel, "name", "zh")
    name.setFocus()
    compose(name, "shi")
    assert session.drafts.all() == []
    part_of = entry(panel, "part_of")
    compose(name, "", "科技")
    assert [draft.text for draft in session.drafts.all()] == ["科技实验室"]
    part_of.setFocus()
    settle()
    assert stored(session, panel, "name_zh") == "科技实验室"
    compose(part_of, "aomen")
    found = editor(panel, "part_of")
    assert isinstance(found, ReferenceEditor)
    assert not found.line.list.isVisible()
    compose(part_of, "", "澳门")
    assert found.line.list.isVisible()


def test_a_reference_makes_the_record_it_links_to_in_one_transaction(
    session: Session,
    panel_of: PanelOf,
    make_record: MakeRecord,
    type_into: TypeInto,
    settle: Settle,
) -> None:
    panel = panel_of("meeting")
    panel.show_record(make_record("meeting", subject_en="Talk").id)
    host = entry(panel, "host")
    type_into(host, "New Institute")
    QTest.keyClick(host, Qt.Key.Key_Return)
    settle()
    made = session.workspace.store.get("organisation", str(stored(session, panel, "host")))
    assert made is not None
    assert made["name_en"] == "New Institute"
    assert text_in(host) == "New Institute"
    session.write(session.workspace.editing.undo)
    settle()
    assert stored(session, panel, "host") is None
    assert session.workspace.store.get("organisation", made.id).deleted  # type: ignore[union-attr]
    assert text_in(host) == ""


def test_a_new_record_and_the_one_it_links_to_are_made_together(
    session: Session, panel_of: PanelOf, compose: Compose, settle: Settle
) -> None:
    panel = panel_of("event")
    panel.show_new()
    organiser = editor(panel, "organiser")
    assert isinstance(organiser, ReferenceEditor)
    organiser.focus_first()
    compose(organiser.line, "", "澳门科技总会")
    organiser.create_requested.emit("澳门科技总会")
    settle()
    assert len(session.workspace.store.transactions()) == 1
    made = session.workspace.store.get("organisation", str(stored(session, panel, "organiser")))
    assert made is not None
    assert made["name_zh"] == "澳门科技总会"


def test_text_that_is_no_date_stays_in_the_field_and_is_there_again(
    session: Session,
    panel_of: PanelOf,
    make_record: MakeRecord,
    type_into: TypeInto,
    settle: Settle,
) -> None:
    one, other = make_record("contact", name_en="A"), make_record("contact", name_en="B")
    panel = panel_of("contact")
    panel.show_record(one.id)
    type_into(entry(panel, "first_met"), "some day")
    QTest.keyClick(entry(panel, "first_met"), Qt.Key.Key_Tab)
    settle()
    assert editor(panel, "first_met").hint.isVisible()
    panel.show_record(other.id)
    settle()
    assert text_in(entry(panel, "first_met")) == ""
    panel.show_record(one.id)
    assert text_in(entry(panel, "first_met")) == "some day"
    assert editor(panel, "first_met").hint.isVisible()
    type_into(entry(panel, "first_met"), "2021")
    panel.flush()
    settle()
    assert stored(session, panel, "first_met") == "2021"


def test_a_hint_is_shown_and_blocks_nothing(
    session: Session,
    panel_of: PanelOf,
    make_record: MakeRecord,
    type_into: TypeInto,
    settle: Settle,
) -> None:
    panel = panel_of("contact")
    panel.show_record(make_record("contact", name_en="A").id)
    type_into(entry(panel, "email"), "not an address")
    QTest.keyClick(entry(panel, "email"), Qt.Key.Key_Return)
    settle()
    assert stored(session, panel, "email") == "not an address"
    assert editor(panel, "email").hint.isVisible()


def test_a_deleted_record_and_a_reference_to_one_are_shown_as_such(
    session: Session,
    panel_of: PanelOf,
    make_record: MakeRecord,
    type_into: TypeInto,
    settle: Settle,
) -> None:
    host = make_record("organisation", name_en="Old Bureau")
    meeting = make_record("meeting", subject_en="Talk", host=host.id)
    panel = panel_of("organisation")
    panel.show_record(host.id)
    assert not panel.deleted_sign.isVisible()
    editing = session.workspace.editing
    session.write(lambda: editing.delete([("organisation", host.id)]))
    settle()
    assert panel.deleted_sign.isVisible()
    assert not panel.content.isEnabled()
    other = panel_of("meeting")
    other.show_record(meeting.id)
    found = editor(other, "host").value()
    assert found == host.id
    assert "Trash" in other.fields.references.resolve(host.id).title or (  # type: ignore[union-attr]
        other.fields.references.resolve(host.id).deleted  # type: ignore[union-attr]
    )
    QTest.mouseClick(panel.deleted_sign.button, Qt.MouseButton.LeftButton)
    settle()
    assert not panel.deleted_sign.isVisible()
    assert panel.content.isEnabled()


def test_rare_fields_are_folded_while_blank(panel_of: PanelOf, make_record: MakeRecord) -> None:
    panel = panel_of("contact")
    panel.show_record(make_record("contact", name_en="A").id)
    assert panel.more is not None
    assert not panel.fields.boxes["address"].isVisible()
    panel.more.click()
    assert panel.fields.boxes["address"].isVisible()
    panel.more.click()
    panel.show_record(make_record("contact", name_en="B", address_en="1 Main Street").id)
    assert panel.fields.boxes["address"].isVisible()


def test_f2_goes_to_the_name_and_ctrl_t_to_the_other_language(
    panel_of: PanelOf, make_record: MakeRecord, type_into: TypeInto
) -> None:
    panel = panel_of("contact")
    panel.show_record(make_record("contact", name_en="A").id)
    entry(panel, "mobile").setFocus()
    QTest.keyClick(entry(panel, "mobile"), Qt.Key.Key_F2)
    assert entry(panel, "name", "en").hasFocus()
    QTest.keyClick(entry(panel, "name"), Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert entry(panel, "name", "zh").hasFocus()


def test_a_draft_of_a_record_not_yet_made_can_be_taken_up(
    session: Session, panel_of: PanelOf, type_into: TypeInto, settle: Settle
) -> None:
    panel = panel_of("contact")
    panel.show_new({"city_en": "Macao"})
    type_into(entry(panel, "name"), "Ding Ti")
    id_ = str(panel.record_id)
    again = panel_of("contact")
    again.show_record(id_)
    assert text_in(entry(again, "name")) == "Ding Ti"
    again.flush()
    settle()
    assert stored(session, again, "name_en") == "Ding Ti"
    assert stored(session, again, "city_en") == "Macao"


def test_still_right_clears_the_mark(
    session: Session,
    panel_of: PanelOf,
    make_record: MakeRecord,
    type_into: TypeInto,
    settle: Settle,
) -> None:
    panel = panel_of("contact")
    panel.show_record(make_record("contact", name_en="Chan", name_zh="陈祖荣").id)
    type_into(entry(panel, "name"), "Chan Chou Wang")
    QTest.keyClick(entry(panel, "name"), Qt.Key.Key_Return)
    settle()
    assert stored(session, panel, "name_older") == "zh"
    name = editor(panel, "name")
    assert isinstance(name, BilingualEditor)
    assert name.value().older == {"zh"}
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(name.side("en"), Qt.Key.Key_T, keys)
    settle()
    assert stored(session, panel, "name_older") is None
    assert name.value().older == frozenset()


def test_a_reference_warns_of_one_of_that_name_before_a_second_is_made(
    panel_of: PanelOf, make_record: MakeRecord, type_into: TypeInto
) -> None:
    make_record("contact", name_en="Jason Ho", name_zh="贺建东")
    panel = panel_of("follow_up")
    panel.show_new()
    owner = editor(panel, "owner")
    assert isinstance(owner, ReferenceEditor)
    type_into(owner.line, "Jason H")
    assert not owner.line.list.note.isVisible()
    type_into(owner.line, "Jason Ho")
    assert owner.line.list.note.isVisible()
    assert "贺建东" in owner.line.list.note.text()


@pytest.mark.parametrize("kind", TOPICAL)
def test_every_record_can_be_linked_to_a_topic(
    kind: str,
    panel_of: PanelOf,
    make_record: MakeRecord,
    session: Session,
    type_into: TypeInto,
    settle: Settle,
) -> None:
    topic = make_record("topic", name_en="Smart cities")
    title = KINDS[kind].title
    record = make_record(kind, **{f"{title}_en": "Some record"})
    panel = panel_of(kind)
    panel.show_record(record.id)
    topics = next(one for one in panel.sections if isinstance(one, TopicsSection))
    line = topics.editor.line
    type_into(line, "Smart")
    QTest.keyClick(line, Qt.Key.Key_Return)
    settle()
    assert [found.id for found in session.workspace.related.topics_of(record.id)] == [topic.id]

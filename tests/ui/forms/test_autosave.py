from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.messages import Message
from wicco_desktop.records import Record
from wicco_desktop.store.drafts import DraftKey
from wicco_desktop.ui.forms.autosave import IDLE, Autosave
from wicco_desktop.ui.session import Session


@pytest.fixture
def contact(session: Session) -> Record:
    return session.workspace.editing.create("contact", {"name_en": "Jason Ho", "mobile": "+853 1"})


def stored(session: Session, record: Record, column: str) -> object:
    return session.workspace.store.get(record.kind, record.id)[column]  # type: ignore[index]


def position(session: Session) -> int:
    return session.workspace.store.position()


def test_what_is_typed_is_a_draft_and_becomes_one_change_when_committed(
    session: Session, contact: Record, settle: Callable[[], None]
) -> None:
    saving = Autosave(session, "contact", contact)
    before = position(session)
    for text in ("+", "+8", "+85", "+853 6"):
        saving.type_in("mobile", text)
    draft = session.drafts.get(DraftKey("contact", contact.id, "mobile"))
    assert draft is not None
    assert (draft.text, draft.base, draft.creates) == ("+853 6", "+853 1", None)
    assert position(session) == before
    saving.commit(["mobile"])
    settle()
    assert stored(session, contact, "mobile") == "+853 6"
    assert position(session) == before + 1
    assert session.drafts.all() == []
    assert not saving.pending


def test_a_value_typed_back_is_no_change(
    session: Session, contact: Record, settle: Callable[[], None]
) -> None:
    saving = Autosave(session, "contact", contact)
    before = position(session)
    saving.type_in("mobile", "+853 12")
    saving.type_in("mobile", "+853 1")
    saving.commit()
    settle()
    assert position(session) == before
    assert session.drafts.all() == []


def test_both_sides_of_a_text_are_one_change(
    session: Session, contact: Record, settle: Callable[[], None]
) -> None:
    saving = Autosave(session, "contact", contact)
    saving.type_in("name_zh", "贺建东")
    saving.type_in("name_en", "Jason HO")
    saving.commit(["name_zh", "name_en"])
    settle()
    newest = session.workspace.store.transactions(limit=1)[0]
    changed = session.workspace.store.changes_of(newest.id)
    assert {change.column for change in changed} == {"name_zh", "name_en"}


def test_it_saves_after_thirty_idle_seconds(
    session: Session, contact: Record, settle: Callable[[], None]
) -> None:
    saving = Autosave(session, "contact", contact)
    assert IDLE == 30_000
    assert saving.idle_timer.interval() == IDLE
    saving.type_in("mobile", "+853 7")
    assert saving.idle_timer.isActive()
    saving.idle_timer.timeout.emit()
    settle()
    assert stored(session, contact, "mobile") == "+853 7"


def test_a_new_record_exists_from_the_first_committed_value(
    session: Session, settle: Callable[[], None]
) -> None:
    saving = Autosave(session, "contact", values={"city_en": "Macao"})
    saving.commit()
    settle()
    assert session.workspace.store.get("contact", saving.id) is None
    saving.type_in("name_en", "Ding Tian")
    draft = session.drafts.all()[0]
    assert draft.creates == {"city_en": "Macao"}
    saving.commit()
    settle()
    record = session.workspace.store.get("contact", saving.id)
    assert record is not None
    assert (record["name_en"], record["city_en"]) == ("Ding Tian", "Macao")
    assert saving.exists
    assert session.drafts.all() == []


def test_fields_left_while_the_record_is_being_made_are_saved_after_it(
    session: Session, settle: Callable[[], None]
) -> None:
    saving = Autosave(session, "contact")
    saving.type_in("name_en", "Ding Tian")
    saving.commit(["name_en"])
    saving.type_in("mobile", "+853 6")
    saving.commit(["mobile"])
    saving.type_in("name_en", "Ding Tian!")
    saving.commit(["name_en"])
    settle()
    record = session.workspace.store.get("contact", saving.id)
    assert record is not None
    assert (record["name_en"], record["mobile"]) == ("Ding Tian!", "+853 6")
    assert not saving.pending


def test_text_that_is_no_date_stays_a_draft_with_a_reason(
    session: Session, contact: Record, settle: Callable[[], None]
) -> None:
    saving = Autosave(session, "contact", contact)
    reasons: list[tuple[str, Message]] = []
    saving.refused.connect(lambda column, why: reasons.append((column, why)))
    saving.type_in("first_met", "some day")
    saving.type_in("mobile", "+853 9")
    saving.commit()
    settle()
    assert [column for column, _ in reasons] == ["first_met"]
    assert stored(session, contact, "mobile") == "+853 9"
    assert stored(session, contact, "first_met") is None
    assert [draft.text for draft in session.drafts.all()] == ["some day"]
    again = Autosave(session, "contact", session.workspace.store.get("contact", contact.id))
    assert again.text("first_met") == "some day"


def test_what_was_changed_elsewhere_is_never_overwritten(
    session: Session, contact: Record, settle: Callable[[], None]
) -> None:
    saving = Autosave(session, "contact", contact)
    odd: list[str] = []
    saving.at_odds.connect(odd.append)
    saving.type_in("mobile", "+853 mine")
    session.write(
        lambda: session.workspace.editing.change("contact", contact.id, {"mobile": "+853 theirs"})
    )
    saving.commit()
    settle()
    assert "mobile" in odd
    assert saving.odds("mobile")
    assert saving.text("mobile") == "+853 mine"
    assert saving.stored("mobile") == "+853 theirs"
    assert stored(session, contact, "mobile") == "+853 theirs"
    saving.commit()
    settle()
    assert stored(session, contact, "mobile") == "+853 theirs"
    saving.keep_mine("mobile")
    settle()
    assert stored(session, contact, "mobile") == "+853 mine"
    assert session.drafts.all() == []


def test_theirs_can_be_taken(session: Session, contact: Record, settle: Callable[[], None]) -> None:
    saving = Autosave(session, "contact", contact)
    saving.type_in("mobile", "mine")
    session.write(lambda: session.workspace.editing.change("contact", contact.id, {"mobile": "x"}))
    settle()
    shown: list[str] = []
    saving.refreshed.connect(shown.append)
    saving.take_theirs("mobile")
    assert shown == ["mobile"]
    assert saving.text("mobile") is None
    assert session.drafts.all() == []


def test_typing_back_while_the_save_is_on_its_way_is_saved_too(
    session: Session, contact: Record, settle: Callable[[], None]
) -> None:
    saving = Autosave(session, "contact", contact)
    saving.type_in("mobile", "+853 2")
    saving.commit()
    saving.type_in("mobile", "+853 1")
    saving.commit()
    settle()
    assert stored(session, contact, "mobile") == "+853 1"
    assert not saving.odds("mobile")


def test_a_failed_save_keeps_the_text_and_is_tried_with_the_next(
    session: Session,
    contact: Record,
    settle: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[BaseException] = []
    monkeypatch.setattr(session.errors, "show", told.append)
    saving = Autosave(session, "contact", contact)
    saving.type_in("mobile", "+853 8")

    def full(*_args: object, **_named: object) -> None:
        raise UserError("The disk is full.")

    with monkeypatch.context() as broken:
        broken.setattr(type(session.workspace.store), "write", full)
        saving.commit()
        settle()
    assert len(told) == 1
    assert saving.text("mobile") == "+853 8"
    assert [draft.text for draft in session.drafts.all()] == ["+853 8"]
    saving.type_in("email", "a@b.org")
    saving.commit(["email"])
    settle()
    assert stored(session, contact, "mobile") == "+853 8"
    assert stored(session, contact, "email") == "a@b.org"


def test_nothing_is_written_into_the_trash_but_kept_until_restored(
    session: Session, contact: Record, settle: Callable[[], None]
) -> None:
    saving = Autosave(session, "contact", contact)
    saving.type_in("mobile", "+853 5")
    editing = session.workspace.editing
    session.write(lambda: editing.delete([("contact", contact.id)]))
    settle()
    assert saving.deleted
    saving.commit()
    settle()
    assert stored(session, contact, "mobile") == "+853 1"
    session.write(lambda: editing.restore([("contact", contact.id)]))
    settle()
    assert stored(session, contact, "mobile") == "+853 5"


def test_an_undo_elsewhere_is_told_to_the_form(
    session: Session, contact: Record, settle: Callable[[], None]
) -> None:
    saving = Autosave(session, "contact", contact)
    saving.type_in("mobile", "+853 5")
    saving.commit()
    settle()
    shown: list[str] = []
    saving.refreshed.connect(shown.append)
    session.write(session.workspace.editing.undo)
    settle()
    assert "mobile" in shown
    assert saving.stored("mobile") == "+853 1"


def test_a_save_waits_in_the_queue_while_the_writer_is_busy(
    session: Session, contact: Record, settle: Callable[[], None]
) -> None:
    saving = Autosave(session, "contact", contact)
    going_on = threading.Event()
    session.write(lambda: going_on.wait(10))
    saving.type_in("mobile", "+853 2")
    saving.commit()
    saving.type_in("email", "a@b.org")
    assert stored(session, contact, "mobile") == "+853 1"
    assert {draft.text for draft in session.drafts.all()} == {"+853 2", "a@b.org"}
    going_on.set()
    settle()
    assert stored(session, contact, "mobile") == "+853 2"
    assert [draft.text for draft in session.drafts.all()] == ["a@b.org"]


def test_a_record_left_with_a_save_on_its_way_goes_when_that_is_written(
    session: Session, contact: Record, settle: Callable[[], None]
) -> None:
    saving = Autosave(session, "contact", contact)
    saving.type_in("mobile", "+853 2")
    saving.commit()
    saving.release()
    before = saving.gone
    settle()
    assert (before, saving.gone) == (False, True)
    assert stored(session, contact, "mobile") == "+853 2"


def test_a_part_brings_its_owner_into_the_database_first(
    session: Session, settle: Callable[[], None]
) -> None:
    owner = Autosave(session, "contact", values={"name_en": "Ding Tian"})
    part = Autosave(session, "affiliation", values={"contact": owner.id}, owner=owner)
    part.commit()
    settle()
    before = owner.exists
    part.type_in("title_en", "Head")
    part.commit()
    settle()
    assert (before, owner.exists, part.exists) == (False, True, True)

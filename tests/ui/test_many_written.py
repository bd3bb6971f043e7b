"""A write too large to be listed: whoever shows records reads again what it shows."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from wicco_desktop.records import Record
from wicco_desktop.store.edits import Change, Create, Edit, Written
from wicco_desktop.ui.forms.panels import make_panel
from wicco_desktop.ui.forms.section import PanelSection
from wicco_desktop.ui.lists.list_panel import ListPanel
from wicco_desktop.ui.pages.follow_ups_page import FollowUpsPage
from wicco_desktop.ui.pages.trash_page import TrashPage
from wicco_desktop.ui.session import Session

MakeRecord = Callable[..., Record]
Write = Callable[..., Written]


@pytest.fixture
def write_many(session: Session, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Write some edits in such a way that their changes are not listed."""
    from wicco_desktop.store import appending

    monkeypatch.setattr(appending, "MOST_LISTED", 0)

    def write(*edits: Create | Edit) -> Written:
        written = session.workspace.store.write(edits)
        assert written.many
        assert written.changes == ()
        return written

    return write


def test_it_concerns_every_kind() -> None:
    few = Written(1, (Change(1, 1, "contact", "x", "mobile", None, "1"),))
    assert few.concerns("contact", "meeting")
    assert not few.concerns("meeting")
    assert Written(1, many=True).concerns("meeting")
    assert not Written(None).concerns("meeting")


def test_a_list_has_the_new_records(session: Session, write_many: Write, qtbot: QtBot) -> None:
    panel = ListPanel(session, "contact")
    qtbot.addWidget(panel)
    panel.show()
    panel.load()
    qtbot.waitUntil(lambda: panel.model.complete)
    write_many(*(Create("contact", {"name_en": f"Person {number}"}) for number in range(5)))
    qtbot.waitUntil(lambda: panel.model.rowCount() == 5)


def test_a_form_shows_what_the_record_holds_now(
    session: Session, make_record: MakeRecord, write_many: Write, qtbot: QtBot
) -> None:
    contact = make_record("contact", name_en="Ding Tian", mobile="+853 6600 1244")
    panel = make_panel(session, "contact")
    qtbot.addWidget(panel)
    panel.show()
    panel.show_record(contact.id)
    saving = panel.saving
    assert saving is not None
    write_many(Edit("contact", contact.id, {"mobile": "+853 6600 1245"}))
    qtbot.waitUntil(lambda: saving.stored("mobile") == "+853 6600 1245")
    write_many(Edit("contact", contact.id, {"deleted": session.workspace.store.now()}))
    qtbot.waitUntil(lambda: saving.deleted)


def test_what_is_being_typed_is_at_odds_and_stays(
    session: Session, make_record: MakeRecord, write_many: Write, qtbot: QtBot
) -> None:
    contact = make_record("contact", name_en="Ding Tian", mobile="+853 6600 1244")
    panel = make_panel(session, "contact")
    qtbot.addWidget(panel)
    panel.show_record(contact.id)
    saving = panel.saving
    assert saving is not None
    saving.type_in("mobile", "+853 6600 9999")
    write_many(Edit("contact", contact.id, {"mobile": "+853 6600 1245"}))
    qtbot.waitUntil(lambda: saving.odds("mobile"))
    assert saving.text("mobile") == "+853 6600 9999"
    saving.take_theirs("mobile")


def test_a_section_of_a_form_reads_again(session: Session, qtbot: QtBot) -> None:
    class Counted(PanelSection):
        kinds = ("attachment",)
        refreshed = 0

        def refresh(self) -> None:
            self.refreshed += 1

    section = Counted(session, "Photos")
    qtbot.addWidget(section)
    section.saving = object()  # type: ignore[assignment]  # any record: it is not looked at
    section.hear(Written(1, many=True))
    assert section.refreshed == 1


def test_the_trash_has_what_was_deleted(
    session: Session, make_record: MakeRecord, write_many: Write, qtbot: QtBot
) -> None:
    contact = make_record("contact", name_en="Ding Tian")
    page = TrashPage(session)
    qtbot.addWidget(page)
    page.show()
    page.activate()
    qtbot.waitUntil(page.empty.isVisible)
    write_many(Edit("contact", contact.id, {"deleted": session.workspace.store.now()}))
    qtbot.waitUntil(lambda: page.list.rows.rowCount() == 1)


def test_follow_ups_have_the_new_ones(session: Session, write_many: Write, qtbot: QtBot) -> None:
    page = FollowUpsPage(session)
    qtbot.addWidget(page)
    page.show()
    page.activate()
    qtbot.waitUntil(lambda: page.list.model.complete)
    write_many(Create("follow_up", {"what_en": "Send the minutes"}))
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 1)

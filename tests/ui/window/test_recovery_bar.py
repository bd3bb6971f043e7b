"""What was typed and not saved is offered back at the start, in its own record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from wicco_desktop.foundation.clock import Clock
from wicco_desktop.foundation.identifiers import new_id
from wicco_desktop.records import Record
from wicco_desktop.store.drafts import Draft, DraftKey, Drafts
from wicco_desktop.ui.recovery_bar import RecoveryBar
from wicco_desktop.ui.session import Session
from wicco_desktop.ui.window import MainWindow

MakeRecord = Callable[..., Record]
MakeWindow = Callable[..., MainWindow]
LeaveDrafts = Callable[..., None]


@pytest.fixture
def leave_drafts(session: Session, tmp_path: Path, clock: Clock) -> Iterator[LeaveDrafts]:
    """As if the program had died with these drafts on disk, and been started again."""
    opened: list[Drafts] = []

    def leave(*drafts: Draft) -> None:
        path = tmp_path / "left.drafts"
        before = Drafts(path, clock)
        for draft in drafts:
            before.put(draft)
        before.close()
        session.drafts = Drafts(path, clock)
        opened.append(session.drafts)

    original = session.drafts
    yield leave
    for drafts in opened:
        drafts.close()
    session.drafts = original


def draft(record: Record, text: str, base: str | None, column: str = "name_en") -> Draft:
    return Draft(DraftKey(record.kind, record.id, column), text, base)


def bar(window: MainWindow, qtbot: QtBot) -> RecoveryBar:
    found = window.findChild(RecoveryBar)
    assert found is not None
    qtbot.waitUntil(found.isVisible)
    return found


def stored(session: Session, record: Record, column: str = "name_en") -> object:
    found = session.workspace.store.get(record.kind, record.id)
    assert found is not None
    return found[column]


def test_nothing_is_offered_where_nothing_was_lost(window: MainWindow) -> None:
    assert window.findChild(RecoveryBar) is None


def test_it_is_put_back_into_its_own_record_and_can_be_undone(
    session: Session,
    make_record: MakeRecord,
    leave_drafts: LeaveDrafts,
    make_window: MakeWindow,
    qtbot: QtBot,
) -> None:
    one, other = (make_record("contact", name_en=name) for name in ("Gu Ting", "Sun Jin"))
    leave_drafts(
        draft(one, "Gu Ting!", "Gu Ting"),
        draft(one, "+853 6612 3456", None, "mobile"),
        draft(other, "Sun Jin (Shenzhen Daily)", "Sun Jin"),
    )
    window = make_window()
    shown = bar(window, qtbot)
    assert shown.sentence.text() == ("Text that was not saved was found: 3 fields in 2 records.")
    shown.put.click()
    qtbot.waitUntil(lambda: not shown.isVisible())
    assert stored(session, one) == "Gu Ting!"
    assert stored(session, one, "mobile") == "+853 6612 3456"
    assert stored(session, other) == "Sun Jin (Shenzhen Daily)"
    assert session.drafts.all() == []
    session.workspace.editing.undo()
    assert stored(session, one) == "Gu Ting"


def test_what_was_changed_since_is_shown_beside_it_and_decided(
    session: Session,
    make_record: MakeRecord,
    leave_drafts: LeaveDrafts,
    make_window: MakeWindow,
    qtbot: QtBot,
) -> None:
    one, other = (make_record("contact", name_en=name) for name in ("Gu Ting", "Sun Jin"))
    leave_drafts(draft(one, "Gu T.", "Gu"), draft(other, "Sun J.", "Sun Jin"))
    shown = bar(make_window(), qtbot)
    shown.put.click()
    qtbot.waitUntil(lambda: stored(session, other) == "Sun J.")
    assert stored(session, one) == "Gu Ting"
    qtbot.waitUntil(lambda: len(shown.found) == 1)
    # Now only one record is left; with two the table is shown.
    leave_drafts(draft(one, "Gu T.", "Gu"), draft(other, "S. Jin", "Sun"))
    window = make_window()
    shown = bar(window, qtbot)
    shown.show_.click()
    dialog = shown.dialog
    assert dialog is not None
    texts = [dialog.table.topLevelItem(row).text(2) for row in range(2)]  # type: ignore[union-attr]
    assert texts == ["Gu Ting", "Sun J."]
    assert dialog.chosen() == []
    at_hand = dialog.table.selectionModel().selectedRows()
    assert [index.row() for index in at_hand] == [0], "in all its columns"
    from PySide6.QtCore import Qt

    dialog.table.topLevelItem(0).setCheckState(0, Qt.CheckState.Checked)  # type: ignore[union-attr]
    dialog.put.click()
    qtbot.waitUntil(lambda: stored(session, one) == "Gu T.")
    assert stored(session, other) == "Sun J."


def test_discarding_can_be_taken_back(
    session: Session,
    make_record: MakeRecord,
    leave_drafts: LeaveDrafts,
    make_window: MakeWindow,
    qtbot: QtBot,
) -> None:
    one = make_record("contact", name_en="Gu Ting")
    leave_drafts(draft(one, "Gu T.", "Gu Ting"))
    window = make_window()
    shown = bar(window, qtbot)
    shown.discard.click()
    qtbot.waitUntil(lambda: not shown.isVisible())
    assert session.drafts.all() == []
    action = window.notices.notices[-1].action_button
    assert action is not None
    action.click()
    qtbot.waitUntil(shown.isVisible)
    assert stored(session, one) == "Gu Ting"


def test_show_goes_to_the_record_whose_form_has_it(
    session: Session,
    make_record: MakeRecord,
    leave_drafts: LeaveDrafts,
    make_window: MakeWindow,
    qtbot: QtBot,
) -> None:
    one = make_record("contact", name_en="Gu Ting")
    leave_drafts(draft(one, "Gu T.", "Gu Ting"))
    window = make_window()
    shown = bar(window, qtbot)
    shown.show_.click()
    assert window.stack.page.current_record() == ("contact", one.id)  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: not shown.isVisible())


def test_a_post_that_was_never_saved_is_shown_in_its_contact_however_often(
    session: Session,
    make_record: MakeRecord,
    leave_drafts: LeaveDrafts,
    make_window: MakeWindow,
    qtbot: QtBot,
) -> None:
    one, other = make_record("contact", name_en="Gu Ting"), make_record("contact", name_en="Lu")
    post = new_id()
    leave_drafts(
        Draft(DraftKey("affiliation", post, "title_en"), "Head", creates={"contact": one.id})
    )
    window = make_window()
    shown = bar(window, qtbot)
    for _ in range(2):
        session.open_record("contact", other.id)
        shown._open("affiliation", post)
        qtbot.waitUntil(lambda: not shown.isVisible())
        assert window.stack.page.current_record() == ("contact", one.id)  # type: ignore[union-attr]

"""A backup taken back in the running program: the window goes and comes again, nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from wicco_desktop.app import Program
from wicco_desktop.services.backups import WORKING
from wicco_desktop.services.recovery import Recovery, State
from wicco_desktop.store.drafts import Draft, DraftKey
from wicco_desktop.store.queries import Query
from wicco_desktop.store.rota import Snapshot
from wicco_desktop.ui.notices import Notice
from wicco_desktop.ui.session import Session
from wicco_desktop.ui.window import MainWindow


@pytest.fixture
def window(program: Program, database_path: Path) -> MainWindow:
    made = program.open(database_path)
    made.show()
    return made


def person(window: MainWindow, name: str) -> str:
    return window.session.workspace.editing.create("contact", {"name_en": name}).id


def backup(window: MainWindow) -> Snapshot:
    return window.session.workspace.backups.make(WORKING)


def names(session: Session) -> list[str]:
    found = session.workspace.store.select(Query("contact"))
    return sorted(record.text("name_en") for record in found)


def restored(program: Program, path: Path, qtbot: QtBot) -> MainWindow:
    """Ask for a restore as the dialog does; the window that comes back."""
    old = program.window
    assert old is not None
    old.dialogs.restore_requested.emit(path)
    qtbot.waitUntil(lambda: program.window not in (None, old), timeout=15_000)
    new = program.window
    assert new is not None
    qtbot.waitUntil(new.isVisible)
    return new


def told(window: MainWindow) -> list[str]:
    return [notice.sentence.text() for notice in window.notices.findChildren(Notice)]


def test_the_window_comes_back_with_what_was_then(
    program: Program, window: MainWindow, qtbot: QtBot
) -> None:
    person(window, "Ding")
    kept = backup(window)
    person(window, "Chan")
    new = restored(program, kept.path, qtbot)
    assert names(new.session) == ["Ding"]
    assert any("is restored" in sentence for sentence in told(new))
    listed = new.session.workspace.backups.listed()
    assert [one.snapshot.why for one in listed] == ["before-restore", "working"]
    assert listed[0].manifest is not None
    assert listed[0].manifest.records["contacts"] == 2


def test_and_the_way_back_is_in_the_list(
    program: Program, window: MainWindow, qtbot: QtBot
) -> None:
    person(window, "Ding")
    kept = backup(window)
    person(window, "Chan")
    new = restored(program, kept.path, qtbot)
    newest = new.session.workspace.backups.listed()[0].snapshot
    again = restored(program, newest.path, qtbot)
    assert names(again.session) == ["Chan", "Ding"]


def test_text_that_was_not_saved_is_offered_and_goes_to_no_other_record(
    program: Program, window: MainWindow, qtbot: QtBot
) -> None:
    old = person(window, "Ding")
    kept = backup(window)
    newer = person(window, "Chan")
    drafts = window.session.drafts
    for id_, text in ((old, "Ding Tian"), (newer, "Chan Chou")):
        base = window.session.workspace.store.get("contact", id_)
        assert base is not None
        drafts.put(Draft(DraftKey("contact", id_, "name_en"), text, base["name_en"]))
    new = restored(program, kept.path, qtbot)
    session = new.session
    workspace = session.workspace
    recovery = Recovery(workspace.store, workspace.editing, session.drafts, workspace.titles)
    found = {one.draft.key.record: one for one in recovery.found("en")}
    assert (found[old].text, found[old].state) == ("Ding Tian", State.UNSAVED)
    assert (found[newer].text, found[newer].state) == ("Chan Chou", State.HOMELESS)
    qtbot.waitUntil(new.recovery.isVisible)
    # The newer state again: what was typed there is still to be had.
    before = workspace.backups.listed()[0].snapshot
    again = restored(program, before.path, qtbot).session
    kept_texts = {draft.key.record: draft.text for draft in again.drafts.all()}
    assert kept_texts == {old: "Ding Tian", newer: "Chan Chou"}


def test_a_damaged_backup_changes_nothing_and_the_window_comes_back(
    program: Program, window: MainWindow, qtbot: QtBot
) -> None:
    person(window, "Ding")
    kept = backup(window)
    person(window, "Chan")
    data = bytearray(kept.path.read_bytes())
    data[len(data) // 2] ^= 1
    kept.path.write_bytes(data)
    new = restored(program, kept.path, qtbot)
    assert names(new.session) == ["Chan", "Ding"]
    assert any("damaged or changed" in sentence for sentence in told(new))


def test_cancelled_nothing_is_changed(
    program: Program, window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from wicco_desktop.ui.backups.restoring import Restoring

    person(window, "Ding")
    kept = backup(window)
    person(window, "Chan")
    show = Restoring.show

    def show_and_cancel(dialog: Restoring) -> None:
        show(dialog)
        dialog.reject()

    monkeypatch.setattr(Restoring, "show", show_and_cancel)
    new = restored(program, kept.path, qtbot)
    assert names(new.session) in (["Chan", "Ding"], ["Ding"])
    cancelled = "Cancelled: nothing was changed." in told(new)
    assert cancelled == (names(new.session) == ["Chan", "Ding"])

"""Backups that make themselves: after half an hour of work, on closing, and told when they fail."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from tests.ui.conftest import HeldClock, MakeRecord
from wicco_desktop.services.backups import CLOSING, WORKING, Backups
from wicco_desktop.store import archive_place
from wicco_desktop.ui.backups.schedule import HALF_HOUR, RETRY, SOON, BackupSchedule
from wicco_desktop.ui.sections import DUPLICATES
from wicco_desktop.ui.session import Session
from wicco_desktop.ui.window import MainWindow


def whys(session: Session) -> list[str]:
    return [one.snapshot.why for one in session.workspace.backups.listed()]


def written(session: Session, qtbot: QtBot) -> None:
    editing = session.workspace.editing
    with qtbot.waitSignal(session.written):
        session.write(lambda: editing.create("contact", {"name_en": "Ding"}))


def expired(schedule: BackupSchedule) -> None:
    """The timer's time has come."""
    schedule.timer.stop()
    schedule.timer.timeout.emit()


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.setattr(archive_place, "SPARE", 1 << 60)
    return monkeypatch


def test_half_an_hour_after_the_first_change_there_is_a_backup(
    schedule: BackupSchedule, session: Session, qtbot: QtBot, window: MainWindow
) -> None:
    session.workspace.backups.make(WORKING)
    assert not schedule.timer.isActive()
    written(session, qtbot)
    assert schedule.timer.interval() == HALF_HOUR
    left = schedule.timer.remainingTime()
    written(session, qtbot)
    assert schedule.timer.remainingTime() <= left  # later changes put nothing off
    with qtbot.waitSignal(schedule.made):
        expired(schedule)
    assert whys(session) == [WORKING, WORKING]
    assert not schedule.timer.isActive()
    assert "Backup just now" in window.state_line.backup.text()


def test_without_a_change_there_is_none(
    schedule: BackupSchedule, session: Session, qtbot: QtBot
) -> None:
    session.workspace.backups.make(WORKING)
    with qtbot.waitSignal(schedule.closing_ended):
        schedule.is_settled()
    assert whys(session) == [WORKING]
    assert schedule.is_settled()


def test_what_was_left_without_a_backup_has_one_soon_after_the_start(
    session: Session, qtbot: QtBot, make_record: MakeRecord, clock: HeldClock
) -> None:
    session.workspace.backups.make(WORKING)
    make_record("contact", name_en="Ding")
    made = BackupSchedule(session)
    with qtbot.waitSignal(made.made):
        made.look_back()
    qtbot.waitUntil(made.timer.isActive)
    assert made.timer.interval() == SOON
    made.close()


def test_a_failed_backup_is_told_once_and_tried_again(
    schedule: BackupSchedule,
    session: Session,
    window: MainWindow,
    qtbot: QtBot,
    full_disk: pytest.MonkeyPatch,
) -> None:
    written(session, qtbot)
    with qtbot.waitSignal(schedule.failed):
        expired(schedule)
    (notice,) = window.notices.notices
    assert "There is no new backup" in notice.sentence.text()
    assert "not enough room" in notice.sentence.text()
    assert window.state_line.backup.text() == "· The last backup failed"
    assert schedule.timer.interval() == RETRY
    window.notices.remove(notice)
    with qtbot.assertNotEmitted(schedule.failed):
        expired(schedule)
        qtbot.waitUntil(schedule.timer.isActive)
    full_disk.undo()
    with qtbot.waitSignal(schedule.made):
        expired(schedule)
    assert "failed" not in window.state_line.backup.text()
    assert window.notices.notices == ()


def test_a_backup_that_is_made_takes_the_notice_away(
    schedule: BackupSchedule,
    session: Session,
    window: MainWindow,
    qtbot: QtBot,
    full_disk: pytest.MonkeyPatch,
) -> None:
    with qtbot.waitSignal(schedule.failed):
        expired(schedule)
    assert window.notices.notices
    full_disk.undo()
    schedule.note(session.workspace.backups.make("by-hand").moment)
    assert window.notices.notices == ()
    assert schedule.problem is None


def test_closing_makes_a_backup(
    schedule: BackupSchedule, session: Session, window: MainWindow, qtbot: QtBot
) -> None:
    written(session, qtbot)
    with qtbot.waitSignal(window.closed):
        window.close()
    assert whys(session) == [CLOSING]


class Slow:
    """A backup that goes on until it may end or is cancelled."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.go_on, self.begun = threading.Event(), threading.Event()
        real = Backups.make_if_due

        def make(backups: Backups, why: str, progress: object) -> object:
            self.begun.set()
            while not self.go_on.wait(0.005):
                progress(0.5)  # type: ignore[operator]
            return real(backups, why, progress)  # type: ignore[arg-type]

        monkeypatch.setattr(Backups, "make_if_due", make)


def test_a_slow_backup_on_closing_is_told_and_awaited(
    schedule: BackupSchedule,
    session: Session,
    window: MainWindow,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    slow = Slow(monkeypatch)
    window.close()
    qtbot.waitUntil(lambda: window.closing.told is not None)
    assert window.closing.told is not None
    assert "A backup is being made" in window.closing.told.sentence.text()
    qtbot.waitUntil(lambda: window.closing.told.bar.value() == 50)  # type: ignore[union-attr]
    with qtbot.waitSignal(window.closed):
        slow.go_on.set()
    assert whys(session) == [CLOSING]


def test_nobody_has_to_wait_for_it(
    schedule: BackupSchedule,
    session: Session,
    window: MainWindow,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    Slow(monkeypatch)
    window.close()
    qtbot.waitUntil(lambda: window.closing.told is not None)
    skip = window.closing.told.skip if window.closing.told else None
    assert skip is not None
    with qtbot.waitSignal(window.closed):
        skip.click()
    schedule.close()  # ends at once: it was cancelled
    assert whys(session) == []


@pytest.mark.parametrize("anyway", [True, False])
def test_where_the_backup_on_closing_fails_one_is_asked(
    schedule: BackupSchedule,
    session: Session,
    window: MainWindow,
    qtbot: QtBot,
    full_disk: pytest.MonkeyPatch,
    anyway: bool,
) -> None:
    window.close()
    qtbot.waitUntil(lambda: window.closing.question is not None)
    box = window.closing.question
    assert isinstance(box, QMessageBox)
    assert "not enough room" in box.text()
    buttons = {button.text(): button for button in box.buttons()}
    stay, close = buttons["Stay"], buttons["Close anyway"]
    if anyway:
        with qtbot.waitSignal(window.closed):
            close.click()
        return
    stay.click()
    assert window.isVisible()
    assert window.isEnabled()
    full_disk.undo()
    with qtbot.waitSignal(window.closed):
        window.close()
    assert whys(session) == [CLOSING]


def test_a_backup_that_is_under_way_holds_up_no_save(
    schedule: BackupSchedule,
    session: Session,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    slow = Slow(monkeypatch)
    expired(schedule)
    assert slow.begun.wait(10)
    written(session, qtbot)
    with qtbot.waitSignal(schedule.made):
        slow.go_on.set()
    assert whys(session) == [WORKING]


def test_where_pairs_are_looked_for_the_backup_before_merging_is_made_meanwhile(
    schedule: BackupSchedule,
    session: Session,
    window: MainWindow,
    qtbot: QtBot,
    make_record: MakeRecord,
) -> None:
    ids = [make_record("contact", name_en=name).id for name in ("Ding Tian", "Ding Tian")]
    with qtbot.waitSignal(schedule.made):
        window.stack.section_shown.emit(DUPLICATES)
    assert whys(session) == ["before-merge"]
    session.workspace.merging.merge(ids[0], ids[1])
    assert whys(session) == ["before-merge"]

"""A window over a schedule of backups, as the program joins them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from wicco_desktop.foundation.clock import Clock
from wicco_desktop.ui.backups.backups_dialog import BackupsDialog
from wicco_desktop.ui.backups.schedule import BackupSchedule
from wicco_desktop.ui.backups.telling import BackupsTold
from wicco_desktop.ui.pages.today_page import TodayPage
from wicco_desktop.ui.session import Session
from wicco_desktop.ui.window import MainWindow


@pytest.fixture
def window(session: Session, clock: Clock, qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow(session, {"today": lambda session: TodayPage(session, clock)}, clock=clock)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.deleteLater()


@pytest.fixture
def schedule(session: Session, window: MainWindow) -> Iterator[BackupSchedule]:
    made = BackupSchedule(session)
    BackupsTold(made, window)
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def dialog(session: Session, qtbot: QtBot) -> Iterator[BackupsDialog]:
    parent = QWidget()
    parent.show()
    made = BackupsDialog(session, parent)
    made.open()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.close()
    parent.deleteLater()

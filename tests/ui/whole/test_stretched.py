"""Texts 40 % longer, on the smallest window: nothing is cut."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QScrollArea,
    QToolButton,
    QWidget,
)

from wicco_desktop.foundation.languages import ENGLISH
from wicco_desktop.ui.language import LanguageSwitch
from wicco_desktop.ui.sections import SECTIONS
from wicco_desktop.ui.session import Session
from wicco_desktop.ui.settings_dialog import SettingsDialog
from wicco_desktop.ui.shortcuts_dialog import ShortcutsDialog
from wicco_desktop.ui.window import MainWindow

SLACK = 2
"""Pixels by which a rounded width may be short."""


@pytest.fixture
def switch(qapp: QApplication) -> Iterator[LanguageSwitch]:
    """The stretched mode in place of the plain one."""
    made = LanguageSwitch(ENGLISH, stretch=0.4)
    yield made
    QLocale.setDefault(QLocale("en_GB"))


def cut(root: QWidget) -> list[str]:
    """Labels and buttons that are narrower or lower than their text, and forms too wide."""
    found = []
    for widget in root.findChildren(QWidget):
        if not widget.isVisibleTo(root) or widget.visibleRegion().isEmpty():
            continue
        name = f"{type(widget).__name__} {widget.objectName()}".strip()
        if isinstance(widget, QScrollArea):
            inner = widget.widget()
            if inner is not None and inner.width() > widget.viewport().width() + SLACK:
                found.append(f"{name}: {inner.width()} wide in {widget.viewport().width()}")
            continue
        bare = isinstance(widget, QToolButton) and (
            widget.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly
        )
        text = ""
        if isinstance(widget, QLabel | QAbstractButton) and not bare:
            text = widget.text()
        if not text:
            continue
        if isinstance(widget, QLabel) and widget.wordWrap():
            needed = widget.heightForWidth(widget.width())
            if needed > widget.height() + SLACK:
                found.append(f"{name}: {text[:60]!r} needs {needed} of {widget.height()} high")
        elif widget.minimumSizeHint().width() > widget.width() + SLACK:
            needed = widget.minimumSizeHint().width()
            found.append(f"{name}: {text[:60]!r} needs {needed} of {widget.width()} wide")
    return found


@pytest.fixture
def small(window: MainWindow) -> MainWindow:
    window.resize(1024, 640)
    return window


def test_every_section_at_1024_by_640(
    session: Session,
    small: MainWindow,
    fill: Callable[[str], dict[str, str]],
    settle: Callable[[], None],
) -> None:
    found: list[str] = []

    def look(where: str) -> None:
        settle()
        found.extend(f"{where}: {entry}" for entry in cut(small))
        if (small.width(), small.height()) != (1024, 640):
            found.append(f"{where}: the window grew to {small.width()} × {small.height()}")

    for section in SECTIONS:
        small.show_section(section.key)
        look(f"empty {section.key}")
    ids = fill("en")
    for section in SECTIONS:
        small.show_section(section.key)
        if section.kind:
            session.open_record(section.kind, ids[section.kind])
        look(section.key)
    assert found == [], "\n".join(found)


def test_every_dialog_fits_the_smallest_screen(
    session: Session, small: MainWindow, settle: Callable[[], None]
) -> None:
    found: list[str] = []
    for dialog in (SettingsDialog(session, small), ShortcutsDialog(session.language, small)):
        dialog.show()
        settle()
        found += cut(dialog)
        if dialog.width() > 1024 or dialog.height() > 640:
            found.append(f"{type(dialog).__name__} is {dialog.width()} × {dialog.height()}")
        dialog.close()
    assert found == [], "\n".join(found)

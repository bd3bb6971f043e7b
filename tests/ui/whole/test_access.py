"""Whoever cannot see or use a mouse: every control in the window has a name and Tab reaches it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from wicco_desktop.foundation.languages import language
from wicco_desktop.ui.pages.records_page import RecordsPage
from wicco_desktop.ui.sections import SECTIONS
from wicco_desktop.ui.session import Session
from wicco_desktop.ui.window import MainWindow

Fill = Callable[[str], dict[str, str]]
Settle = Callable[[], None]
Key = Qt.Key

CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
)
KINDS_SHOWN = [section.kind for section in SECTIONS if section.kind]


def controls(top: QWidget) -> list[QWidget]:
    """The controls in sight that the keyboard can be in."""
    return [
        widget
        for widget in top.findChildren(QWidget)
        if widget.isVisibleTo(top)
        and widget.isEnabled()
        and (isinstance(widget, CONTROLS) or widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and widget.focusProxy() is None
    ]


def told(widget: QWidget) -> str:
    """What a screen reader says of a control."""
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName() or text


def where(widget: QWidget) -> str:
    owners: list[str] = []
    above: QWidget | None = widget
    while above is not None and len(owners) < 4:
        owners.append(type(above).__name__)
        above = above.parentWidget()
    return f"{' < '.join(owners)} {told(widget)!r}"


def tabbed(window: QWidget, most: int = 400) -> list[QWidget]:
    """Where Tab leads from the control that has the focus, until it comes where it was before."""
    found: list[QWidget] = []
    for _ in range(most):
        now = QApplication.focusWidget()
        assert now is not None
        if now in found:
            break
        found.append(now)
        QTest.keyClick(now, Key.Key_Tab)
    return found


@pytest.mark.parametrize("code", ["zh", "en"])
def test_every_control_of_every_section_has_a_name(
    session: Session, window: MainWindow, fill: Fill, settle: Settle, code: str
) -> None:
    session.language.switch_to(language(code))
    ids = fill(code)
    nameless: list[str] = []
    for section in SECTIONS:
        window.show_section(section.key)
        if section.kind:
            session.open_record(section.kind, ids[section.kind])
        settle()
        nameless += [
            f"{section.key}: {where(widget)}" for widget in controls(window) if not told(widget)
        ]
    assert nameless == []


@pytest.mark.parametrize("kind", KINDS_SHOWN)
def test_tab_goes_through_a_record_as_one_reads_and_leaves_nothing_out(
    session: Session, window: MainWindow, fill: Fill, settle: Settle, kind: str
) -> None:
    ids = fill("en")
    window.show_section(next(section.key for section in SECTIONS if section.kind == kind))
    session.open_record(kind, ids[kind])
    settle()
    window.activateWindow()
    window.setFocus()
    QTest.keyClick(window, Key.Key_Tab)
    reached = tabbed(window)
    page = window.stack.page
    assert isinstance(page, RecordsPage)
    asked = [one for one in controls(page) if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert [where(one) for one in asked if one not in reached] == []
    for column in (page.list, page.panel, page.surroundings):
        # What adds a post stands beside the heading, out of the way, and comes after the posts.
        inside = [one for one in reached if column.isAncestorOf(one) and told(one) != "Add a post"]
        assert inside
        for one, following in pairwise(inside):
            assert follows(one, following, column), f"{where(one)} → {where(following)}"


def follows(one: QWidget, other: QWidget, column: QWidget) -> bool:
    """Whether one control is read before another: above it, or before it on its line."""
    this, that = one.mapTo(column, QPoint()), other.mapTo(column, QPoint())
    beneath = that.y() > this.y() + one.height() // 2
    return beneath or (that.x() > this.x() and that.y() > this.y() - other.height())

"""No English in the Chinese interface, no Chinese in the English one: every window is walked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.languages import CHINESE, ENGLISH, language
from wicco_desktop.records import KINDS
from wicco_desktop.services.recovery import Found, State
from wicco_desktop.services.titles import Title
from wicco_desktop.store.drafts import Draft, DraftKey
from wicco_desktop.ui.about import AboutDialog
from wicco_desktop.ui.backups.backups_dialog import BackupsDialog
from wicco_desktop.ui.bug_dialog import BugDialog
from wicco_desktop.ui.bugs import Bug
from wicco_desktop.ui.delegation.plan_dialog import PlanDialog
from wicco_desktop.ui.first_start import FirstStart
from wicco_desktop.ui.forms.references import References
from wicco_desktop.ui.printing.print_dialog import PrintDialog
from wicco_desktop.ui.recovery_dialog import RecoveryDialog
from wicco_desktop.ui.sections import SECTIONS
from wicco_desktop.ui.session import Session
from wicco_desktop.ui.settings_dialog import SettingsDialog
from wicco_desktop.ui.shortcuts_dialog import ShortcutsDialog
from wicco_desktop.ui.surroundings.history_dialog import HistoryDialog
from wicco_desktop.ui.window import MainWindow

ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
)

# Names, what stands on keys, and how a date may be typed: the same in every language.
SAME = {
    "WICCO", "Desktop", "EN", "English", "PDF", "Excel", "Ctrl", "Alt", "Shift", "Esc", "Enter",
    "Tab", "Space", "Delete", "Del", "Home", "End", "Backspace", "Up", "Down", "Left", "Right",
    "czr", "db", "https", "Qt", "Python", "PySide6", "SQLite", "SQLCipher", "SQLModel", "Babel",
    "Nov", "pm", "Asia", "Macau", "root",
}  # fmt: skip
LATIN = re.compile(r"[A-Za-z][A-Za-z-]+")
HAN = re.compile(r"[\u4e00-\u9fff]+")
HAN_SAME = {"中文", "汉字", "简体中文", "年", "月", "日", "上午", "点半"}
PATH = re.compile(r"(?:[A-Z]:)?[/\\][^\s<]+")
MARKUP = re.compile(r"<style.*?</style>|<[^>]*>|&[a-z]+;", re.DOTALL)


def wrong(text: str, code: str) -> list[str]:
    """The words of a text that are not of the interface's language."""
    text = re.sub(r"[a-z]+ ↵", "", text)  # someone's initials, as an example
    bare = PATH.sub(" ", MARKUP.sub(" ", text).replace("&", ""))
    if code == "zh":
        return [word for word in LATIN.findall(bare) if word not in SAME]
    return [word for word in HAN.findall(bare) if word not in HAN_SAME]


def rows(model: QAbstractItemModel, parent: QModelIndex, depth: int = 0) -> Iterator[str]:
    for row in range(min(model.rowCount(parent), 80)):
        index = model.index(row, 0, parent)
        yield from (value for role in ROLES if isinstance(value := index.data(role), str))
        if depth < 2:
            yield from rows(model, model.index(row, 0, parent), depth + 1)


def own_texts(widget: QWidget) -> Iterator[str]:  # noqa: C901  (one case a kind of widget)
    yield from (widget.toolTip(), widget.statusTip(), widget.whatsThis())
    yield from (widget.accessibleName(), widget.accessibleDescription())
    if widget.isWindow():
        yield widget.windowTitle()
    match widget:
        case QLabel() | QAbstractButton():
            yield widget.text()
        case QLineEdit():
            yield from (widget.placeholderText(), widget.text())
        case QPlainTextEdit() | QTextEdit():
            yield from (widget.placeholderText(), widget.toPlainText())
        case QComboBox():
            yield from (widget.itemText(row) for row in range(min(widget.count(), 60)))
        case QGroupBox():
            yield widget.title()
        case QTabBar():
            yield from (widget.tabText(row) for row in range(widget.count()))
        case QAbstractItemView():
            if widget.model() is not None:
                yield from rows(widget.model(), QModelIndex())
        case QMenu():
            yield widget.title()
    for action in widget.actions():
        yield from (action.text(), action.toolTip())


def leaks(root: QWidget, code: str) -> list[str]:
    """Every wrong word under a widget, with the text it stands in and whose text it is.

    What is hidden is passed over: a page or a group that comes into view is walked then.
    """
    found = []
    for widget in (root, *root.findChildren(QWidget)):
        if not widget.isVisibleTo(root):
            continue
        found += [
            f"{type(widget).__name__}: {word!r} in {text[:80]!r}"
            for text in own_texts(widget)
            for word in wrong(text or "", code)
        ]
    return sorted(set(found))


@pytest.fixture(params=["zh", "en"])
def code(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def spoken(session: Session, code: str) -> None:
    session.language.switch_to(language(code))


def test_every_section_with_a_record_and_without(
    session: Session,
    window: MainWindow,
    fill: Callable[[str], dict[str, str]],
    settle: Callable[[], None],
    spoken: None,
    code: str,
) -> None:
    found: list[str] = []

    def look(where: str) -> None:
        settle()
        found.extend(f"{where}: {leak}" for leak in leaks(window, code))

    for section in SECTIONS:
        window.show_section(section.key)
        look(f"empty {section.key}")
    ids = fill(code)
    for section in SECTIONS:
        window.show_section(section.key)
        if section.kind:
            session.open_record(section.kind, ids[section.kind])
        look(section.key)
    for section in SECTIONS:
        if section.kind:
            session.new_record(section.kind)
            look(f"new {section.kind}")
    assert found == [], "\n".join(found)


def test_every_section_after_the_language_was_switched_in_the_open_window(
    session: Session,
    window: MainWindow,
    fill: Callable[[str], dict[str, str]],
    settle: Callable[[], None],
    code: str,
) -> None:
    session.language.switch_to(ENGLISH if code == "zh" else CHINESE)
    ids = fill(code)
    for section in SECTIONS:
        window.show_section(section.key)
        if section.kind:
            session.open_record(section.kind, ids[section.kind])
        settle()
    session.language.switch_to(language(code))
    found: list[str] = []
    for section in SECTIONS:
        window.show_section(section.key)
        settle()
        found.extend(f"{section.key}: {leak}" for leak in leaks(window, code))
    assert found == [], "\n".join(found)


def test_every_menu(window: MainWindow, spoken: None, code: str) -> None:
    found = [leak for menu in window.findChildren(QMenu) for leak in leaks(menu, code)]
    found += leaks(window.actions_.menu, code)
    assert found == [], "\n".join(found)


def test_every_dialog(
    session: Session,
    window: MainWindow,
    fill: Callable[[str], dict[str, str]],
    settle: Callable[[], None],
    qtbot: QtBot,
    spoken: None,
    code: str,
    tmp_path: Path,
) -> None:
    ids = fill(code)
    switch = session.language
    bug = BugDialog(switch, window)
    bug.tell(Bug("1", "1", tmp_path / "1", count=2))
    draft = Draft(DraftKey("contact", ids["contact"], "mobile"), "853", None)
    mobile = KINDS["contact"].columns["mobile"]
    recovered = [Found(draft, draft.text, mobile, state, "853", "1", Title("1")) for state in State]
    about = AboutDialog(switch, tmp_path, window)
    for libraries in about.findChildren(QPlainTextEdit):
        libraries.hide()  # names of libraries and licences
    session.workspace.backups.make("working")
    history = HistoryDialog(session, window)
    history.show_record("meeting", ids["meeting"])
    visit = session.workspace.editing.record("delegation", ids["delegation"])
    made: dict[str, QWidget] = {
        "settings": SettingsDialog(session, window),
        "shortcuts": ShortcutsDialog(switch, window),
        "about": about,
        "first start": FirstStart(switch, session.theme, "1", window),
        "history": history,
        "plan": PlanDialog(session, References(session), ids["delegation"], visit.values, window),
        "print": PrintDialog(session, "meeting", ids["meeting"], window),
        "recovery": RecoveryDialog(switch, recovered, window),
        "bug": bug,
        "backups": BackupsDialog(session, window),
    }
    found: list[str] = []
    for name, dialog in made.items():
        dialog.show()
        settle()
        found.extend(f"{name}: {leak}" for leak in leaks(dialog, code))
        dialog.close()
    assert found == [], "\n".join(found)


def test_every_hint_and_error_of_a_form_is_told_in_the_language(
    session: Session, spoken: None, code: str
) -> None:
    """The catalogue is complete (checked apart); here a few sentences with nested parts."""
    told: list[str] = []
    for kind in KINDS.values():
        for spec in kind.fields:
            if spec.bilingual or not spec.editable:
                continue
            try:
                session.workspace.editing.creation(kind.key, {spec.key: "\u0001?!"})
            except UserError as problem:
                told.append(problem.told(session.language.translator))
    assert told
    assert [leak for text in told for leak in wrong(text, code)] == []

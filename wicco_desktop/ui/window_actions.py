"""The window's actions, made from the table of shortcuts, and the menu that offers them all."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from wicco_desktop.foundation.messages import N_
from wicco_desktop.ui.icons import icon
from wicco_desktop.ui.language import LanguageSwitch
from wicco_desktop.ui.sections import DUPLICATES, SECTIONS
from wicco_desktop.ui.shortcuts import SHORTCUTS

ABOUT, BACKUPS, CHECK, ERASE = "about", "backups", "check", "erase"
LOG, DIAGNOSTICS = "log", "diagnostics"
# Translators: in menus: asks, twice, whether all that is kept of a person is to be erased.
ERASE_LABEL = N_("Erase this person…")
_NAMES = {
    "undo": N_("Undo"),
    "redo": N_("Redo"),
    "new": N_("New"),
    "search": N_("Search"),
    "history": N_("History"),
    "back": N_("Back"),
    "open_workbook": N_("Open workbook…"),
    "export": N_("Export…"),
    "shortcuts": N_("Keyboard shortcuts"),
}
"""Shorter than in the table of shortcuts: a menu explains itself."""

_ICONS = {
    "undo": "undo-2",
    "redo": "redo-2",
    "new": "plus",
    "search": "search",
    "history": "history",
    "print": "printer",
    "open_workbook": "file-input",
    "export": "file-output",
    "settings": "settings",
    "lock": "lock",
    "shortcuts": "keyboard",
    ABOUT: "info",
    LOG: "folder-open",
    DIAGNOSTICS: "file-text",
    BACKUPS: "archive-restore",
    CHECK: "list-checks",
    DUPLICATES: "copy",
}
_GROUPS = (
    ("new", "search"),
    ("undo", "redo", "back", "forward"),
    ("history", "print"),
    (ERASE,),
    ("open_workbook", "export"),
    (DUPLICATES, BACKUPS, CHECK),
    ("settings",),
    ("lock", "quit"),
)
_HELP = ("shortcuts", LOG, DIAGNOSTICS, ABOUT)


class WindowActions(QObject):
    """One action a shortcut; ``menu`` has all of them, sections and help in menus of their own."""

    def __init__(
        self, switch: LanguageSwitch, window: QWidget, does: Mapping[str, Callable[[], object]]
    ) -> None:
        """``does`` says what each shortcut of the window, and what has none, does."""
        super().__init__(window)
        self._switch = switch
        self._labels: dict[str, str] = {
            ABOUT: N_("About WICCO Desktop"),
            BACKUPS: N_("Backups…"),
            CHECK: N_("Check the database…"),
            # Translators: in the menu: lists the records that may be there twice.
            DUPLICATES: N_("Find duplicates"),
            LOG: N_("Show the log"),
            DIAGNOSTICS: N_("Copy diagnostic report"),
            ERASE: ERASE_LABEL,
        }
        self.actions: dict[str, QAction] = {}
        for shortcut in SHORTCUTS:
            if shortcut.window:
                action = self._action(shortcut.id, window, does)
                action.setShortcuts([QKeySequence(keys) for keys in shortcut.keys])
                self._labels[shortcut.id] = _NAMES.get(shortcut.id, shortcut.label)
        for id_ in (ABOUT, DUPLICATES, ERASE, BACKUPS, CHECK, LOG, DIAGNOSTICS):
            self._action(id_, window, does)
        self.menu = QMenu(window)
        self.sections = QMenu(self.menu)
        for section in SECTIONS:
            self.sections.addAction(self.actions[f"section_{section.key}"])
        self.menu.addMenu(self.sections)
        self.help = QMenu(self.menu)
        for id_ in _HELP:
            self.help.addAction(self.actions[id_])
        for group in _GROUPS:
            self.menu.addSeparator()
            if "quit" in group:
                self.menu.addMenu(self.help)
            for id_ in group:
                self.menu.addAction(self.actions[id_])
        switch.changed.connect(self.retranslate)
        self.retranslate()

    def retranslate(self) -> None:
        """Show every text in the language of the interface."""
        tr = self._switch.tr
        self.sections.setTitle(tr(N_("Go to")))
        self.help.setTitle(tr(N_("Help")))
        for id_, action in self.actions.items():
            action.setText(tr(self._labels[id_]))

    def _action(
        self, id_: str, window: QWidget, does: Mapping[str, Callable[[], object]]
    ) -> QAction:
        action = QAction(window)
        action.setMenuRole(QAction.MenuRole.NoRole)
        if id_ in _ICONS:
            action.setIcon(icon(_ICONS[id_]))
        act = does[id_]
        action.triggered.connect(lambda _checked=False: act())
        window.addAction(action)
        self.actions[id_] = action
        return action

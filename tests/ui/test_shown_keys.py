"""Shortcuts are shown with the names that stand on the keys, whatever the language."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

from wicco_desktop.foundation.languages import CHINESE, ENGLISH, Language
from wicco_desktop.ui.language import LanguageSwitch
from wicco_desktop.ui.shortcuts import SHORTCUTS, shown_keys

pytestmark = pytest.mark.skipif(sys.platform == "darwin", reason="a Mac has signs of its own")


def test_keys_have_the_names_that_stand_on_them(switch: LanguageSwitch) -> None:
    switch.switch_to(CHINESE)
    assert shown_keys("Ctrl+Return") == "Ctrl+Enter"
    assert shown_keys("Alt+Left") == "Alt+←"
    assert shown_keys("Ctrl+,") == "Ctrl+,"
    for shortcut in SHORTCUTS:
        for keys in shortcut.keys:
            assert shown_keys(keys).isascii() or shown_keys(keys)[-1] in "←→↑↓"


@pytest.mark.parametrize("language", [ENGLISH, CHINESE])
def test_menus_name_the_keys_as_our_own_table_does(
    switch: LanguageSwitch, language: Language
) -> None:
    switch.switch_to(language)
    native = QKeySequence.SequenceFormat.NativeText
    for shortcut in SHORTCUTS:
        for keys in shortcut.keys:
            told = QKeySequence(keys).toString(native).replace("Return", "Enter")
            assert told == shown_keys(keys)


@pytest.mark.parametrize("language", [ENGLISH, CHINESE])
def test_the_two_enter_keys_stay_two(switch: LanguageSwitch, language: Language) -> None:
    switch.switch_to(language)
    assert QKeySequence("Ctrl+Return") != QKeySequence("Ctrl+Enter")


def test_every_other_text_of_qt_is_in_the_language_of_the_window(switch: LanguageSwitch) -> None:
    switch.switch_to(CHINESE)
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"
    switch.switch_to(ENGLISH)
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"

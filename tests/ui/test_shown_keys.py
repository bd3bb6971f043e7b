"""Shortcuts are shown with the names that stand on the keys, whatever the language."""

from __future__ import annotations

import sys

import pytest

from wicco_desktop.foundation.languages import CHINESE
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

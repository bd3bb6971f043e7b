"""The language of the interface, switched while it runs; the stretched mode; Chinese fonts."""

from __future__ import annotations

import platform

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from wicco_desktop.foundation.languages import CHINESE, ENGLISH
from wicco_desktop.foundation.messages import Message
from wicco_desktop.ui import fonts
from wicco_desktop.ui.language import STRETCH_VARIABLE, LanguageSwitch, stretched


def test_switching_tells_everyone_once_and_takes_qts_own_buttons_along(
    switch: LanguageSwitch, qtbot: QtBot
) -> None:
    heard: list[str] = []
    switch.changed.connect(lambda: heard.append(switch.language.code))
    switch.switch_to(CHINESE)
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"
    assert QLocale().language() == QLocale.Language.Chinese
    switch.switch_to(CHINESE)
    switch.switch_to(ENGLISH)
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"
    assert heard == ["zh", "en"]


def test_texts_pass_through(switch: LanguageSwitch) -> None:
    assert switch.tr("Row {row}", row=3) == "Row 3"
    assert switch.ntr("{count} row", "{count} rows", 2) == "2 rows"
    assert switch.text(Message("Row {row}", {"row": 3})) == "Row 3"


def test_stretching_lengthens_words_and_leaves_placeholders() -> None:
    text = stretched("Undo: <b>import</b> of {file}", 0.4)
    assert text == "Undooo: <b>importttt</b> offf"[:-1] + " {file}"
    assert len(stretched("保存了两条记录", 0.4)) == 10


def test_the_stretched_mode_is_asked_for_by_the_environment(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(STRETCH_VARIABLE, "40")
    switch = LanguageSwitch(ENGLISH)
    assert switch.tr("Row {row}", row=3) == "Rowww 3"


def test_chinese_text_gets_a_simplified_chinese_font(qapp: QApplication) -> None:
    if not fonts.has_chinese_font():
        pytest.skip("no Chinese font here")
    families = fonts.interface_families()
    assert len(families) > 1
    assert all(QFontDatabase.hasFamily(name) for name in families[1:])
    assert fonts.chinese_font_hint() is None


def test_without_a_chinese_font_the_package_is_named(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts, "has_chinese_font", lambda: False)
    monkeypatch.setattr(platform, "freedesktop_os_release", lambda: {"ID": "debian"})
    hint = fonts.chinese_font_hint()
    assert hint is not None
    assert hint.parameters["package"] == "fonts-noto-cjk"
    monkeypatch.setattr(
        platform, "freedesktop_os_release", lambda: {"ID": "x", "ID_LIKE": "rhel fedora"}
    )
    assert fonts.font_package() == "google-noto-sans-cjk-fonts"


def test_a_line_begins_with_a_capital_unless_it_begins_with_a_name(switch: LanguageSwitch) -> None:
    told = Message(
        "import of {file}, {count} row", {"file": "a.xlsx"}, "import of {file}, {count} rows", 2
    )
    assert switch.sentence(told) == "Import of a.xlsx, 2 rows"
    more = Message("{name} and {count} more", {"name": "van der Berg", "count": 1})
    assert switch.sentence(more) == "van der Berg and 1 more"

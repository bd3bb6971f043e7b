"""The look: readable in every theme, switched with the window open."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QPushButton,
)
from pytestqt.qtbot import QtBot

from wicco_desktop.foundation.languages import CHINESE, ENGLISH
from wicco_desktop.foundation.paths import resources_folder
from wicco_desktop.foundation.settings import TEXT_SIZES
from wicco_desktop.ui.icons import draw_icon, icon
from wicco_desktop.ui.language import LanguageSwitch
from wicco_desktop.ui.theme import DARK, LIGHT, Colours, Theme

THEMES = [pytest.param(colours, id=colours.name) for colours in (LIGHT, DARK)]


def contrast(one: str, other: str) -> float:
    """Contrast as WCAG 2.1 defines it."""

    def luminance(colour: str) -> float:
        parts = [QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF()]
        red, green, blue = (
            part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colours", THEMES)
def test_every_text_is_readable_on_every_ground(colours: Colours) -> None:
    grounds = [colours.ground, colours.field, colours.chosen, colours.hover]
    texts = [colours.text, colours.quiet, colours.accent]
    pairs = [(text, ground) for text in texts for ground in grounds]
    pairs += [(colours.on_accent, colours.accent), (colours.on_accent, colours.accent_hover)]
    for meaning in colours.meanings().values():
        pairs += [(meaning.text, meaning.back), (colours.text, meaning.back)]
        pairs += [(meaning.text, ground) for ground in grounds]
    assert [pair for pair in pairs if contrast(*pair) < 4.5] == []


@pytest.mark.parametrize("colours", THEMES)
def test_focus_stands_out_from_what_is_around_it(colours: Colours) -> None:
    assert contrast(colours.accent, colours.ground) >= 3
    assert contrast(colours.accent, colours.field) >= 3


@pytest.mark.parametrize("colours", THEMES)
def test_the_images_of_the_style_sheet_have_the_colours_of_the_theme(colours: Colours) -> None:
    wanted = {
        "chevron-down": colours.quiet,
        "check": colours.on_accent,
        "minus": colours.on_accent,
    }
    for name, colour in wanted.items():
        path = resources_folder() / "icons" / "styled" / f"{name}-{colours.name}.svg"
        assert f'stroke="{colour}"' in path.read_text("utf-8")


def test_theme_and_text_size_switch_with_the_window_open(
    theme: Theme, qapp: QApplication, qtbot: QtBot
) -> None:
    label = QLabel("陈祖荣")
    qtbot.addWidget(label)
    label.show()
    with qtbot.waitSignal(theme.changed):
        theme.choose("dark", 150)
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == DARK.ground
    assert label.fontInfo().pixelSize() == round(13 * 1.5)
    assert theme.pixels("name") == 24
    theme.choose("light", 100)
    assert label.palette().color(QPalette.ColorRole.WindowText).name() == LIGHT.text
    assert label.fontInfo().pixelSize() == 13


@pytest.mark.parametrize("choice", ["light", "dark"])
def test_quiet_text_is_not_half_transparent_in_any_widget(
    theme: Theme, choice: str, qtbot: QtBot
) -> None:
    theme.choose(choice)
    for made in (QLabel("a"), QLineEdit(), QPlainTextEdit(), QListView(), QPushButton("b")):
        qtbot.addWidget(made)
        made.ensurePolished()
        assert made.palette().color(QPalette.ColorRole.PlaceholderText) == theme.colours.quiet


def test_a_button_that_does_nothing_now_looks_so(theme: Theme, qtbot: QtBot) -> None:
    button = QPushButton("Print")
    button.setProperty("look", "primary")
    qtbot.addWidget(button)
    button.resize(120, 40)

    def ground() -> str:
        return button.grab().toImage().pixelColor(60, 5).name()

    assert ground() == theme.colours.accent
    button.setEnabled(False)
    assert ground() == theme.colours.ground


@pytest.mark.parametrize("size", TEXT_SIZES)
def test_every_text_size_makes_a_whole_style_sheet(theme: Theme, size: int) -> None:
    theme.choose(text_size=size)
    assert not re.search(r"\$\{?\w", theme.style_sheet())


def test_every_image_the_style_sheet_names_is_there(theme: Theme) -> None:
    from pathlib import Path

    for choice in ("light", "dark"):
        theme.choose(choice)
        images = re.findall(r"url\(([^)]+)\)", theme.style_sheet())
        assert images
        assert [image for image in images if not Path(image).is_file()] == []


def test_icons_follow_the_theme_and_are_drawn_at_any_scale(theme: Theme) -> None:
    def colours_in(size: int) -> set[str]:
        image = icon("pin").pixmap(size, size).toImage()
        return {
            image.pixelColor(x, y).name()
            for x in range(size)
            for y in range(size)
            if image.pixelColor(x, y).alpha() == 255
        }

    assert colours_in(64) == {LIGHT.text}
    theme.choose("dark")
    assert colours_in(128) == {DARK.text}


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_an_icon_has_all_the_pixels_of_the_screen(qapp: QApplication, scale: float) -> None:
    drawn = icon("pin").pixmap(QSize(16, 16), scale)
    assert drawn.width() == 16 * scale
    assert drawn.devicePixelRatio() == scale


def test_every_icon_can_be_drawn(qapp: QApplication) -> None:
    from PySide6.QtCore import QRect
    from PySide6.QtGui import QImage, QPainter

    names = sorted(path.stem for path in (resources_folder() / "icons").glob("*.svg"))
    assert len(names) > 40
    for name in names:
        image = QImage(24, 24, QImage.Format.Format_ARGB32)
        image.fill(0)
        painter = QPainter(image)
        draw_icon(painter, QRect(0, 0, 24, 24), name, QColor("#0b6e6e"))
        painter.end()
        assert any(image.pixelColor(x, y).alpha() for x in range(24) for y in range(24)), name


def test_an_icon_that_is_not_there_is_said_to_be_missing(qapp: QApplication) -> None:
    with pytest.raises(KeyError):
        icon("no-such-icon")


def test_another_language_brings_its_font_to_what_is_open(
    qapp: QApplication, switch: LanguageSwitch, qtbot: QtBot
) -> None:
    made = Theme(qapp, choice="light", switch=switch)
    label = QLabel("WICCO")
    label.setProperty("look", "heading")
    qtbot.addWidget(label)
    label.show()
    seen = []
    for language in (ENGLISH, CHINESE, ENGLISH):
        switch.switch_to(language)
        seen.append(label.font().families())
        assert label.font().families() == qapp.font().families()
    assert seen[0] == seen[2] != seen[1]
    made.deleteLater()

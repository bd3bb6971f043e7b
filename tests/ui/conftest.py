"""What the tests of the window share: the application as it looks, and a language switch."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget

from wicco_desktop.foundation.languages import ENGLISH
from wicco_desktop.ui.language import LanguageSwitch
from wicco_desktop.ui.theme import Theme

Compose = Callable[..., None]


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    return ["wicco-desktop"]


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    made = Theme(qapp, choice="light")
    yield made
    made.deleteLater()


@pytest.fixture
def switch(qapp: QApplication) -> Iterator[LanguageSwitch]:
    made = LanguageSwitch(ENGLISH)
    yield made
    made.switch_to(ENGLISH)
    QLocale.setDefault(QLocale("en_GB"))


@pytest.fixture
def compose(qapp: QApplication) -> Compose:
    """Send what an input method sends: composed text, then text it commits."""

    def send(widget: QWidget, preedit: str = "", commit: str = "") -> None:
        event = QInputMethodEvent(preedit, [])
        if commit:
            event.setCommitString(commit)
        QApplication.sendEvent(widget, event)

    return send

"""The language of a text is guessed from its characters."""

from __future__ import annotations

import pytest

from wicco_desktop.foundation.language_guess import guess_language


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("以交流平台推动澳门科研成果走向市场。", "zh"),
        ("向 BEYOND Expo 推介创合组织", "zh"),
        ("WICCO 进展", "zh"),
        ("Universities are Macao’s main source of research.", "en"),
        ("Meeting with 陈祖荣 about the work plan of the Bureau", "en"),
        ("João", "en"),
    ],
)
def test_a_language_is_guessed(text: str, code: str) -> None:
    assert guess_language(text) == code


def test_a_text_without_letters_is_in_the_language_asked_for() -> None:
    assert guess_language("10:05", "zh") == "zh"
    assert guess_language("", "en") == "en"

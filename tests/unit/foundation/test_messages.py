"""Counted messages in both languages."""

from __future__ import annotations

import pytest

from wicco_desktop.foundation.languages import CHINESE, ENGLISH
from wicco_desktop.foundation.messages import NN_, Message, Translator

ONE, MANY = NN_("{count} note", "{count} notes")


@pytest.mark.parametrize(("count", "english"), [(0, "0 notes"), (1, "1 note"), (2, "2 notes")])
def test_a_counted_text_has_the_form_of_its_number(count: int, english: str) -> None:
    assert Translator(ENGLISH).ntr(ONE, MANY, count) == english
    assert Translator(CHINESE).ntr(ONE, MANY, count) == f"{count} 条会议记录"
    told = Message(ONE, {}, MANY, count)
    assert Translator(ENGLISH).text(told) == english
    assert Translator(CHINESE).text(told) == f"{count} 条会议记录"

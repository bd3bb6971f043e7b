"""Counted messages in both languages."""

from __future__ import annotations

import pytest

from wicco_desktop.foundation.languages import CHINESE, ENGLISH
from wicco_desktop.foundation.messages import NN_, Message, Noun, Translator

ONE, MANY = NN_("{count} note", "{count} notes")


@pytest.mark.parametrize(("count", "english"), [(0, "0 notes"), (1, "1 note"), (2, "2 notes")])
def test_a_counted_text_has_the_form_of_its_number(count: int, english: str) -> None:
    assert Translator(ENGLISH).ntr(ONE, MANY, count) == english
    assert Translator(CHINESE).ntr(ONE, MANY, count) == f"{count} 条会议记录"
    told = Message(ONE, {}, MANY, count)
    assert Translator(ENGLISH).text(told) == english
    assert Translator(CHINESE).text(told) == f"{count} 条会议记录"


def test_a_noun_has_a_capital_only_where_it_begins_a_sentence() -> None:
    kind, name = Noun("Affiliation"), "Ding Tian"
    made = Message("new {kind}: {name}", {"kind": kind, "name": name})
    assert Translator(ENGLISH).text(made) == "new affiliation: Ding Tian"
    assert Translator(ENGLISH).tr("{kind} deleted", kind=kind) == "Affiliation deleted"
    assert Translator(CHINESE).text(made) == "新建任职：Ding Tian"

"""The Chinese of the catalogue is of one piece: one word for a thing, one way of setting it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from wicco_desktop.foundation.han_spacing import spaced

CATALOGUE = Path(__file__).parents[3] / "translations" / "zh_CN" / "LC_MESSAGES" / "wicco.po"
BESIDE = ("An entry beside the records", "Entries beside the records")
"""Of what is no record: an entry of a table that the program keeps for itself."""

HAN, NUMBERS = "[\u4e00-\u9fff]", "count|number|row|rows|length|most|minutes|seconds|month|day"
LATIN = rf"(?:[0-9A-Za-z]|\{{(?:{NUMBERS})\}})"
DATES = re.compile(
    r"\d+[年月日点]|[上下]午(?=\d)|(?<=[年月])\d+|\{(?:year|month|day)\}(?=[年月日])"
)
TIGHT = re.compile(f"{HAN}{LATIN}|{LATIN}{HAN}")


def translations() -> Iterator[tuple[str, str]]:
    """Each message (in the singular) and its Chinese."""
    with CATALOGUE.open("rb") as lines:
        for message in read_po(lines, locale="zh_CN"):
            if message.id:
                english = message.id if isinstance(message.id, str) else message.id[0]
                told = message.string or ""
                yield english, told if isinstance(told, str) else told[0]


def test_a_record_of_the_database_is_called_by_one_word() -> None:
    assert [
        (english, chinese)
        for english, chinese in translations()
        if "条目" in chinese and not english.startswith(BESIDE)
    ] == []


def test_a_note_of_a_meeting_is_not_taken_for_a_record() -> None:
    words = dict(translations())
    assert words["Note"] == words["Notes"] == "会议记录"
    assert words["Show record"] == "查看记录"


def test_between_han_and_letters_or_numbers_stands_a_space_but_in_dates() -> None:
    assert [chinese for _, chinese in translations() if TIGHT.search(DATES.sub("", chinese))] == []


def test_between_han_and_the_name_of_a_kind_stands_none() -> None:
    loose = re.compile(rf"{HAN} \{{kind\}} \{{record\}}")
    assert [chinese for _, chinese in translations() if loose.search(chinese)] == []


@pytest.mark.parametrize(
    ("text", "value", "told"),
    [
        ("{x}的手机", "Ding Tian", "Ding Tian 的手机"),
        ("{x}的手机", "丁恬", "丁恬的手机"),
        ("已还原{x}。", "Ding Tian", "已还原 Ding Tian。"),
        ("已还原{x}。", "“Ding”", "已还原“Ding”。"),
        ("至{x}", "11月23日", "至11月23日"),
        ("{x}起", "11月23日", "11月23日起"),
        ("{x}年相距太远", 2999, "2999年相距太远"),
        ("共 {x} 页", 3, "共 3 页"),
        ("{x}{{的}}", "a", "a{的}"),
    ],
)
def test_what_fills_a_place_is_set_by_the_same_rule(text: str, value: object, told: str) -> None:
    values = {"x": value}
    assert spaced(text, values).format_map(values) == told

"""Each system spells a character as its people do; the tables hang together."""

from __future__ import annotations

import pytest

from wicco_desktop.names.cantonese import cantonese_readings, cantonese_syllables
from wicco_desktop.names.cantonese_spelling import in_hong_kong, in_macao
from wicco_desktop.names.characters import common_characters, forms, in_simplified
from wicco_desktop.names.customary import COMMON, CUSTOMARY, OFTEN_GIVEN
from wicco_desktop.names.pinyin_syllables import PINYIN_SYLLABLES
from wicco_desktop.names.romanise import reading
from wicco_desktop.names.spellings import System, spellings, surnames_of
from wicco_desktop.names.wade_giles import taiwanese


@pytest.mark.parametrize(
    ("char", "spelling"),
    [
        ("祖", "chou"),
        ("榮", "weng"),
        ("一", "iat"),
        ("陽", "ieong"),
        ("瑜", "u"),
        ("維", "vai"),
        ("特", "tac"),
        ("國", "kuok"),
        ("少", "sio"),
        ("兆", "sio"),
        ("倫", "lon"),
        ("玉", "iok"),
        ("鳳", "fong"),
        ("亦", "iek"),
        ("有", "iao"),
        ("貞", "cheng"),
        ("權", "kun"),
        ("儀", "i"),
        ("華", "va"),
        ("水", "soi"),
    ],
)
def test_macao_spellings(char: str, spelling: str) -> None:
    assert spelling in spellings(char)[System.MACAO]


@pytest.mark.parametrize(
    ("char", "spelling"),
    [
        ("祖", "cho"),
        ("榮", "wing"),
        ("月", "yuet"),
        ("娥", "ngor"),
        ("國", "kwok"),
        ("強", "keung"),
        ("張", "cheung"),
        ("思", "sze"),
        ("志", "chee"),
        ("華", "wah"),
        ("源", "yuen"),
        ("珠", "chu"),
        ("翠", "tsui"),
    ],
)
def test_hong_kong_spellings(char: str, spelling: str) -> None:
    assert spelling in spellings(char)[System.HONG_KONG]


@pytest.mark.parametrize(
    ("syllable", "spelling"),
    [
        ("zhang", "chang"),
        ("cai", "tsai"),
        ("qing", "ching"),
        ("xiao", "hsiao"),
        ("xian", "hsien"),
        ("guo", "kuo"),
        ("de", "te"),
        ("zhi", "chih"),
        ("si", "szu"),
        ("zhong", "chung"),
        ("jiang", "chiang"),
        ("xue", "hsueh"),
        ("lv", "lu"),
        ("er", "erh"),
        ("rong", "jung"),
        ("xiong", "hsiung"),
        ("ying", "ing"),
    ],
)
def test_taiwan_spellings(syllable: str, spelling: str) -> None:
    assert spelling in taiwanese(syllable)


@pytest.mark.parametrize("system", list(System))
def test_every_spelling_is_in_plain_letters(system: System) -> None:
    for char in common_characters():
        for spelling in spellings(char)[system]:
            assert spelling.isascii(), (char, spelling)
            assert spelling.isalpha(), (char, spelling)
            assert spelling.islower(), (char, spelling)


def test_every_syllable_of_cantonese_has_a_usual_spelling() -> None:
    for syllable in cantonese_syllables():
        assert in_macao(syllable)
        assert in_hong_kong(syllable)


def test_every_common_character_has_readings_in_both_languages() -> None:
    unread = [char for char in common_characters() if not reading(char)]
    assert not unread
    assert {reading(char) for char in common_characters()} <= set(PINYIN_SYLLABLES)
    unread = [char for char in common_characters() if not cantonese_readings(char)]
    assert len(unread) < 40


def test_the_lists_of_names_are_in_simplified_characters() -> None:
    for listed in (COMMON, OFTEN_GIVEN, "".join(CUSTOMARY)):
        # 乾 is simplified to 干 where it means dry, and stays in names.
        assert in_simplified(listed.replace("乾", "")) == listed.replace("乾", "")


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("lee", "李"),
        ("soong", "宋"),
        ("kuok", "郭"),
        ("ieong", "杨"),
        ("au", "区"),
        ("aoieong", "欧阳"),
        ("auyeung", "欧阳"),
        ("szeto", "司徒"),
        ("ng", "吴"),
        ("hsu", "许"),
        ("zeng", "曾"),
        ("tsang", "曾"),
    ],
)
def test_family_names_are_known_by_their_spelling(spelling: str, name: str) -> None:
    assert name in surnames_of(spelling)


@pytest.mark.parametrize("pair", ["發发", "髮发", "乾干", "乾乾", "峯峰", "甯宁", "濬浚", "榮荣"])
def test_characters_that_may_be_one_share_a_form(pair: str) -> None:
    assert forms(pair[0]) & forms(pair[1])


def test_a_rare_character_stands_for_itself() -> None:
    for char in "𠮷㐂〇":
        assert char in forms(char)
        assert len(in_simplified(char)) == 1

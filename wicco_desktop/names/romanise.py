"""Mandarin readings of Chinese characters, without tones, ü as v; family names read as such.

The readings come from pypinyin's dictionary of single characters, traditional ones included. It
is loaded when the first character is read, and without the dictionary of phrases, which would
take five times as long.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Mapping
from functools import cache

from wicco_desktop.names.surnames import COMPOUND, SINGLE, family_name

LONGEST_PERSON = 4
"""Characters of the longest Chinese name that is taken for a person's."""

_PREFERRED = {"都": "du", "长": "chang", "長": "chang", "厦": "xia", "廈": "xia"}
"""What a character is mostly read as in names of places and bodies, unlike in running text."""

_FURTHER = {
    "单單": ("dan",),
    "覃": ("tan",),
    "盖蓋": ("gai",),
    "区區": ("qu",),
    "乐樂": ("yue", "le"),
    "行": ("hang",),
    "长長": ("zhang",),
    "重": ("chong",),
    "朝": ("chao", "zhao"),
    "传傳": ("zhuan", "chuan"),
    "会會": ("kuai",),
    "藏": ("zang", "cang"),
    "沈": ("chen", "shen"),
    "莞": ("guan", "wan"),
    "埔": ("bu", "pu"),
    "校": ("jiao", "xiao"),
    "调調": ("tiao", "diao"),
    "盛": ("cheng", "sheng"),
    "省": ("xing", "sheng"),
    "乾": ("gan", "qian"),
    "谌諶": ("shen",),
    "柏": ("bo", "bai"),
    "厦廈": ("sha",),
    "都": ("dou",),
    "大": ("dai",),
    "佛": ("fo", "fu"),
    "番": ("pan", "fan"),
    "六": ("lu",),
    "率": ("lv", "shuai"),
    "降": ("xiang", "jiang"),
    "兴興": ("xing",),
    "车車": ("ju",),
    "纪紀": ("ji",),
    "应應": ("ying",),
    "茜": ("xi", "qian"),
    "娜": ("na", "nuo"),
    "晟": ("sheng", "cheng"),
    "俊": ("jun",),
    "澄": ("cheng",),
    "蔚": ("wei", "yu"),
    "燕": ("yan",),
    "弹彈": ("tan", "dan"),
    "焯": ("zhuo",),
    "数數": ("shu",),
}
_FURTHER_READINGS = {char: readings for chars, readings in _FURTHER.items() for char in chars}

_TONELESS = str.maketrans("āáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜüńň", "aaaaooooeeeeiiiiuuuuvvvvvnn")


@cache
def _dictionary() -> Mapping[int, str]:
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin.pinyin_dict import pinyin_dict

    return pinyin_dict


@cache
def reading(char: str) -> str:
    """The commonest reading of a Chinese character, ``""`` for one that is not known."""
    return _PREFERRED.get(char) or _toneless(_dictionary().get(ord(char), "").partition(",")[0])


@cache
def further_readings(char: str) -> tuple[str, ...]:
    """Other readings by which the character may be typed in a name."""
    return tuple(other for other in _FURTHER_READINGS.get(char, ()) if other != reading(char))


def _toneless(syllable: str) -> str:
    bare = syllable.translate(_TONELESS)
    if bare.isascii():
        return bare
    apart = unicodedata.normalize("NFD", bare).replace("u\u0308", "v")
    return "".join(char for char in apart if char.isascii() and char.isalpha())


def syllables(han: str, *, person: bool) -> list[str]:
    """The readings of a run of Chinese characters, ``""`` for a character without one.

    A person's name (of two to four characters) begins with a family name, read as one.
    """
    read = [reading(char) for char in han]
    if person and 2 <= len(han) <= LONGEST_PERSON:
        family = family_name(han)
        if family in COMPOUND:
            read[:2] = COMPOUND[family]
        elif family in SINGLE:
            read[0] = SINGLE[family]
    return read

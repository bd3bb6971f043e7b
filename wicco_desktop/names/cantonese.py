"""Cantonese readings of characters, in Jyutping without tones; family names read as such.

The table is made from ToJyutping (its licence stands at its head) and loaded when first needed.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from wicco_desktop.foundation.paths import resources_folder

_SURNAMES = {
    **dict.fromkeys("区區", "au"),
    **dict.fromkeys("曾", "zang"),
    **dict.fromkeys("单單", "sin"),
    **dict.fromkeys("冼", "sin"),
    **dict.fromkeys("查", "zaa"),
    **dict.fromkeys("仇", "kau sau"),
    **dict.fromkeys("解", "haai"),
    **dict.fromkeys("翟", "zaak"),
    **dict.fromkeys("覃", "cam taam"),
    **dict.fromkeys("任", "jam"),
    **dict.fromkeys("乐樂", "ngok lok"),
    **dict.fromkeys("葛", "got"),
    **dict.fromkeys("车車", "ce"),
    **dict.fromkeys("盖蓋", "goi"),
    **dict.fromkeys("应應", "jing"),
    **dict.fromkeys("钱錢", "cin"),
    **dict.fromkeys("尹", "wan"),
}
_ALSO = {
    "茂": "mau mou",
    "妹": "mui",
    "娥": "ngo",
    "英": "jing",
    "生": "sang saang",
    "声聲": "sing seng",
    "成": "sing seng",
    "精": "zing zeng",
    "命": "ming meng",
    "明": "ming",
    "名": "ming",
    "青": "cing ceng",
    "平": "ping",
    "灵靈": "ling leng",
    "星": "sing",
    "锡錫": "sik sek",
    "石": "sek",
    "惜": "sik sek",
    "正": "zing",
    "净淨": "zing zeng",
    "传傳": "cyun zyun",
    "重": "cung zung",
    "行": "hang hong",
    "兴興": "hing",
    "和": "wo",
    "华華": "waa",
    "少": "siu",
    "长長": "coeng zoeng",
    "维維": "wai",
    "惠": "wai",
    "卫衛": "wai",
    "荣榮": "wing",
    "永": "wing",
    "伦倫": "leon",
    "圣聖": "sing",
    "添": "tim",
    "娜": "naa no",
    "莎": "saa so",
}
_FURTHER = {char: read.split() for chars, read in _ALSO.items() for char in chars}


@cache
def _table() -> tuple[tuple[str, str, str], ...]:
    """Each syllable with the characters first read so and those that may be."""
    table = resources_folder() / "names" / "cantonese.txt"
    lines = table.read_text("utf-8").splitlines()
    parted = (line.partition(" ") for line in lines if not line.startswith("#"))
    read = ((syllable, *chars.partition(",")) for syllable, _, chars in parted)
    return tuple((syllable, first, further) for syllable, first, _, further in read)


@cache
def _readings() -> Mapping[str, list[str]]:
    found = {char: [syllable] for syllable, first, _ in _table() for char in first}
    for syllable, _, further in _table():
        for char in further:
            found.setdefault(char, []).append(syllable)
    return found


@cache
def cantonese_syllables() -> frozenset[str]:
    """The syllables some character is first read as."""
    return frozenset(syllable for syllable, first, _ in _table() if first)


@cache
def cantonese_characters() -> Mapping[str, frozenset[str]]:
    """Each syllable with the characters that are or may be read so."""
    found = {syllable: {*first, *further} for syllable, first, further in _table()}
    for char, syllables in _FURTHER.items():
        for syllable in syllables:
            found.setdefault(syllable, set()).add(char)
    return {syllable: frozenset(chars) for syllable, chars in found.items()}


@cache
def cantonese_readings(char: str, *, surname: bool = False) -> tuple[str, ...]:
    """The readings of one character, the commonest first; as a family name the one of it."""
    if surname and char in _SURNAMES:
        return tuple(_SURNAMES[char].split())
    return tuple(dict.fromkeys((*_FURTHER.get(char, ()), *_readings().get(char, ()))))

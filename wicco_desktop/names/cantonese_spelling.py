"""How people spell a Cantonese syllable in Hong Kong and in Macao.

Neither is standardised: each syllable has several spellings, the commonest first. Macao's follow
the Silabário Codificado de Romanização do Cantonense (1985) and what stands in its gazette, Hong
Kong's the practice of its registration of persons.
"""

from __future__ import annotations

import re
from functools import cache

# What follows a bar is rare: it is known again, but proposes nothing by itself.
_HONG_KONG_INITIALS = {
    "b": "p|b",
    "d": "t|d",
    "g": "k|g",
    "gw": "kw|k gw",
    "kw": "kw|k",
    "z": "ch ts|j tz",
    "c": "ch ts",
    "s": "s sh",
    "j": "y|",
    "ng": "ng -",
    "": "- ng",
    "n": "n|l",
}
_MACAO_INITIALS = {
    "b": "p",
    "d": "t",
    "g": "k|c",
    "gw": "ku kw|k",
    "kw": "ku kw|k",
    "z": "ch|ts",
    "c": "ch|ts",
    "s": "s",
    "j": "i|y",
    "w": "v w",
    "ng": "ng -",
    "": "- ng",
    "n": "n l",
}
_FINALS = {
    # Jyutping: Hong Kong / Macao
    "aa": "a ah|ar / a",
    "aai": "ai / ai",
    "aau": "au / ao|au",
    "aam": "am / am",
    "aan": "an / an",
    "aang": "ang / ang",
    "aap": "ap / ap",
    "aat": "at / at",
    "aak": "ak|ark / ak ac",
    "a": "a / a",
    "ai": "ai|ei / ai",
    "au": "au|ow / ao|au",
    "am": "am|um / am",
    "an": "an|un / an",
    "ang": "ang|eng ung / ang",
    "ap": "ap|up / ap",
    "at": "at|ut / at",
    "ak": "ak|uck / ak ac",
    "e": "e|eh / e",
    "ei": "ei i ee|ie / ei i",
    "eu": "eu / eu",
    "em": "em / em",
    "eng": "eng ing / eng",
    "ep": "ep / ep",
    "ek": "ek ik / ek ec ac eac",
    "i": "i ee|ie ei / i",
    "iu": "iu|ew io / io iu",
    "im": "im|eem / im",
    "in": "in|een ean / in",
    "ing": "ing|eng / eng|ing",
    "ip": "ip / ip",
    "it": "it / it",
    "ik": "ik|ick ek / ek ic ec|ik",
    "o": "o|oh or aw / o",
    "oi": "oi|oy / oi",
    "on": "on / on",
    "ong": "ong / ong",
    "ot": "ot / ot",
    "ok": "ok|ock / ok oc",
    "ou": "o|ou oo u / ou o",
    "oe": "eu / eu",
    "oeng": "eung|eong ong / eong",
    "oek": "euk eok|erk / eok eoc",
    "oet": "eut / eot",
    "eoi": "ui|eui oi ue oy / oi ui",
    "eon": "un|on eun / on un",
    "eot": "ut|eut / ot ut",
    "u": "u oo / u",
    "ui": "ui|ooi / ui",
    "un": "un oon / un",
    "ung": "ung / ong|ung",
    "ut": "ut|oot / ut",
    "uk": "uk|ok ook / ok oc|uk",
    "yu": "u ue|yu / u",
    "yun": "uen|un / un|uen on",
    "yut": "uet|ut / ut|uet",
    "m": "m ng / m",
    "ng": "ng|eng / ng|eng",
}
_WHOLE = {
    # Jyutping: Hong Kong / Macao, beside what the parts give
    "zi": "tsz chi chee|tze tsze ji / chi",
    "ci": "tsz chi|tze chee / chi",
    "si": "sze si|see szu shi / si",
    "ji": "yi yee|i / i|yi",
    "jyu": "yu yue|ue / u|iu yu",
    "jyun": "yuen|yun / un|iun yuen",
    "jyut": "yuet|yut / ut|iut yuet",
    "ze": "che|tse / che",
    "waa": "wah wa|hwa / va wa|ua",
    "wing": "wing|weng / weng veng|wing",
    "wong": "wong / wong vong",
    "wan": "wan|wun / wan van",
    "wu": "wu woo / wu vu|u",
    "wui": "wui|ui / wui vui|ui",
    "wun": "woon wun / wun vun|un",
    "gu": "ku koo / ku",
    "gwan": "kwan|kwun kun kuen / kuan kwan",
    "gong": "kong|kwong / kong|kuong",
    "gwong": "kwong / kuong kwong|kong",
    "gwok": "kwok|kok / kuok kwok|kok",
    "kwan": "kwan / kuan kwan",
    "jan": "yan|yun / ian|yan",
    "zan": "chan chun|jun tsun / chan",
    "san": "san|sun shan / san",
    "san1": "san / san",
    "m": "ng / ng",
    "ng": "ng|eng ung / ng|eng",
    "coi": "choi tsoi|choy / choi",
    "zau": "chau chow|jau / chao|chau",
    "hung": "hung / hong|hung",
    "gei": "kei ki kee / kei ki",
    "jau": "yau|yow / iao|iau yau",
    "heoi": "hui|hooi heoi / hoi hui",
}
_SYLLABLE = re.compile("(gw|kw|ng(?=.)|[bpmfdtnlgkhzcsjw]?)(.+)")


def _offered(listed: str, *, rare: bool) -> list[str]:
    usual, _, further = listed.strip().partition("|")
    chosen = [*usual.split(), *further.split()] if rare else usual.split()
    if rare and listed.endswith("|"):
        chosen.append("-")
    return ["" if part == "-" else part for part in chosen]


def _of_parts(reading: str, place: int, *, rare: bool) -> list[str]:
    parted = _SYLLABLE.fullmatch(reading)
    if parted is None:
        return [reading]
    initial, final = parted.groups()
    initials = (_HONG_KONG_INITIALS, _MACAO_INITIALS)[place].get(initial, initial)
    finals = _FINALS.get(final, f"{final}/{final}").split("/")[place]
    return [
        _joined(first, ending)
        for first in _offered(initials, rare=rare)
        for ending in _offered(finals, rare=rare)
    ]


def _joined(first: str, ending: str) -> str:
    """The spelling of both parts: *i* before *i* is written once."""
    if first == "i" and ending.startswith("i"):
        return ending
    if first == "ku" and ending.startswith("u"):
        return f"k{ending}"
    return first + ending


def _spelled(reading: str, place: int, *, rare: bool) -> tuple[str, ...]:
    whole = _WHOLE.get(reading)
    if whole is not None:
        return tuple(_offered(whole.split("/")[place], rare=rare))
    return tuple(dict.fromkeys(_of_parts(reading, place, rare=rare)))


@cache
def in_hong_kong(reading: str, *, rare: bool = False) -> tuple[str, ...]:
    """The spellings in Hong Kong of a Jyutping syllable, with ``rare`` those hardly used too."""
    return _spelled(reading, 0, rare=rare)


@cache
def in_macao(reading: str, *, rare: bool = False) -> tuple[str, ...]:
    """The spellings in Macao of a Jyutping syllable, with ``rare`` those hardly used too."""
    return _spelled(reading, 1, rare=rare)

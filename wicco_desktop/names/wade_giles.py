"""Wade-Giles as Taiwan uses it: without apostrophes and umlauts, with its usual variants."""

from __future__ import annotations

import re
from functools import cache

_WHOLE = {
    "zhi": "chih jhih",
    "chi": "chih",
    "shi": "shih",
    "ri": "jih",
    "zi": "tzu tze zih",
    "ci": "tzu tze cih",
    "si": "szu ssu sze sih",
    "er": "erh",
    "yi": "i yi yih ih",
    "ye": "yeh",
    "yan": "yen",
    "you": "yu yo",
    "yong": "yung yong",
    "ying": "ying ing",
    "yin": "yin in",
    "yue": "yueh",
    "ge": "ko ke",
    "ke": "ko ke",
    "he": "ho he",
    "e": "o e",
    "gui": "kuei",
    "kui": "kuei",
    "guo": "kuo",
    "kuo": "kuo",
    "huo": "huo",
    "shuo": "shuo",
    "hui": "hui huei",
    "lun": "lun luan",
    "jiu": "chiu jeou",
    "hao": "hao hau how",
    "de": "te teh",
    "rong": "jung yung",
    "hua": "hua hwa huah",
    "ping": "ping pyng",
    "zhe": "che je jhe tseh",
    "dun": "tun den",
    "zhen": "chen jen jhen tseng",
    "lv": "lu leu",
    "lve": "lueh",
    "nv": "nu",
    "nve": "nueh",
    "wen": "wen wun",
    "feng": "feng fong",
    "bo": "po",
    "po": "po",
    "mo": "mo",
    "fo": "fo",
    "xu": "hsu shyu syu",
    "xue": "hsueh hsue syue",
    "xie": "hsieh shieh sie",
    "xiao": "hsiao shiao siao",
    "xin": "hsin shin sin",
    "xing": "hsing shing sing",
    "xiu": "hsiu shiu siou",
    "xiang": "hsiang shiang siang",
    "xian": "hsien shien sian",
    "jun": "chun jiun",
    "ju": "chu jyu",
    "yu": "yu",
    "jie": "chieh jieh",
    "liu": "liu",
}
_INITIALS = {
    "b": ("p",),
    "d": ("t",),
    "g": ("k",),
    "j": ("ch", "j"),
    "q": ("ch", "c"),
    "x": ("hs", "sh"),
    "zh": ("ch", "jh", "j"),
    "r": ("j",),
    "z": ("ts",),
    "c": ("ts",),
}
_FINALS = {"ian": "ien", "ie": "ieh", "ve": "ueh", "ong": "ung", "iong": "iung", "uo": "o"}
_AFTER_J = {"u": "u", "ue": "ueh", "uan": "uan", "un": "un"}
_SYLLABLE = re.compile("(zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw]?)(.+)")


@cache
def taiwanese(syllable: str) -> tuple[str, ...]:
    """The spellings in Taiwan of a pinyin syllable (ü as v), the commonest first."""
    if syllable in _WHOLE:
        return tuple(_WHOLE[syllable].split())
    parted = _SYLLABLE.fullmatch(syllable)
    if parted is None:
        return (syllable,)
    initial, final = parted.groups()
    finals = _AFTER_J if initial in {"j", "q", "x"} and final in _AFTER_J else _FINALS
    ending = finals.get(final, final).replace("v", "u")
    return tuple(first + ending for first in _INITIALS.get(initial, (initial,)))

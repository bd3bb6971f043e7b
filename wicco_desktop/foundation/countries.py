"""Countries and regions: ISO 3166-1 alpha-2 codes, their names from CLDR, and finding a code.

CLDR's short names stand for Hong Kong and Macao (香港, 澳门; Hong Kong, Macao): in a field that is
labelled *Country or region*, 中国澳门特别行政区 fills a column and says nothing more.
"""

from __future__ import annotations

from functools import cache

from wicco_desktop.foundation.languages import CHINESE, ENGLISH, LANGUAGES, Language
from wicco_desktop.foundation.text import fold
from wicco_desktop.foundation.typed import LONGEST_READ, plain

# What CLDR lists beside the countries and regions of ISO 3166-1: unions, reserved codes, pseudo
# locales.
_NOT_ISO = ("AC", "AN", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XK", "ZZ")
_PSEUDO = ("XA", "XB")

_SHORT = {
    CHINESE.code: {"HK": "香港", "MO": "澳门", "PS": "巴勒斯坦"},
    ENGLISH.code: {
        "HK": "Hong Kong",
        "MO": "Macao",
        "CD": "Congo (Kinshasa)",
        "CG": "Congo (Brazzaville)",
        "MM": "Myanmar",
        "PS": "Palestine",
    },
}

_ALSO = {
    "CN": "PRC|People's Republic of China|P.R. China|Mainland China|Chinese mainland|中华人民共和国"
    "|中国大陆|中国内地|中國|大陆|内地",
    "HK": "Hongkong|HKSAR|Hong Kong SAR|Hong Kong, China|China Hong Kong|中国香港|香港特区"
    "|香港特别行政区|香港特別行政區",
    "MO": "Macau|Macao SAR|Macau SAR|MSAR|RAEM|Macao, China|China Macao|中国澳门|澳门特区|澳門"
    "|澳门特别行政区|澳門特別行政區",
    "TW": "Taiwan, China|Chinese Taipei|China Taiwan|中国台湾|中华台北|台灣|臺灣",
    "GB": "UK|U.K.|Great Britain|Britain|England|Scotland|Wales|大不列颠|英格兰",
    "US": "U.S.|U.S.A.|United States of America|America|the United States|美利坚合众国|美國",
    "KR": "Korea|South Korea|Republic of Korea|大韩民国|南韩|韓國",
    "KP": "DPRK|North Korea|北朝鲜",
    "RU": "Russian Federation|俄国|俄罗斯联邦",
    "AE": "UAE|Emirates|阿联酋",
    "TL": "East Timor|Timor Leste",
    "CV": "Cape Verde|Cabo Verde",
    "ST": "Sao Tome & Principe|São Tomé e Príncipe|圣多美",
    "GW": "Guinea Bissau|几内亚比索",
    "GQ": "Equatorial Guinea|赤几",
    "BR": "Brasil",
    "MZ": "Moçambique",
    "CI": "Ivory Coast|Cote d'Ivoire|象牙海岸",
    "CZ": "Czech Republic|捷克共和国",
    "NL": "Holland|the Netherlands",
    "TR": "Turkey|土耳其",
    "VA": "Vatican|Holy See|梵蒂冈城国",
    "VN": "Viet Nam",
    "LA": "Lao PDR",
    "MM": "Burma",
    "MK": "Macedonia|马其顿",
    "SZ": "Swaziland",
    "SG": "新嘉坡",
    "SY": "Syrian Arab Republic",
    "IR": "Islamic Republic of Iran",
    "TZ": "United Republic of Tanzania",
    "BN": "Brunei Darussalam",
    "MD": "Republic of Moldova",
    "PS": "State of Palestine",
    "BO": "Plurinational State of Bolivia",
    "VE": "Bolivarian Republic of Venezuela",
    "CD": "DR Congo|DRC|Democratic Republic of the Congo|刚果民主共和国",
    "CG": "Congo|Republic of the Congo|刚果共和国|刚果",
}
"""Code to further names people use, by ``|``."""


@cache
def countries(language: Language) -> dict[str, str]:
    """The name of every country and region by its code, in the order of the names' letters.

    A list of Chinese names is put in the order of their pinyin by ``wicco_desktop.names``.
    """
    from babel import Locale

    named = dict(Locale.parse(language.locale).territories)
    short = _SHORT.get(language.code, {})
    known = {
        code: short.get(code) or str(name).replace("’", "'").replace(" & ", " and ")
        for code, name in named.items()
        if len(code) == 2 and code not in (*_NOT_ISO, *_PSEUDO)
    }
    return dict(sorted(known.items(), key=lambda entry: fold(entry[1])))


def country_name(code: str, language: Language) -> str:
    """The name of a country or region; the code itself where it is not known."""
    return countries(language).get(code, code)


def country_code(text: str) -> str | None:
    """The code of a country or region named in either language, by ISO code or a common synonym."""
    if len(text) > LONGEST_READ:
        return None
    return _codes().get(_key(text))


def _key(name: str) -> str:
    folded = fold(plain(name)).replace("’", "'").replace("&", "and").replace("-", " ")
    return "".join(char for char in folded.removeprefix("the ") if char not in " .,'()·")


@cache
def _codes() -> dict[str, str]:
    from babel import Locale
    from babel.core import get_global

    known = countries(ENGLISH)
    codes = {code.casefold(): code for code in known}
    for longer, shorter in get_global("territory_aliases").items():
        if len(longer) == 3 and longer.isalpha() and shorter[0] in known and len(shorter) == 1:
            codes.setdefault(longer.casefold(), shorter[0])
    for language in LANGUAGES:
        full = Locale.parse(language.locale).territories
        for code, name in countries(language).items():
            codes.setdefault(_key(name), code)
            codes.setdefault(_key(str(full[code])), code)
    for code, names in _ALSO.items():
        for name in names.split("|"):
            codes.setdefault(_key(name), code)
    return codes

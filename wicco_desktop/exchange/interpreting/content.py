"""What the cells of a column look like, where its heading does not say."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from wicco_desktop.exchange.cells import CellValue
from wicco_desktop.foundation.countries import country_code
from wicco_desktop.foundation.text import has_han
from wicco_desktop.names.surnames import family_name

SAMPLE = 200
"""Cells that are looked at."""

SHARE = 0.8
"""So many of the filled cells must look alike."""

FEWEST = 2
"""Cells from which on looks count."""

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_WEBSITE = re.compile(r"(?:https?://|www\.)\S+\.\S+", re.IGNORECASE)
_PHONE = re.compile(
    r"[+(]?[\d\s().+/-]{7,40}(?:\s*(?:ext|x|转|轉|分机)[\s.:]*\d{1,6})?", re.IGNORECASE
)
_DATE = re.compile(r"\d{4}[-/.年]\d{1,2}([-/.月]|$).*")
_NO_FIGURE = re.compile(r"[^\d+]")
_MOBILE = re.compile(r"(?:\+?86)?1[3-9]\d{9}|(?:\+?853)?6\d{7}|(?:\+?852)?[569]\d{7}")
_ORGANISATION = re.compile(
    r"(?:公司|大学|大學|学院|學院|协会|協會|商会|商會|政府|委员会|委員會|研究院|研究所|银行|銀行|集团|集團|"
    r"中心|[厅局署司]|基金会|基金會|联合会|聯合會|总会|總會|学会|學會|医院|醫院|事务所)$"
    r"|\b(?:ltd|limited|inc|corp|gmbh|s\.?a\.?|university|college|institute|association|chamber|"
    r"bureau|ministry|council|group|bank|company|co|foundation|committee|department of|"
    r"government|federation|society)\b",
    re.IGNORECASE,
)
_POST = re.compile(
    r"(?:长|長|主任|经理|經理|总监|總監|教授|主席|会长|秘书|秘書|专员|專員|助理|顾问|顧問|董事|总裁|總裁|"
    r"工程师|工程師|干事|部长|处长|局长|代表|翻译|翻譯|主管|研究员|科员|副总)$"
    r"|\b(?:director|manager|president|chair(?:man|woman|person)?|head|officer|professor|"
    r"secretary|assistant|advis[eo]r|ceo|cto|cfo|coo|engineer|consultant|minister|mayor|dean|"
    r"partner|founder|coordinator|executive|lead)\b",
    re.IGNORECASE,
)
_LATIN_NAME = re.compile(r"[^\W\d_][^\W\d_'’.-]*(?:[ ,]+[^\W\d_][^\W\d_'’.-]*){1,4}")
_COMMON = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏"
    "吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万"
    "钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包"
    "張劉陳楊黃趙吳孫馬羅鄭梁謝許韓馮鄧蕭蔣葉蘇呂盧鍾譚陸賈韋鄒賀顧龔歐區錢嚴湯莊聶魯關蘭"
)


def looks_like(kind: str, cells: Sequence[CellValue]) -> tuple[str, int] | None:
    """The field that the cells of a column look like, and what percentage of them; or None."""
    filled = [cell for cell in cells if cell is not None][:SAMPLE]
    if len(filled) < FEWEST:
        return None
    for base, test in _TESTS.get(kind, _OF_ANY).items():
        share = sum(map(test, filled)) / len(filled)
        if share >= SHARE:
            return base, round(share * 100)
    return None


def latin_names(cells: Sequence[CellValue]) -> int:
    """What percentage of the cells look like names of people in Latin letters."""
    filled = [cell for cell in cells if cell is not None][:SAMPLE]
    return round(100 * sum(map(_is_latin_name, filled)) / len(filled)) if filled else 0


def script_of_cells(cells: Sequence[CellValue]) -> str | None:
    """The language that nearly all cells are in; None where they are mixed."""
    texts = [cell for cell in cells if isinstance(cell, str) and any(map(str.isalpha, cell))]
    if len(texts) < FEWEST:
        return None
    chinese = sum(map(has_han, texts)) / len(texts)
    return "zh" if chinese >= SHARE else "en" if chinese <= 1 - SHARE else None


def _is_email(cell: CellValue) -> bool:
    return isinstance(cell, str) and _EMAIL.fullmatch(cell.strip()[:300]) is not None


def _is_website(cell: CellValue) -> bool:
    return isinstance(cell, str) and _WEBSITE.fullmatch(cell.strip()[:300]) is not None


def _is_phone(cell: CellValue) -> bool:
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        return 1e7 <= cell < 1e15 and cell == int(cell)
    text = cell.strip() if isinstance(cell, str) and len(cell) < 60 else ""
    if _DATE.fullmatch(text):
        return False
    most = 45 if "/" in text else 15
    return _PHONE.fullmatch(text) is not None and 7 <= sum(map(str.isdigit, text)) <= most


def _is_mobile(cell: CellValue) -> bool:
    """Whether a number is one of a mobile telephone of the mainland, Macao or Hong Kong."""
    if not _is_phone(cell):
        return False
    text = str(int(cell)) if isinstance(cell, float) else str(cell)
    return _MOBILE.fullmatch(_NO_FIGURE.sub("", text)) is not None


def _is_person(cell: CellValue) -> bool:
    text = "".join(cell.split()) if isinstance(cell, str) and len(cell) < 20 else ""
    short = 2 <= len(text) <= 4 and all(map(has_han, text))
    return short and (text[0] in _COMMON or len(family_name(text)) == 2)


def _is_latin_name(cell: CellValue) -> bool:
    text = cell.strip() if isinstance(cell, str) and len(cell) < 60 else ""
    return text[:1].isupper() and _LATIN_NAME.fullmatch(text) is not None and not has_han(text)


def _is_organisation(cell: CellValue) -> bool:
    short = isinstance(cell, str) and 3 < len(cell.strip()) < 120
    return short and _ORGANISATION.search(str(cell).strip()) is not None


def _is_post(cell: CellValue) -> bool:
    short = isinstance(cell, str) and 1 < len(cell.strip()) < 60
    return short and _POST.search(str(cell).strip()) is not None


def _is_country(cell: CellValue) -> bool:
    text = cell.strip() if isinstance(cell, str) and len(cell) < 60 else ""
    # Of two or three letters: IT and HR are departments, too.
    return (len(text) > 3 or has_han(text)) and country_code(text) is not None


def _is_courtesy(cell: CellValue) -> bool:
    short = isinstance(cell, str) and len(cell) < 30
    return short and str(cell).strip(" .\u3002").casefold() in _COURTESY


_COURTESY_TITLES = (
    "mr|mrs|ms|miss|mx|dr|prof|professor|sir|madam|dame|lord|hon|the hon|h.e|sr|sra|dra|eng|ir|"
    "先生|女士|小姐|太太|博士|教授|阁下|閣下|老师|院士"
)
_COURTESY = frozenset(_COURTESY_TITLES.split("|"))
_OF_ANY: dict[str, Callable[[CellValue], bool]] = {}
_TESTS: dict[str, dict[str, Callable[[CellValue], bool]]] = {
    "contact": {
        "email": _is_email,
        "mobile": _is_mobile,
        "phone": _is_phone,
        "courtesy_title": _is_courtesy,
        "name": _is_person,
        "country_or_region": _is_country,
        "affiliation.organisation": _is_organisation,
        "affiliation.title": _is_post,
    },
    "organisation": {
        "website": _is_website,
        "country_or_region": _is_country,
        "name": _is_organisation,
    },
}

"""What the cells of a column look like, where its heading does not say."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wicco_desktop.exchange.cells import CellValue
from wicco_desktop.foundation.text import has_han
from wicco_desktop.names.surnames import family_name

SAMPLE = 200
"""Cells that are looked at."""

SHARE = 0.8
"""So many of the filled cells must look alike."""

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_PHONE = re.compile(r"[+(]?[\d\s().+-]{7,22}")
_FIGURES = re.compile(r"\s*(\d{1,2})\s*[/-]\s*(\d{1,2})\s*[/-]\s*(\d{2,4})\b.*", re.DOTALL)
_COMMON = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏"
    "吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万"
    "張劉陳楊黃趙吳孫馬羅鄭梁謝許韓馮鄧蕭蔣葉蘇呂盧鍾譚陸賈韋鄒賀顧龔歐區"
)


def looks_like(kind: str, cells: Sequence[CellValue]) -> tuple[str, int] | None:
    """The field that the cells of a column look like, and what percentage of them; or None."""
    filled = [cell for cell in cells[:SAMPLE] if cell is not None]
    if len(filled) < 2:
        return None
    tests = {"email": _is_email, "mobile": _is_phone}
    if kind == "contact":
        tests["name"] = _is_person
    for base, test in tests.items():
        share = sum(map(test, filled)) / len(filled)
        if share >= SHARE:
            return base, round(share * 100)
    return None


def _is_email(cell: CellValue) -> bool:
    return isinstance(cell, str) and _EMAIL.fullmatch(cell.strip()) is not None


def _is_phone(cell: CellValue) -> bool:
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        return 1e7 <= cell < 1e15 and cell == int(cell)
    text = cell.strip() if isinstance(cell, str) else ""
    return _PHONE.fullmatch(text) is not None and sum(map(str.isdigit, text)) >= 7


def _is_person(cell: CellValue) -> bool:
    text = "".join(cell.split()) if isinstance(cell, str) else ""
    short = 2 <= len(text) <= 4 and all(map(has_han, text))
    return short and (text[0] in _COMMON or len(family_name(text)) == 2)


def day_first(cells: Sequence[CellValue]) -> tuple[bool | None, bool]:
    """Whether figures like 03/04/2022 begin with the day, and whether any of them leaves doubt.

    Decided by those in which one of the two is no month; None where none decides, or they
    contradict one another.
    """
    days, months, open_ = 0, 0, False
    for cell in cells:
        if not isinstance(cell, str):
            continue
        found = _FIGURES.fullmatch(cell)
        if not found:
            continue
        first, second = int(found[1]), int(found[2])
        days += first > 12 >= second
        months += second > 12 >= first
        open_ |= first <= 12 and second <= 12 and first != second
    if bool(days) == bool(months):
        return None, open_ or bool(days)
    return bool(days), False


def has_figures(cells: Sequence[CellValue]) -> bool:
    """Whether any cell is a date of figures whose order is a question."""
    return any(isinstance(cell, str) and _FIGURES.fullmatch(cell) for cell in cells)


def in_order(text: str, *, day_first: bool) -> str | None:
    """The ISO text of a date of figures, None for a text that is none."""
    found = _FIGURES.fullmatch(text)
    if not found:
        return None
    first, second, year = (int(part) for part in found.groups())
    day, month = (first, second) if day_first else (second, first)
    if year < 100:
        year += 2000 if year < 70 else 1900
    return f"{year:04}-{month:02}-{day:02}"


def is_open(text: str) -> bool:
    """Whether a date of figures may be read in two ways."""
    found = _FIGURES.fullmatch(text)
    if not found:
        return False
    first, second = int(found[1]), int(found[2])
    return first <= 12 and second <= 12 and first != second

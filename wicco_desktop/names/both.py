"""One typed text that holds a name in both languages: *陈祖荣 Chan Chou Wang*."""

from __future__ import annotations

import re
from itertools import pairwise

from wicco_desktop.foundation.text import has_han

_RUNS = re.compile(r"[^\W\d_]+")
_BETWEEN = " \t/／|｜·・,，、;；"
_BRACKETS = {"(": ")", "（": "）", "[": "]", "【": "】"}
SHORTEST = 2
"""Letters that a name in Latin script has at least: *A股* is one name."""


def both_names(typed: str, *, words: int = 1) -> dict[str, str]:
    """The name by language code: two where a Chinese and a Latin one stand side by side.

    The Latin one has at least so many ``words``: names of bodies and events may begin with a Latin
    word (*BEYOND 国际科技创新博览会*), names of people do not. Else the whole text is one name, in
    Chinese if it has a Chinese character.
    """
    typed = typed.strip()
    runs = [(match.start(), match.end()) for match in _RUNS.finditer(typed)]
    cut = _only_change(typed, [place for run in runs for place in _by_script(typed, *run)])
    if cut is not None:
        first, second = _bare(typed[:cut]), _bare(typed[cut:])
        chinese, latin = (first, second) if has_han(first) else (second, first)
        if len(latin.split()) >= words and sum(map(str.isalpha, latin)) >= SHORTEST:
            return {"zh": chinese, "en": latin}
    return {"zh" if has_han(typed) else "en": typed}


def _by_script(typed: str, start: int, end: int) -> list[tuple[int, bool]]:
    """Where letters of one script begin within a run of letters, and whether they are Chinese."""
    places = [(start, has_han(typed[start]))]
    for at in range(start + 1, end):
        if has_han(typed[at]) != places[-1][1]:
            places.append((at, has_han(typed[at])))
    return places


def _only_change(typed: str, places: list[tuple[int, bool]]) -> int | None:
    """Where the script changes, if it does so once and with a space or sign between."""
    changes = [at for (_, before), (at, after) in pairwise(places) if before != after]
    if len(changes) != 1:
        return None
    cut = changes[0]
    if typed[cut - 1] in _BRACKETS:
        return cut - 1 if typed.endswith(_BRACKETS[typed[cut - 1]]) else None
    return cut if typed[cut - 1] in _BETWEEN else None


def _bare(part: str) -> str:
    part = part.strip(_BETWEEN)
    closing = _BRACKETS.get(part[:1])
    return part[1:-1].strip() if closing and part.endswith(closing) else part

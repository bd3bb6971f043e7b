"""Reading a time of day as people type it: ``10``, ``1030``, ``10.30``, ``3pm``, ``上午10点半``."""

from __future__ import annotations

import re

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.messages import N_
from wicco_desktop.foundation.typed import LONGEST_READ, plain, quoted, with_digits


class TimeError(UserError):
    """A text that is no time of day."""


_NOON, _MIDNIGHT = "12:00", "00:00"
_NAMED = {"noon": _NOON, "midday": _NOON, "正午": _NOON, "中午": _NOON, "midnight": _MIDNIGHT}
_NAMED |= {"午夜": _MIDNIGHT, "零时": _MIDNIGHT}

_MORNING = ("上午", "早上", "早晨", "清晨", "凌晨", "早", "a", "am", "a.m", "a.m.")
_BEFORE_DAWN = ("凌晨", "a", "am", "a.m", "a.m.")
"""Halves in which twelve is midnight; 上午12点 may be either and is not guessed."""
_NOONISH = ("中午", "正午")
_AFTERNOON = ("下午", "傍晚", "p", "pm", "p.m", "p.m.")
_EVENING = ("晚上", "晚", "夜里", "夜间", "晚间")
_HALF = re.compile(
    r"(?P<before>上午|早上|早晨|清晨|凌晨|早|中午|正午|下午|傍晚|晚上|晚间|晚|夜里|夜间)? ?"
    r"(?P<hour>\d{1,2})(?:"
    r"(?: ?[:.h时時点點] ?)(?P<minute>\d{1,2}|半|1刻|3刻)? ?[分m]?(?P<second>:00)?"
    r"|(?P<joined>\d\d))?(?:整|钟|鐘)? ?"
    r"(?P<after>a\.?m?\.?|p\.?m?\.?)?",
    re.ASCII,
)
_PARTS = {"半": 30, "1刻": 15, "3刻": 45}


def parse_time(text: str) -> str:
    """The time as ``HH:MM``; raises TimeError for what is none (``25:00``, ``10:7x``)."""
    said = plain(text).casefold().strip(" 。,;")
    named = _NAMED.get(said)
    if named:
        return named
    found = _HALF.fullmatch(with_digits(said)) if len(said) <= LONGEST_READ else None
    if found is None:
        raise _no_time(text)
    written = found["minute"] or found["joined"] or "0"
    if found["minute"] and written.isdigit() and len(written) == 1 and "点" not in said:
        raise _no_time(text)
    minute = _PARTS[written] if written in _PARTS else int(written)
    hour = _hour(int(found["hour"]), found["before"] or found["after"] or "")
    if hour is None or minute > 59:
        raise _no_time(text)
    return f"{hour:02d}:{minute:02d}"


def _no_time(text: str) -> TimeError:
    return TimeError(
        N_("“{text}” is not a time. Write it like 10:30, 1030, 3pm or 上午10点半."),
        text=quoted(text),
    )


def _hour(hour: int, half: str) -> int | None:
    """The hour of 24 from the hour as said and the half of the day; None where they disagree."""
    allowed: dict[int, int] = {clock: clock for clock in range(24)}
    if half in _MORNING:
        allowed = {clock: clock for clock in range(12)}
        if half in _BEFORE_DAWN:
            allowed[12] = 0
    elif half in _NOONISH:
        allowed = {11: 11, 12: 12, 1: 13, 2: 14, 13: 13, 14: 14}
    elif half in _AFTERNOON:
        allowed |= {clock: clock + 12 for clock in range(12)}
    elif half in _EVENING:
        allowed |= {clock: clock + 12 for clock in range(5, 12)} | {12: 0}
    return allowed.get(hour)

"""What looks wrong in a record, said at the field. A hint never keeps a record from being saved."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from wicco_desktop.foundation.dates import is_partial_date, surely_before
from wicco_desktop.foundation.languages import CHINESE, CODES
from wicco_desktop.foundation.messages import N_, Message
from wicco_desktop.foundation.text import is_han
from wicco_desktop.records.fields import Field, FieldType, Value
from wicco_desktop.records.kinds import Kind

Values = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Hint:
    """What looks wrong in one column; for a bilingual field as a whole, its first side."""

    column: str
    message: Message


def hints(kind: Kind, values: Values, linked: Values | None = None) -> list[Hint]:
    """The hints of a record with these canonical values, in the order of the form.

    ``linked`` holds values of the records it points to that a rule compares with, where they are
    at hand: ``meeting.date`` of a follow-up, ``delegation.start`` and ``.end`` of a meeting. A
    record with nothing in it yet has no hints.
    """
    filled = {column: value for column, value in values.items() if value is not None}
    if not any(column in filled for column in kind.columns):
        return []
    found: list[Hint] = []
    for field in kind.fields:
        found += _of_field(field, filled)
    found += _of_record(kind, filled, linked or {})
    order = {column: position for position, column in enumerate(kind.columns)}
    return sorted(found, key=lambda hint: order[hint.column])


def _of_field(field: Field, values: Values) -> Iterator[Hint]:
    if field.bilingual:
        sides = [(code, values.get(field.column(code))) for code in CODES]
        if field.required and not any(text for _, text in sides):
            yield _hint(field.column(CODES[0]), N_("Required in at least one language."))
        for code, text in sides:
            if text and _wrong_side(code, str(text)):
                yield _hint(field.column(code), _WRONG_SIDE[code == CHINESE.code])
        return
    value = values.get(field.key)
    if value is None:
        if field.required:
            yield _hint(field.key, N_("Required."))
        return
    checked = _CHECKS.get(field.type)
    if checked and not checked[0].fullmatch(str(value)):
        yield _hint(field.key, checked[1])
    elif field.type is FieldType.PHONE and not _phone_digits(str(value)):
        yield _hint(field.key, _NO_PHONE)


_NO_PHONE = N_("This does not look like a telephone number.")
_ONE_EMAIL = r"[^@\s<>,;]+@[^@\s<>,;.]+(\.[^@\s<>,;.]+)+"
_CHECKS = {
    FieldType.EMAIL: (
        re.compile(rf"{_ONE_EMAIL}([ ,;]+{_ONE_EMAIL})*"),
        N_("This does not look like an email address."),
    ),
    FieldType.WEBSITE: (
        re.compile(r"(https?://)?[^\s.]+(\.[^\s.]+)+", re.IGNORECASE),
        N_("A website is written like www.example.org."),
    ),
    FieldType.PHONE: (
        re.compile(
            r"[-+\d ().,;:/#*&x]*(?:(?:ext|extn|转|分机|or|或|和)[-+\d ().,;:/#*&x]*)*",
            re.IGNORECASE,
        ),
        _NO_PHONE,
    ),
}
_SHORTEST_NUMBER, _LONGEST_NUMBER = 3, 15
"""Digits of a telephone number: emergency numbers have three, ITU-T E.164 allows fifteen."""


def _phone_digits(text: str) -> bool:
    """Whether every number in the text has as many digits as a telephone number can have."""
    numbers = re.split(r"[/;,&]|\bor\b|或|和|ext|x|转|分机|#", text.casefold())
    counts: list[int] = [sum(char.isdigit() for char in number) for number in numbers]
    return counts[0] >= _SHORTEST_NUMBER and max(counts) <= _LONGEST_NUMBER


_WRONG_SIDE = {
    True: N_("This is the Chinese side; the text looks English."),
    False: N_("This is the English side; the text looks Chinese."),
}


_LOWER_CASE_WORD = re.compile(r"\b[^\W\d_]*[a-zà-ÿ]{2,}\b")


def _wrong_side(code: str, text: str) -> bool:
    """Whether the text seems to be in another language than the one of its side.

    Chinese: no Chinese character at all, and two words or more in lower case (WICCO, BEYOND and
    João may well stand in a Chinese text). Another language: more Chinese characters than others.
    """
    han = sum(is_han(char) for char in text)
    if code == CHINESE.code:
        return not han and len(_LOWER_CASE_WORD.findall(text)) > 1
    letters = sum(char.isalpha() for char in text)
    return han * 2 > letters


def _of_record(kind: Kind, values: Values, linked: Values) -> Iterator[Hint]:
    if kind.has("start") and kind.has("end"):
        yield from _order(values, "start", "end", N_("The end is before the start."))
    if kind.key == "meeting":
        yield from _of_meeting(values, linked)
    elif kind.key == "follow_up":
        both = {"due": values.get("due"), "meeting": linked.get("meeting.date")}
        told = N_("This is before the meeting it comes from.")
        yield from _order(both, "meeting", "due", told)
    elif kind.key == "organisation":
        told = N_("This is before the organisation was founded.")
        yield from _order(values, "founded", "member_since", told)


def _of_meeting(values: Values, linked: Values) -> Iterator[Hint]:
    if not values.get("date"):
        yield _hint("date", N_("No date yet."))
    if not values.get("host"):
        yield _hint("host", N_("No host yet."))
    day = values.get("date")
    told = N_("This is not within the dates of the delegation.")
    trip = {
        "start": linked.get("delegation.start"),
        "date": day,
        "end": linked.get("delegation.end"),
    }
    outside = [*_order(trip, "start", "date", told), *_order(trip, "date", "end", told)]
    if outside:
        yield _hint("date", told)


def _order(values: Values, first: str, second: str, told: str) -> Iterator[Hint]:
    """A hint at the second column where it lies before the first, both of them dates or times."""
    one, other = values.get(first), values.get(second)
    if not isinstance(one, str) or not isinstance(other, str):
        return
    if is_partial_date(one) and is_partial_date(other):
        wrong = surely_before(other, one)
    else:
        wrong = ":" in one and ":" in other and other < one
    if wrong:
        yield _hint(second, told)


def _hint(column: str, told: str) -> Hint:
    return Hint(column, Message(told))

"""The one canonical form of a value by its field's type, and the form in which it is shown.

Whatever comes in (typed, from a workbook, from the command line) becomes canonical here, so that
two values are the same exactly when they are equal. What is shown reads back as the same value.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from functools import lru_cache

from wicco_desktop.foundation.dates import parse_date, parse_time, parse_zone
from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.formats import (
    country_name,
    format_date,
    format_local_moment,
    format_number,
    zone_name,
)
from wicco_desktop.foundation.languages import LANGUAGES, Language, language
from wicco_desktop.foundation.messages import N_, Message, Translator
from wicco_desktop.foundation.text import LONGEST_TEXT, clean, fold
from wicco_desktop.foundation.typed import plain, quoted
from wicco_desktop.records import readers
from wicco_desktop.records.fields import Field, FieldType, Value


class ValueProblem(UserError):  # noqa: N818  (to the user it is a problem, not an error)
    """A value that cannot be of its field's type. ``problem`` says why without the field's name."""

    def __init__(self, field: Field, problem: Message) -> None:
        super().__init__(
            # Translators: the name of a field and what is wrong with its value.
            N_("{field}: {problem}"),
            field=Message(field.label),
            problem=problem,
        )
        self.problem = problem


def canonical(field: Field, value: object, today: date | None = None) -> Value:
    """The canonical form of a value of the field (of one side of it, where it is bilingual).

    Blank is None. ``today`` settles dates typed without a year. Raises ValueProblem for what
    cannot be of the field's type, and for a text longer than LONGEST_TEXT.
    """
    if value is None or (isinstance(value, bool) and field.type is FieldType.FLAG):
        return value
    if isinstance(value, datetime) and field.type in _PART_OF_MOMENT:
        value = _PART_OF_MOMENT[field.type](value)
    said = _items(value) if isinstance(value, list | tuple | set | frozenset) else _text(value)
    if len(said) > LONGEST_TEXT:
        length = {"length": len(said), "most": LONGEST_TEXT}
        told = Message(N_("The text has {length} characters; at most {most} are kept."), length)
        raise ValueProblem(field, told)
    cleaned = clean(said, multiline=field.multiline or field.type is FieldType.LIST)
    if not cleaned:
        return None
    try:
        if field.type is FieldType.CHOICE:
            return _read_choice(field, cleaned)
        if field.type in _DATED:
            return _DATED[field.type](cleaned, today or datetime.now().astimezone().date())
        return _READERS[field.type](cleaned)
    except UserError as error:
        raise ValueProblem(field, error.message) from error


def display(field: Field, value: Value, translator: Translator) -> str:
    """The value as shown in the translator's language; blank as an empty text.

    A reference stays an id: the name of the record it points to is not known here.
    """
    if value is None:
        return ""
    if field.type is FieldType.FLAG:
        return translator.tr(readers.YES if value else readers.NO)
    if field.type is FieldType.NUMBER:
        return format_number(int(value), translator.language)
    if field.type is FieldType.CHOICE:
        chosen = field.choice(value)
        return translator.tr(chosen.label) if chosen else str(value)
    shown = _SHOWN.get(field.type)
    return shown(str(value), translator.language) if shown else str(value)


def _text(value: object) -> str:
    """A value from a workbook cell or a caller as the text a person would have typed."""
    if isinstance(value, datetime):
        moment = value.replace(microsecond=0, tzinfo=None).isoformat()
        return moment.removesuffix("T00:00:00")
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _items(value: list[object] | tuple[object, ...] | set[object] | frozenset[object]) -> str:
    ordered = value if isinstance(value, list | tuple) else sorted(value, key=str)
    return "\n".join(_text(item) for item in ordered if item is not None)


def _read_choice(field: Field, text: str) -> str:
    if field.choice(text):
        return text
    keys = _choice_names(field).get(_word(text), frozenset())
    if len(keys) != 1:
        raise UserError(N_("“{text}” is none of the choices."), text=quoted(text))
    return next(iter(keys))


def _word(text: str) -> str:
    return "".join(char for char in fold(plain(text)) if char.isalnum())


@lru_cache(maxsize=64)
def _choice_names(field: Field) -> dict[str, frozenset[str]]:
    """The keys that each name of a choice, folded, may mean: its key and its labels."""
    names: dict[str, set[str]] = {}
    for choice in field.choices:
        labels = (Translator(entry).tr(choice.label) for entry in LANGUAGES)
        for name in (choice.key, *labels):
            names.setdefault(_word(name), set()).add(choice.key)
    return {name: frozenset(keys) for name, keys in names.items()}


_PART_OF_MOMENT: dict[FieldType, Callable[[datetime], date | time]] = {
    FieldType.DATE: datetime.date,
    FieldType.TIME: datetime.time,
}

_DATED: dict[FieldType, Callable[[str, date], str]] = {
    FieldType.DATE: parse_date,
    FieldType.MOMENT: readers.read_moment,
}

_READERS: dict[FieldType, Callable[[str], Value]] = {
    FieldType.TEXT: str,
    FieldType.PHONE: readers.read_phone,
    FieldType.EMAIL: readers.read_email,
    FieldType.WEBSITE: readers.read_website,
    FieldType.LIST: readers.read_list,
    FieldType.COUNTRY: readers.read_country,
    FieldType.TIME: parse_time,
    FieldType.ZONE: parse_zone,
    FieldType.NUMBER: readers.read_number,
    FieldType.FLAG: readers.read_flag,
    FieldType.LANGUAGE: readers.read_language,
    FieldType.REFERENCE: readers.read_reference,
    FieldType.DIGEST: readers.read_digest,
}

_SHOWN: dict[FieldType, Callable[[str, Language], str]] = {
    FieldType.DATE: format_date,
    FieldType.MOMENT: format_local_moment,
    FieldType.ZONE: zone_name,
    FieldType.COUNTRY: country_name,
    FieldType.LANGUAGE: lambda code, _language: language(code).own_name,
}

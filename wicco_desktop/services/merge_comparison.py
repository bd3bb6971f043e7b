"""Two records side by side, field by field: what one record made of both would hold. Pure.

``first`` is the record that stays, ``second`` the one that becomes an alias of it. Each line has
a proposal; a person may choose otherwise, line by line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.languages import CODES
from wicco_desktop.foundation.text import fold
from wicco_desktop.records import KINDS, Column, Field, FieldType, Record, Value
from wicco_desktop.records.readers import BETWEEN
from wicco_desktop.records.values import canonical

MERGEABLE = ("contact", "organisation")
"""The kinds of which two records may be one and the same."""

OTHER_NAMES = {"contact": "other_spellings", "organisation": "other_names"}
"""Where the names go that do not stay as the name."""

NAMES = {"contact": ("name",), "organisation": ("name", "short_name")}

_EARLIER = ("first_met", "member_since")
"""Of two days the earlier one is true."""

_SAYS_LITTLE = ("none", "other")
"""Choices that give way to any other."""

_SEPARATORS = re.compile("[;；、\n]")


class Chosen(StrEnum):
    """Which value the one record is to have."""

    FIRST = "first"
    SECOND = "second"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Line:
    """One column of both records. ``joined`` is both values in one, None where that cannot be."""

    column: Column
    first: Value
    second: Value
    joined: Value
    proposed: Chosen

    @property
    def differs(self) -> bool:
        """Whether there is anything to choose: both hold a value, and not the same one."""
        return None not in (self.first, self.second) and self.first != self.second

    @property
    def possible(self) -> tuple[Chosen, ...]:
        """What may be chosen."""
        return tuple(Chosen) if self.joined is not None else (Chosen.FIRST, Chosen.SECOND)

    def value(self, chosen: Chosen) -> Value:
        """The value that a choice gives."""
        if chosen is Chosen.BOTH and self.joined is not None:
            return self.joined
        return self.second if chosen is Chosen.SECOND else self.first


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two records of a kind; ``lines`` holds the columns that are filled in either, in order."""

    first: Record
    second: Record
    lines: tuple[Line, ...]

    def chosen(self, choices: Mapping[str, Chosen]) -> dict[str, Chosen]:
        """What is chosen for each column: as told, elsewhere as proposed."""
        return {
            line.column.name: choices.get(line.column.name, line.proposed) for line in self.lines
        }

    def values(self, choices: Mapping[str, Chosen]) -> dict[str, Value]:
        """The columns of the first record that change, with the names of both kept findable."""
        chosen = self.chosen(choices)
        made: dict[str, Value] = {
            line.column.name: line.value(chosen[line.column.name]) for line in self.lines
        }
        made[OTHER_NAMES[self.first.kind]] = self._other_names(made)
        changed = {name: value for name, value in made.items() if value != self.first[name]}
        return changed | self._marks(made, changed, chosen)

    def _other_names(self, made: Mapping[str, Value]) -> Value:
        """The names that both go by, without those that stay as the name itself."""
        kind = KINDS[self.first.kind]
        columns = [kind.field(key).column(code) for key in NAMES[kind.key] for code in CODES]
        field = OTHER_NAMES[kind.key]
        given = str(made.get(field, self.first[field]) or "").split(BETWEEN)
        given += [record.text(name) for record in (self.first, self.second) for name in columns]
        known = {fold(str(made.get(name) or "")) for name in columns}
        others: dict[str, str] = {}
        for name in given:
            plain = " ".join(_SEPARATORS.sub(" ", name).split())
            if plain and fold(plain) not in known:
                others.setdefault(fold(plain), plain)
        return _canonical(kind.field(field), BETWEEN.join(others.values())) or self.first[field]

    def _marks(
        self, made: Mapping[str, Value], changed: Mapping[str, Value], chosen: Mapping[str, Chosen]
    ) -> dict[str, Value]:
        """The marks *older than its original* of the fields that change.

        Each side has the mark that it had in the record it comes from: it was current there or not,
        whatever comes to stand beside it.
        """
        sources = {
            Chosen.FIRST: (self.first,),
            Chosen.SECOND: (self.second,),
            Chosen.BOTH: (self.first, self.second),
        }
        marks: dict[str, Value] = {}
        for spec in KINDS[self.first.kind].fields:
            columns = {code: spec.column(code) for code in CODES} if spec.bilingual else {}
            if changed.keys().isdisjoint(columns.values()):
                continue
            old = [
                code
                for code, name in columns.items()
                if made.get(name) is not None
                and any(code in _marked(one, spec) for one in sources[chosen[name]])
            ]
            marks[spec.mark_column] = ",".join(old) or None
        return marks


def _marked(record: Record, field: Field) -> list[str]:
    """The sides of a field that are older than their original in a record."""
    return record.text(field.mark_column).split(",")


def compared(first: Record, second: Record) -> Comparison:
    """Both records with a proposal for every column."""
    return Comparison(first, second, tuple(_lines(first, second)))


def _lines(first: Record, second: Record) -> Iterator[Line]:
    for column in KINDS[first.kind].columns.values():
        if column.mark or not column.field.editable:
            continue
        one, other = first[column.name], second[column.name]
        if column.field.type is FieldType.REFERENCE:
            # A record that is a part of the other one cannot be a part of itself.
            one, other = (
                None if value in (first.id, second.id) else value for value in (one, other)
            )
            if one is None and first[column.name] is not None:
                yield Line(column, None, other, None, Chosen.SECOND)
                continue
        if one is None and other is None:
            continue
        joined = _joined(column.field, one, other)
        yield Line(column, one, other, joined, _proposed(column.field, one, other, joined))


def _joined(field: Field, one: Value, other: Value) -> Value:
    if one is None or other is None or one == other:
        return None
    if field.type is FieldType.LIST:
        return _canonical(field, f"{one}{BETWEEN}{other}")
    if not field.multiline:
        return None
    if str(other) in str(one):
        return one
    return other if str(one) in str(other) else _canonical(field, f"{one}\n{other}")


def _canonical(field: Field, text: str) -> Value:
    try:
        return canonical(field, text)
    except UserError:
        return None  # longer than a text may be


def _proposed(field: Field, one: Value, other: Value, joined: Value) -> Chosen:
    if other is None or one == other:
        return Chosen.FIRST
    if one is None:
        return Chosen.SECOND
    if joined is not None:
        return Chosen.BOTH
    if field.type is FieldType.CHOICE and one in _SAYS_LITTLE:
        return Chosen.SECOND
    if field.type is FieldType.DATE and _truer(field.key, str(one), str(other)) != one:
        return Chosen.SECOND
    return Chosen.FIRST


def _truer(key: str, one: str, other: str) -> str:
    """The more exact of two days; else the earlier one where that counts, else the first."""
    if one.startswith(other) or other.startswith(one):
        return max(one, other, key=len)
    return min(one, other) if key in _EARLIER else one

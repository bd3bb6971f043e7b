"""The rules by which sort keys and index texts are derived, of every kind."""

from __future__ import annotations

from functools import cache

from wicco_desktop.records import KINDS, FieldType
from wicco_desktop.records.kinds import SORT_KEYS
from wicco_desktop.store.derived_rules import Rules, Searched

NAMED = ("contact", "organisation")
"""Kinds whose titles get keys of romanised names."""


@cache
def rules_of(kind: str) -> Rules:
    """The rules of a kind; raises KeyError."""
    title = KINDS[kind].title
    named = (title, "other_spellings", "other_names") if kind in NAMED else ()
    searched = tuple(
        Searched(stored.name, spec.key == title, spec.key in named, spec.type is FieldType.PHONE)
        for stored in KINDS[kind].columns.values()
        if (spec := stored.field).searched and not stored.mark
    )
    sorted_by = tuple(SORT_KEYS.items()) if title is not None else ()
    return Rules(kind, title, kind == "contact", sorted_by, searched)


@cache
def all_rules() -> tuple[Rules, ...]:
    """Those of every kind."""
    return tuple(rules_of(kind) for kind in KINDS)

"""The derived columns that lists of titles are sorted by: written with a record, never logged."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from wicco_desktop.foundation.languages import CHINESE, CODES, ENGLISH
from wicco_desktop.names import sort_key
from wicco_desktop.store.derived_rules import Rules

if TYPE_CHECKING:
    from wicco_desktop.records import Value

_LONGEST_SORTED = 120
"""Characters of a title that take part in sorting."""

_LATIN = (ENGLISH.code, *(code for code in CODES if code not in (CHINESE.code, ENGLISH.code)))


def derived_sort_keys(rules: Rules, values: Mapping[str, Value]) -> dict[str, str]:
    """The stored sort keys of a record by column; none for a kind that has no title.

    In English by the English title (or another of Latin letters) where there is one, else by the
    Chinese one all the same.
    """
    if rules.title is None:
        return {}
    titles = {code: str(values.get(f"{rules.title}_{code}") or "") for code in CODES}
    zh = titles[CHINESE.code][:_LONGEST_SORTED]
    en = next((titles[code] for code in _LATIN if titles[code]), "")[:_LONGEST_SORTED]
    person = rules.is_person
    first = sort_key(zh, en, person=person)
    # With one side there is one key: to work it out is much of what writing a record costs.
    other = sort_key("", en, person=person) if zh.strip() and en else first
    keys = {code: first if code == CHINESE.code else other for code in CODES}
    return {column: keys[code] for code, column in rules.sort_columns}

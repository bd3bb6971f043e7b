"""The derived columns that lists of titles are sorted by: written with a record, never logged."""

from __future__ import annotations

from collections.abc import Mapping

from wicco_desktop.foundation.languages import CHINESE, CODES, ENGLISH
from wicco_desktop.names import sort_key
from wicco_desktop.records import Value
from wicco_desktop.records.kinds import SORT_KEYS, Kind

_LONGEST_SORTED = 120
"""Characters of a title that take part in sorting."""

_LATIN = (ENGLISH.code, *(code for code in CODES if code not in (CHINESE.code, ENGLISH.code)))


def derived_sort_keys(kind: Kind, values: Mapping[str, Value]) -> dict[str, str]:
    """The stored sort keys of a record by column; none for a kind that has no title.

    In English by the English title (or another of Latin letters) where there is one, else by the
    Chinese one all the same.
    """
    if kind.title is None:
        return {}
    titles = {code: str(values.get(f"{kind.title}_{code}") or "") for code in CODES}
    zh = titles[CHINESE.code][:_LONGEST_SORTED]
    en = next((titles[code] for code in _LATIN if titles[code]), "")[:_LONGEST_SORTED]
    person = kind.key == "contact"
    first = sort_key(zh, en, person=person)
    # With one side there is one key: to work it out is much of what writing a record costs.
    other = sort_key("", en, person=person) if zh.strip() and en else first
    return {SORT_KEYS[CHINESE.code]: first, SORT_KEYS[ENGLISH.code]: other}

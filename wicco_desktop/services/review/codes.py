"""The short codes that rows of an export bear, for those that lost their id."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wicco_desktop.exchange.columns import row_code


def codes_of(records: Mapping[str, Sequence[str]]) -> dict[str, dict[str, str]]:
    """The ids of an export by kind and short code; a code that two share tells nothing."""
    found: dict[str, dict[str, str]] = {}
    for kind, ids in records.items():
        codes: dict[str, str] = {}
        twice: set[str] = set()
        for id_ in ids:
            code = row_code(id_)
            if code in codes:
                twice.add(code)
            codes[code] = id_
        found[kind] = {code: id_ for code, id_ in codes.items() if code not in twice}
    return found

"""Names of sheets as Excel allows them."""

from __future__ import annotations

from collections.abc import Iterable

LONGEST_NAME = 31
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_RESERVED = "history"
"""Excel keeps this name for itself."""


def sheet_name(wanted: str, taken: Iterable[str]) -> str:
    """A name as near to the wanted one as is allowed, and unlike those taken (in any case)."""
    name = " ".join(wanted.translate(_FORBIDDEN).split()).strip("'")[:LONGEST_NAME].strip(" '")
    name = name or "Sheet"
    used = {other.casefold() for other in taken} | {_RESERVED}
    number, free = 1, name
    while free.casefold() in used:
        number += 1
        end = f" {number}"
        free = name[: LONGEST_NAME - len(end)] + end
    return free

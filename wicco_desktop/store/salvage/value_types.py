"""Whether a value that was read is one that a column of ours holds."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Boolean, Integer, LargeBinary


def fits(declared: Any, value: object) -> bool:
    """Whether a value is of the type that a column declares."""
    if isinstance(declared, Boolean | Integer):
        return isinstance(value, int)
    return isinstance(value, bytes if isinstance(declared, LargeBinary) else str)

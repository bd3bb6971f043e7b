"""Whether a text as it stands in an editor is a value."""

from __future__ import annotations

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.records import Column, Value
from wicco_desktop.records.values import canonical


def same(column: Column, text: str, value: Value) -> bool:
    """Whether the text is that value; no other text than a blank one is none."""
    if value is None and text.strip():
        return False
    try:
        return canonical(column.field, text) == value
    except UserError:
        return False

"""New records of one kind as rows: their values with what is derived of them.

The same wherever it is done: in the process that writes, or in one of its own beside it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from wicco_desktop.store.derived_rules import Rules
from wicco_desktop.store.indexed_text import document
from wicco_desktop.store.sort_keys import derived_sort_keys

if TYPE_CHECKING:
    from wicco_desktop.records import Value

INDEX = "search_text"
DOCUMENT = ("rowid", "title", "named", "body")
"""The table of the search index, and its columns."""

Made = tuple[str, "int | None", Mapping[str, "Value"]]
"""Id of a record, its number in the search index (None: it stays out of it), its values."""

Rows = list[tuple["Value", ...]]


def derived_rows(
    rules: Rules, at: str, columns: Sequence[str], records: Sequence[Made]
) -> tuple[Rows, Rows]:
    """The rows of records made at a moment, by their columns, and those of the search index."""
    rows: Rows = []
    documents: Rows = []
    for id_, entry, values in records:
        whole = {**values, "id": id_, "created": at, "changed": at}
        whole |= derived_sort_keys(rules, values)
        rows.append(tuple(map(whole.get, columns)))
        if entry is not None:
            documents.append((entry, *document(rules, values)))
    return rows, documents

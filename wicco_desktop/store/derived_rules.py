"""What is to be known of a kind to derive sort keys and index texts: facts, no tables.

So that a process that derives them loads neither the tables nor what they are made with.
"""

from __future__ import annotations

from typing import NamedTuple


class Searched(NamedTuple):
    """A column that is indexed."""

    name: str
    is_title: bool
    is_name: bool
    """Whether it gets keys of romanised names."""
    is_phone: bool


class Rules(NamedTuple):
    """Those of one kind."""

    kind: str
    title: str | None
    """Key of the bilingual field that names a record."""
    is_person: bool
    sort_columns: tuple[tuple[str, str], ...]
    """Language and derived column; none for a kind without a title."""
    searched: tuple[Searched, ...]

    @classmethod
    def told(cls, told: list[object]) -> Rules:
        """The rules that were sent as JSON."""
        kind, title, is_person, sort_columns, searched = told
        return cls(
            str(kind),
            None if title is None else str(title),
            bool(is_person),
            tuple((str(code), str(column)) for code, column in sort_columns),  # type: ignore[attr-defined]
            tuple(Searched(*column) for column in searched),  # type: ignore[attr-defined]
        )

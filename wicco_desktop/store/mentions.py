"""Where the texts of others speak of a person: what holds them now, and what once did.

Looked for in the whole log, which has every value there is or was; a database of a hundred
thousand contacts is gone through in about a second. Nothing is changed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, or_, select

from wicco_desktop.records import KINDS
from wicco_desktop.store.rows import present_values
from wicco_desktop.store.tables import CHANGE, RETURNED_VALUE
from wicco_desktop.store.wording import Wording

_TEXTS = ("text", "list", "email", "phone", "website")
"""Types of fields that hold what somebody wrote."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A record that speaks of somebody, in these columns; none: only its history does."""

    kind: str
    record: str
    columns: tuple[str, ...]


def mentions(
    connection: Connection, spoken: Wording, *, without: Collection[str] = ()
) -> list[Mention]:
    """The records that speak of a person, those that do so now first; some are left out."""
    keys = [key for key in dict.fromkeys(_ever(connection, spoken)) if key[1] not in without]
    found = []
    for (kind, id_), values in present_values(connection, keys).items():
        columns = tuple(
            name
            for name, column in KINDS[kind].columns.items()
            if column.field.type.value in _TEXTS
            and not column.mark
            and isinstance(text := values[name], str)
            and spoken.says(text)
        )
        found.append(Mention(kind, id_, columns))
    return sorted(found, key=lambda one: not one.columns)


def _ever(connection: Connection, spoken: Wording) -> Iterator[tuple[str, str]]:
    for table, one, other in (
        (CHANGE, CHANGE.c.old, CHANGE.c.new),
        (RETURNED_VALUE, RETURNED_VALUE.c.base, RETURNED_VALUE.c.theirs),
    ):
        query = select(table.c.kind, table.c.record, one, other).where(
            table.c.kind.in_(list(KINDS)), or_(spoken.may_be_in(one), spoken.may_be_in(other))
        )
        for kind, record, before, after in connection.execute(query):
            if any(text and spoken.says(text) for text in (before, after)):
                yield kind, record

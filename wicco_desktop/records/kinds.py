"""Record kinds, and the base class that turns their field declarations into tables.

A record module declares one class:

    class Event(RecordTable, plural="events", label=N_("Event"), labels=N_("Events"), title="name"):
        name = bilingual(N_("Name"), "required", "searched", "listed")

Each field becomes its columns (a bilingual one a column a language and one for the mark *older
than its original*), beside what every record has; the kind is registered. The SQLModel class of a
kind is made from the same declaration when it is first needed (``models``): importing SQLModel and
mapping every kind would take a third of the program's start.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from sqlalchemy import (
    Boolean,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)
from sqlalchemy import Column as TableColumn

from wicco_desktop.foundation.languages import CODES
from wicco_desktop.foundation.messages import N_
from wicco_desktop.records.fields import Column, Field, FieldType, Value, bilingual

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)
"""Every table of the program; constraints have names, so that a migration can speak of them."""

ID_LENGTH = 36
MOMENT_LENGTH = 24
SORT_KEY = "sort_key"
"""Derived: what the title sorts by in Chinese, by corrected pinyin."""
SORT_KEYS = {code: SORT_KEY if code == "zh" else "sort_key_en" for code in CODES}
"""The derived column a list of titles is sorted by, by the language they are shown in.

In every language of Latin letters as in English."""
DELETED = "deleted"
"""Moment of the deletion: a logged change like any other, though no field of the form."""

OWN_COLUMNS = ("id", "created", "changed", DELETED, *dict.fromkeys(SORT_KEYS.values()))
REMARKS = "remarks"


@dataclass(frozen=True, slots=True)
class Kind:
    """A record kind: its names, its fields in the order of the form, its table."""

    key: str
    plural: str
    label: str
    labels: str
    fields: tuple[Field, ...]
    table: Table
    title: str | None = None
    """Key of the bilingual field that names a record of this kind."""
    order: tuple[str, ...] = (SORT_KEY,)
    """Columns a list is sorted by unless asked otherwise; ``-`` before one sorts it downwards."""
    owner: str | None = None
    """Key of the reference to the record this one is a part of (a note to its meeting)."""
    columns: Mapping[str, Column] = field(default_factory=dict)

    def field(self, key: str) -> Field:
        """The field with that key; raises KeyError."""
        for candidate in self.fields:
            if candidate.key == key:
                return candidate
        raise KeyError(key)

    def has(self, key: str) -> bool:
        """Whether there is a field with that key."""
        return any(candidate.key == key for candidate in self.fields)

    @property
    def title_field(self) -> Field | None:
        """The field that names a record of this kind."""
        return self.field(self.title) if self.title else None

    def references(self) -> Iterator[Field]:
        """The fields that point to other records."""
        return (entry for entry in self.fields if entry.type is FieldType.REFERENCE)


KINDS: dict[str, Kind] = {}
"""Every kind by its key, in the order declared. Filled by importing ``wicco_desktop.records``."""


def kind_named(plural: str) -> Kind:
    """The kind with that plural name, as on the command line; raises KeyError."""
    for candidate in KINDS.values():
        if candidate.plural == plural:
            return candidate
    raise KeyError(plural)


@dataclass(frozen=True, slots=True)
class Record:
    """One record as read: immutable, with the value of every column by its name."""

    kind: str
    id: str
    values: Mapping[str, Value]
    created: str = ""
    changed: str = ""
    deleted: str | None = None

    def __getitem__(self, column: str) -> Value:
        return self.values.get(column)

    def text(self, column: str) -> str:
        """The value of a column as text, blank as an empty one."""
        value = self.values.get(column)
        return "" if value is None else str(value)

    def title(self, language: str) -> str:
        """The naming text in that language, empty where that side is missing."""
        title = KINDS[self.kind].title
        return self.text(f"{title}_{language}") if title else ""


def _table_column(column: Column) -> TableColumn[Any]:
    spec = column.field
    if spec.type is FieldType.REFERENCE:
        # A reference to one kind is guarded by the database; deferred, because a transaction may
        # create both ends in any order. One to several kinds cannot be a foreign key.
        keys = (
            [ForeignKey(f"{spec.targets[0]}.id", deferrable=True, initially="DEFERRED")]
            if len(spec.targets) == 1
            else []
        )
        return TableColumn(column.name, String(ID_LENGTH), *keys, nullable=True, index=True)
    shape = {FieldType.NUMBER: Integer, FieldType.FLAG: Boolean}.get(spec.type, Text)
    return TableColumn(column.name, shape(), nullable=True, index=spec.indexed or None)


def sorted_in(order: Iterable[str], language: str) -> Iterator[str]:
    """The columns of an order with those of titles in a language in place of the Chinese ones."""
    for name in order:
        plain = name.removesuffix(SORT_KEY)
        yield plain + SORT_KEYS[language] if name.endswith(SORT_KEY) else name


def _order_index(table: Table, order: tuple[str, ...], name: str) -> Index:
    """The index that a list of the kind is read from, in its own order, without sorting."""
    terms = [
        table.c[term.removeprefix("-")].desc() if term.startswith("-") else table.c[term]
        for term in order
    ]
    return Index(f"ix_{table.name}_{name}", table.c[DELETED], *terms, table.c.id)


def _table(
    key: str, columns: Mapping[str, Column], *, titled: bool, order: tuple[str, ...] | None
) -> Table:
    """The table of a kind; ``order`` None for one that is only found by what it is part of."""
    own = [
        TableColumn("id", String(ID_LENGTH), primary_key=True),
        TableColumn("created", String(MOMENT_LENGTH), nullable=False),
        TableColumn("changed", String(MOMENT_LENGTH), nullable=False),
        TableColumn(DELETED, String(MOMENT_LENGTH), nullable=True),
    ]
    if titled:
        own += [
            TableColumn(name, Text(), nullable=True) for name in dict.fromkeys(SORT_KEYS.values())
        ]
    made = Table(key, METADATA, *own, *(_table_column(column) for column in columns.values()))
    if order is not None:
        _order_index(made, order, "order")
        if order[0] == SORT_KEY:
            _order_index(made, tuple(sorted_in(order, "en")), "order_en")
    return made


class RecordTable:
    """Base of every record declaration; see the module's docstring."""

    kind_key: ClassVar[str]

    def __init_subclass__(
        cls,
        *,
        key: str | None = None,
        plural: str,
        label: str,
        labels: str,
        title: str | None = None,
        owner: str | None = None,
        order: tuple[str, ...] = (SORT_KEY,),
    ) -> None:
        cls.kind_key = key or cls.__name__.lower()
        declared = [
            value.named(name) for name, value in vars(cls).items() if isinstance(value, Field)
        ]
        remarks = bilingual(N_("Remarks"), "searched", "unexported", multiline=True)
        fields = (*declared, remarks.named(REMARKS))
        columns = {column.name: column for spec in fields for column in spec.columns()}
        KINDS[cls.kind_key] = Kind(
            key=cls.kind_key,
            plural=plural,
            label=label,
            labels=labels,
            fields=fields,
            table=_table(
                cls.kind_key,
                columns,
                titled=title is not None,
                order=order if title is not None and owner is None else None,
            ),
            title=title,
            order=order,
            owner=owner,
            columns=columns,
        )

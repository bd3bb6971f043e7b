"""Record kinds, and the base class that turns their field declarations into SQLModel tables.

A record module declares one class:

    class Event(RecordTable, plural="events", label=N_("Event"), labels=N_("Events"), title="name"):
        name = bilingual(N_("Name"), "required", "searched", "listed")

The metaclass expands each field to its columns (a bilingual one to a column a language and one
for the mark *older than its original*), adds what every record has, and registers the kind.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Boolean, ForeignKey, Index, Integer, MetaData, String, Table, Text
from sqlalchemy import Column as TableColumn
from sqlmodel import Field as ModelField
from sqlmodel import SQLModel
from sqlmodel._compat import SQLModelConfig
from sqlmodel.main import SQLModelMetaclass

from wicco_desktop.foundation.messages import N_
from wicco_desktop.records.fields import Column, Field, FieldType, Value, bilingual

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
SQLModel.metadata.naming_convention = NAMING
METADATA: MetaData = SQLModel.metadata

ID_LENGTH = 36
MOMENT_LENGTH = 24
SORT_KEY = "sort_key"
DELETED = "deleted"
"""Moment of the deletion: a logged change like any other, though no field of the form."""

OWN_COLUMNS = ("id", "created", "changed", DELETED, SORT_KEY)
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


def _declared(namespace: Mapping[str, Any]) -> tuple[Field, ...]:
    own = [value.named(key) for key, value in namespace.items() if isinstance(value, Field)]
    remarks = bilingual(N_("Remarks"), "searched", "unexported", multiline=True)
    return (*own, remarks.named(REMARKS))


class RecordTableMeta(SQLModelMetaclass):
    """Expands field declarations to columns and registers the kind."""

    def __new__(
        mcs, name: str, bases: tuple[type[Any], ...], namespace: dict[str, Any], **options: Any
    ) -> Any:
        if not options:
            return super().__new__(mcs, name, bases, namespace)
        own = {key: value for key, value in namespace.items() if not isinstance(value, Field)}
        key = options.get("key", name.lower())
        columns = {
            column.name: column for spec in _declared(namespace) for column in spec.columns()
        }
        mcs._declare(own, key, columns, titled="title" in options)
        return super().__new__(mcs, name, bases, own, table=True)

    def __init__(
        cls, name: str, bases: tuple[type[Any], ...], namespace: dict[str, Any], **options: Any
    ) -> None:
        # SQLModel makes the table here, not in __new__; so the kind is complete only now.
        super().__init__(name, bases, namespace, **({"table": True} if options else {}))
        if not options:
            return
        key = options.pop("key", name.lower())
        fields = _declared(namespace)
        columns = {column.name: column for spec in fields for column in spec.columns()}
        table: Table = cls.__table__  # type: ignore[attr-defined]
        KINDS[key] = Kind(key, fields=fields, table=table, columns=columns, **options)

    @staticmethod
    def _declare(
        own: dict[str, Any], key: str, columns: Mapping[str, Column], *, titled: bool
    ) -> None:
        annotations: dict[str, Any] = dict(own.get("__annotations__", {}))
        own["__tablename__"] = key
        made: list[tuple[type[Any], TableColumn[Any]]] = [
            (str, TableColumn("id", String(ID_LENGTH), primary_key=True)),
            (str, TableColumn("created", String(MOMENT_LENGTH), nullable=False)),
            (str, TableColumn("changed", String(MOMENT_LENGTH), nullable=False)),
            (str, TableColumn(DELETED, String(MOMENT_LENGTH), nullable=True)),
        ]
        if titled:
            made.append((str, TableColumn(SORT_KEY, Text(), nullable=True)))
            own["__table_args__"] = (Index(f"ix_{key}_order", DELETED, SORT_KEY, "id"),)
        python = {FieldType.NUMBER: int, FieldType.FLAG: bool}
        made += [(python.get(c.field.type, str), _table_column(c)) for c in columns.values()]
        for shape, column in made:
            annotations[column.name] = shape | None
            own[column.name] = ModelField(default=None, sa_column=column)
        own["__annotations__"] = annotations


class RecordTable(SQLModel, metaclass=RecordTableMeta):
    """Base of every record table; see the module's docstring."""

    # Building pydantic's validators takes longer than the whole rest of the declaration; they
    # are built when first used.
    model_config = SQLModelConfig(defer_build=True)

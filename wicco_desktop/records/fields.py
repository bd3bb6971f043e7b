"""A field of a record, described once: label, type, where it shows, which columns hold it.

Form, list, workbook column, search index, history and translation all read this declaration.
The constructors at the end are what the record modules use, one line a field.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from typing import Literal

from wicco_desktop.foundation.languages import CODES

Value = str | int | bool | None
"""What one column holds. Blank is always None, never an empty text."""


class FieldType(Enum):
    """What kind of value a field takes, hence which editor and which canonical form."""

    TEXT = "text"
    PHONE = "phone"
    EMAIL = "email"
    WEBSITE = "website"
    LIST = "list"
    """Several short texts, stored joined by ``; ``."""
    COUNTRY = "country"
    """ISO 3166-1 alpha-2 code."""
    CHOICE = "choice"
    DATE = "date"
    """ISO text: ``2021``, ``2021-11`` or ``2021-11-23``."""
    TIME = "time"
    """Local time, ``HH:MM``."""
    ZONE = "zone"
    """IANA time zone name."""
    MOMENT = "moment"
    """Local moment in a file or photograph: ``2022-11-23T10:00:00``."""
    NUMBER = "number"
    FLAG = "flag"
    LANGUAGE = "language"
    """Code of a language of the data."""
    REFERENCE = "reference"
    """Id of another record."""
    DIGEST = "digest"
    """SHA-256 of a stored file, 64 hexadecimal digits."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One possible value of a choice field: the stored key and its label (a message id)."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Column:
    """One stored column of a field.

    ``language`` is set for the sides of a bilingual field; ``mark`` for the column that holds the
    codes of the sides that are older than their original (comma separated).
    """

    name: str
    field: Field
    language: str | None = None
    mark: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """A field as declared. ``key`` is filled in from the attribute it is assigned to."""

    label: str
    type: FieldType = FieldType.TEXT
    key: str = ""
    bilingual: bool = False
    multiline: bool = False
    required: bool = False
    searched: bool = False
    listed: bool = False
    exported: bool = True
    editable: bool = True
    """False for what the program itself keeps: order of a note, digest of a file."""
    indexed: bool = False
    choices: tuple[Choice, ...] = ()
    targets: tuple[str, ...] = ()
    """Kinds a reference may point to."""

    def columns(self) -> Iterator[Column]:
        """The columns that hold the field, in the order they are stored."""
        if not self.bilingual:
            yield Column(self.key, self)
            return
        for code in CODES:
            yield Column(f"{self.key}_{code}", self, code)
        yield Column(self.mark_column, self, mark=True)

    @property
    def mark_column(self) -> str:
        """The column of a bilingual field that marks sides older than their original."""
        return f"{self.key}_older"

    def column(self, language: str | None = None) -> str:
        """The column of a plain field, or that of one side of a bilingual one."""
        return f"{self.key}_{language}" if self.bilingual else self.key

    def choice(self, key: Value) -> Choice | None:
        """The choice with that key, None where there is none."""
        return next((choice for choice in self.choices if choice.key == key), None)

    def named(self, key: str) -> Field:
        """The same field under the key it was assigned to."""
        return replace(self, key=key)


FieldOption = Literal["required", "searched", "listed", "unexported", "indexed", "uneditable"]


def _field(label: str, kind: FieldType, options: tuple[FieldOption, ...], **more: object) -> Field:
    flags = {
        "required": "required" in options,
        "searched": "searched" in options,
        "listed": "listed" in options,
        "exported": "unexported" not in options,
        "editable": "uneditable" not in options,
        "indexed": "indexed" in options,
    }
    return Field(label, kind, **flags, **more)  # type: ignore[arg-type]


def text(label: str, *options: FieldOption, multiline: bool = False) -> Field:
    """A text in one language or none in particular."""
    return _field(label, FieldType.TEXT, options, multiline=multiline)


def bilingual(label: str, *options: FieldOption, multiline: bool = False) -> Field:
    """A text with a side for every language of the data."""
    return _field(label, FieldType.TEXT, options, bilingual=True, multiline=multiline)


def several(label: str, *options: FieldOption) -> Field:
    """Several short texts in one field: tags, other spellings."""
    return _field(label, FieldType.LIST, options)


def of_type(kind: FieldType, label: str, *options: FieldOption) -> Field:
    """A field of one of the plain types: phone, email, date, country …"""
    return _field(label, kind, options)


def choice(label: str, choices: dict[str, str], *options: FieldOption) -> Field:
    """One of a fixed set; ``choices`` maps the stored key to its label."""
    made = tuple(Choice(key, shown) for key, shown in choices.items())
    return _field(label, FieldType.CHOICE, options, choices=made)


def reference(label: str, *targets: str, options: tuple[FieldOption, ...] = ()) -> Field:
    """A link to a record of one of the kinds named."""
    return _field(label, FieldType.REFERENCE, (*options, "indexed"), targets=targets)

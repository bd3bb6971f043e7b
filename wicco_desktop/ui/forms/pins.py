"""Which fields of a form repeat their value in the next new record; kept in the settings.

``settings.window["pins"]`` maps a kind to its pinned fields, and each of those to the values of
its columns as they were last.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wicco_desktop.records import KINDS, Value
from wicco_desktop.records.fields import FieldType
from wicco_desktop.ui.session import Session

KEY = "pins"


class Pins:
    """The pins of one kind."""

    def __init__(self, session: Session, kind: str) -> None:
        self._session = session
        self._kind = KINDS[kind]

    def __contains__(self, key: str) -> bool:
        return key in self._read()

    def pin(self, key: str, values: Mapping[str, Value]) -> None:
        """Repeat the field from now on, with what its columns hold in ``values``."""
        self._write({**self._read(), key: self._of_field(key, values)})

    def unpin(self, key: str) -> None:
        """Repeat the field no longer."""
        self._write({name: kept for name, kept in self._read().items() if name != key})

    def remember(self, values: Mapping[str, Value]) -> None:
        """Take the values of the pinned fields from the record that is left."""
        pinned = self._read()
        now = {key: self._of_field(key, values) for key in pinned}
        if now != pinned:
            self._write(now)

    def forget(self, values: Mapping[str, Value]) -> None:
        """Blank what is repeated where it is one of these values: the person was erased."""
        pinned = self._read()
        now = {
            key: {
                name: None if value == values.get(name) else value for name, value in kept.items()
            }
            for key, kept in pinned.items()
            if isinstance(kept, dict)
        }
        if now != pinned:
            self._write(now)

    def values(self) -> dict[str, Value]:
        """What the next new record begins with, by column; nothing that is gone by now."""
        found: dict[str, Value] = {}
        for key, columns in self._read().items():
            if self._kind.has(key) and isinstance(columns, Mapping):
                known = {column.name for column in self._kind.field(key).columns()}
                found |= {name: value for name, value in columns.items() if name in known}
        references = {
            field.key: str(found[field.key])
            for field in self._kind.fields
            if field.type is FieldType.REFERENCE and found.get(field.key)
        }
        there = self._session.workspace.store.many(references.values())
        for key, id_ in references.items():
            if id_ not in there or there[id_].deleted:
                del found[key]
        return found

    def _of_field(self, key: str, values: Mapping[str, Value]) -> dict[str, Value]:
        columns = self._kind.field(key).columns()
        return {column.name: values.get(column.name) for column in columns if not column.mark}

    def _read(self) -> dict[str, Any]:
        kinds = self._session.settings.window.get(KEY)
        pinned = kinds.get(self._kind.key) if isinstance(kinds, dict) else None
        if not isinstance(pinned, dict):
            return {}
        return {key: kept for key, kept in pinned.items() if self._kind.has(key)}

    def _write(self, pinned: dict[str, Any]) -> None:
        kinds = self._session.settings.window.get(KEY)
        before = kinds if isinstance(kinds, dict) else {}
        self._session.settings.window[KEY] = {**before, self._kind.key: pinned}
        self._session.save_settings()

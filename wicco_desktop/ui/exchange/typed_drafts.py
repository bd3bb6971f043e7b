"""Values typed in place of a partner’s: drafts of that workbook, for when it is opened again.

They belong to no record before the workbook is applied, so a form must not take them up: their
kind is none, and they are offered where they were typed, in the review of the same file.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from wicco_desktop.records import Value
from wicco_desktop.store.drafts import Draft, DraftKey, Drafts

KIND = "review"


@dataclass(frozen=True, slots=True)
class TypedAt:
    """A cell of a workbook: its sheet, the number of the row, the path of the field."""

    sheet: str
    number: int
    path: str


class TypedDrafts:
    """The drafts of one workbook, by its digest."""

    def __init__(self, drafts: Drafts, digest: str) -> None:
        self._drafts = drafts
        self._digest = digest

    def keep(self, at: TypedAt, text: str) -> None:
        """Something is being typed into the editor of a cell."""
        self._put(at, {"typed": text})

    def use(self, at: TypedAt, value: Value) -> None:
        """The value that was typed is what the cell is to be."""
        self._put(at, {"value": value})

    def forget(self, at: TypedAt) -> None:
        """It was given up, or decided otherwise."""
        self._drafts.remove(self._key(at))

    def forget_all(self) -> None:
        """The review is over."""
        for draft in self._drafts.all():
            if (draft.key.kind, draft.key.record) == (KIND, self._digest):
                self._drafts.remove(draft.key)

    def text(self, at: TypedAt) -> str | None:
        """What was being typed into a cell."""
        typed = self._read(self._drafts.get(self._key(at))).get("typed")
        return typed if isinstance(typed, str) else None

    def used(self) -> Iterator[tuple[TypedAt, Value]]:
        """The cells whose typed value was used, with that value."""
        for draft in self._drafts.all():
            kept = self._read(draft)
            if (draft.key.kind, draft.key.record) != (KIND, self._digest) or "value" not in kept:
                continue
            sheet, number, path = json.loads(draft.key.column)
            value = kept["value"]
            if isinstance(value, Value):
                yield TypedAt(str(sheet), int(number), str(path)), value

    def _put(self, at: TypedAt, kept: dict[str, object]) -> None:
        self._drafts.put(Draft(self._key(at), json.dumps(kept, ensure_ascii=False)))

    def _key(self, at: TypedAt) -> DraftKey:
        return DraftKey(KIND, self._digest, json.dumps([at.sheet, at.number, at.path]))

    @staticmethod
    def _read(draft: Draft | None) -> dict[str, object]:
        try:
            kept = json.loads(draft.text) if draft is not None else {}
        except ValueError:
            return {}
        return kept if isinstance(kept, dict) else {}

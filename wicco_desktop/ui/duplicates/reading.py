"""What the page of duplicates shows, made in the background in the user's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from wicco_desktop.foundation.clock import parse_moment
from wicco_desktop.foundation.languages import language
from wicco_desktop.foundation.messages import Message, Translator
from wicco_desktop.records import Column, FieldType, Record, Value
from wicco_desktop.records.values import display
from wicco_desktop.services.duplicates import Pair
from wicco_desktop.services.listing import Listing, Row, Wanted
from wicco_desktop.services.merging import Comparison
from wicco_desktop.services.sortings import sorting
from wicco_desktop.services.titles import UNNAMED
from wicco_desktop.services.workspace import Workspace
from wicco_desktop.store.distinct import pair as in_order

LONGEST = 600
"""Characters of a value that are shown side by side."""


@dataclass(frozen=True, slots=True)
class PairShown:
    """A pair with what its two records are called and where they belong."""

    pair: Pair
    first: Row
    second: Row


@dataclass(frozen=True, slots=True)
class LineShown:
    """One line of a comparison: the column, its label, and both values in words."""

    column: str
    label: str
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class ComparisonShown:
    """Two records side by side. ``moving``: how many records of each kind refer to the second."""

    comparison: Comparison
    first: Row
    second: Row
    lines: tuple[LineShown, ...]
    moving: dict[str, int]


@dataclass(frozen=True, slots=True)
class NearShown:
    """A record that resembles the one being typed, and why."""

    row: Row
    evidence: tuple[Message, ...]


class DuplicateReading:
    """Reads for one language."""

    def __init__(self, workspace: Workspace, translator: Translator) -> None:
        self._workspace = workspace
        self._translator = translator

    def pairs(self, found: Sequence[Pair]) -> list[PairShown]:
        """The pairs that are still to be decided, in the order given.

        A record that was merged meanwhile is the one it became; pairs with a record in the Trash,
        and those somebody said are not the same, are left out.
        """
        if not found:
            return []
        kind = found[0].kind
        apart = self._workspace.store.distinct_pairs(kind)
        left: dict[tuple[str, str], Pair] = {}
        for pair in self._merged(found):
            both = in_order(pair.a, pair.b)
            if pair.a != pair.b and both not in apart:
                left.setdefault(both, pair)
        rows = self._rows(kind, [id_ for pair in left.values() for id_ in (pair.a, pair.b)])
        return [
            PairShown(pair, rows[pair.a], rows[pair.b])
            for pair in left.values()
            if pair.a in rows and pair.b in rows
        ]

    def comparison(self, first: str, second: str) -> ComparisonShown:
        """Two records side by side; raises UserError as ``Merging.comparison`` does."""
        merging = self._workspace.merging
        comparison = self._own_language_first(merging.comparison(first, second))
        rows = self._rows(comparison.first.kind, [first, second])
        names = self._names(comparison)
        lines = tuple(
            LineShown(
                line.column.name,
                self._label(line.column),
                self._words(line.column, line.first, names),
                self._words(line.column, line.second, names),
            )
            for line in comparison.lines
        )
        return ComparisonShown(comparison, rows[first], rows[second], lines, merging.moving(second))

    def near(self, kind: str, values: Mapping[str, Value], besides: str) -> NearShown | None:
        """The record that one with these values resembles most, None where none does."""
        found = self._workspace.duplicates.near(kind, values, besides=besides, limit=1)
        rows = self._rows(kind, (near.record for near in found))
        return next(
            (NearShown(rows[near.record], near.evidence) for near in found if near.record in rows),
            None,
        )

    def _own_language_first(self, comparison: Comparison) -> Comparison:
        """The same with the user's language before the other one in every field."""
        code = self._translator.language.code
        fields = list(dict.fromkeys(line.column.field.key for line in comparison.lines))
        ordered = sorted(
            comparison.lines,
            key=lambda line: (
                fields.index(line.column.field.key),
                line.column.language not in (None, code),
            ),
        )
        return replace(comparison, lines=tuple(ordered))

    def _merged(self, found: Sequence[Pair]) -> Iterable[Pair]:
        became = self._workspace.store.survivors(id_ for pair in found for id_ in (pair.a, pair.b))
        for pair in found:
            a, b = became.get(pair.a, pair.a), became.get(pair.b, pair.b)
            yield pair if (a, b) == (pair.a, pair.b) else replace(pair, a=a, b=b)

    def _rows(self, kind: str, ids: Iterable[str]) -> dict[str, Row]:
        """The rows of the records that are there and not in the Trash."""
        workspace = self._workspace
        records = workspace.store.many(ids, kind)
        living = [id_ for id_, record in records.items() if record.deleted is None]
        today = parse_moment(workspace.store.now()).astimezone().date()
        wanted = Wanted(self._translator, sorting(kind, None), today)
        rows = Listing(workspace.store, workspace.people).rows(kind, living, wanted)
        return {row.id: row for row in rows if row is not None}

    def _names(self, comparison: Comparison) -> dict[str, Record]:
        ids = [
            str(value)
            for line in comparison.lines
            for value in (line.first, line.second)
            if line.column.field.type is FieldType.REFERENCE and value is not None
        ]
        return self._workspace.store.many(ids)

    def _label(self, column: Column) -> str:
        """``Name``, and of the other language ``Name 中文``."""
        label = self._translator.tr(column.field.label)
        if column.language in (None, self._translator.language.code):
            return label
        return f"{label} {language(str(column.language)).own_name}"

    def _words(self, column: Column, value: Value, names: dict[str, Record]) -> str:
        if column.field.type is FieldType.REFERENCE and value is not None:
            record = names.get(str(value))
            titles, code = self._workspace.titles, self._translator.language.code
            name = titles.of(record, code).text if record is not None else ""
            return name or self._translator.tr(UNNAMED)
        text = display(column.field, value, self._translator)
        return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"

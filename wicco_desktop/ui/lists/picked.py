"""The rows picked in a list: so many, which, and where to go when they are gone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QItemSelection

from wicco_desktop.store.outline import Outline


@dataclass(frozen=True, slots=True)
class Picked:
    """Rows of a list as it was when they were picked; good on any thread."""

    outline: Outline
    spans: tuple[range, ...]

    @classmethod
    def of(cls, outline: Outline, selection: QItemSelection) -> Picked:
        """What is selected."""
        parts = (selection.at(number) for number in range(selection.count()))
        spans = (range(part.top(), part.bottom() + 1) for part in parts)
        return cls(outline, tuple(sorted(spans, key=lambda span: span.start)))

    def __len__(self) -> int:
        return sum(map(len, self.spans))

    def __iter__(self) -> Iterator[str]:
        """The ids in the order of the list."""
        for span in self.spans:
            for row in span:
                yield self.outline.id_at(row)

    def __contains__(self, id_: object) -> bool:
        row = self.outline.row_of(str(id_))
        return row is not None and any(row in span for span in self.spans)

    def neighbour(self) -> str | None:
        """The record to go to without these: the first one after them, else the one before."""
        if not self.spans:
            return None
        row = self.spans[0].stop
        for span in self.spans[1:]:
            row = span.stop if span.start == row else row
        if row < len(self.outline):
            return self.outline.id_at(row)
        before = self.spans[0].start - 1
        return self.outline.id_at(before) if before >= 0 else None

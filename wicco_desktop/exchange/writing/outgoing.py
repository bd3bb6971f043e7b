"""What a workbook is to hold: sheets of rows with canonical values, and how it is to be told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from wicco_desktop.exchange.columns import ExchangeColumn
from wicco_desktop.exchange.heading_text import Headings
from wicco_desktop.foundation.languages import Language, language
from wicco_desktop.foundation.messages import Translator
from wicco_desktop.records import Value

BOTH: Headings = "both"
HEADINGS: tuple[Headings, ...] = ("zh", "en", BOTH)
"""The languages headings may be in."""

LARGEST = 1_048_575
"""Records that one sheet holds below its headings (ECMA-376 leaves it open; Excel ends there)."""


@dataclass(frozen=True, slots=True)
class OutgoingRow:
    """One record: its id, and a canonical value for each column of the sheet.

    For a reference it is the name of the record referred to.
    """

    id: str
    values: Sequence[Value]


@dataclass(frozen=True, slots=True)
class OutgoingSheet:
    """One sheet; ``rows`` are taken one after another and never kept."""

    kind: str
    columns: tuple[ExchangeColumn, ...]
    rows: Iterable[OutgoingRow] = ()


@dataclass(frozen=True, slots=True)
class OutgoingWorkbook:
    """A workbook. ``export`` None makes it a template: no rows, no codes, no ids."""

    sheets: tuple[OutgoingSheet, ...]
    headings: Headings
    language: str
    """Code of the language of what is chosen from a list, and of sheet names with both headings."""
    export: str | None = None
    names: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """By kind: what a reference to it may be chosen from."""

    @property
    def values_in(self) -> Language:
        """The language of choices, countries, yes and no: the one of the headings."""
        return language(self.language if self.headings == BOTH else self.headings)

    @property
    def told_in(self) -> tuple[Translator, ...]:
        """The languages that headings and hints are told in, in the order of the headings."""
        codes = ("zh", "en") if self.headings == BOTH else (self.headings,)
        return tuple(Translator(language(code)) for code in codes)

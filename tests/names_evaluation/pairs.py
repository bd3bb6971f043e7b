"""The pairs of names that comparison is built on and measured with.

Public figures only, with the spellings that officials, publishers or they themselves use. A person
stands in one half alone: see ``persons``.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

FOLDER = Path(__file__).parent

WESTERN_GIVEN_NAME = "Western given name"
"""In a note: one side has no more than it beside the surname, where *possible* is expected."""

IRREGULAR_SURNAME = "irregular spelling of the surname"
"""In a note: no rule of spelling leads from the characters to the letters of the surname."""


class Half(StrEnum):
    """The halves; each is the name of none but its own file."""

    BUILD = "build"
    MEASURE = "measure"


class Expected(StrEnum):
    """What a person who knows both names says of them; the words of the comparison."""

    SAME = "same"
    POSSIBLE = "possible"
    DIFFERENT = "different"


FILES = {Half.BUILD: "build_on.tsv", Half.MEASURE: "measure_with.tsv"}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two names, what is to be said of them, and what makes the pair worth asking."""

    a: str
    b: str
    expected: Expected
    note: str

    @property
    def western_given_name(self) -> bool:
        """Whether the surnames agree and a Western given name tells nothing of the other name."""
        return (
            self.expected is Expected.POSSIBLE
            and WESTERN_GIVEN_NAME in self.note
            and IRREGULAR_SURNAME not in self.note
        )


def read(half: Half) -> list[Pair]:
    """The pairs of a half, in the order of its file."""
    text = (FOLDER / FILES[half]).read_text("utf-8")
    rows = csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE, strict=True)
    return [Pair(row["a"], row["b"], Expected(row["expected"]), row["note"]) for row in rows]

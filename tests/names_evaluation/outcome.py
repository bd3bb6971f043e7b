"""What came out of comparing the pairs of a half: the figures, and the misses one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from tests.names_evaluation.pairs import Expected, Pair

GOAL_F1 = 0.97


class Match(Protocol):
    """What the evaluation asks of the answer to a comparison."""

    @property
    def same(self) -> bool:
        """Whether it takes both for the name of one person."""

    @property
    def verdict(self) -> str:
        """One of the words of ``Expected``."""

    @property
    def score(self) -> float:
        """From 0 to 1."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One pair and what the comparison said of it."""

    pair: Pair
    same: bool
    got: Expected
    score: float

    @property
    def missed(self) -> bool:
        """Whether it said another word than expected."""
        return self.got is not self.pair.expected


@dataclass(frozen=True, slots=True)
class Outcome:
    """All pairs of a half, compared. A share of nothing is 0."""

    compared: tuple[Compared, ...]

    @property
    def precision(self) -> float:
        """Of the pairs said to be the same, the share that are."""
        return _share(self._rightly_same, sum(one.same for one in self.compared))

    @property
    def recall(self) -> float:
        """Of the pairs that are the same, the share said to be."""
        return _share(self._rightly_same, len(self.expected(Expected.SAME)))

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    @property
    def misses(self) -> list[Compared]:
        """Every pair of which another word than expected was said."""
        return [one for one in self.compared if one.missed]

    @property
    def rule(self) -> list[Compared]:
        """The pairs on which is checked: a Western given name is possible, never the same."""
        return [one for one in self.compared if one.pair.western_given_name]

    @property
    def reached(self) -> bool:
        """Whether F1 is what is to be reached, and the rule is kept everywhere."""
        return self.f1 >= GOAL_F1 and not any(one.missed for one in self.rule)

    def expected(self, word: Expected) -> list[Compared]:
        """The pairs of which this word was expected."""
        return [one for one in self.compared if one.pair.expected is word]

    @property
    def _rightly_same(self) -> int:
        return sum(one.same for one in self.expected(Expected.SAME))


def evaluate(pairs: Iterable[Pair], compare: Callable[[str, str], Match]) -> Outcome:
    """Every pair, compared."""
    return Outcome(tuple(_compared(pair, compare(pair.a, pair.b)) for pair in pairs))


def _compared(pair: Pair, match: Match) -> Compared:
    return Compared(pair, match.same, Expected(match.verdict), match.score)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0

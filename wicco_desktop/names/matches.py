"""What a comparison of two names says: a score, a verdict, and why in words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from wicco_desktop.foundation.messages import Message

SAME_FROM = 0.8
POSSIBLE_FROM = 0.4


class Verdict(StrEnum):
    """What two names are held to be."""

    SAME = "same"
    POSSIBLE = "possible"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class NameMatch:
    """How sure two names are one person's (0 to 1), the verdict that follows, the reasons."""

    score: float
    evidence: tuple[Message, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """Same from 0.8, possible from 0.4."""
        if self.score >= SAME_FROM:
            return Verdict.SAME
        return Verdict.POSSIBLE if self.score >= POSSIBLE_FROM else Verdict.DIFFERENT

    @property
    def same(self) -> bool:
        """Whether the verdict is *same*."""
        return self.verdict is Verdict.SAME


NO_MATCH = NameMatch(0.0)

"""The three-way comparison: we sent *base*, they send *theirs*, we now have *ours*.

Pure, on values in canonical form, and knows nothing of workbooks: a partner's return and a
delegation's laptop are the same question. A field that is absent from what came is never asked
about: absence is no change.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from wicco_desktop.records import Value


class Verdict(StrEnum):
    """What is to happen with one field."""

    SAME = "same"
    """Nothing came that we do not have, and we changed nothing since."""
    OURS = "ours"
    """Only we changed it: ours stays."""
    THEIRS = "theirs"
    """Only they changed it: theirs is taken."""
    CONFLICT = "conflict"
    """Both changed it: ours stays live until a person decides."""
    CLEAR = "clear"
    """They left blank what was filled: ours stays unless a person says that it is to go."""


def compare(base: Value, theirs: Value, ours: Value) -> Verdict:
    """What is to happen with a field of which all three values are known; None is blank."""
    if theirs in (base, ours):
        return Verdict.SAME if ours in (base, theirs) else Verdict.OURS
    if theirs is None:
        return Verdict.CLEAR
    return Verdict.THEIRS if ours == base else Verdict.CONFLICT


def compare_without_base(theirs: Value, ours: Value) -> Verdict:
    """The same where nobody knows what was sent: every difference asks, a blank says nothing."""
    return Verdict.SAME if theirs is None or theirs == ours else Verdict.CONFLICT


@dataclass(frozen=True, slots=True)
class Compared:
    """One field with its three values and the verdict."""

    base: Value
    theirs: Value
    ours: Value
    verdict: Verdict

    @property
    def live(self) -> Value:
        """The value the record has afterwards, unless a person decides otherwise."""
        return self.theirs if self.verdict is Verdict.THEIRS else self.ours

    @property
    def agreed(self) -> bool:
        """Whether both came to the same new value by themselves."""
        return self.theirs == self.ours and self.theirs != self.base


Fields = Mapping[str, Value]


def compare_fields(base: Fields | None, theirs: Fields, ours: Fields) -> dict[str, Compared]:
    """Every field that came, in its order; ``base`` None: nobody knows what was sent.

    A field that is missing in ``base`` or ``ours`` is blank there.
    """
    compared: dict[str, Compared] = {}
    for name, value in theirs.items():
        have = ours.get(name)
        sent = None if base is None else base.get(name)
        verdict = compare_without_base(value, have) if base is None else compare(sent, value, have)
        compared[name] = Compared(sent, value, have, verdict)
    return compared


def merged(base: Fields | None, theirs: Fields, ours: Fields) -> dict[str, Value]:
    """The fields as they are afterwards, nobody having decided anything."""
    return {**ours, **{n: c.live for n, c in compare_fields(base, theirs, ours).items()}}

"""How well a passphrase protects, in plain words; an estimate, never a refusal."""

from __future__ import annotations

import itertools
import math
from enum import Enum

from wicco_desktop.foundation.messages import NC_

_WEAK, _FAIR = 45.0, 65.0
"""Bits of an estimate: below the first a program finds it in days, below the second in years."""
_SHORT = 8
_SORTS = ((str.islower, 26), (str.isupper, 26), (str.isdigit, 10))
_HAN, _OTHERS = 2500, 33


class Strength(Enum):
    """How much guessing a passphrase takes, as a message id."""

    NONE = ""
    SHORT = NC_("passphrase", "Very weak: it is short. Several words are better than one.")
    WEAK = NC_("passphrase", "Weak: a program guesses it in a few days. Add a word or two.")
    FAIR = NC_("passphrase", "Fair: one more word makes it strong.")
    STRONG = NC_("passphrase", "Strong.")


def strength_of(passphrase: str) -> Strength:
    """An estimate from length, sorts of characters and repetitions."""
    if not passphrase:
        return Strength.NONE
    bits = _bits(passphrase)
    if len(passphrase) < _SHORT and bits < _WEAK:
        return Strength.SHORT
    if bits < _WEAK:
        return Strength.WEAK
    return Strength.FAIR if bits < _FAIR else Strength.STRONG


def _bits(passphrase: str) -> float:
    pool = sum(size for test, size in _SORTS if any(map(test, passphrase)))
    if any("\u4e00" <= character <= "\u9fff" for character in passphrase):
        pool += _HAN
    if any(not character.isalnum() for character in passphrase):
        pool += _OTHERS
    # What goes on as it began (aaaa, 1234) is guessed with the first.
    steps = [ord(after) - ord(before) for before, after in itertools.pairwise(passphrase)]
    guessed = sum(step in (-1, 0, 1) for step in steps)
    different = len(set(passphrase)) / len(passphrase)
    return (len(passphrase) - guessed) * math.log2(max(pool, 2)) * (0.5 + different / 2)

"""Whether a text is plainly no name of a person: a sentence of notes, a telephone number.

In doubt it is a name: long Portuguese ones, both languages side by side, *Jr.* and *D. Y.* are.
"""

from __future__ import annotations

import re

from wicco_desktop.names.western import PARTICLES

MOST_CHARACTERS = 60
MOST_WORDS = 8
"""Words, particles aside: *Maria João da Silva Pereira de Oliveira e Castro* has six."""
MOST_HAN = 15
"""Han characters without a break; a foreign name is written with dots between its parts."""

_ENDS_SENTENCES = re.compile(r"[。！？!?；;]")
_ENDS_WITH_A_WORD = re.compile(r"\s[^\W\d_A-ZÀ-Þ]{3,}\.\s*$")
"""A full stop after a small word; after a capital it may be an initial, a title, *Jr.*"""
_ENDS_WITH_A_LONG_WORD = re.compile(r"\s[^\W\d_]{4,}\.\s*$")
FEWEST_SMALL = 3
"""Words with a small letter, particles aside, beside one with a capital: *They will send the …*"""

_HAN_RUN = re.compile(rf"[\u3400-\u9fff，]{{{MOST_HAN + 1},}}")


def is_plainly_no_name(text: str) -> bool:
    """Whether nobody can be called that."""
    text = text.strip()
    if len(text) > MOST_CHARACTERS or _ENDS_SENTENCES.search(text) or _HAN_RUN.search(text):
        return True
    if _ENDS_WITH_A_WORD.search(text):
        return True
    words = [word for word in text.split() if word.lower() not in PARTICLES]
    small = sum(word[0].islower() for word in words)
    if small >= 2 and _ENDS_WITH_A_LONG_WORD.search(text):
        return True
    if small >= FEWEST_SMALL and any(word[0].isupper() for word in words):
        return True
    said = [character for character in text if character.isalnum()]
    digits = sum(character.isdigit() for character in said)
    return len(words) > MOST_WORDS or 2 * digits > len(said)

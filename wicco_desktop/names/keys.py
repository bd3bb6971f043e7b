"""The keys by which a name is found: folded, in Latin letters, from either script.

Whatever someone types of a name is a key, or the beginning of one: syllables and words alone and
run together from any of them on, and initials.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, islice

from wicco_desktop.foundation.text import fold, is_han
from wicco_desktop.names.romanise import LONGEST_PERSON, further_readings, syllables

LONGEST_NAME = 200
"""Characters of a name that are looked at; the rest of a pasted page is no name."""

_RUN_TOGETHER = 6
"""Parts that are run together from any part on; from the first on, all are."""

_MOST_INITIALS = 12
_MOST_WAYS = 8
"""Ways to read one run of characters."""

_WORD = re.compile(r"[^\W_]+")
_APOSTROPHES = re.compile("['’‘ʼ`´]")


def latin_words(name: str) -> list[str]:
    """The words of a name that are not Chinese, folded; an apostrophe parts none (Xi'an)."""
    folded = fold(_APOSTROPHES.sub("", name[:LONGEST_NAME]))
    return _WORD.findall("".join(" " if is_han(char) else char for char in folded))


def han_runs(name: str) -> list[str]:
    """The runs of Chinese characters in a name."""
    cut = name[:LONGEST_NAME]
    return ["".join(run) for chinese, run in groupby(cut, is_han) if chinese]


def keys(name: str) -> frozenset[str]:
    """The search keys of one name in either script or both.

    陈祖荣 gives chen, zu, rong, chenzurong, zurong and czr; Chan Chou Wang gives chan, chou,
    wang, chanchouwang, chouwang and ccw. Characters that may be read in several ways give several.
    """
    parts = (key for read in _ways_to_say(name) for key in _run_together(read))
    return frozenset(key for key in parts if key) | all_initials(name)


def all_initials(name: str) -> frozenset[str]:
    """The initials a name of several parts may go by, one for each way to read it.

    Of Latin words also with the first one last and the last one first: the family name may stand
    at either end.
    """
    ways = [read for read in _ways_to_say(name) if len(read) > 1]
    words = latin_words(name)
    if len(words) > 1:
        ways += [[*words[1:], words[0]], [words[-1], *words[:-1]]]
    return frozenset(found for read in ways if len(found := _first_letters(read)) > 1)


def initials(name: str) -> str:
    """The initials of a name: of its Chinese part (czr) if it has one, otherwise of its words."""
    han = "".join(han_runs(name))
    if han:
        return _first_letters(syllables(han, person=len(han) <= LONGEST_PERSON))
    return _first_letters(latin_words(name))


def _ways_to_read(han: str) -> Iterator[list[str]]:
    """The readings of a run: as a person's name, as any text, each further reading, ü as u."""
    usual = syllables(han, person=True)
    yield usual
    plain = syllables(han, person=False)
    if plain != usual:
        yield plain
    if any("v" in syllable for syllable in usual):
        yield [syllable.replace("v", "u") for syllable in usual]
        yield [syllable.replace("v", "yu") for syllable in usual]
    for index, char in enumerate(han):
        for other in further_readings(char):
            yield [*usual[:index], other, *usual[index + 1 :]]


def _ways_to_say(name: str) -> Iterator[list[str]]:
    """The parts of a name in Latin letters: of each run of characters, of all, of its words."""
    runs = han_runs(name)
    for run in [*runs, "".join(runs)] if len(runs) > 1 else runs:
        yield from islice(_ways_to_read(run), _MOST_WAYS)
    yield latin_words(name)


def _run_together(parts: Sequence[str]) -> Iterator[str]:
    """Each part alone, with the parts that follow it, and all of them."""
    yield from parts
    yield "".join(parts)
    for start in range(len(parts)):
        yield "".join(parts[start : start + _RUN_TOGETHER])


def _first_letters(parts: Sequence[str]) -> str:
    return "".join(part[:1] for part in parts[:_MOST_INITIALS])

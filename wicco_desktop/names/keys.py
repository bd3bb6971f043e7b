"""The keys by which a name is found: folded, in Latin letters, from either script.

Whatever someone types of a name is a key, or the beginning of one: syllables and words alone and
run together from any of them on, and initials.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

from wicco_desktop.foundation.text import fold, is_han, words
from wicco_desktop.names.romanise import LONGEST_PERSON, further_readings, syllables

LONGEST_NAME = 200
"""Characters of a name that are looked at; the rest of a pasted page is no name."""

_RUN_TOGETHER = 6
"""Parts that are run together from any part on; from the first on, all are."""

_MOST_INITIALS = 12
_MOST_WAYS = 8
"""Ways to read one run of characters."""

_APOSTROPHES = re.compile("['’‘ʼ`´]")

_ASCII = {
    code: None if chr(code) in "'`" else chr(code).lower() if chr(code).isalnum() else " "
    for code in range(128)
}
"""What becomes of the characters of a name that is in ASCII as a whole."""

_BELOW_HAN = "\u2fff"
"""No Chinese character stands before this one."""

_KEPT = 4_096
"""Parts of names whose keys are kept: one name stands in several fields of a record."""


def name_parts(name: str) -> list[str]:
    """The words of a name in order, folded: each run of Chinese characters is one.

    An apostrophe parts no word (Xi'an); what is neither letter nor digit is left out.
    """
    cut = name[:LONGEST_NAME]
    if cut.isascii():
        return cut.translate(_ASCII).split()
    return words(fold(_APOSTROPHES.sub("", cut)))


def _begins_han(part: str) -> bool:
    """Whether a part of a name is a run of Chinese characters."""
    return part[0] > _BELOW_HAN and is_han(part[0])


def latin_words(name: str) -> list[str]:
    """The words of a name that are not Chinese, folded."""
    return [part for part in name_parts(name) if not _begins_han(part)]


def han_runs(name: str) -> list[str]:
    """The runs of Chinese characters in a name."""
    return [part for part in name_parts(name) if _begins_han(part)]


def keys(name: str) -> frozenset[str]:
    """The search keys of one name in either script or both.

    陈祖荣 gives chen, zu, rong, chenzurong, zurong and czr, and as Macao spells it chanchouweng,
    chouweng and weng, likewise for Hong Kong and Taiwan; Chan Chou Wang gives chan, chou, wang,
    chanchouwang, chouwang and ccw. Characters that may be read in several ways give several.
    """
    runs, latin = _sorted_parts(name)
    return _keys_of_words(latin).union(*map(_keys_of_run, runs))


def read_keys(name: str) -> frozenset[str]:
    """The keys of a name as it is written and read in Mandarin, without regional spellings."""
    runs, latin = _sorted_parts(name)
    return _keys_of_words(latin).union(*map(_read_keys_of_run, runs))


@lru_cache(maxsize=_KEPT)
def _keys_of_run(han: str) -> frozenset[str]:
    # Loaded late: who keeps no Chinese name needs no tables.
    from wicco_desktop.names.other_spellings import spelled_keys

    return _read_keys_of_run(han) | spelled_keys(han)


@lru_cache(maxsize=_KEPT)
def _read_keys_of_run(han: str) -> frozenset[str]:
    return _keys_of([*_first_ways(han), []])


@lru_cache(maxsize=_KEPT)
def _keys_of_words(latin: tuple[str, ...]) -> frozenset[str]:
    return _keys_of([list(latin)])


def _keys_of(ways: Sequence[list[str]]) -> frozenset[str]:
    found: set[str] = set()
    for read in ways:
        found.update(read)
        if len(read) > 1:
            found.add("".join(read))
            for start in range(len(read) - 1):
                found.add("".join(read[start : start + _RUN_TOGETHER]))
    found.discard("")
    return _initials(ways).union(found)


def all_initials(name: str) -> frozenset[str]:
    """The initials a name of several parts may go by, one for each way to read it.

    Of Latin words also with the first one last and the last one first: the family name may stand
    at either end.
    """
    return _initials(_ways_to_say(name))


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


def _sorted_parts(name: str) -> tuple[list[str], tuple[str, ...]]:
    """The runs of Chinese characters, with all of them as one if there are several; the words."""
    parts = name_parts(name)
    latin = tuple(part for part in parts if not _begins_han(part))
    if len(latin) == len(parts):
        return [], latin
    runs = [part for part in parts if _begins_han(part)]
    return [*runs, "".join(runs)] if len(runs) > 1 else runs, latin


def _ways_to_say(name: str) -> list[list[str]]:
    """The parts of a name in Latin letters: of each run of characters, of all; last, its words."""
    runs, latin = _sorted_parts(name)
    return [*(read for run in runs for read in _first_ways(run)), list(latin)]


def _first_ways(han: str) -> Iterator[list[str]]:
    return islice(_ways_to_read(han), _MOST_WAYS)


def _initials(ways: Sequence[list[str]]) -> frozenset[str]:
    words = ways[-1]
    several = [read for read in ways if len(read) > 1]
    if len(words) > 1:
        several += [[*words[1:], words[0]], [words[-1], *words[:-1]]]
    found = [_first_letters(read) for read in several]
    return frozenset([letters for letters in found if len(letters) > 1])


def _first_letters(parts: Sequence[str]) -> str:
    return "".join([part[:1] for part in parts[:_MOST_INITIALS]])

"""Names of organisations: one body under its names in several languages and its short names. Pure.

A name is brought to the concepts its words stand for (``body_words``), legal forms set aside:
澳门大学, University of Macau and Universidade de Macau all say *macau, university*. What is no
known word stays: in Chinese by its reading (深圳 is *shenzhen*), in Latin letters as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from wicco_desktop.foundation.messages import N_, Message
from wicco_desktop.foundation.text import has_han
from wicco_desktop.names.body_words import (
    CONCEPTS,
    LEGAL,
    LEGAL_HAN,
    LITTLE,
    LONGEST_WORD,
    REGION,
)
from wicco_desktop.names.characters import simplified
from wicco_desktop.names.keys import LONGEST_NAME, name_parts
from wicco_desktop.names.matches import NO_MATCH, NameMatch
from wicco_desktop.names.romanise import syllables

SAME_NAME = N_("The same name: {name}")
LEGAL_FORM = N_("The same name but for the legal form: {a}, {b}")
TRADITIONAL = N_("The same characters, traditional and simplified: {a}, {b}")
TRANSLATED = N_("The same words in another language: {a}, {b}")
SAME_WORDS = N_("The same words: {a}, {b}")
INITIALS = N_("{a} may stand for the first letters of {b}")
SHORTENED = N_("{a} may be short for {b}")
ONE_LETTER = N_("Spelled differently by one letter: {a}, {b}")

_UNLIKE = 0.39
"""The highest score of names that are not one body's: it stays below *possible*."""

_KEPT = 65_536
"""Names whose analysis is kept: a list of contacts names few bodies again and again."""

_LONG_WORD = 6
"""Letters from which on one letter off is taken for a slip."""

_SHORTEST_SHORT = 2
_LONGEST_SHORT = 6

_DOTTED = re.compile(r"\b(?:\w\.)+\w\b\.?")


@dataclass(frozen=True, slots=True)
class _Body:
    """A name as it is compared."""

    folded: str
    """Its words folded, legal forms and all."""
    plain: str
    """The same in simplified characters."""
    concepts: tuple[str, ...]
    """What its words stand for, sorted, without legal forms."""
    letters: str
    """The first letters of its words (um for University of Macau)."""
    han: str
    """Its Chinese characters without the legal form, simplified."""


def compare_organisations(a: str, b: str) -> NameMatch:
    """How far two names are those of one body. Any text is taken; what says nothing scores 0."""
    one, other = _body(a[:LONGEST_NAME]), _body(b[:LONGEST_NAME])
    if not one.folded or not other.folded:
        return NO_MATCH
    shown = {"a": a.strip()[:LONGEST_NAME], "b": b.strip()[:LONGEST_NAME]}
    if one.folded == other.folded:
        return NameMatch(1.0, (Message(SAME_NAME, {"name": shown["a"]}),))
    if one.plain == other.plain:
        return NameMatch(0.99, (Message(TRADITIONAL, shown),))
    if one.concepts and one.concepts == other.concepts:
        return _of_the_same_words(one, other, shown)
    if _one_letter_off(one.concepts, other.concepts):
        return NameMatch(0.75, (Message(ONE_LETTER, shown),))
    short = _shortened(one, other, shown)
    if short is None:
        turned = {"a": shown["b"], "b": shown["a"]}
        short = _shortened(other, one, turned)
    return short or NameMatch(round(_overlap(one.concepts, other.concepts) * _UNLIKE, 3))


def organisation_keys(name: str) -> frozenset[str]:
    """The keys by which a name finds those that may be of the same body: two share one."""
    body = _body(name[:LONGEST_NAME])
    if not body.folded:
        return frozenset()
    keys = {"w " + " ".join(body.concepts)} if body.concepts else set()
    if len(body.letters) >= _SHORTEST_SHORT:
        keys.add(f"l {body.letters}")
    if not body.han and _SHORTEST_SHORT <= len(body.folded) <= _LONGEST_SHORT:
        keys.add(f"l {body.folded}")
    if _SHORTEST_SHORT <= len(body.han) <= _LONGEST_SHORT:
        keys.add(f"b {body.han}")
    begins = "".join(body.han[place] for place in _beginnings(body.han))
    if _SHORTEST_SHORT <= len(begins) <= _LONGEST_SHORT:
        keys.add(f"b {begins}")
    return frozenset(keys)


def _of_the_same_words(one: _Body, other: _Body, shown: dict[str, str]) -> NameMatch:
    if bool(one.han) != bool(other.han):
        return NameMatch(0.95, (Message(TRANSLATED, shown),))
    if sorted(_bare_words(one.plain)) == sorted(_bare_words(other.plain)):
        return NameMatch(0.97, (Message(LEGAL_FORM, shown),))
    if one.han and other.han and one.han == other.han:
        return NameMatch(0.97, (Message(LEGAL_FORM, shown),))
    return NameMatch(0.9, (Message(SAME_WORDS, shown),))


def _shortened(short: _Body, full: _Body, shown: dict[str, str]) -> NameMatch | None:
    """Whether the first name is an abbreviation of the second."""
    if not short.han and short.folded == full.letters and len(short.folded) >= _SHORTEST_SHORT:
        score = 0.6 if len(short.folded) == _SHORTEST_SHORT else 0.7
        return NameMatch(score, (Message(INITIALS, shown),))
    small = short.han
    if not (_SHORTEST_SHORT <= len(small) <= _LONGEST_SHORT and len(small) < len(full.han)):
        return None
    if small[0] != full.han[0] or not _in_order(small, full.han):
        return None
    # 澳大 is made of the beginnings of 澳门 and 大学; 澳门 alone is a place, no short name.
    begins = {full.han[place] for place in _beginnings(full.han)}
    if all(char in begins for char in small):
        return NameMatch(0.65, (Message(SHORTENED, shown),))
    return None


def _in_order(small: str, full: str) -> bool:
    left = iter(full)
    return all(char in left for char in small)


def _overlap(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    both = len(set(one) & set(other))
    return both / max(1, len(set(one) | set(other)))


def _one_letter_off(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether the names differ in one long word only, and there by one letter."""
    left, right = set(one) - set(other), set(other) - set(one)
    if len(left) != 1 or len(right) != 1 or len(one) != len(other):
        return False
    (a,), (b,) = left, right
    known = set().union(*CONCEPTS.values())
    return min(len(a), len(b)) >= _LONG_WORD and not {a, b} & known and _near(a, b)


def _near(a: str, b: str) -> bool:
    """Whether one letter was changed, left out, put in, or two were turned round."""
    if any(char.isdigit() for char in a + b):
        return False
    if len(a) == len(b):
        wrong = [place for place, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
        turned = len(wrong) == 2 and a[wrong[0]] == b[wrong[1]] and a[wrong[1]] == b[wrong[0]]
        return len(wrong) == 1 or (turned and wrong[1] == wrong[0] + 1)
    longer, shorter = (a, b) if len(a) > len(b) else (b, a)
    return len(longer) == len(shorter) + 1 and any(
        longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer))
    )


@lru_cache(maxsize=_KEPT)
def _body(name: str) -> _Body:
    cleaned = _DOTTED.sub(lambda found: found[0].replace(".", ""), name).replace("&", " and ")
    parts = name_parts(cleaned)
    plain = ["".join(map(simplified, part)) for part in parts]
    latin = _joined_places([part for part in plain if not has_han(part)])
    concepts: list[str] = []
    han = ""
    for run in (part for part in plain if has_han(part)):
        bare = _without_legal_form(run)
        concepts += _of_run(bare)
        han += bare
    words = [word for word in latin if word not in LITTLE]
    telling = [word for word in words if word not in LEGAL and word not in REGION]
    for word in telling:
        concepts += CONCEPTS.get(word, (word,))
    if not concepts:  # Limited Ltd: a name of nothing but forms is its words
        concepts = words or plain
    letters = "".join(word[0] for word in telling) if len(telling) > 1 else ""
    return _Body(" ".join(parts), " ".join(plain), tuple(sorted(concepts)), letters, han)


def _joined_places(words: list[str]) -> list[str]:
    """Hong Kong as one word, as Chinese has it."""
    joined: list[str] = []
    for word in words:
        if word == "kong" and joined and joined[-1] == "hong":
            joined[-1] = "hongkong"
        else:
            joined.append(word)
    return joined


def _bare_words(plain: str) -> list[str]:
    return [word for word in plain.split() if word not in LEGAL and word not in LITTLE]


def _without_legal_form(run: str) -> str:
    for form in LEGAL_HAN:
        if run.endswith(form) and len(run) > len(form):
            return run.removesuffix(form)
    return run


def _of_run(run: str) -> Iterator[str]:
    """The concepts of a run of Chinese characters; what is no known word by its reading."""
    unknown = ""
    place = 0
    while place < len(run):
        word = _word_at(run, place)
        if not word:
            unknown += run[place]
            place += 1
            continue
        if unknown:
            yield _reading(unknown)
        unknown = ""
        yield from CONCEPTS.get(word, ())
        place += len(word)
    if unknown:
        yield _reading(unknown)


def _word_at(run: str, place: int) -> str:
    """The longest known word that begins there, ``""`` where none does."""
    for length in range(min(LONGEST_WORD, len(run) - place), 0, -1):
        word = run[place : place + length]
        if word in CONCEPTS or word in REGION:
            return word
    return ""


def _beginnings(run: str) -> Iterator[int]:
    """Where the words of a run begin; each character that is in no known word is one."""
    place = 0
    while place < len(run):
        yield place
        place += len(_word_at(run, place)) or 1


def _reading(han: str) -> str:
    return "".join(
        syllable or char for syllable, char in zip(syllables(han, person=False), han, strict=True)
    )

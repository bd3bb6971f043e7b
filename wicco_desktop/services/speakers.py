"""Who is meant by a word typed or pasted as a speaker, among the people present.

The rule, so that ordinary words are left alone. A word means someone only as a whole: the name,
the initials of the whole name (czr, ccw), a part of the name (祖荣, Chan, zurong), or the family
name with a form of address (陈局长, Mr Chan). The beginning of a name counts from three letters or
two characters on. What people answer with (yes, no, ok, 好, 同意) never means anyone, and neither
does a single letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from wicco_desktop.foundation.text import fold, has_han
from wicco_desktop.names import all_initials, family_name, han_runs, latin_words, read_keys
from wicco_desktop.names.honorifics import Addressed, addressed
from wicco_desktop.names.romanise import reading

LONGEST_LABEL = 80
"""Characters beyond which a text is nobody's name."""

_ANSWERS = re.compile(
    "yes|no|ok|okay|agreed|thanks|none|all|good|好的?|是的?|对的?|同意|不|没有|无|谢谢|可以"
)
_SHORTEST_BEGINNING = 3
_SHORTEST_WORD = 2


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who may have spoken: names in both languages, and the titles held that day."""

    id: str
    name_zh: str = ""
    name_en: str = ""
    other_spellings: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()

    def names(self) -> Iterable[str]:
        """Every name of the person that is known."""
        return (name for name in (self.name_zh, self.name_en, *self.other_spellings) if name)


class _Fit(IntEnum):
    """How well a word fits a person, the best first."""

    WHOLE = 0
    SOUND = 1
    INITIALS = 2
    FAMILY_WITH_TITLE = 3
    FAMILY_ADDRESSED = 4
    PART = 5
    FAMILY_BY_SOUND = 6
    BEGINNING = 7


def match_speaker(word: str, people: Sequence[Person]) -> list[Person]:
    """The people a word (or a label such as *Mr Chan*) may mean, best first; often none.

    People who fit equally well stay in the order given.
    """
    if len(word) > LONGEST_LABEL or _ANSWERS.fullmatch(fold(word).strip(" .!。！")):
        return []
    said = addressed(word)
    if not said.name:
        return []
    fit = _fit_in_chinese if has_han(said.name) else _fit_in_latin
    fits = [(found, person) for person in people if (found := fit(said, person)) is not None]
    return [person for _, person in sorted(fits, key=lambda entry: entry[0])]


def _fit_in_chinese(said: Addressed, person: Person) -> _Fit | None:
    found = [
        fit
        for name in person.names()
        for han in ["".join(han_runs(name))]
        if han and (fit := _fit_of_han(said, han, person)) is not None
    ]
    return min(found, default=None)


def _fit_of_han(said: Addressed, han: str, person: Person) -> _Fit | None:
    name = "".join(han_runs(said.name))
    if name == han:
        return _Fit.WHOLE
    if len(name) == len(han) >= _SHORTEST_WORD and _sounds_like(name, han):
        return _Fit.SOUND
    family = family_name(han)
    if said.form:
        if name == family:
            held = any(said.form in title for title in person.titles)
            return _Fit.FAMILY_WITH_TITLE if held else _Fit.FAMILY_ADDRESSED
        return _Fit.FAMILY_BY_SOUND if _sounds_like(name, family) else None
    if name == family or (len(name) >= _SHORTEST_WORD and name == han[len(family) :]):
        return _Fit.PART
    return _Fit.BEGINNING if len(name) >= _SHORTEST_WORD and han.startswith(name) else None


def _sounds_like(one: str, other: str) -> bool:
    """Whether two runs of characters have the same readings, as 陳祖榮 and 陈祖荣 have."""
    return len(one) == len(other) and all(
        a == b or (reading(a) == reading(b) != "") for a, b in zip(one, other, strict=True)
    )


def _fit_in_latin(said: Addressed, person: Person) -> _Fit | None:
    words = latin_words(said.name)
    joined = "".join(words)
    if len(joined) < _SHORTEST_WORD:
        return None
    found = [
        fit
        for name in person.names()
        if (fit := _fit_of_words(words, joined, name, addressed_as=said.form)) is not None
    ]
    return min(found, default=None)


def _fit_of_words(words: list[str], joined: str, name: str, *, addressed_as: str) -> _Fit | None:
    own = latin_words(name)
    known = read_keys(name)
    initials = all_initials(name)
    parts = known - initials
    if (own and sorted(words) == sorted(own)) or joined == max(parts, key=len, default=""):
        return _Fit.WHOLE
    if addressed_as:
        families = {*own[:1], *own[-1:], *read_keys(family_name("".join(han_runs(name))))}
        within = len(words) > 1 and set(words) <= parts
        return _Fit.FAMILY_ADDRESSED if within or joined in families else None
    if len(words) > 1:
        return _Fit.PART if set(words) <= parts or joined in parts else None
    if joined in initials:
        return _Fit.INITIALS
    if joined in parts:
        return _Fit.PART
    if len(joined) >= _SHORTEST_BEGINNING and any(part.startswith(joined) for part in parts):
        return _Fit.BEGINNING
    return None

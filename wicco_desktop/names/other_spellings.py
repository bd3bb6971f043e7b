"""Search keys of a Chinese person's name as Macao, Hong Kong and Taiwan spell it.

One spelling of each character in each system, the commonest: who types another one finds the name
by its other words. Run together with the family name they stand in Macao's spelling only. Most
keys that another one begins with are left out, for keys are looked up by how they begin, and
their number is the size of the index.
"""

from __future__ import annotations

from functools import lru_cache

from wicco_desktop.names.cantonese import cantonese_readings
from wicco_desktop.names.cantonese_spelling import in_hong_kong, in_macao
from wicco_desktop.names.romanise import LONGEST_PERSON
from wicco_desktop.names.spellings import mandarin_readings
from wicco_desktop.names.surnames import COMPOUND
from wicco_desktop.names.wade_giles import taiwanese

_ALSO = {"ying": "ing"}
"""Taiwan spellings of a syllable that do not begin as its other ones do."""

_CUSTOMARY = {
    **dict.fromkeys("李", "lee"),
    **dict.fromkeys("宋", "soong"),
    **dict.fromkeys("周", "chow"),
    **dict.fromkeys("罗羅", "law"),
    **dict.fromkeys("顾顧", "koo"),
    **dict.fromkeys("吕呂", "lui"),
    **dict.fromkeys("潘", "poon"),
}
"""Family names mostly spelled as no system has it."""

_Spellings = tuple[str, str, str]


def spelled_keys(han: str) -> frozenset[str]:
    """The keys of a run of two to four characters (one: a family name); of others none."""
    if not 1 <= len(han) <= LONGEST_PERSON:
        return frozenset()
    surname = 2 if han[:2] in COMPOUND else 1
    spelled = [_spellings(char, index < surname) for index, char in enumerate(han)]
    macao, hong_kong, taiwan = zip(*spelled, strict=True)
    together = "".join(macao)
    found = {together, _CUSTOMARY.get(han[0], "")}
    for parts in (hong_kong, taiwan):
        family = "".join(parts[:surname])
        if not together.startswith(family):
            found.add(family)
    for start in range(surname, len(han)):
        for parts in (macao, hong_kong, taiwan):
            found.add("".join(parts[start:]))
        found.add(_ALSO.get(taiwan[start], ""))
    if surname == 2:
        found.update((macao[1], hong_kong[1]))
    found.discard("")
    return frozenset(found)


@lru_cache(maxsize=8_192)
def _spellings(char: str, surname: bool) -> _Spellings:  # noqa: FBT001 - half as quick by name
    """The commonest spelling in Macao, in Hong Kong and in Taiwan; ``""`` where none is known."""
    cantonese = cantonese_readings(char, surname=surname)
    mandarin = mandarin_readings(char, surname=surname)
    return (
        in_macao(cantonese[0])[0] if cantonese else "",
        in_hong_kong(cantonese[0])[0] if cantonese else "",
        taiwanese(mandarin[0])[0] if mandarin else "",
    )

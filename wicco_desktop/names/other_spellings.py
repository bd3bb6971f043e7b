"""Search keys of a Chinese person's name as Macao, Hong Kong and Taiwan spell it.

One spelling of each character in each system, the commonest: who types another one finds the name
by its other words. Run together with the family name they stand in Macao's spelling only. Most
keys that another one begins with are left out, for keys are looked up by how they begin, and
their number is the size of the index.
"""

from __future__ import annotations

from dataclasses import dataclass
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
    families = _family_keys(han[:surname])
    if len(han) == surname:
        return families.alone
    together, given = _given_keys(han[surname:])
    return (given | families.beside | {families.macao + together}) - {""}


@dataclass(frozen=True, slots=True)
class _FamilyKeys:
    macao: str
    alone: frozenset[str]
    beside: frozenset[str]
    """Those that do not begin the spelling of the whole name in Macao."""


@lru_cache(maxsize=1_024)
def _family_keys(family: str) -> _FamilyKeys:
    macao, *others = (
        "".join(parts)
        for parts in zip(*(_spellings(char, True) for char in family), strict=True)  # noqa: FBT003
    )
    found = {*others, _CUSTOMARY.get(family, "")}
    if len(family) > 1:
        found.update(_spellings(family[1], True)[:2])  # noqa: FBT003
    beside = frozenset(key for key in found if key and not macao.startswith(key))
    return _FamilyKeys(macao, beside | {macao} - {""}, beside)


@lru_cache(maxsize=8_192)
def _given_keys(given: str) -> tuple[str, frozenset[str]]:
    """The given name as Macao spells it, and its keys: from each character on, in each system."""
    systems = list(zip(*(_spellings(char, False) for char in given), strict=True))  # noqa: FBT003
    found = {"".join(parts[start:]) for parts in systems for start in range(len(given))}
    found.update(_ALSO.get(syllable, "") for syllable in systems[-1])
    return "".join(systems[0]), frozenset(found - {""})


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

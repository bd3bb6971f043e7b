"""Made-up people and bodies as real ones look: names in one script or both, in several spellings.

Deterministic: the same seed gives the same. No real person is meant.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from random import Random


def _sections() -> dict[str, tuple[str, ...]]:
    read: dict[str, tuple[str, ...]] = {}
    section = ""
    for line in Path(__file__).with_suffix(".txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
            read[section] = ()
        elif section and line:
            read[section] += tuple(entry.strip() for entry in line.split("|"))
    return read


_READ = _sections()
SURNAMES = _READ["surnames"]
GIVEN = _READ["given"]
WESTERN_GIVEN = _READ["western_given"]
WESTERN_SURNAMES = _READ["western_surnames"]
CITIES = _READ["cities"]
TITLES = _READ["titles"]
DEPARTMENTS = _READ["departments"]
STREETS = _READ["streets"]
BODIES = _READ["bodies"]
KINDS_OF_BODIES = _READ["kinds_of_bodies"]
COURTESY = _READ["courtesy"]
TAGS = _READ["tags"]
SPOKEN = _READ["spoken"]
SUBJECTS = _READ["subjects"]
SENTENCES = _READ["sentences"]


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name in Chinese, in Latin letters, or in both."""

    zh: str | None
    en: str | None


def both(entry: str) -> tuple[str, str]:
    """The Chinese and the other half of an entry."""
    zh, _, en = entry.partition(" ")
    return zh, en


def person_name(random: Random) -> PersonName:
    """Half of the names are in both scripts, a quarter each in one."""
    lot = random.random()
    if lot < 0.25:
        given = random.choice(WESTERN_GIVEN)
        return PersonName(None, f"{given} {random.choice(WESTERN_SURNAMES)}")
    surname, latin = both(random.choice(SURNAMES))
    several = [both(random.choice(GIVEN)) for _ in range(random.choice((1, 2, 2, 2)))]
    zh = surname + "".join(char for char, _pinyin in several)
    if lot < 0.5:
        return PersonName(zh, None)
    given = "".join(pinyin for _char, pinyin in several).capitalize()
    return PersonName(zh, f"{latin} {given}" if random.random() < 0.5 else f"{given} {latin}")


def phone(random: Random) -> str:
    """A telephone number in international form, grouped as people group it."""
    area = random.choice(("+853", "+86", "+852", "+351"))
    digits = f"{random.randrange(10**8):08d}"
    return f"{area} {digits[:4]} {digits[4:]}"


def day(random: Random, first: int = 2012, last: int = 2025) -> str:
    """A date as ISO text."""
    return f"{random.randint(first, last)}-{random.randint(1, 12):02d}-{random.randint(1, 28):02d}"

"""The small office that is worked in while the program is killed: bodies, people, a meeting."""

from __future__ import annotations

from pathlib import Path

from tests.faults.campaigns.aftermath import KEY, ME, NAME
from wicco_desktop.records import Value
from wicco_desktop.store.edits import Create
from wicco_desktop.store.store import Store

PEOPLE = 100
BODIES = 8
FAMILIES, GIVEN = "陈李王黄林张吴周", "祖荣浩岚恬敏文华"


def number(kind: int, n: int) -> str:
    """The id of the n-th record of a kind."""
    return f"01849f00-000{kind}-7000-8000-{n:012x}"


MEETING = number(3, 0)


def person(n: int) -> dict[str, Value]:
    """A contact as one is typed."""
    family, given = FAMILIES[n % 8], GIVEN[n // 8 % 8] + GIVEN[n // 3 % 8]
    return {
        "name_zh": family + given,
        "name_en": f"Chan Number {n}",
        "mobile": f"+853 6600 {n:04}",
        "email": f"number.{n}@example.org",
        "city_zh": "澳门",
        "city_en": "Macao",
    }


def made(folder: Path, *, encrypted: bool = False) -> Store:
    """The office, open in a folder."""
    store = Store.open(folder / NAME, writer=ME, passphrase=KEY if encrypted else None)
    edits = [
        Create("organisation", {"name_en": f"Body {n}", "name_zh": f"机构{n}"}, number(1, n))
        for n in range(BODIES)
    ]
    edits += [Create("contact", person(n), number(2, n)) for n in range(PEOPLE)]
    edits += [
        Create(
            "affiliation",
            {
                "contact": number(2, n),
                "organisation": number(1, n % BODIES),
                "title_en": "Director",
                "main": True,
            },
            number(4, n),
        )
        for n in range(PEOPLE)
    ]
    edits.append(Create("meeting", {"subject_en": "Work plan", "date": "2022-11-23"}, MEETING))
    store.write(edits)
    return store

"""Databases of generated records, of any size, made through the store's own write path.

The same size and seed give the same values. A database once made is kept and copied.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from hashlib import sha256
from importlib import import_module
from itertools import islice
from pathlib import Path
from random import Random

from tests.benchmarks.people import (
    BODIES,
    CITIES,
    COURTESY,
    DEPARTMENTS,
    KINDS_OF_BODIES,
    SENTENCES,
    SPOKEN,
    STREETS,
    SUBJECTS,
    TAGS,
    TITLES,
    both,
    day,
    person_name,
    phone,
)
from wicco_desktop.foundation.messages import Message
from wicco_desktop.records import Value
from wicco_desktop.store import migrations
from wicco_desktop.store.edits import Create, Through
from wicco_desktop.store.store import Store
from wicco_desktop.store.writer import Writer

BATCH = 5_000
"""Records of one transaction."""

SUMMARY = Message("generated records")
"""What Undo would name; an import says what it was, too."""

IDENTITY = Writer("Generator", "00000000-0000-7000-8000-000000000001", "benchmark")
VERSION = 3
"""Part of the name of a kept database, as its schema is: another content needs another number."""


def contacts_database(folder: Path, size: int, seed: int = 1) -> Path:
    """A database with so many contacts and what belongs to them; made once, then kept."""
    path = folder / f"contacts-{size}-{seed}-{VERSION}-{_schema()}.db"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        making = path.with_suffix(".making")
        making.unlink(missing_ok=True)
        store = Store.open(making, writer=IDENTITY)
        try:
            write_records(store, size, seed)
        finally:
            store.close()
        making.rename(path)
    return path


def _schema() -> str:
    """A few digits that change with the schema."""
    statements = (
        statement
        for number in range(1, migrations.NEWEST + 1)
        for statement in import_module(f"{migrations.__name__}.step_{number:04d}").STATEMENTS
    )
    return sha256("".join(statements).encode()).hexdigest()[:8]


def copied(path: Path, folder: Path) -> Path:
    """A copy of a database that may be written to."""
    copy = folder / path.name
    shutil.copyfile(path, copy)
    return copy


def write_records(store: Store, size: int, seed: int = 1) -> None:
    """Fill a store: so many contacts, and in proportion everything else."""
    edits = records(size, seed)
    while batch := list(islice(edits, BATCH)):
        store.write(batch, through=Through.WORKBOOK, summary=SUMMARY)


def records(size: int, seed: int = 1) -> Iterator[Create]:
    """Everything that is to be made, what is referred to first."""
    random = Random(seed)
    organisations = [_organisation(random, number) for number in range(max(8, size // 50))]
    yield from organisations
    delegations = [_delegation(random, organisations) for _ in range(max(2, size // 2_000))]
    yield from delegations
    people: list[str] = []
    for _ in range(size):
        contact = Create("contact", contact_values(random))
        people.append(contact.id)
        yield contact
        yield Create("affiliation", _affiliation(random, contact.id, organisations))
    for _ in range(max(6, size // 100)):
        yield from _meeting(random, organisations, delegations, people)


def _organisation(random: Random, number: int) -> Create:
    (zh, en, country), chosen = _city(random), random.randrange(len(BODIES))
    name_zh, name_en = both(BODIES[chosen].format(zh=zh, en=en))
    name = f" {number}" if number >= len(BODIES) * len(CITIES) else ""
    return Create(
        "organisation",
        {
            "name_zh": name_zh + name,
            "name_en": name_en + name,
            "kind": KINDS_OF_BODIES[chosen],
            "country_or_region": country,
            "city_zh": zh,
            "city_en": en,
            "wicco_membership": random.choice(("none", "prospect", "invited", "member")),
            "founded": str(random.randint(1900, 2020)),
        },
    )


def _city(random: Random) -> tuple[str, str, str]:
    zh, rest = both(random.choice(CITIES))
    en, _, country = rest.rpartition(" ")
    return zh, en, country


def contact_values(random: Random) -> dict[str, Value]:
    """The fields of a contact, nearly all filled; with the affiliation's they are twenty."""
    name = person_name(random)
    zh, en, country = _city(random)
    street_zh, street_en = both(random.choice(STREETS))
    number = random.randrange(1, 999)
    mailbox = "".join(filter(str.isalpha, (name.en or "contact").lower()))
    return {
        "name_zh": name.zh,
        "name_en": name.en,
        "other_spellings": f"{name.en} {name.zh}" if name.en and name.zh else None,
        "courtesy_title": random.choice(COURTESY),
        "mobile": phone(random),
        "phone": phone(random),
        "email": f"{mailbox}{number}@example.org",
        "wechat": f"wx_{random.randrange(10**9)}",
        "country_or_region": country,
        "city_zh": zh,
        "city_en": en,
        "address_zh": f"{street_zh}{number}号",
        "address_en": f"{number} {street_en}",
        "languages_spoken": "; ".join(random.sample(SPOKEN, 2)),
        "first_met": day(random),
        "tags": "; ".join(random.sample(TAGS, 2)),
        "remarks_zh": both(random.choice(SENTENCES))[0],
        "remarks_en": both(random.choice(SENTENCES))[1],
    }


def _affiliation(random: Random, contact: str, organisations: list[Create]) -> dict[str, Value]:
    title_zh, title_en = both(random.choice(TITLES))
    department_zh, department_en = both(random.choice(DEPARTMENTS))
    return {
        "contact": contact,
        "organisation": random.choice(organisations).id,
        "title_zh": title_zh,
        "title_en": title_en,
        "department_zh": department_zh,
        "department_en": department_en,
        "start": day(random),
        "main": True,
    }


def _delegation(random: Random, organisations: list[Create]) -> Create:
    zh, en, _country = _city(random)
    start = day(random)
    return Create(
        "delegation",
        {
            "name_zh": f"{zh}访问",
            "name_en": f"{en} visit",
            "sent_by": random.choice(organisations).id,
            "destination_zh": zh,
            "destination_en": en,
            "start": start,
            "end": f"{start[:8]}{min(28, int(start[8:]) + 2):02d}",
        },
    )


def _meeting(
    random: Random, organisations: list[Create], delegations: list[Create], people: list[str]
) -> Iterator[Create]:
    zh, en = both(random.choice(SUBJECTS))
    visit = random.choice(delegations) if random.random() < 0.6 else None
    host = random.choice(organisations).id
    meeting = Create(
        "meeting",
        {
            "subject_zh": zh,
            "subject_en": en,
            "kind": "meeting",
            "delegation": visit.id if visit else None,
            "date": visit.values["start"] if visit else day(random),
            "start": f"{random.randint(8, 17):02d}:{random.choice(('00', '30'))}",
            "host": host,
        },
    )
    yield meeting
    present = random.sample(people, min(4, len(people)))
    for position, contact in enumerate(present):
        side = "theirs" if position % 2 else "ours"
        yield Create(
            "attendance",
            {"meeting": meeting.id, "contact": contact, "side": side, "position": position},
        )
    for position in range(4):
        yield from _note(random, meeting.id, host, present, position)


def _note(
    random: Random, meeting: str, host: str, present: list[str], position: int
) -> Iterator[Create]:
    zh, en = both(random.choice(SENTENCES))
    follows = position == 3
    note = Create(
        "note",
        {
            "meeting": meeting,
            "position": (position + 1) * 1024,
            "speaker": random.choice(present),
            "kind": "follow_up" if follows else "statement",
            "text_zh": zh,
            "text_en": en,
            "written_first": "zh",
        },
    )
    yield note
    if follows:
        yield Create(
            "follow_up",
            {
                "what_zh": zh,
                "what_en": en,
                "owner": random.choice(present),
                "due": day(random, 2024, 2026),
                "status": random.choice(("open", "done")),
                "note": note.id,
                "meeting": meeting,
                "organisation": host,
            },
        )

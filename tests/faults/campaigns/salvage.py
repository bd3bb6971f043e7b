"""Campaign: databases damaged at random; what lies on sound pages is saved, the rest is named.

Pages overwritten, bits flipped, the file cut short, its beginning lost, its journal broken: each
alone or with another.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.faults.campaigns.campaign import Campaign, Trial

PAGE = 4096

Harm = Callable[[random.Random, bytearray], set[int]]
"""Damages the content of a file; gives the pages that are not as they were."""


def overwrite(chance: random.Random, content: bytearray) -> set[int]:
    """Some pages hold noise, or nothing."""
    pages = len(content) // PAGE
    hit = set(chance.sample(range(1, pages + 1), chance.randint(1, max(1, pages // 4))))
    for page in hit:
        noise = chance.choice((chance.randbytes(PAGE), bytes(PAGE), b"\xff" * PAGE))
        content[(page - 1) * PAGE : page * PAGE] = noise
    return hit


def flip(chance: random.Random, content: bytearray) -> set[int]:
    """Some bits are turned."""
    hit = set()
    for _ in range(chance.randint(1, 300)):
        bit = chance.randrange(len(content) * 8)
        content[bit // 8] ^= 1 << bit % 8
        hit.add(bit // 8 // PAGE + 1)
    return hit


def cut(chance: random.Random, content: bytearray) -> set[int]:
    """The end is missing."""
    before = len(content) // PAGE
    del content[chance.randrange(PAGE, len(content)) :]
    return set(range(len(content) // PAGE + 1, before + 1))


def behead(chance: random.Random, content: bytearray) -> set[int]:
    """The beginning is missing: the header, or the whole first page."""
    length = chance.choice((16, 100, PAGE))
    content[:length] = chance.choice((bytes(length), chance.randbytes(length)))
    return {1}


HARMS: tuple[Harm, ...] = (overwrite, flip, cut, behead)


class Salvaging:
    """One trial: the damage follows from the seed."""

    def __init__(self, whole: Path) -> None:
        from tests.faults.damaged import pages_of

        self._content = whole.read_bytes()
        self._needs = pages_of(whole, "contact")
        self._values = values_of(whole)

    def __call__(self, seed: int, folder: Path) -> str:
        """What became of it in a few words."""
        from wicco_desktop.foundation.errors import UserError
        from wicco_desktop.services.salvaging import salvage

        chance = random.Random(seed)
        content = bytearray(self._content)
        damaged: set[int] = set()
        for harm in chance.sample(HARMS, chance.choice((1, 1, 1, 2))):
            damaged |= harm(chance, content)
        path, new = folder / "a.db", folder / "new.db"
        path.write_bytes(content)
        if chance.random() < 0.2:
            path.with_name("a.db-wal").write_bytes(chance.randbytes(chance.randrange(1, 40_000)))
        safe = {id_ for id_, needs in self._needs.items() if not needs & damaged}
        try:
            done = salvage(path, new)
        except UserError as problem:
            if safe:
                raise AssertionError(f"{len(safe)} records could be read") from problem
            return "nothing could be read"
        assert path.read_bytes() == content, "the damaged file was changed"
        named = {item.record for item in done.items}
        after = values_of(new)
        for id_ in safe:
            assert id_ in after, f"{id_} lies on sound pages and is lost"
            assert after[id_] == self._values[id_] or id_ in named, f"{id_} is changed unsaid"
        problems = problems_of(new)
        assert not problems, f"not sound: {problems[:3]}"
        lost = len(self._values.keys() - after.keys())
        told = sum(item.count for item in done.items if "lost" in item.what.value)
        assert told or not lost, f"{lost} records are lost unsaid"
        return "whole" if done.whole else "some records lost" if lost else "every record saved"


def values_of(path: Path) -> dict[str, object]:
    """Every contact with its values."""
    from tests.faults.damaged import ME
    from wicco_desktop.store.queries import Query
    from wicco_desktop.store.store import Store

    store = Store.open(path, writer=ME, read_only=True)
    try:
        found = store.select(Query("contact", deleted=None))
        return {record.id: (record.deleted, dict(record.values)) for record in found}
    finally:
        store.close()


def problems_of(path: Path) -> list[str]:
    """What a check of the new database says, but for attachments, which are not there."""
    from tests.faults.damaged import ME
    from wicco_desktop.services.checking import Checking
    from wicco_desktop.store.store import Store

    store = Store.open(path, writer=ME, read_only=True)
    try:
        return [
            str(problem)
            for problem in Checking(store).problems()
            if "attachment {record} is missing" not in problem.id
        ]
    finally:
        store.close()


@contextmanager
def begin(folder: Path) -> Iterator[Trial]:
    """A database to be damaged."""
    from tests.faults.damaged import filled

    whole = filled(folder / "whole.db")
    shutil.rmtree(folder / "whole.files")
    yield Salvaging(whole)


CAMPAIGNS = (
    Campaign(
        "salvage",
        1_000,
        "Of a database damaged at random every record on sound pages is saved unchanged or named, "
        "the new database passes the check, the damaged file is not touched.",
        begin,
    ),
)

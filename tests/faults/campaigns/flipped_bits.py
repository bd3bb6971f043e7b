"""Campaign: bits turned in a database and in its backups are found, or change nothing anybody sees.

A database has no sums over its pages, so what stands in it only once (who wrote, and when) cannot
be told from what was written: such a bit is counted and not held against the check. Values of
records stand twice, in the record and in the log.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.faults.campaigns.campaign import Campaign, Trial

MOST_BITS = 8


class Flipping:
    """One trial: where, and how many bits, follows from the seed."""

    def __init__(self, folder: Path, database: Path, archive: Path, snapshot: Path) -> None:
        self._folder, self._database = folder, database
        self._archive, self._snapshot = archive, snapshot
        self._seen = seen(database)

    def __call__(self, seed: int, folder: Path) -> str:
        """What became of it in a few words."""
        chance = random.Random(seed)
        turn = seed % 4
        if turn < 2:
            return self._in_database(chance, folder)
        return self._in_backup(chance, folder, of_rota=turn == 3)

    def _in_database(self, chance: random.Random, folder: Path) -> str:
        from tests.faults.damaged import ME
        from wicco_desktop.foundation.errors import UserError
        from wicco_desktop.services.checking import Checking
        from wicco_desktop.store.store import Store

        path = folder / self._database.name
        path.write_bytes(flipped(chance, self._database.read_bytes()))
        shutil.copytree(
            self._database.with_suffix(".files"), folder / f"{self._database.stem}.files"
        )
        before = path.read_bytes()
        try:
            store = Store.open(path, writer=ME, read_only=True)
        except UserError:
            return "refused"
        try:
            found = bool(next(Checking(store).problems(), None))
        finally:
            store.close()
        assert path.read_bytes() == before, "a check wrote"
        if found:
            return "found by the check"
        values, rest = seen(path)
        assert values == self._seen[0], "the check says all is well, and a record says otherwise"
        return "harmless" if rest == self._seen[1] else "unnoticed beside the records"

    def _in_backup(self, chance: random.Random, folder: Path, *, of_rota: bool) -> str:
        from wicco_desktop.foundation.errors import UserError
        from wicco_desktop.store.backup import verify_archive
        from wicco_desktop.store.restore import restore_archive
        from wicco_desktop.store.rota import verify_snapshot

        source = self._snapshot if of_rota else self._archive
        path = folder / source.name
        path.write_bytes(flipped(chance, source.read_bytes()))
        if of_rota:
            shutil.copytree(source.parent, folder / "pool")
            path = path.replace(folder / "pool" / path.name)
        verify = verify_snapshot if of_rota else verify_archive
        try:
            verify(path)
        except UserError:
            pass
        else:
            raise AssertionError("a changed backup passes for verified")
        new = folder / "restored.db"
        try:
            restore_archive(path, new)
        except UserError:
            assert not new.exists(), "refused, and something was made"
            return "refused as a backup"
        raise AssertionError("a changed backup was restored")


def flipped(chance: random.Random, content: bytes) -> bytes:
    """The content with some bits turned, each another one."""
    turned = bytearray(content)
    for bit in chance.sample(range(len(content) * 8), chance.randint(1, MOST_BITS)):
        turned[bit // 8] ^= 1 << bit % 8
    return bytes(turned)


def seen(path: Path) -> tuple[Any, Any]:
    """What a database shows: values of records and changes of the log; and everything else."""
    from tests.faults.damaged import ME
    from wicco_desktop.records import KINDS
    from wicco_desktop.store.queries import Query
    from wicco_desktop.store.store import Store

    store = Store.open(path, writer=ME, read_only=True)
    try:
        records = [
            record
            for kind in KINDS
            for record in store.select(Query(kind, order=("id",), deleted=None))
        ]
        changes = store.history([record.id for record in records])
        values = (
            [(record.id, record.deleted, dict(record.values)) for record in records],
            [(c.n, c.kind, c.record, c.column, c.old, c.new) for c in changes],
        )
        beside = (
            [(record.created, record.changed) for record in records],
            [(change.transaction, change.source) for change in changes],
            store.transactions(limit=10_000),
            store.exports(),
            store.open_conflicts(),
        )
        return values, beside
    finally:
        store.close()


@contextmanager
def begin(folder: Path) -> Iterator[Trial]:
    """A database and two backups of it."""
    from tests.faults.damaged import ME, filled
    from wicco_desktop.store.attachments import AttachmentFolder
    from wicco_desktop.store.backup import write_archive
    from wicco_desktop.store.rota import Rota
    from wicco_desktop.store.store import Store

    database = filled(folder / "whole.db", 30)
    archive = folder / "whole.wicco-backup"
    write_archive(database, AttachmentFolder(database), archive)
    store = Store.open(database, writer=ME)
    snapshot = Rota(database).make("by-hand", attachments=store.attachments)
    store.close()
    yield Flipping(folder, database, archive, snapshot.path)


CAMPAIGNS = (
    Campaign(
        "flipped_bits",
        10_000,
        "A bit that is turned in a database is found by the check or changes no value of a record "
        "and no change in the log; one that is turned in a backup is found before anything is "
        "restored.",
        begin,
    ),
)

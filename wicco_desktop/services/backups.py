"""Backups as the user meets them: made while working, before what changes much, and on closing.

One thing at a time is done in the folder of backups, whichever thread asks. What is kept, and how
a backup is written and verified, is ``store/rota.py``.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from wicco_desktop.foundation.clock import parse_moment
from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.messages import N_
from wicco_desktop.store import archive
from wicco_desktop.store.archive_manifest import Manifest
from wicco_desktop.store.backup import read_manifest
from wicco_desktop.store.database_copy import place_of
from wicco_desktop.store.edits import Through
from wicco_desktop.store.keeping import WEEKLY
from wicco_desktop.store.rota import Rota, Snapshot, Verified, backed_up, verify_snapshot
from wicco_desktop.store.snapshot_archive import export_snapshot
from wicco_desktop.store.store import Store

Progress = Callable[[float], None]

WORKING, CLOSING, BY_HAND = "working", "closing", "by-hand"
BEFORE_MERGE, ENCRYPTED = "before-merge", "encrypted"

WHY = {
    WORKING: N_("while working"),
    CLOSING: N_("on closing"),
    BY_HAND: N_("asked for"),
    "before-import": N_("before an import"),
    BEFORE_MERGE: N_("before merging"),
    ENCRYPTED: N_("after encrypting"),
    "before-upgrade": N_("before an upgrade of the program"),
    "before-restore": N_("before a restore"),
}
"""Why a backup was made, by the code that its name has."""

INTERVAL = timedelta(minutes=30)
"""After so much work there is another backup."""

NO_BACKUP = N_("Records are merged only after a backup, and it failed: {problem}")

_TURN = 0.1
"""Seconds between two looks at whether somebody who waits for a turn still wants to."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A backup in the list; ``manifest`` is None where it cannot be read."""

    snapshot: Snapshot
    manifest: Manifest | None
    size: int

    @property
    def why(self) -> str:
        """Why it was made, as a message id; the code itself where a newer program made it."""
        return WHY.get(self.snapshot.why, self.snapshot.why)


class Backups:
    """The backups of one open database. Every method may take long; none touches a widget."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._rota = Rota(store.path)
        self._turn = threading.Lock()

    @property
    def folder(self) -> Path:
        """Where the backups lie; there when the first is made."""
        return self._rota.folder

    def listed(self) -> list[Listed]:
        """Every backup and what it holds, the newest first."""
        return [self._listed(snapshot) for snapshot in self._rota.snapshots()]

    def latest(self) -> Snapshot | None:
        """The newest backup."""
        return next(iter(self._rota.snapshots()), None)

    def is_due(self) -> bool:
        """Whether something was written since the newest backup. Raises UserError."""
        newest = self.latest()
        return newest is None or self._rota.place(newest) != self._place()

    def make(self, why: str, progress: Progress = lambda _: None) -> Snapshot:
        """Back up the database now, and thin the older backups out. Raises UserError."""
        with self._in_turn(progress):
            return self._made(why, progress)

    def make_if_due(self, why: str, progress: Progress = lambda _: None) -> Snapshot | None:
        """Back up where something was written since the last. Raises UserError."""
        with self._in_turn(progress):
            return self._made(why, progress) if self.is_due() else None

    def before(self, why: str, refusal: str, progress: Progress = lambda _: None) -> Path:
        """The verified backup without which nothing that changes much begins.

        The newest serves where it is whole and nothing was written since. ``refusal`` is a
        message id with ``{problem}``: raised as UserError where there can be no backup.
        """
        with self._in_turn(progress):
            moment = self._now()
            return backed_up(
                self._store.path,
                why,
                refusal,
                connect=self._store.connect,
                attachments=self._store.attachments,
                clock=lambda: moment,
                progress=progress,
            )

    def before_merge(self, progress: Progress = lambda _: None) -> Snapshot | None:
        """Have a verified backup before a merge; in a row of merges, before the first.

        Each merge is one transaction that an undo takes back, and people merge one pair after
        another: a copy of everything before each would make that impossible. So the newest
        backup also serves while nothing but merges was written since, and for half an hour of
        whatever was: nothing that was there before is older in it than the half-hourly backups
        promise. Returns the backup where a new one was needed. Raises UserError.
        """
        with self._in_turn(progress):
            newest = self.latest()
            serves = newest is not None and (self._is_recent(newest) or self._only_merges(newest))
            if newest is not None and serves and self._rota.holds(newest):
                return None
        self.before(BEFORE_MERGE, NO_BACKUP, progress)
        return self.latest()

    def verify(self, snapshot: Snapshot, progress: Progress = lambda _: None) -> Verified:
        """Read every byte of a backup, open the database in it. Raises UserError."""
        return verify_snapshot(snapshot.path, connect=self._store.connect, progress=progress)

    def export(
        self, snapshot: Snapshot, target: Path, progress: Progress = lambda _: None
    ) -> Manifest:
        """Write a backup as one archive that needs nothing beside it. Raises UserError."""
        return export_snapshot(
            snapshot.path, target, connect=self._store.connect, progress=progress
        )

    def look_into(self, path: Path) -> Manifest:
        """What a backup, or an archive from elsewhere, holds, its seal unbroken: a quick look.

        Raises UserError.
        """
        return archive.whole_manifest(path)

    def gone_by(self, snapshot: Snapshot) -> datetime:
        """Until when a backup is kept at the longest, while the clock goes right."""
        return snapshot.moment + WEEKLY

    def _listed(self, snapshot: Snapshot) -> Listed:
        manifest, size = None, 0
        with contextlib.suppress(UserError):
            manifest = read_manifest(snapshot.path)
        with contextlib.suppress(OSError):
            size = snapshot.path.stat().st_size
        return Listed(snapshot, manifest, size)

    def _made(self, why: str, progress: Progress) -> Snapshot:
        moment = self._now()
        made = self._rota.make(
            why,
            connect=self._store.connect,
            attachments=self._store.attachments,
            clock=lambda: moment,
            progress=progress,
        )
        self._rota.thin_out(moment)
        return made

    def _is_recent(self, snapshot: Snapshot) -> bool:
        return timedelta() <= self._now() - snapshot.moment < INTERVAL

    def _only_merges(self, snapshot: Snapshot) -> bool:
        """Whether nothing but merges was written since a backup."""
        known = (self._rota.place(snapshot) or "").split()
        if len(known) < 3 or known[0] != self._place().split()[0]:
            return False
        for transaction in self._store.transactions(limit=_MANY):
            if str(transaction.id) == known[1]:
                return transaction.at == known[2]
            if transaction.through != Through.MERGE.value:
                return False
        return False

    def _place(self) -> str:
        return place_of(self._store.connect, self._store.path)

    def _now(self) -> datetime:
        # Of the store's own clock, so that a test can hold it.
        return parse_moment(self._store.now())

    @contextlib.contextmanager
    def _in_turn(self, progress: Progress) -> Iterator[None]:
        """Wait until nobody else is at the backups; ``progress`` may cancel the waiting."""
        while not self._turn.acquire(timeout=_TURN):
            progress(0.0)
        try:
            yield
        finally:
            self._turn.release()


_MANY = 1000
"""Merges after which there is another backup anyway."""

"""The backups of one database: in ``<database stem>.backups`` beside it, the oldest thinned out.

Each is a sealed archive with the database in it; the attachments lie in a pool that all share
(``file_pool``), so that a further backup costs the database alone. The file's name says number,
moment and why; all else is in its manifest. Every backup that the program makes by itself goes
here, whatever for: there is one list, and one rule of what is kept (``keeping``).

Whoever writes here holds the lock of the database, and does one thing at a time.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from wicco_desktop.foundation.clock import Clock, system_clock
from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.settings import sync_folder
from wicco_desktop.store import archive, driver, keeping
from wicco_desktop.store.archive_manifest import Manifest, Member, attachment_name
from wicco_desktop.store.attachments import AttachmentFolder
from wicco_desktop.store.backup import Progress, read_manifest, verify_archive, write_archive
from wicco_desktop.store.database_copy import Connect, place_of
from wicco_desktop.store.file_pool import FilePool, UnreadableError, read_member
from wicco_desktop.store.sealing_secret import seal_by

_STAMP = "%Y-%m-%d-%H%M%S%z"
_NAME = re.compile(
    r".*-(?P<number>\d{5,})-(?P<stamp>\d{4}-\d\d-\d\d-\d{6}[+-]\d{4})-(?P<why>[a-z-]+)"
    + re.escape(archive.SUFFIX)
)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One backup, as its name tells it. ``number`` is the order in which they were made.

    ``moment`` is in the local time of where it was made; ``why`` a code.
    """

    path: Path
    number: int
    moment: datetime
    why: str


class Rota:
    """Makes, lists and thins out the backups of a database."""

    def __init__(self, database: Path) -> None:
        self.database = database.resolve()
        self.folder = self.database.with_name(f"{self.database.stem}.backups")
        self.pool = FilePool(self.folder)

    def snapshots(self) -> list[Snapshot]:
        """What there is, the newest first; read from the names alone."""
        found = []
        with contextlib.suppress(OSError):
            found = [made for file in self.folder.iterdir() if (made := _of_name(file))]
        return sorted(found, key=lambda one: one.number, reverse=True)

    def make(
        self,
        why: str,
        *,
        connect: Connect = driver.connect,
        attachments: AttachmentFolder | None = None,
        clock: Clock = system_clock,
        progress: Progress = lambda _: None,
    ) -> Snapshot:
        """Back up the database, in use or not, and read it back; nothing is thinned out yet.

        The first of a day compares every attachment with its copy, and copies anew what the disk
        has spoilt. Raises UserError.
        """
        moment = clock().astimezone().replace(microsecond=0)
        before = self.snapshots()
        number = before[0].number + 1 if before else 1
        name = f"{self.database.stem}-{number:05d}-{moment.strftime(_STAMP)}-{why}{archive.SUFFIX}"
        thorough = not any(one.moment.date() == moment.date() for one in before)
        path = self.folder / name
        write_archive(
            self.database,
            attachments or AttachmentFolder(self.database, seal=seal_by(connect, self.database)),
            path,
            connect=connect,
            clock=lambda: moment,
            progress=progress,
            why=why,
            apart=_Pooled(self.pool, self._members(before), thorough=thorough),
        )
        return Snapshot(path, number, moment, why)

    def serving(self, connect: Connect = driver.connect) -> Snapshot | None:
        """The newest backup, where it is whole and nothing was written since. Raises UserError."""
        newest = next(iter(self.snapshots()), None)
        if newest is None or self.place(newest) != place_of(connect, self.database):
            return None
        return newest if self.holds(newest) else None

    def place(self, snapshot: Snapshot) -> str | None:
        """How far the database was written (``place_of``) when it was made; None: unreadable."""
        try:
            return read_manifest(snapshot.path).place
        except UserError:
            return None

    def holds(self, snapshot: Snapshot) -> bool:
        """Whether a backup is as it was written, its attachments by their sizes: a quick look."""
        try:
            members = read_manifest(snapshot.path).members
        except UserError:
            return False
        there = all(self.pool.holds(member) for member in members if member.apart)
        return there and archive.is_whole(snapshot.path)

    def thin_out(self, now: datetime) -> list[Snapshot]:
        """Remove what is not to be kept any more; returns it.

        None goes for the sake of another one that is not whole.
        """
        made = self.snapshots()[::-1]
        going = keeping.superseded([one.moment for one in made], now)
        whole = {place: self.holds(made[place]) for place in {*going.values()} - {None}}  # type: ignore[index]
        gone = [made[place] for place, instead in going.items() if whole.get(instead, True)]
        for snapshot in gone:
            with contextlib.suppress(OSError):
                snapshot.path.unlink()
        if gone:
            sync_folder(self.folder)
            self.clear_pool()
        return gone

    def clear_pool(self) -> None:
        """Remove the attachments that no backup names any more."""
        used: set[str] = set()
        for snapshot in self.snapshots():
            try:
                members = read_manifest(snapshot.path).members
            except UserError:
                return  # it may name any of them
            used.update(member.sha256 for member in members if member.apart)
        self.pool.clear(used)

    def _members(self, before: list[Snapshot]) -> Mapping[str, Member]:
        """The attachments of the newest backup that can be read, by their name in it."""
        for snapshot in before[:1]:
            with contextlib.suppress(UserError):
                members = read_manifest(snapshot.path).members
                return {member.name: member for member in members if member.apart}
        return {}


class _Pooled:
    """Puts attachments into the pool; ``known`` are those of the backup before, by their names.

    What the disk has spoilt, or cannot give any more, is kept as it was then. ``thorough``: even
    what did not change by size and time is read.
    """

    def __init__(self, pool: FilePool, known: Mapping[str, Member], *, thorough: bool) -> None:
        self._pool, self._known, self._thorough = pool, known, thorough

    def to_be_read(self, paths: Iterable[Path]) -> list[Path]:
        return [path for path in paths if self._unchanged(path) is None]

    def take(
        self, paths: Iterable[Path], named: Iterable[str], read: Callable[[int], None]
    ) -> tuple[Member, ...]:
        members: dict[str, Member] = {}
        for path in paths:
            name = attachment_name(path.name)
            # Cannot be read: counted as missing, one file must not prevent every backup.
            with contextlib.suppress(UnreadableError):
                members[name] = self._unchanged(path) or self._read(path, name, read)
        for name in (attachment_name(file) for file in named):
            known = self._known.get(name)
            if name not in members and known is not None and self._pool.is_whole(known):
                members[name] = known
        return tuple(members[name] for name in sorted(members))

    def _read(self, path: Path, name: str, read: Callable[[int], None]) -> Member:
        member, known = read_member(path, name, read), self._known.get(name)
        if (
            member.digest != member.sha256
            and known is not None
            and known.digest == known.sha256
            and self._pool.is_whole(known)
        ):
            return known  # the disk has spoilt the file since
        self._pool.keep(path, member)
        return member

    def _unchanged(self, path: Path) -> Member | None:
        known = self._known.get(attachment_name(path.name))
        return known if not self._thorough and self._pool.unchanged(path, known) else None


@dataclass(frozen=True, slots=True)
class Verified:
    """What a backup holds after every byte of it was read.

    ``damaged`` are the digests of the attachments whose copies are missing or not as they were.
    """

    manifest: Manifest
    damaged: tuple[str, ...]


def verify_snapshot(
    path: Path, *, connect: Connect = driver.connect, progress: Progress = lambda _: None
) -> Verified:
    """Read every byte of a backup and its attachments, open the database in it.

    Raises UserError where the backup itself is not as it was written.
    """
    manifest = verify_archive(path, connect=connect, progress=lambda part: progress(part / 2))
    pool = FilePool(path.parent)
    apart = [member for member in manifest.members if member.apart]
    damaged = []
    for done, member in enumerate(apart, 1):
        if not pool.is_whole(member):
            damaged.append(member.digest or member.name)
        progress(0.5 + done / len(apart) / 2)
    return Verified(manifest, tuple(damaged))


def backed_up(
    database: Path,
    why: str,
    refusal: str,
    *,
    connect: Connect = driver.connect,
    attachments: AttachmentFolder | None = None,
    clock: Clock = system_clock,
    progress: Progress = lambda _: None,
) -> Path:
    """The file of a verified backup of the database as it is: a new one, or the last if it is.

    ``refusal`` is a message id with ``{file}`` and ``{problem}``: raised as UserError where there
    can be no backup, so that nothing begins without one.
    """
    rota = Rota(database)
    try:
        there = rota.serving(connect)
        made = there or rota.make(
            why, connect=connect, attachments=attachments, clock=clock, progress=progress
        )
    except UserError as problem:
        raise UserError(refusal, file=str(database), problem=problem.message) from problem
    return made.path


def _of_name(file: Path) -> Snapshot | None:
    match = _NAME.fullmatch(file.name)
    if match is None:
        return None
    try:
        moment = datetime.strptime(match["stamp"], _STAMP)  # noqa: DTZ007 - it has %z
    except ValueError:
        return None
    return Snapshot(file, int(match["number"]), moment, match["why"])

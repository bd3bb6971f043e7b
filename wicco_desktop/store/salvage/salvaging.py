"""The whole of a salvage: a copy is read, a new database is built beside, then named.

The damaged file is read and never written; whenever this ends, the new one is there whole and
sound, or not at all.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import Connection, func, select

from wicco_desktop.foundation.clock import Clock, moment_text, system_clock
from wicco_desktop.foundation.errors import Cancelled, UsageError, UserError
from wicco_desktop.foundation.identifiers import new_id
from wicco_desktop.foundation.messages import N_, Message
from wicco_desktop.foundation.reasons import reason_of
from wicco_desktop.foundation.scratch import working_folder
from wicco_desktop.foundation.settings import sync_folder
from wicco_desktop.records import KINDS
from wicco_desktop.records.fields import FieldType
from wicco_desktop.records.kinds import DELETED
from wicco_desktop.store import driver, inspection, migrations, sealing_secret, search_index
from wicco_desktop.store.archive_place import check_room
from wicco_desktop.store.attachments import AttachmentFolder
from wicco_desktop.store.database import Database
from wicco_desktop.store.database_copy import journals
from wicco_desktop.store.database_key import (
    Passphrase,
    PassphraseNeededError,
    connection_to,
    new_key,
    unlocked,
)
from wicco_desktop.store.lock import DatabaseLock
from wicco_desktop.store.salvage.copying import BROKEN, Damaged, readable
from wicco_desktop.store.salvage.mending import Mending
from wicco_desktop.store.salvage.report import Item, Report, What
from wicco_desktop.store.salvage.taking import Taken, Taking
from wicco_desktop.store.sealing import Seal
from wicco_desktop.store.tables import CHANGE

Tell = Callable[[int, int, Message], None]
"""Told how much of how much is done, and what is being done."""

READING = N_("Reading what can be read…")
MENDING = N_("Putting it together…")
INDEXING = N_("Making the search index…")
FILES = N_("Taking the attachments…")

_NEWER = 1000
"""Above the newest schema so far a number is believed; beyond it is damage."""


def salvage(
    source: Path,
    target: Path,
    *,
    passphrase: Passphrase | None = None,
    clock: Clock = system_clock,
    tell: Tell = lambda _done, _of, _doing: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Report:
    """Make a new database of what can be read of a damaged one, and say what could not be.

    ``source`` must not be open in this process. With a ``passphrase`` both are encrypted. Raises
    UserError where nothing can be read, it is open elsewhere, or ``target`` exists; Cancelled, and
    then nothing was made.
    """
    _refuse(source, target)
    old = unlocked(source, passphrase) if passphrase else None
    key = None if old is None else new_key(passphrase)
    with _lock(source), _staging(target) as staging:
        check_room(staging, 4 * _size(source))
        report = Report(target)
        beside = staging / target.name
        Database.create(beside, key=key).close()
        with readable(source, staging, connection_to(old)) as damaged:
            database = Database.open(beside, key=key)
            try:
                _fill(source, database, damaged, report, moment_text(clock()), tell, cancelled)
                folders = (
                    AttachmentFolder(source, seal=None if old is None else _seal(damaged)),
                    AttachmentFolder(target, seal=database.seal()),
                )
                _take_files(*folders, database, report, tell, cancelled)
            finally:
                database.close()
        if target.exists():
            raise _there(target)
        beside.replace(target)
        sync_folder(target.parent)
    return report


def _fill(
    source: Path,
    database: Database,
    damaged: Damaged,
    report: Report,
    at: str,
    tell: Tell,
    cancelled: Callable[[], bool],
) -> None:
    with database.writing() as connection:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        taking = Taking(damaged, connection.connection.dbapi_connection, cancelled)
        taken = taking.take(lambda done, of: tell(done, of + 3, Message(READING)))
        tell(0, 0, Message(MENDING))
        Mending(connection, taken, report, at).mend()
        if cancelled():
            raise Cancelled
        tell(0, 0, Message(INDEXING))
        search_index.rebuild(connection)
        _note_lost(connection, taken, report)
        if not report.records and not report.changes:
            if database.key is None and driver.salt_of(source) is not None:
                raise PassphraseNeededError(
                    N_("{file} is encrypted or not a WICCO database. Enter the passphrase."),
                    file=str(source),
                )
            raise UsageError(N_("Nothing in {file} can be read."), file=str(source))
    with database.inspecting() as connection:
        left = next(inspection.findings(connection), None)
    if left is not None:
        raise AssertionError(f"salvaged, and not sound: {left}")


def _note_lost(connection: Connection, taken: Taken, report: Report) -> None:
    """Count what is there, and name what is not."""
    for kind in KINDS.values():
        table = kind.table
        live = select(func.count()).select_from(table).where(table.c[DELETED].is_(None))
        report.records[kind.plural] = connection.execute(live).scalar_one()
        present = set(connection.execute(select(table.c.id)).scalars())
        gone = sorted(taken.ids.get(kind.key, set()) - present)
        for id_ in gone:
            report.add(Item(What.LOST, kind.key, id_))
        unnamed = taken.lost.get(kind.key, 0) - report.count(What.FROM_LOG, kind.key) - len(gone)
        if unnamed > 0:
            report.add(Item(What.ROWS_LOST, kind.key, count=unnamed))
    report.records = +report.records
    report.changes = connection.execute(select(func.count()).select_from(CHANGE)).scalar_one()
    for table_name, count in sorted(taken.lost.items()):
        if count and table_name not in KINDS:
            what = What.CHANGES_LOST if table_name == CHANGE.name else What.OTHER_LOST
            report.add(Item(what, table_name, count=count))


def _seal(damaged: Damaged) -> Seal | None:
    """What the files of an encrypted database are sealed with, where that can be read."""
    damaged.renew()
    if damaged.connection is None:
        return None
    with suppress(*BROKEN, ValueError):
        return sealing_secret.seal_of(damaged.connection)
    return None


def _take_files(
    old: AttachmentFolder,
    new: AttachmentFolder,
    database: Database,
    report: Report,
    tell: Tell,
    cancelled: Callable[[], bool],
) -> None:
    """The files whose content is what was stored; those that records name and are not are told."""
    digests = list(old.all_digests())
    taken: set[str] = set()
    for number, digest in enumerate(digests):
        if cancelled():
            raise Cancelled
        tell(number, len(digests), Message(FILES))
        if old.verify(digest):
            with old.opened(digest) as content:
                new.put(content, digest)
            taken.add(digest)
    for kind in KINDS.values():
        for field in kind.fields:
            if field.type is not FieldType.DIGEST:
                continue
            table = kind.table
            named = select(table.c.id, table.c[field.key], table.c.file_name)
            rows = database.reader().execute(named.where(table.c[field.key].is_not(None)))
            for id_, digest, name in rows:
                if digest not in taken:
                    what = What.FILE_DAMAGED if digest in digests else What.FILE_MISSING
                    report.add(Item(what, kind.key, id_, detail=name or digest[:12]))


def _refuse(source: Path, target: Path) -> None:
    if not source.is_file():
        raise UsageError(N_("There is no file {file}."), file=str(source))
    if target.exists():
        raise _there(target)
    try:
        header = driver.read_header(source)
    except UserError:
        return  # a header that is lost is put back
    if header is not None and migrations.NEWEST < header.user_version < _NEWER:
        raise UsageError(
            N_(
                "{file} was made by a newer version of this program. Update the program to open it."
            ),
            file=str(source),
        )


def _there(target: Path) -> UserError:
    return UserError(N_("{file} exists already."), file=str(target))


@contextmanager
def _lock(source: Path) -> Iterator[None]:
    """Against a window that has the file open; a folder where nobody can write needs none."""
    if not os.access(source.parent, os.W_OK):
        yield
        return
    with DatabaseLock(source):
        yield


@contextmanager
def _staging(target: Path) -> Iterator[Path]:
    """A folder beside the new database, gone at the end."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with working_folder(target.with_name(f".{new_id()}.salvage")) as folder:
            yield folder
    except OSError as problem:
        raise UserError(
            N_("The file {file} cannot be made: {reason}."),
            file=str(target),
            reason=reason_of(problem),
        ) from problem


def _size(source: Path) -> int:
    return sum(file.stat().st_size for file in (source, *journals(source)) if file.exists())

"""What is being typed, kept on disk outside the database within a second of the keystroke.

A thread of its own writes the small file, so neither the window nor an import that holds the
database can hold it up. Decides nothing about what a draft becomes.
"""

from __future__ import annotations

import contextlib
import errno
import glob
import itertools
import os
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from wicco_desktop.foundation.clock import Clock, moment_text
from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.messages import N_, Message
from wicco_desktop.foundation.reasons import reason_of
from wicco_desktop.foundation.settings import sync_folder, write_whole
from wicco_desktop.store import draft_file
from wicco_desktop.store.draft_file import Draft, DraftKey
from wicco_desktop.store.draft_progress import DraftProgress
from wicco_desktop.store.sealing import MAGIC, Seal

__all__ = ["Draft", "DraftKey", "Drafts", "drafts_path"]

INTERVAL = 0.25
"""Seconds without a keystroke after which the drafts are written."""
LONGEST = 0.6
"""Seconds after which they are written while typing goes on: leaves time for a slow disk."""


def drafts_path(database: Path) -> Path:
    """The file of drafts of a database: beside it, whatever path it was opened by."""
    real = database.resolve()
    return real.with_name(real.name + ".drafts")


class Drafts:
    """The drafts of one database. The caller holds the lock of the database.

    ``on_problem`` is called once, on the writing thread, when the file cannot be written (disk
    full, folder read-only; after a mistake of the program with that, too); the drafts stay in
    memory and are tried again until it can. With a ``seal`` the file is sealed; one that it does
    not open is damaged, and is set aside. Nothing is written while the database is not
    ``in_place``.
    """

    def __init__(
        self,
        path: Path,
        clock: Clock,
        *,
        interval: float = INTERVAL,
        longest: float = LONGEST,
        on_problem: Callable[[Exception], None] | None = None,
        seal: Seal | None = None,
        in_place: Callable[[], bool] = lambda: True,
    ) -> None:
        self.path = path
        self._in_place = in_place
        self._seal = seal
        self.set_aside: Path | None = None
        """Where a damaged file was put; what could be read of it is in ``recovered``."""
        self._clock = clock
        self._interval, self._longest = interval, longest
        self._on_problem = on_problem
        self._encoded: dict[DraftKey, tuple[Draft, bytes]] = {}
        self._progress = DraftProgress()
        self._condition = threading.Condition()
        self._thread: threading.Thread | None = None
        self._closing = False
        self._unsealed = False
        found = self._read()
        self.recovered: tuple[Draft, ...] = found.drafts
        """What lay in the file when it was opened, in the order it was begun."""
        self._drafts = {draft.key: draft for draft in found.drafts}
        if found.damaged or self._unsealed:
            with self._condition:  # what could be read replaces the file
                self._changed()

    def put(self, draft: Draft) -> None:
        """Keep a draft in place of any earlier one of its key; returns at once."""
        if not draft.moment:
            draft = replace(draft, moment=moment_text(self._clock()))
        with self._condition:
            self._drafts[draft.key] = draft
            self._changed()

    def remove(self, key: DraftKey) -> None:
        """Forget a draft: its text is saved or was given up. None of that key is no error."""
        with self._condition:
            if self._drafts.pop(key, None) is not None:
                self._changed()

    def get(self, key: DraftKey) -> Draft | None:
        """The draft of that key."""
        with self._condition:
            return self._drafts.get(key)

    def all(self) -> list[Draft]:
        """Every draft there is, in the order they were begun."""
        with self._condition:
            return list(self._drafts.values())

    def flush(self) -> None:
        """Return when everything put so far is on disk; raises UserError where it cannot be."""
        progress = self._progress
        with self._condition:
            target, attempts = progress.changed, progress.attempts
            if progress.written < target:
                progress.wanted = target
                self._wake()
                self._condition.wait_for(
                    lambda: (
                        progress.written >= target
                        or (progress.failed >= target and progress.attempts > attempts)
                    )
                )
            if progress.written < target and progress.problem is not None:
                raise progress.problem

    def close(self) -> None:
        """Write what is left and end the thread; raises UserError when it could not be written.

        The file is gone afterwards where no draft is left. Nothing may be put any more.
        """
        if self._closing:
            return
        try:
            self.flush()
        finally:
            with self._condition:
                self._closing = True
                self._condition.notify_all()
            if self._thread is not None:
                self._thread.join()

    def _read(self) -> draft_file.DraftsRead:
        with contextlib.suppress(OSError):
            # Half-written files of a process that was killed: what they hold came too late.
            for part in self.path.parent.glob(glob.escape(self.path.name) + "*.part"):
                part.unlink()
        try:
            data = self.path.read_bytes()
        except FileNotFoundError:
            return draft_file.DraftsRead((), damaged=False)
        except OSError:
            self._put_aside(None)
            return draft_file.DraftsRead((), damaged=True)
        found = self._decoded(data)
        if found.damaged:
            self._put_aside(data)
        return found

    def _decoded(self, data: bytes) -> draft_file.DraftsRead:
        if self._seal is None or not data.startswith(MAGIC):
            # Sealed and no seal: damaged. Not sealed though there is one: it came with a restore.
            self._unsealed = self._seal is not None
            return draft_file.decode(data)
        try:
            return draft_file.decode(self._seal.opened(data))
        except OSError:
            return draft_file.DraftsRead((), damaged=True)

    def _put_aside(self, data: bytes | None) -> None:
        names = (f"{self.path.name}.damaged-{number}" for number in itertools.count(1))
        aside = next(path for name in names if not (path := self.path.with_name(name)).exists())
        try:
            # A copy, so that the readable ones are on disk at every moment.
            if data is None:
                self.path.rename(aside)
            else:
                open_text = self._seal is not None and not data.startswith(MAGIC)
                write_whole(aside, self._bytes(data) if open_text else data)
        except OSError:
            with contextlib.suppress(OSError):
                self.path.rename(aside)
        if aside.exists():
            self.set_aside = aside

    def _changed(self) -> None:
        if self._closing:
            raise RuntimeError("the drafts are closed")
        self._progress.change()
        self._wake()

    def _wake(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="drafts", daemon=True)
            self._thread.start()
        self._condition.notify_all()

    def _run(self) -> None:
        while True:
            with self._condition:
                if not self._wait():
                    return
                generation, drafts = self._progress.changed, list(self._drafts.values())
                self._progress.first = None
            problem: UserError | None = None
            bug: Exception | None = None
            try:
                self._write(drafts)
            except OSError as error:
                problem = _told(error, self.path)
            except Exception as error:  # noqa: BLE001 - told; the thread goes on, it has to
                bug, problem = error, _told(error, self.path)
            with self._condition:
                newly = problem is not None and self._progress.problem is None
                self._progress.tried(generation, problem)
                self._condition.notify_all()
            for told in filter(None, (problem, bug) if newly else ()):
                if self._on_problem is not None:
                    self._on_problem(told)

    def _wait(self) -> bool:
        """Wait until a write is due; False when the thread is to end."""
        while not self._closing:
            due = self._progress.due(self._interval, self._longest)
            remaining = None if due is None else due - time.monotonic()
            if remaining is not None and remaining <= 0:
                return True
            self._condition.wait(remaining)
        return False

    def _write(self, drafts: list[Draft]) -> None:
        if not self._in_place():
            # Where a disk was taken out there may be an empty folder: nobody would look there.
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        if drafts:
            write_whole(self.path, self._bytes(draft_file.encode(self._lines(drafts))))
            return
        self._encoded.clear()
        self.path.unlink(missing_ok=True)
        sync_folder(self.path.parent)

    def _bytes(self, data: bytes) -> bytes:
        return data if self._seal is None else self._seal.sealed(data)

    def _lines(self, drafts: list[Draft]) -> list[bytes]:
        # Only what changed is encoded anew: the others may be a megabyte each.
        before, self._encoded = self._encoded, {}
        for draft in drafts:
            known = before.get(draft.key)
            same = known is not None and known[0] is draft
            line = known[1] if known and same else draft_file.encode_line(draft)
            self._encoded[draft.key] = (draft, line)
        return [line for _, line in self._encoded.values()]


def _told(error: Exception, path: Path) -> UserError:
    made = Message(N_("the program made a mistake"))
    return UserError(
        N_(
            "What you type cannot be kept in {file} just now: {reason}. It is kept in memory and "
            "tried again."
        ),
        file=str(path),
        reason=reason_of(error) if isinstance(error, OSError) else made,
    )

"""The reading process as seen from here: started, watched, stopped, and what it says taken in.

One thread only takes in what arrives, so that the calling one can look every moment at the clock,
at the memory of the process and at whether anybody still wants it.
"""

from __future__ import annotations

import json
import stat
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from queue import Empty, Queue
from typing import BinaryIO

import psutil

from wicco_desktop.exchange.reading.limits import Limits
from wicco_desktop.exchange.reading.reasons import because, unreadable
from wicco_desktop.exchange.reading.refused import Refused
from wicco_desktop.exchange.reading.wire import (
    BLOCK,
    DONE,
    OPENED,
    PROGRESS,
    REFUSED,
    SHEET,
    SHEET_END,
    BrokenFrame,
    frames,
    unpacked_facts,
)
from wicco_desktop.exchange.reading.workbook import ReadSheet, ReadWorkbook
from wicco_desktop.foundation.errors import Cancelled
from wicco_desktop.foundation.own_process import start_own
from wicco_desktop.foundation.reasons import reason_of

_CHILD = "wicco_desktop.exchange.reading.child"
_LOOK_EVERY = 0.03
"""Seconds; a process can take some ten megabytes in this time."""

_WAITING_FRAMES = 16
"""What may have arrived and not been taken in; the process waits with more."""

Frame = tuple[bytes, bytes]
_PACKAGES = frozenset({"xlsx", "xlsm", "xlsb", "ods"})
_NOTHING: Frame = (b"", b"")


def read_in_child(
    path: Path,
    *,
    report: Callable[[int, int], None],
    cancelled: Callable[[], bool],
    limits: Limits,
) -> ReadWorkbook:
    """See ``read_workbook``."""
    taken = Taken(report)
    try:
        with _opened(path) as file, _child(file, limits) as child:
            watched = _Watched(child, cancelled, limits)
            for kind, payload in watched.frames():
                taken.take(kind, payload)
                if kind == OPENED and taken.workbook.format in _PACKAGES:
                    watched.is_package()
                if taken.done:
                    return taken.workbook
    except (BrokenFrame, ValueError) as problem:
        raise unreadable(path, "crashed") from problem
    except Refused as refused:
        raise unreadable(path, refused.code, refused.count) from refused
    raise unreadable(path, "crashed")


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    """The file, open to be read; what the system says against it as a sentence."""
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise Refused("folder")
        if not stat.S_ISREG(mode):
            raise Refused("no file")
        file = path.open("rb")
    except FileNotFoundError as problem:
        raise Refused("gone") from problem
    except PermissionError as problem:
        raise Refused("locked") from problem
    except OSError as problem:
        raise because(path, reason_of(problem)) from problem
    except ValueError as problem:  # a NUL in the path
        raise Refused("gone") from problem
    with file:
        yield file


@contextmanager
def _child(file: BinaryIO, limits: Limits) -> Iterator[subprocess.Popen[bytes]]:
    """The reading process; it is gone when this ends, whatever happens."""
    child = start_own(_CHILD, json.dumps(asdict(limits)), stdin=file)
    try:
        yield child
    finally:
        child.kill()
        child.wait()


class _Watched:
    """What a child says, as long as it stays within its limits."""

    def __init__(
        self, child: subprocess.Popen[bytes], cancelled: Callable[[], bool], limits: Limits
    ) -> None:
        self._child = child
        self._cancelled = cancelled
        self._limits = limits
        self._memory = limits.memory
        self._arrived: Queue[Frame | BaseException | None] = Queue(_WAITING_FRAMES)

    def is_package(self) -> None:
        """Allow for more memory: what is read has been looked through."""
        self._memory = self._limits.memory_of_package

    def frames(self) -> Iterator[Frame]:
        """The frames in order; raises Refused for a limit, BrokenFrame, Cancelled."""
        taking = threading.Thread(target=self._take_in, name="workbook", daemon=True)
        taking.start()
        try:
            yield from self._frames()
        finally:
            self._child.kill()
            while taking.is_alive():
                with suppress(Empty):
                    self._arrived.get(timeout=_LOOK_EVERY)

    def _frames(self) -> Iterator[Frame]:
        started = heard = looked = time.monotonic()
        while True:
            try:
                arrived = self._arrived.get(timeout=_LOOK_EVERY)
                heard = time.monotonic()
            except Empty:
                arrived = _NOTHING
            now = time.monotonic()
            if now - looked > _LOOK_EVERY or arrived is _NOTHING:
                looked = now
                self._check(now - started, now - heard)
            if arrived is None:
                return
            if isinstance(arrived, BaseException):
                raise arrived
            if arrived is not _NOTHING:
                yield arrived

    def _check(self, running: float, silent: float) -> None:
        if self._cancelled():
            raise Cancelled
        if running > self._limits.seconds or silent > self._limits.quiet_seconds:
            raise Refused("slow")
        try:
            used = psutil.Process(self._child.pid).memory_info().rss
        except psutil.Error:
            return  # it has ended; what it said last is still to come
        if used > self._memory:
            raise Refused("memory")

    def _take_in(self) -> None:
        source = self._child.stdout
        assert source is not None
        end: BaseException | None = None
        try:
            with source:
                for frame in frames(source):
                    self._arrived.put(frame)
        except (BrokenFrame, OSError, ValueError) as problem:
            end = BrokenFrame(str(problem))
        self._arrived.put(end)


class Taken:
    """Makes a workbook of frames."""

    def __init__(self, report: Callable[[int, int], None]) -> None:
        self.workbook = ReadWorkbook()
        self.done = False
        self._report = report
        self._sheet: ReadSheet | None = None

    def take(self, kind: bytes, payload: bytes) -> None:
        """One frame; raises Refused if that is what it says, BrokenFrame for nonsense."""
        if kind == BLOCK and self._sheet is not None:
            self._sheet.add(payload)
        elif kind == PROGRESS:
            done, total = json.loads(payload)
            self._report(done, max(total, done) if total else 0)
        elif kind == SHEET:
            facts = unpacked_facts(payload)
            self._sheet = self.workbook.begin(
                facts["name"], hidden=facts["hidden"], from_1904=facts["from_1904"]
            )
        elif kind == SHEET_END and self._sheet is not None:
            self._sheet.complete(unpacked_facts(payload))
            self._sheet = None
        elif kind == OPENED:
            facts = unpacked_facts(payload)
            self.workbook.format = facts["format"]
            self.workbook.properties = facts["properties"]
        elif kind == REFUSED:
            answer = json.loads(payload)
            raise Refused(answer["code"], answer["count"])
        elif kind == DONE and self._sheet is None:
            self.workbook.digest = payload.decode("ascii")
            self.done = True
        else:
            raise BrokenFrame

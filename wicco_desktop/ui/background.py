"""Work off the window's thread: one writer, in order, and a few readers.

Callers give a function that touches no widget and callbacks that run on the window's thread.
A failure goes to the caller's callback, or to the one door of errors; it never vanishes. A result
for an owner that has been destroyed in the meantime is dropped.

What a caller gave is let go of on the window's thread as well: it may be the last that holds a
widget, and a widget that another thread destroys ends the process.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, Signal

T = TypeVar("T")
Failed = Callable[[BaseException], None]
"""Takes what went wrong, on the window's thread."""


@dataclass(slots=True)
class _Task:
    """What is to be done, and who is told; empty once that is done."""

    work: Callable[[], Any] | None
    done: Callable[[Any], None] | None
    failed: Failed | None
    owner: QObject | None
    wanted: Callable[[], bool] = lambda: True
    result: Any = None
    error: BaseException | None = None

    def run(self) -> None:
        """Do it, on a worker thread; what goes wrong is kept to be told."""
        assert self.work is not None
        try:
            self.result = self.work()
        except BaseException as error:  # noqa: BLE001 - told on the window's thread
            self.error = error

    def tell(self) -> None:
        """Tell the outcome and let go of everything, on the window's thread."""
        owner, done, failed, result, error = (
            self.owner,
            self.done,
            self.failed,
            self.result,
            self.error,
        )
        wanted = self.wanted()
        # The thread that did it may hold this task a moment longer, and nothing by it.
        self.work = self.done = self.failed = self.owner = self.result = self.error = None
        if error is not None and failed is not None:
            # A failure is told even where nobody waits for the result any more.
            failed(error)
        elif done is not None and wanted and (owner is None or shiboken6.isValid(owner)):
            done(result)


class Writer(QObject):
    """The one background thread that writes: tasks run one after another, as they were given."""

    idle = Signal()
    """Everything given has been done and told."""

    busy_changed = Signal(bool)
    _finished = Signal(object)

    def __init__(self, failed: Failed, parent: QObject | None = None) -> None:
        """``failed`` takes the failures of tasks that name nobody themselves."""
        super().__init__(parent)
        self._failed = failed
        self._queue: SimpleQueue[_Task | None] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._untold = 0
        self._running = 0
        self._settled = threading.Condition()
        self._finished.connect(self._tell)

    def write(
        self,
        work: Callable[[], T],
        done: Callable[[T], None] | None = None,
        failed: Failed | None = None,
        *,
        owner: QObject | None = None,
    ) -> None:
        """Put ``work`` into the queue; its result goes to ``done`` on the window's thread."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="writer", daemon=True)
            self._thread.start()
        with self._settled:
            self._running += 1
        self._untold += 1
        self._queue.put(_Task(work, done, failed or self._failed, owner))
        if self._untold == 1:
            self.busy_changed.emit(True)

    @property
    def busy(self) -> bool:
        """Whether something is in the queue, at work or not yet told."""
        return self._untold > 0

    @property
    def waiting(self) -> int:
        """How many tasks are not done and told yet."""
        return self._untold

    def flush(self, timeout: float) -> bool:
        """Wait until all is done and told, at most so many seconds: for closing, nothing else.

        Returns whether nothing is left.
        """
        until = time.monotonic() + timeout
        while self._untold:
            with self._settled:
                left = max(0.0, until - time.monotonic())
                if not self._settled.wait_for(lambda: self._running == 0, left):
                    return False
            QCoreApplication.sendPostedEvents(self)
        return True

    def close(self, timeout: float = 10.0) -> bool:
        """Do what is queued, then end the thread. Returns whether nothing was left undone."""
        settled = self.flush(timeout)
        thread, self._thread = self._thread, None
        if thread is not None:
            self._queue.put(None)
            thread.join(timeout if settled else 0)
        return settled

    def _work(self) -> None:
        while (task := self._queue.get()) is not None:
            task.run()
            self._finished.emit(task)
            with self._settled:
                self._running -= 1
                self._settled.notify_all()

    def _tell(self, task: _Task) -> None:
        self._untold -= 1
        try:
            task.tell()
        finally:
            if not self._untold:
                self.busy_changed.emit(False)
                self.idle.emit()


class Reader(QObject):
    """A few threads that read: side by side, each answer to whoever still wants it."""

    _finished = Signal(object)

    def __init__(self, failed: Failed, threads: int = 2, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._failed = failed
        self._threads = threads
        self._pool: ThreadPoolExecutor | None = None
        self._closed = False
        self._latest: dict[tuple[int, str], int] = {}
        self._serial = 0
        self._finished.connect(self._tell)

    def read(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Failed | None = None,
        *,
        owner: QObject | None = None,
        topic: str | None = None,
    ) -> None:
        """Read on a background thread; the result goes to ``done`` on the window's thread.

        A later call of the same owner and topic supersedes this one: its result is dropped. What
        is asked after ``close`` is not read at all: the file is closed, and perhaps another's.
        """
        if self._closed:
            return
        if self._pool is None:
            self._pool = ThreadPoolExecutor(self._threads, thread_name_prefix="reader")
        self._serial += 1
        serial, key = self._serial, (id(owner), topic or "")
        if topic is not None:
            self._latest[key] = serial

        def wanted() -> bool:
            return topic is None or self._latest.get(key) == serial

        task = _Task(work, done, failed or self._failed, owner, wanted)
        self._pool.submit(self._run, task)

    def forget(self, owner: QObject, topic: str) -> None:
        """Drop the answer to what was asked last."""
        self._latest.pop((id(owner), topic), None)

    def close(self) -> None:
        """Wait for what is being read, drop the rest and whatever is asked from now on."""
        self._closed = True
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    def _run(self, task: _Task) -> None:
        if task.wanted():
            task.run()
        self._finished.emit(task)

    def _tell(self, task: _Task) -> None:
        task.tell()

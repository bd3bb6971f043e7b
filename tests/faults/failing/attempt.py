"""One piece of work in a process of its own, with one system call that fails, as strace has it.

The process is forked from a warm one, so that nothing but the work itself asks the system for
anything. It answers through shared memory, which needs no call that might fail.
"""

from __future__ import annotations

import contextlib
import ctypes
import io
import json
import mmap
import os
import select
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.faults.power.calls import strace
from wicco_desktop.foundation.errors import UserError

EVERY_CALL = ("%file", "%desc")
"""Whatever has to do with files."""
INJECTED = "(INJECTED)"
TRACED_BY_ANYONE = (0x59616D61, ctypes.c_ulong(-1))
"""``PR_SET_PTRACER`` and ``PR_SET_PTRACER_ANY``: where only parents may trace, a sibling may."""

_ANSWER = 1 << 20


@dataclass(frozen=True, slots=True)
class Failing:
    """The calls that fail: of one name, with one error, the n-th of a thread or all from it on."""

    call: str
    error: str
    number: int
    on: bool

    def __str__(self) -> str:
        return f"{self.call} {self.number}{' and all after it' if self.on else ''}: {self.error}"

    @property
    def asked(self) -> str:
        """As strace is asked for it."""
        return f"inject={self.call}:error={self.error}:when={self.number}{'+' if self.on else ''}"


@dataclass(slots=True)
class Ended:
    """How the work ended."""

    code: int = -1
    """0 done, 1 or 2 a problem was told, -1 the process died."""
    told: str = ""
    """What the user was told."""
    bug: str = ""
    """A traceback, where there was one."""
    done: list[str] = field(default_factory=list)
    """What was acknowledged, in order."""
    calls: list[str] = field(default_factory=list)
    """What strace wrote."""

    @property
    def injected(self) -> bool:
        """Whether anything failed."""
        return any(INJECTED in line for line in self.calls)


class Telling:
    """Where the work tells how far it is: memory that whoever forked it reads."""

    def __init__(self) -> None:
        self._memory = mmap.mmap(-1, _ANSWER)
        self._said: dict[str, Any] = {"done": []}

    def done(self, what: str) -> None:
        """Acknowledge something."""
        self._said["done"].append(what)
        self.say()

    def say(self, **said: Any) -> None:
        """Tell something."""
        self._said |= said
        answer = json.dumps(self._said).encode()[: _ANSWER - 8]
        self._memory[8 : 8 + len(answer)] = answer
        self._memory[:8] = len(answer).to_bytes(8, "big")

    def heard(self) -> dict[str, Any]:
        """What was told so far."""
        length = int.from_bytes(self._memory[:8], "big")
        said: dict[str, Any] = json.loads(self._memory[8 : 8 + length]) if length else {}
        return said

    def close(self) -> None:
        """Nobody tells any more."""
        self._memory.close()


Do = Callable[[Path, Telling], int]
"""The work: in a folder; gives its exit code, or raises."""


def attempt(do: Do, folder: Path, failing: Failing | None = None) -> Ended:
    """Do the work in a process that is traced; one call may fail, and only that is written down."""
    telling = Telling()
    ready, go = os.pipe(), os.pipe()
    child = os.fork()
    if child == 0:
        _child(do, folder, telling, ready, go)
    os.close(ready[1])
    os.close(go[0])
    log = folder.with_name(folder.name + ".calls")
    if failing is None:
        command = strace(log, EVERY_CALL)
    else:
        command = strace(log, [failing.call], "-e", failing.asked, content=False)
    command += ["-p", str(child)]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as tracer:
        assert tracer.stderr is not None
        _wait_until_attached(tracer)
        os.write(go[1], b"x")
        _, status = os.waitpid(child, 0)
        tracer.wait()
    os.close(ready[0])
    os.close(go[1])
    heard = telling.heard()
    telling.close()
    lines = log.read_text("ascii", "replace").splitlines()
    log.unlink()
    ended = Ended(calls=lines, **heard)
    if os.WIFSIGNALED(status):
        ended.code = -1
        ended.bug = f"it died of signal {signal.Signals(os.WTERMSIG(status)).name}"
    return ended


def untraced(do: Do, folder: Path) -> Ended:
    """Do the work in a process of its own in which no call is made to fail."""
    telling = Telling()
    ready, go = os.pipe(), os.pipe()
    os.write(go[1], b"x")
    child = os.fork()
    if child == 0:
        _child(do, folder, telling, ready, go)
    for handle in (*ready, *go):
        os.close(handle)
    _, status = os.waitpid(child, 0)
    ended = Ended(**telling.heard())
    telling.close()
    if os.WIFSIGNALED(status):
        ended.bug = f"it died of signal {signal.Signals(os.WTERMSIG(status)).name}"
    return ended


def _wait_until_attached(tracer: subprocess.Popen[bytes]) -> None:
    assert tracer.stderr is not None
    readable, _, _ = select.select([tracer.stderr], [], [], 20)
    told = tracer.stderr.readline() if readable else b""
    assert b"attached" in told, told


def _child(
    do: Do, folder: Path, telling: Telling, ready: tuple[int, int], go: tuple[int, int]
) -> None:
    """Wait to be traced, do the work, tell how it ended; never returns."""
    code, told, bug = -1, "", ""
    try:
        ctypes.CDLL(None).prctl(*TRACED_BY_ANYONE, 0, 0, 0)
        sys.stdout = io.TextIOWrapper(io.BytesIO(), "utf-8")
        sys.stderr = io.TextIOWrapper(io.BytesIO(), "utf-8")
        # Where closing or reading is what fails, it may be traced already.
        with contextlib.suppress(OSError):
            os.close(go[1])
        with contextlib.suppress(OSError):
            os.read(go[0], 1)
        code = do(folder, telling)
        told = _told(sys.stderr) or (_told(sys.stdout) if code else "")
    except UserError as problem:
        code, told = problem.exit_code, str(problem)
    except BaseException as problem:  # noqa: BLE001 - a child must end here, whatever happened
        bug = "".join(traceback.format_exception(problem))
    finally:
        telling.say(code=code, told=told, bug=bug)
        os._exit(0)


def _told(stream: Any) -> str:
    stream.flush()
    return str(stream.buffer.getvalue().decode("utf-8"))

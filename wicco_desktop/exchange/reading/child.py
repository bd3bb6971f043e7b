"""The process that reads a workbook: its standard input is the file, its standard output the rows.

It opens nothing by name and loads only what the format needs. Whatever it cannot read it says in
one frame; it may also just die.
"""

from __future__ import annotations

import contextlib
import gc
import hashlib
import json
import os
import sys
from collections.abc import Iterator
from typing import BinaryIO

from wicco_desktop.exchange.reading.formats import read_file
from wicco_desktop.exchange.reading.limits import MEGABYTE, Limits
from wicco_desktop.exchange.reading.outgoing import Outgoing
from wicco_desktop.exchange.reading.refused import Refused
from wicco_desktop.exchange.reading.wire import DONE, REFUSED, write_frame

_MAPPED_BESIDES = 200 * MEGABYTE
"""Address space that a Python has mapped without having it in memory."""


def limit_process(limits: Limits) -> None:
    """Have the system stop this process where it can; the other side watches as well."""
    try:
        import resource
    except ImportError:  # Windows
        return
    wanted = {
        "RLIMIT_AS": max(limits.memory, limits.memory_of_package) + _MAPPED_BESIDES,
        "RLIMIT_CPU": limits.seconds,
        "RLIMIT_CORE": 0,
    }
    for name, most in wanted.items():
        with contextlib.suppress(AttributeError, ValueError, OSError):
            kind = getattr(resource, name)
            _, hard = resource.getrlimit(kind)
            lower = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(kind, (lower, hard))


def digest_of(file: BinaryIO) -> str:
    """SHA-256 of a file from its start."""
    file.seek(0)
    digest = hashlib.sha256()
    while chunk := file.read(1 << 20):
        digest.update(chunk)
    return digest.hexdigest()


def serve(file: BinaryIO, out: BinaryIO, limits: Limits) -> None:
    """Read the file and send what is in it, or why not."""
    try:
        digest = digest_of(file)
        problem: Refused | None = None
        try:
            read_file(file, Outgoing(out, limits))
        except Refused as refused:
            problem = refused
        except MemoryError:
            problem = Refused("memory")
        except OSError:
            raise
        except Exception:  # noqa: BLE001  (parsers leak every kind of exception)
            problem = Refused("damaged")
        if digest_of(file) != digest:
            problem = Refused("changed")
    except BrokenPipeError:
        return
    except OSError:
        problem = Refused("unreadable")
    with contextlib.suppress(BrokenPipeError):
        if problem is not None:
            answer = {"code": problem.code, "count": problem.count}
            write_frame(out, REFUSED, json.dumps(answer).encode())
        else:
            write_frame(out, DONE, digest.encode())
        out.flush()


@contextlib.contextmanager
def _own_output() -> Iterator[BinaryIO]:
    """The pipe for this module alone: what a library prints must not get between the frames."""
    own = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    with os.fdopen(own, "wb", buffering=1 << 16) as out:
        yield out


def main() -> None:
    """Serve one file by the limits that the one argument says."""
    limits = Limits(**json.loads(sys.argv[1]))
    limit_process(limits)
    gc.disable()  # it would look through the same millions of cells again and again
    with _own_output() as out, os.fdopen(0, "rb", closefd=False) as file:
        serve(file, out, limits)


if __name__ == "__main__":
    main()

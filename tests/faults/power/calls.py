"""What a traced process asked of the system, call by call: the lines of ``strace`` taken apart.

Strings stand there in hexadecimal (``-xx``) and whole (``-s``), descriptors with their path
(``-y``). Knows nothing of what the calls mean.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

WRITING = (
    *("openat", "open", "creat", "lseek", "write", "pwrite64", "writev", "pwritev", "pwritev2"),
    *("ftruncate", "truncate", "fallocate", "sendfile", "copy_file_range", "splice", "mmap"),
    *("fsync", "fdatasync", "sync_file_range", "msync", "rename", "renameat", "renameat2"),
    *("link", "linkat", "symlink", "symlinkat", "unlink", "unlinkat", "rmdir", "mkdir", "mkdirat"),
)
"""Every call by which files and folders change, and those that say where."""

_LINE = re.compile(r"(\d+) +(.*)")
_WHOLE = re.compile(r"(\w+)\((.*)\) += (-?\d+)(?:<([^>]*)>)?.*")
_BEGUN = re.compile(r"(.*?),? <unfinished \.\.\.>$")
_RESUMED = re.compile(r"<\.\.\. \w+ resumed>(.*)")
_HEX = re.compile(r"^(?:\\x[0-9a-f]{2})*$")


@dataclass(frozen=True, slots=True)
class Call:
    """One call that did not fail. ``began``: how many had ended when it began."""

    name: str
    arguments: tuple[str, ...]
    result: int
    path: str | None
    """Of the descriptor that it gave, where it gave one."""
    began: int


def strace(
    output: Path, calls: Iterable[str] = WRITING, *more: str, content: bool = True
) -> list[str]:
    """What a command begins with so that its calls are written to a file; with what is written."""
    found = shutil.which("strace")
    assert found is not None
    traced = "trace=" + ",".join(f"?{call}" for call in calls)
    return [
        found,
        "-f",
        "-y",
        "-xx",
        "-s",
        "10000000" if content else "0",
        "-o",
        str(output),
        "-e",
        traced,
        *more,
    ]


def why_not() -> str | None:
    """Why nothing can be traced on this machine; None where it can."""
    found = shutil.which("strace")
    if found is None:
        return "strace is not installed"
    tried = subprocess.run(
        [found, "-f", "-o", os.devnull, "-e", "trace=fsync", "true"],
        capture_output=True,
        text=True,
        check=False,
    )
    return None if tried.returncode == 0 else "no process may be traced here"


def read_calls(lines: Iterable[str]) -> Iterator[Call]:
    """Every call that succeeded, in the order in which they ended."""
    begun: dict[str, tuple[str, int]] = {}
    ended = 0
    for line in lines:
        matched = _LINE.match(line)
        if matched is None:
            continue
        process, told = matched.groups()
        if unfinished := _BEGUN.match(told):
            begun[process] = (unfinished[1], ended)
            continue
        began = ended
        if resumed := _RESUMED.match(told):
            start, began = begun.pop(process)
            told = _joined(start, resumed[1])
        whole = _WHOLE.match(told)
        if whole is None or int(whole[3]) < 0:
            continue
        ended += 1
        path = None if whole[4] is None else unescaped(whole[4])
        yield Call(whole[1], tuple(_split(whole[2])), int(whole[3]), path, began)


def _joined(start: str, rest: str) -> str:
    # What is resumed begins with the comma of an argument, or with the closing bracket.
    rest = rest.lstrip()
    return start + (rest if rest.startswith((")", ",")) else f", {rest}")


def _split(arguments: str) -> Sequence[str]:
    return [part.strip() for part in arguments.split(", ")]


def unescaped(text: str) -> str:
    """A path that was written in hexadecimal."""
    if not _HEX.match(text):
        return text
    return os.fsdecode(bytes.fromhex(text.replace("\\x", "")))


def content(argument: str) -> bytes:
    """The bytes of a quoted argument."""
    inner = argument.removeprefix('"').removesuffix('"')
    assert _HEX.match(inner), f"cut or unknown: {argument[:80]}"
    return bytes.fromhex(inner.replace("\\x", ""))


def named(argument: str) -> str:
    """The path of a quoted argument."""
    return os.fsdecode(content(argument))


def descriptor(argument: str) -> tuple[int, str]:
    """Number and path of a descriptor, ``7<…>``."""
    number, _, path = argument.partition("<")
    return (-100 if number == "AT_FDCWD" else int(number)), unescaped(path.removesuffix(">"))

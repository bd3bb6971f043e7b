"""A small file system of its own for a test: a tmpfs that nobody else sees, gone with the process.

The superuser mounts one; anybody else does in a name space of their own, where the system allows.
"""

from __future__ import annotations

import ctypes
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_NEW_MOUNTS, _NEW_USERS = 0x00020000, 0x10000000


class CannotMount(Exception):  # noqa: N818 - it says where, not what went wrong
    """No file system may be mounted here."""


@contextmanager
def small_disk(place: Path, megabytes: int) -> Iterator[Path]:
    """A file system of that size at an empty folder; raises CannotMount.

    Only for a process of its own: it may end up in name spaces of its own.
    """
    if not _mounted(place, megabytes):
        _become_root_of_my_own()
        if not _mounted(place, megabytes):
            raise CannotMount("no file system may be mounted here")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


def _mounted(place: Path, megabytes: int) -> bool:
    mount = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "none", str(place)]
    try:
        return subprocess.run(mount, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _become_root_of_my_own() -> None:
    """Enter name spaces in which this process may mount, and nobody else sees it."""
    if os.name == "nt":
        raise CannotMount("no file system may be mounted here")
    user, group = os.getuid(), os.getgid()
    try:
        if ctypes.CDLL(None, use_errno=True).unshare(_NEW_USERS | _NEW_MOUNTS) != 0:
            raise CannotMount("no name space of one's own may be made here")
        Path("/proc/self/setgroups").write_text("deny", "ascii")
        Path("/proc/self/uid_map").write_text(f"0 {user} 1", "ascii")
        Path("/proc/self/gid_map").write_text(f"0 {group} 1", "ascii")
    except (OSError, AttributeError) as problem:
        raise CannotMount("no name space of one's own may be made here") from problem

"""What a process needs only meanwhile, so that none of it stays for ever should the process die.

Scratch lies in a folder of its own among the temporary files. Of a file that is half written
elsewhere a note is kept, in the user's own folders: temporary ones may be emptied by a new start
of the machine. Scratch and notes have a lock that ends with their process; what nobody holds any
more is removed at the next start of the program.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import stat
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from filelock import FileLock, Timeout

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.paths import user_folders
from wicco_desktop.foundation.settings import make_folder, sync_folder

PREFIX = "wicco-scratch-"
"""What the names of all folders of scratch begin with."""

FILES, FOLDERS = (".part",), (".wicco-part", ".salvage", ".restoring")
"""How the names of what is half-written end."""

_ALIVE, _PLACE = "alive", "place"
"""The lock, and in a note the path of what is half written."""
_DAY = 86_400
_PATIENCE, _LOOK_EVERY = 2.0, 0.02
"""Seconds: for somebody who is removing what is to be made anew, and between two looks."""
_TRIES = 3


class Scratch:
    """A folder that nobody else may read, until ``remove`` or the death of the process."""

    def __init__(self, name: str = "", *, within: Path | None = None) -> None:
        """``name`` follows the prefix. Raises OSError."""
        for _ in range(_TRIES):
            self.folder = Path(tempfile.mkdtemp(prefix=PREFIX + name, dir=within))
            self._lock = _lock_in(self.folder)
            # Refused where somebody who clears was quicker, or where there are no locks at all:
            # without one a folder counts as left when it is a day old.
            with contextlib.suppress(OSError, Timeout):
                self._lock.acquire(blocking=False)
                return
            if self.folder.is_dir():
                return

    def remove(self) -> None:
        """Remove it with all that is in it; what another program holds stays."""
        with contextlib.suppress(OSError):
            self._lock.release()
        remove_tree(self.folder)


@contextlib.contextmanager
def scratch_folder() -> Iterator[Path]:
    """A folder for what is needed only within; raises OSError where there can be none."""
    scratch = Scratch()
    try:
        yield scratch.folder
    finally:
        scratch.remove()


@contextlib.contextmanager
def unfinished(path: Path) -> Iterator[None]:
    """A file or folder of ours is written within, and shall not stay half-written.

    Who calls this puts it in its place or removes it; the next start does so for a dead process.
    Its name ends as one of ``FILES`` or ``FOLDERS``: nothing else is ever removed. Where no note
    can be kept it is written all the same.
    """
    if not path.name.endswith((*FILES, *FOLDERS)):
        raise ValueError(path.name)
    note = None
    with contextlib.suppress(OSError, UserError):
        _remove_left_of(path)
        note = _noted(path)
    try:
        yield
    finally:
        if note is not None:
            note.remove()


@contextlib.contextmanager
def working_folder(path: Path) -> Iterator[Path]:
    """A folder of ours that nobody else may read, made here and gone at the end; raises OSError."""
    with unfinished(path):
        try:
            path.mkdir(mode=stat.S_IRWXU)
            yield path
        finally:
            shutil.rmtree(path, ignore_errors=True)


def remove_left() -> None:
    """Remove what dead processes left, this program's own alone."""
    with contextlib.suppress(OSError):
        for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
            _remove_if_dead(folder)
    with contextlib.suppress(OSError, UserError):
        notes = sorted(user_folders().unfinished.glob(f"{PREFIX}*"))
        for note in notes:
            _remove_if_dead(note, partial(_finished, note, notes))


def _remove_left_of(path: Path) -> None:
    """Remove what a dead process left under a name that is to be written anew.

    Whoever is just removing it is waited for: what is new must not go with it.
    """
    for note in user_folders().unfinished.glob(f"{PREFIX}*"):
        if _place_of(note) == path.absolute():
            _remove_if_dead(note, partial(_finished, note, []), patience=_PATIENCE)


@contextlib.contextmanager
def removing_left(patience: float = 1.0) -> Iterator[None]:
    """Have it removed while something is done, which waits ``patience`` seconds for it at most."""
    removing = threading.Thread(target=remove_left, name="scratch", daemon=True)
    removing.start()
    try:
        yield
    finally:
        removing.join(patience)


def remove_tree(folder: Path) -> None:
    """Remove a folder with files that are protected, too, as far as that can be."""
    with contextlib.suppress(OSError):
        for file in folder.rglob("*"):
            if not file.is_symlink():
                with contextlib.suppress(OSError):  # a file is made executable never, nowhere
                    file.chmod(stat.S_IRWXU if file.is_dir() else stat.S_IRUSR | stat.S_IWUSR)
    shutil.rmtree(folder, ignore_errors=True)


def _remove_if_dead(
    folder: Path, ready: Callable[[], bool] = lambda: True, *, patience: float = 0.0
) -> None:
    with _claimed(folder, patience) as claimed:
        gone = claimed and ready()
        if gone:
            remove_tree(folder)
    if gone and folder.exists():  # on Windows the file of the lock stays as long as it is held
        remove_tree(folder)


def _lock_in(folder: Path) -> FileLock:
    return FileLock(folder / _ALIVE, thread_local=False, fallback_to_soft=False)


def _noted(path: Path) -> Scratch:
    notes = user_folders().unfinished
    make_folder(notes)
    note = Scratch(within=notes)
    try:
        with (note.folder / _PLACE).open("wb") as file:
            file.write(_told(path))
            file.flush()
            os.fsync(file.fileno())
        sync_folder(note.folder)
        sync_folder(notes)
    except BaseException:
        note.remove()
        raise
    return note


@contextlib.contextmanager
def _claimed(folder: Path, patience: float) -> Iterator[bool]:
    """Whether the process that made it is dead; meanwhile nobody else clears it.

    ``patience``: seconds for which somebody else who is clearing it is waited for.
    """
    try:
        found = folder.lstat()
        locked = (folder / _ALIVE).exists()
    except OSError:
        yield False
        return
    if not stat.S_ISDIR(found.st_mode) or (os.name != "nt" and found.st_uid != os.getuid()):
        yield False  # somebody else's, in a folder that all share
        return
    old = found.st_mtime < time.time() - _DAY
    if not locked:
        yield old  # just being made, or a death between two calls
        return
    lock = _lock_in(folder)
    try:
        lock.acquire(timeout=patience, poll_interval=_LOOK_EVERY)
    except Timeout:
        yield False
        return
    except OSError:
        yield old
        return
    try:
        yield True
    finally:
        with contextlib.suppress(OSError):
            lock.release()


def _finished(note: Path, notes: list[Path]) -> bool:
    """Remove what a note names; whether that is done. A disk that is not there comes back."""
    path = _place_of(note)
    if path is None:
        return True  # the death came before the note was whole, so before anything was written
    if any(_place_of(one) == path for one in notes if one != note):
        return True  # somebody writes it anew: then that note counts
    if not path.parent.is_dir():
        return False
    try:
        if path.name.endswith(FOLDERS) and path.is_dir() and not path.is_symlink():
            remove_tree(path)
        elif path.name.endswith(FILES):
            path.unlink(missing_ok=True)
    except OSError:
        return False
    return not path.exists()


def _told(path: Path) -> bytes:
    """A path with its digest: one that a death or a power cut has cut off must not be removed."""
    name = os.fsencode(path.absolute())
    return hashlib.sha256(name).digest() + name


def _place_of(note: Path) -> Path | None:
    """What a note names; None for one that is not whole, or of nothing that this program makes."""
    try:
        told = (note / _PLACE).read_bytes()
    except OSError:
        return None
    path = Path(os.fsdecode(told[hashlib.sha256().digest_size :]))
    ours = path.is_absolute() and path.name.endswith((*FILES, *FOLDERS))
    return path if ours and told == _told(path) else None

"""What the errors of the library mean to a user, and which are none of the user's business."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from wicco_desktop.foundation.errors import UsageError, UserError
from wicco_desktop.foundation.messages import N_
from wicco_desktop.store.driver import DamagedFileError, Error

INTERRUPT = 9
_BUSY, _LOCKED, _READONLY, _IOERR, _CORRUPT, _FULL, _CANTOPEN = 5, 6, 8, 10, 11, 13, 14
_PROTOCOL, _CONSTRAINT, _NOTADB = 15, 19, 26
_CORRUPT_VTAB = _CORRUPT | 1 << 8
"""What a virtual table keeps is broken; the only one is the search index."""

_NO_INDEX = ("invalid fts5 file format", "no such fts5 table")
"""How the search index says, without a code, that it cannot read how it is kept."""


class DamagedIndexError(UserError):
    """The search index is broken and nothing can be searched or saved until it is made anew."""


def error_code(problem: BaseException) -> int | None:
    """The primary SQLite result code behind an exception, None where there is none."""
    seen: BaseException | None = problem
    while seen is not None:
        code = getattr(seen, "sqlite_errorcode", None)
        if isinstance(code, int):
            return code & 0xFF
        if isinstance(seen, Error) and str(seen) in _BY_WORDS:
            return _BY_WORDS[str(seen)]
        seen = getattr(seen, "orig", None) or seen.__cause__
    return None


_BY_WORDS = {
    "disk I/O error": _IOERR,
    "database or disk is full": _FULL,
    "database disk image is malformed": _CORRUPT,
    "file is not a database": _NOTADB,
    "attempt to write a readonly database": _READONLY,
    "unable to open database file": _CANTOPEN,
    "database is locked": _BUSY,
    "database table is locked": _LOCKED,
}
"""What SQLite calls its codes (``sqlite3_errstr``): the error of a copy made by its own means comes
without a code."""


def explained(problem: BaseException, path: Path) -> UserError | None:
    """What a database error means in plain words, None for one that is a bug of ours."""
    if _is_undecodable(problem):
        return DamagedFileError(DAMAGED, file=str(path))
    if _is_of_index(problem):
        return DamagedIndexError(DAMAGED_INDEX, file=str(path))
    told = _TOLD.get(error_code(problem) or 0)
    return told[0](told[1], file=str(path)) if told else None


def _is_undecodable(problem: BaseException) -> bool:
    """Whether a text that is read, or told of, is none: bytes of a broken page.

    The library raises that without a code, and where it is in its own words, as a decoding error.
    """
    cause = getattr(problem, "orig", None) or problem
    return isinstance(cause, UnicodeDecodeError) or (
        isinstance(cause, Error) and str(cause).startswith("Could not decode to UTF-8")
    )


def _is_of_index(problem: BaseException) -> bool:
    """Whether the full text index says that what it keeps is broken, with or without a code."""
    cause = getattr(problem, "orig", None) or problem
    if not isinstance(cause, Error):
        return False
    code = getattr(cause, "sqlite_errorcode", None)
    words = str(cause)
    of_fts = code == _CORRUPT and words.startswith("fts5:")
    return of_fts or code == _CORRUPT_VTAB or words.startswith(_NO_INDEX)


DAMAGED = N_("{file} is damaged or not a WICCO database.")
DAMAGED_INDEX = N_(
    "The search index of {file} is damaged. Check the database: “Mend” makes the index anew."
)
# A lock that a failing disk did not let go of ends with the process, whoever says so.
IN_USE = N_(
    "{file} is in use by another program. Try again; if that does not help, end this program and "
    "start it again."
)

_TOLD: dict[int, tuple[type[UserError], str]] = {
    _FULL: (
        UserError,
        N_("The disk is full. Nothing was changed; what you typed is kept. Free some space."),
    ),
    _READONLY: (UserError, N_("{file} cannot be written: it or its folder is read-only.")),
    _CORRUPT: (DamagedFileError, DAMAGED),
    _NOTADB: (DamagedFileError, DAMAGED),
    _IOERR: (UserError, N_("The disk did not answer while {file} was in use.")),
    # No lock can be had, though nobody holds one: a disk over the network that is gone.
    _PROTOCOL: (UserError, N_("The disk did not answer while {file} was in use.")),
    _CANTOPEN: (UsageError, N_("The file {file} cannot be opened.")),
    _CONSTRAINT: (UserError, N_("That would refer to a record that does not exist.")),
    _BUSY: (UserError, IN_USE),
    _LOCKED: (UserError, IN_USE),
}


@contextlib.contextmanager
def plain_errors(path: Path, *, of_index: bool = False) -> Iterator[None]:
    """Turn database errors that a user can do something about into ``UserError``.

    ``of_index``: nothing but the search index is asked, so that what is broken is told as that.
    """
    try:
        yield
    except UserError:
        raise  # said already where it came from
    except Exception as problem:
        broken = of_index and isinstance(problem, Error) and error_code(problem) == _CORRUPT
        index = DamagedIndexError(DAMAGED_INDEX, file=str(path))
        told = index if broken else explained(problem, path)
        if told is None:
            raise
        raise told from problem

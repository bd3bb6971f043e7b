"""What of an error may be written down: where it happened and what kind it is, no contents.

The words of an error can carry a value of a record (``KeyError('陈祖荣')``, ``invalid literal for
int() with base 10: '6612'``). They are kept only where every one of them is a word of Python's own
messages or stands in the lines of code named beside it; quoted parts and numbers are left out.
"""

from __future__ import annotations

import builtins
import os
import re
import sys
import traceback
from collections.abc import Iterable, Iterator
from pathlib import Path

from wicco_desktop.foundation.errors import UserError

LONGEST = 300
"""Characters of an error's words; longer ones are not Python's own."""
FIRST_FRAMES, LAST_FRAMES = 10, 50
"""Frames kept of a deep trace."""
_CAUSES = 12

_WORDS = """
    a an and are argument arguments at attribute base be been before but by call called calling
    can cannot closed constraint converted database deleted destroyed dictionary different does
    during empty error exceeded exhausted expected failed for format from function generator
    given got has have immutable implemented import in index initialized instance integer
    internal into invalid is iterable iteration iterator keyword keywords least length locked
    main mapping many maximum may method missing module most multiple must name no not null
    number object objects of on only open operand operation or out override positional python
    range recursion referenced required returned sequence set single size slice source started
    string subscriptable supported syntax table than that the thread threads to too type types
    unbound unexpected unhashable unique unpack unsupported use used value values was were when
    while with wrong zero already callable changed context depth defined dereference descriptor
    event loop local variable associated signal slot parent awaited stack timeout accessed
    enough division takes c
    """
_ENGLISH = frozenset(_WORDS.split())
_NEVER = (KeyError, UnicodeError)
"""Their words are the value itself."""

_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")
_WORD = re.compile(r"[^\W\d_][\w]*|_\w+")
_QT = ("PySide6.QtCore", "PySide6.QtGui", "PySide6.QtWidgets")


def trace_lines(error: BaseException) -> list[str]:
    """An error with everything that led to it: places in the code, kinds, harmless words."""
    return list(_told(error, set()))


def trace_key(error: BaseException) -> str:
    """What tells one mistake from another: its kind and where it happened."""
    frames = list(traceback.walk_tb(error.__traceback__))[-3:]
    places = (f"{Path(frame.f_code.co_filename).name}:{line}" for frame, line in frames)
    return " ".join([type(error).__qualname__, *places])


def _told(error: BaseException, seen: set[int]) -> Iterator[str]:
    seen.add(id(error))
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None and id(cause) not in seen and len(seen) < _CAUSES:
        yield from _told(cause, seen)
        yield from ("", "which led to:", "")
    frames = traceback.extract_tb(error.__traceback__)
    left_out = len(frames) - FIRST_FRAMES - LAST_FRAMES
    for number, frame in enumerate(frames):
        if left_out > 0 and number == FIRST_FRAMES:
            yield f"  … {left_out} more …"
        if left_out <= 0 or not FIRST_FRAMES <= number < FIRST_FRAMES + left_out:
            # Parts of the path below the package or library say where; what is above says who.
            place = "/".join(Path(frame.filename).parts[-3:])
            yield f"  {place}:{frame.lineno} in {frame.name}"
            yield f"    {frame.line}"
    yield _kind_and_words(error, (frame.line or "" for frame in frames))
    if isinstance(error, BaseExceptionGroup):
        for one in error.exceptions[:_CAUSES]:
            if id(one) not in seen:
                yield from ("", "of which one is:", "")
                yield from _told(one, seen)


def _kind_and_words(error: BaseException, code: Iterable[str]) -> str:
    kind = type(error).__qualname__
    words: str | None
    if isinstance(error, UserError):
        words = error.message.id
    elif isinstance(error, OSError) and isinstance(error.errno, int):
        words = os.strerror(error.errno)
    elif isinstance(error, _NEVER):
        words = None
    else:
        words = harmless_words(_first_line(error), code)
    number = getattr(error, "sqlite_errorcode", None)
    if isinstance(number, int):
        words = f"{words or ''} (SQLite {number})".strip()
    return f"{kind}: {words}" if words else kind


def _first_line(error: BaseException) -> str:
    try:
        lines = str(error).splitlines()
    except Exception:  # noqa: BLE001 - an error that cannot even be told is told by its kind
        return ""
    return lines[0] if lines else ""


def harmless_words(text: str, code: Iterable[str] = ()) -> str | None:
    """The words where all of them are about code, quoted parts and numbers left out; or None."""
    if not text or len(text) > LONGEST:
        return None
    known = {word for line in code for word in _WORD.findall(line)}

    def is_known(word: str) -> bool:
        return word.lower() in _ENGLISH or word in known or _names_code(word)

    def shown(match: re.Match[str]) -> str:
        inside = match.group()[1:-1]
        return match.group() if _WORD.fullmatch(inside) and is_known(inside) else "'…'"

    kept = re.sub(r"(?<!\w)\d[\d.,]*(?!\w)", "…", _QUOTED.sub(shown, text))
    bare = _QUOTED.sub("", kept).replace("…", "")
    if not bare.isascii() or re.search(r"\d", _WORD.sub("", bare)):
        return None
    return kept if all(is_known(word) for word in _WORD.findall(bare)) else None


def _names_code(word: str) -> bool:
    return (
        hasattr(builtins, word)
        or word in sys.builtin_module_names
        or word in ("PySide6", "QtCore", "QtGui", "QtWidgets")
        or any(hasattr(sys.modules.get(module), word) for module in _QT)
    )

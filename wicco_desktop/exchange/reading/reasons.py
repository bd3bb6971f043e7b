"""Why a file cannot be read, in the user's words; the reading process only says a code."""

from __future__ import annotations

from pathlib import Path

from wicco_desktop.foundation.errors import UsageError
from wicco_desktop.foundation.messages import N_, Message

_REASONS = {
    "bomb": N_("it would unpack to far more than such a file can hold"),
    "cells": N_("it has more than {count} cells"),
    "changed": N_("it was changed while it was being read"),
    "columns": N_("one of its sheets has more than {count} columns"),
    "crashed": N_("the program that reads workbooks stopped at it"),
    "damaged": N_("it is damaged, or not written as such a file should be"),
    "empty": N_("it is empty"),
    "entities": N_("it contains definitions that a workbook never has"),
    "entries": N_("it consists of more than {count} parts"),
    "file": N_("it is larger than {count} MB"),
    "folder": N_("it is a folder"),
    "gone": N_("it is not there, or no longer"),
    "locked": N_(
        "it is open in another program or may not be read by you; close it there and try again"
    ),
    "memory": N_("it needs too much memory"),
    "merged": N_("one of its sheets has more than {count} merged areas"),
    "nested": N_("it is nested too deeply"),
    "no file": N_("it is no ordinary file"),
    "other": N_("it is a file of another kind, not a workbook"),
    "password": N_("it is protected by a password; save it without and try again"),
    "quotation": N_("a quotation mark in it is opened and never closed"),
    "rows": N_("one of its sheets has more than {count} rows"),
    "sheets": N_("it has more than {count} sheets"),
    "slow": N_("reading it takes too long"),
    "text": N_("one of its cells holds more than {count} characters"),
    "text file": N_("it is a text that is no table"),
    "unpacked": N_("it is too large when unpacked"),
    "unreadable": N_("it could not be read to its end; it may have been removed meanwhile"),
    "web page": N_("it is a web page and no workbook; open it in Excel and save it as .xlsx"),
}
_MEGABYTE = 1 << 20


def unreadable(path: Path, code: str, count: int = 0) -> UsageError:
    """The sentence for a file and a code; an unknown code is told as damage."""
    if code == "file":
        count //= _MEGABYTE
    reason = Message(_REASONS.get(code, _REASONS["damaged"]), {"count": f"{count:,}"})
    return because(path, reason)


def because(path: Path, reason: Message | str) -> UsageError:
    """The sentence for a file and a reason."""
    return UsageError(
        N_("{file} cannot be read, because {reason}."), file=path.name or str(path), reason=reason
    )

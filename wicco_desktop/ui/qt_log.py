"""What Qt has to say goes to the log, without what could be a value.

A message is kept up to the first quote, number, path or second colon: Qt quotes texts and names of
files there, and they may be those of a record.
"""

from __future__ import annotations

import logging
import re

from PySide6.QtCore import QMessageLogContext, QtMsgType

LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
_LONGEST = 120
_HARMLESS = re.compile(r"(?:[A-Za-z_]\w*(?:::~?\w+)+(?:\(\))?: )?[A-Za-z_ ,.;-]*")
_OVERRIDE = "Error calling Python override of "
"""PySide's words on an exception that it hands on; they go on with those of the exception."""


def log_qt(kind: QtMsgType, context: QMessageLogContext, text: str | None) -> None:
    """A handler for ``qInstallMessageHandler``; callable from any thread."""
    category = str(getattr(context, "category", None) or "default")
    logging.getLogger("qt").log(
        LEVELS.get(kind, logging.WARNING), "%s: %s", category, discreet(text or "")
    )


def discreet(text: str) -> str:
    """The beginning of a message that cannot be a value."""
    if text.startswith(_OVERRIDE):
        return _OVERRIDE + text.removeprefix(_OVERRIDE).partition("(")[0][:_LONGEST]
    match = _HARMLESS.match(text)
    kept = match.group() if match else ""
    return kept[:_LONGEST].rstrip() + ("" if kept == text else " …")

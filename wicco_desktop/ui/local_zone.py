"""The time zone this computer keeps: where a new meeting is, until somebody says otherwise."""

from __future__ import annotations

from PySide6.QtCore import QTimeZone

from wicco_desktop.foundation.dates import ZoneError, parse_zone


def local_zone() -> str | None:
    """Its IANA name; None where the system names none that is known."""
    try:
        return parse_zone(bytes(QTimeZone.systemTimeZoneId().data()).decode("ascii", "replace"))
    except ZoneError:
        return None

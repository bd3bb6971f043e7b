"""Who writes, on which device: what every transaction in the log tells."""

from __future__ import annotations

import getpass
import platform

from wicco_desktop.foundation.settings import Settings
from wicco_desktop.foundation.text import clean
from wicco_desktop.store.writer import Writer

_LONGEST_NAME = 120


def writer_of(settings: Settings) -> Writer:
    """The writer that the settings name; blank names are those the system knows, or empty."""
    who = settings.my_name or login_name()
    device = settings.device_name or platform.node()
    return Writer(_name(who), settings.device_id, _name(device))


def login_name() -> str:
    """The name the user is logged in by, empty where the system knows none."""
    try:
        return getpass.getuser()
    except (KeyError, ImportError, OSError):
        return ""


def _name(text: str) -> str:
    return clean(text)[:_LONGEST_NAME]

"""What a person has chosen, in one small JSON file of the settings folder.

A file that cannot be read is set aside, never a reason not to start.
"""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from wicco_desktop.foundation.identifiers import new_id
from wicco_desktop.foundation.text import clean

THEMES = ("system", "light", "dark")
TEXT_SIZES = (90, 100, 115, 130, 150)
RECENT_FILES = 8
LOCK_AFTER = (0, 1, 5, 15, 30, 60)
"""Idle minutes after which an encrypted database may be locked; 0: never."""


@dataclass(slots=True)
class Settings:
    """The choices themselves. ``language`` is empty until the first start has asked."""

    language: str = ""
    theme: str = "system"
    text_size: int = 100
    my_name: str = ""
    device_name: str = ""
    device_id: str = field(default_factory=new_id)
    database: str = ""
    recent: list[str] = field(default_factory=list)
    window: dict[str, Any] = field(default_factory=dict)
    """State of the window by a key of its own: geometry, column widths, pins, sorting."""
    export: dict[str, Any] = field(default_factory=dict)
    """What was chosen at the last export: what, which headings, columns left out, the folder."""

    lock_after: int = 15
    """Idle minutes after which the window of an encrypted database locks; 0: never."""

    def remember(self, database: Path) -> None:
        """Put a database at the head of the recent ones."""
        name = str(database)
        self.database = name
        self.recent = [name, *(other for other in self.recent if other != name)][:RECENT_FILES]


def write_whole(path: Path, data: bytes) -> None:
    """Write a file whole or not at all: beside it, synced, then renamed over it.

    Makes no folder: one that is gone may be a disk that was unplugged.
    """
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make a rename in the folder last through a power cut (where the system can)."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def make_folder(folder: Path) -> None:
    """Make a folder, with those above it, that lasts through a power cut; raises OSError."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for made in missing:
        sync_folder(made.parent)


class SettingsFile:
    """The settings of one folder: read once, written when changed."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "settings.json"
        self.values = self._read()

    def _read(self) -> Settings:
        try:
            stored = json.loads(self.path.read_text("utf-8"))
        except FileNotFoundError:
            return Settings()
        except (OSError, ValueError, RecursionError):
            with contextlib.suppress(OSError):
                self.path.replace(self.path.with_suffix(".unreadable.json"))
            return Settings()
        settings = Settings()
        if not isinstance(stored, dict):
            return settings
        for known in fields(Settings):
            value = stored.get(known.name)
            if type(value) is type(getattr(settings, known.name)):
                setattr(settings, known.name, value)
        recent: list[object] = [*settings.recent]
        settings.recent = [item for item in recent if isinstance(item, str)]
        if not settings.device_id or clean(settings.device_id) != settings.device_id:
            settings.device_id = new_id()
        if settings.theme not in THEMES:
            settings.theme = "system"
        if settings.text_size not in TEXT_SIZES:
            settings.text_size = 100
        if settings.lock_after not in LOCK_AFTER:
            settings.lock_after = Settings().lock_after
        return settings

    def save(self) -> None:
        """Write the settings; raises OSError where the folder cannot be written."""
        # In ASCII: the name of a file may hold what is no text, and UTF-8 knows no such thing.
        text = json.dumps(asdict(self.values), indent=1, sort_keys=True)
        make_folder(self.path.parent)
        write_whole(self.path, text.encode("ascii"))

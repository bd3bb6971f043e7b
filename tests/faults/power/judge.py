"""Opens what a power cut left with the real program, and compares it with what was promised."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from tests.faults.power.disk import Marked, Recording
from tests.faults.power.measure import (
    WRITER,
    attachments_of,
    damages_of,
    database_of,
    drafts_in,
    drafts_of,
    file_of,
    key_of,
)
from tests.faults.power.recorded import Promised
from tests.faults.power.work import DATABASES, DRAFTS, MAIN, OLDER, SEALED, SETTINGS, TYPED
from wicco_desktop.foundation.settings import SettingsFile
from wicco_desktop.services.workspace import Workspace
from wicco_desktop.store.database_copy import journals
from wicco_desktop.store.drafts import drafts_path
from wicco_desktop.store.store import Store


class Judge:
    """Judges the disks of one recording."""

    def __init__(self, recording: Recording) -> None:
        said = [event.said for event in recording.events if isinstance(event, Marked)]
        ended = {one["end"]: one["state"] for one in reversed(said) if "end" in one}
        self._upgraded: str = ended["upgrade"][OLDER]
        begun = next(one for one in said if one.get("recording"))
        self._older: str = begun["state"][OLDER]
        self._known: dict[bytes, str] = {}
        """What files led to when they were opened, by their digest: most cuts spare most files."""

    def judge(
        self, disk: Path, left: dict[Path, bytes | None], promised: Promised, *, thorough: bool
    ) -> str:
        """Raise what is not as promised; give the step that was cut.

        ``thorough`` has the program check every database as ``check`` does; else only what that
        finds in the file itself and its index, since what records and log say is compared anyway
        with a state that was checked.
        """
        found: dict[str, str | None] = {}
        found[DRAFTS] = drafts_of(disk / MAIN)
        for name in DATABASES:
            if (disk / name).exists():
                found[name] = self._opened(disk / name, left, thorough=thorough)
        for item, values in promised.values.items():
            if item not in found and item not in DATABASES:
                found[item] = file_of(disk / item)
            # What was not upgraded yet is upgraded by opening it.
            allowed = values | {self._upgraded} if self._older in values else values
            value = found.get(item)
            assert value in allowed, f"{item} after “{promised.step}”: {value}, not {allowed}"
        for (first, became), (second, then) in promised.after:
            if found.get(first) == became:
                assert found.get(second) == then, f"{first} is there before {second}"
        if SETTINGS in promised.values:
            settings = json.loads((disk / SETTINGS).read_text("utf-8"))
            assert SettingsFile(disk / "home").values.my_name == settings["my_name"]
        return promised.step

    def _opened(self, path: Path, left: dict[Path, bytes | None], *, thorough: bool) -> str:
        """What the program finds in a database, having found it sound and gone on in it."""
        key = hashlib.sha256(b"thorough" if thorough else b"")
        beside = f"{path.stem}.files"
        for file, content in left.items():
            if file.name.startswith(path.name) or file.parts[0] == beside:
                key.update(f"{file} {len(content or b'')} ".encode() + (content or b""))
        known = self._known.get(key.digest())
        if known is None:
            known = self._known[key.digest()] = opened(path, thorough=thorough)
        return known


def opened(path: Path, *, thorough: bool) -> str:
    """Open a database, check it, write something, close it, and see it at rest."""
    typed = drafts_path(path).exists()
    key = key_of(path)
    store = Store.open(path, writer=WRITER, passphrase=key)
    try:
        workspace = Workspace.over(store)
        if thorough:
            problems = [str(problem) for problem in workspace.checking.problems()]
            assert problems == [], problems
        found = database_of(path, key)
        position = store.position()
        workspace.editing.create("contact", {"name_en": "After the cut"})
        assert store.position() > position
        if path.name == SEALED:
            assert TYPED in drafts_in(store), "what was typed is not there"
        for digest in attachments_of(path, key):
            assert store.attachments.verify(digest), f"attachment {digest} is not whole"
    finally:
        store.close()
    assert damages_of(path, key) == []
    assert drafts_path(path).exists() == typed
    still = [journal.name for journal in journals(path) if journal.exists()]
    assert still == [], still
    return found

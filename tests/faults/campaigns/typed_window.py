"""A new start of the program on what a death has left: the bar, and each text in its place."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.faults.campaigns.typed_places import places
from tests.faults.campaigns.typed_values import same
from wicco_desktop.app import Program, make_application
from wicco_desktop.foundation.paths import user_folders
from wicco_desktop.services.recovery import Found, State

Key = tuple[str, str, str]
PATIENCE = 60.0


def shows(database: Path, offered: dict[Key, Found]) -> None:
    """Raises what is not offered, or not in its place."""
    make_application()
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    program = Program(application, user_folders())
    window = program.open(database)
    window.show()
    if offered:
        bar = window.recovery
        _until(lambda: len(bar.found) == len(offered), "the bar offers what was found")
        for key, found in offered.items():
            if found.state in (State.UNSAVED, State.IN_PLACE, State.NEW):
                bar._open(*found.record)
                _until(lambda: hasattr(window.stack.page, "panel"), f"the page of {key} is shown")
                QTest.qWait(50)
                _in_place(window.stack, key, found)
    program.end()
    dialog = program.errors.dialog
    assert dialog is None, dialog.text()


def _standing(page: Any, key: Key) -> list[str]:
    """What stands on a page in the place of that key, unfolded and opened."""
    panel = getattr(page, "panel", None)
    if panel is None:
        return []
    panel.unfold()
    details, notes = (getattr(panel, part, None) for part in ("details", "notes"))
    if details is not None:
        details.button.setChecked(True)
    if notes is not None and key[0] == "note":
        notes.list.edit_note(key[1])  # one note is open at a time: it is clicked
    return [place.stands() for place in places(page) if tuple(place.key) == key]


def _in_place(stack: Any, key: Key, found: Found) -> None:
    """The text stands in the editor of its own column of its own record."""
    if key[2] in ("role", "plan", "speaker", "speaker_name"):
        return  # asked for by a key; what is kept there is shown then

    def there() -> list[str]:
        # Asked for each time: the page before stays until the next one is read.
        return _standing(stack.page, key)

    wanted, column = found.draft.text, found.column

    def stands() -> bool:
        for text in there():
            if text == wanted or (text and text in wanted):
                return True
            if column is not None and same(column, text, found.value):
                return True  # a time may stand there otherwise than it was typed
        return False

    try:
        _until(stands, f"{key} is shown in its place")
    except AssertionError as error:
        error.add_note(f"wanted {wanted!r}, there {there()!r}, {found.state}, {stack.page}")
        raise


def _until(holds: Callable[[], bool], what: str) -> None:
    until = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < until, f"not so: {what}"
        QTest.qWait(20)

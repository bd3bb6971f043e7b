"""The disk is full in the middle of an import: told in plain words, nothing of it is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.long_write import WRITER, people
from wicco_desktop.foundation.errors import UserError
from wicco_desktop.services.workspace import Workspace
from wicco_desktop.store.edits import Create
from wicco_desktop.store.store import Store


def test_an_import_that_finds_no_room_leaves_nothing(small_disk: Path) -> None:
    told: list[int] = []
    store = Store.open(small_disk / "a.db", writer=WRITER)
    with pytest.raises(UserError, match="disk is full"):
        store.write(people(50_000), report=lambda done, _total: told.append(done))
    assert told[-1] < 50_000
    assert store.position() == 0
    assert store.search("Chan") == []
    store.write([Create("contact", {"name_en": "Ding"})])
    assert list(Workspace.over(store).checking.problems()) == []
    store.close()

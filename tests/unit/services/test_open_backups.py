"""After a database was encrypted, backups that others could read are found and replaced."""

from __future__ import annotations

from pathlib import Path

from tests.faults.interrupted_conversion import (
    CANARY,
    CONVERSIONS,
    FIRST,
    found,
    opened,
    preparing,
)
from wicco_desktop.services.open_backups import open_backups, replace_open_backups
from wicco_desktop.services.workspace import Workspace
from wicco_desktop.store.converting import convert


def test_older_backups_are_found_and_replaced_by_an_encrypted_one(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    preparing(CONVERSIONS["encrypt"])(tmp_path)
    store = opened(path, None)
    Workspace.over(store).backups.make("by-hand")
    assert open_backups(store) == []
    store.close()
    convert(path, None, FIRST)
    store = opened(path, FIRST)
    workspace = Workspace.over(store)
    assert len(open_backups(store)) == 1
    assert found(tmp_path, CANARY) != []

    replace_open_backups(workspace)

    assert open_backups(store) == []
    (left,) = workspace.backups.listed()
    assert left.manifest is not None
    assert found(tmp_path, CANARY) == []
    store.close()

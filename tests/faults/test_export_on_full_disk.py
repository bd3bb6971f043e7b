"""An export on a disk that is really full: plain words, the old file whole, nothing recorded."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.services.exporting import Options
from wicco_desktop.services.exporting_scope import Lists
from wicco_desktop.services.workspace import Workspace
from wicco_desktop.store.store import Store
from wicco_desktop.store.writer import Writer


def test_a_full_disk_leaves_the_old_workbook_and_no_record(
    small_disk: Path, tmp_path: Path
) -> None:
    store = Store.open(tmp_path / "a.db", writer=Writer("T", "device-1", "L"))
    try:
        workspace = Workspace.over(store)
        target = small_disk / "out.xlsx"
        target.write_bytes(b"old")
        for _ in range(5):
            noise = os.urandom(300_000).hex()
            pieces = [noise[at : at + 30_000] for at in range(0, len(noise), 30_000)]
            for piece in pieces:
                workspace.editing.create("organisation", {"name_en": "x", "about_en": piece})
        with pytest.raises(UserError, match="No space left on device"):
            workspace.exporting.export(target, Lists.of(["organisation"]), Options("en"))
        assert [file.name for file in small_disk.iterdir()] == ["out.xlsx"]
        assert target.read_bytes() == b"old"
        assert store.exports() == []
        workspace.exporting.export(target, Lists.of(["contact"]), Options("en"))
        assert len(store.exports()) == 1
    finally:
        store.close()

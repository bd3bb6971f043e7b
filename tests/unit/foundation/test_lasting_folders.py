"""A folder that is made lasts through a power cut: every folder above that took it in is synced."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from wicco_desktop.foundation import settings


@pytest.mark.skipif(os.name == "nt", reason="Windows syncs no folders")
def test_every_folder_that_took_a_new_one_in_is_synced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[Path] = []
    monkeypatch.setattr(settings, "sync_folder", synced.append)
    settings.make_folder(tmp_path / "a" / "b")
    assert sorted(synced) == [tmp_path, tmp_path / "a"]
    settings.make_folder(tmp_path / "a" / "b")
    assert len(synced) == 2

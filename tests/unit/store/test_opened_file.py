"""A database that is moved, deleted or replaced while it is open takes no write into nowhere."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.long_write import WRITER
from wicco_desktop.foundation.clock import system_clock
from wicco_desktop.foundation.errors import UserError
from wicco_desktop.store.draft_file import Draft, DraftKey
from wicco_desktop.store.drafts import Drafts, drafts_path
from wicco_desktop.store.edits import Create
from wicco_desktop.store.store import Store

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows keeps an open file where it is")


def _moved(path: Path) -> None:
    path.parent.rename(path.parent.with_name("elsewhere"))


def _deleted(path: Path) -> None:
    shutil.rmtree(path.parent)


def _replaced(path: Path) -> None:
    copy = path.with_name("copy")
    shutil.copyfile(path, copy)
    copy.replace(path)


@pytest.mark.parametrize("happens", [_moved, _deleted, _replaced])
def test_what_would_be_written_into_a_file_without_a_name_is_refused(
    tmp_path: Path, happens: Callable[[Path], None]
) -> None:
    path = tmp_path / "data" / "a.db"
    store = Store.open(path, writer=WRITER)
    store.write([Create("contact", {"name_en": "Before"})])
    happens(path)
    with pytest.raises(UserError, match="no longer where it was"):
        store.write([Create("contact", {"name_en": "After"})])
    store.close()


def test_a_folder_that_comes_back_takes_writes_again(tmp_path: Path) -> None:
    path = tmp_path / "data" / "a.db"
    store = Store.open(path, writer=WRITER)
    _moved(path)
    with pytest.raises(UserError, match="no longer where it was"):
        store.write([Create("contact", {"name_en": "Ann"})])
    (tmp_path / "elsewhere").rename(path.parent)
    store.write([Create("contact", {"name_en": "Ann"})])
    assert store.position() == 1
    store.close()


def test_what_is_typed_is_not_written_where_another_disk_was(tmp_path: Path) -> None:
    path = tmp_path / "data" / "a.db"
    store = Store.open(path, writer=WRITER)
    drafts = store.open_drafts()
    _moved(path)
    path.parent.mkdir()  # the empty folder that a disk leaves when it is taken out
    drafts.put(Draft(DraftKey("contact", "0", "name_en"), "Ann"))
    with pytest.raises(UserError, match="cannot be kept"):
        drafts.flush()
    assert list(path.parent.iterdir()) == []
    path.parent.rmdir()
    (tmp_path / "elsewhere").rename(path.parent)
    drafts.close()
    store.close()
    again = Drafts(drafts_path(path), system_clock)
    assert [draft.text for draft in again.recovered] == ["Ann"]
    again.close()

"""A new state swapped in: what a disk or a death half-way leaves is finished or thrown away."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.faults.interrupted_conversion import CONVERSIONS, check, converting, opened, preparing
from wicco_desktop.store import swapping
from wicco_desktop.store.attachments import AttachmentFolder
from wicco_desktop.store.database import Database
from wicco_desktop.store.drafts import drafts_path
from wicco_desktop.store.swap_place import making_of, staging_of
from wicco_desktop.store.swapping import DRAFTS, NEW, finish, new_state


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "a.db"
    Database.create(path).close()
    return path


def lay(making: Path, *, content: bytes) -> None:
    (making / NEW).write_bytes(content)
    AttachmentFolder(making / NEW).add_bytes(content, "a.txt")
    (making / DRAFTS).mkdir()
    (making / DRAFTS / "a.db.drafts").write_bytes(content)


def test_all_of_it_takes_its_place(path: Path) -> None:
    old = AttachmentFolder(path).add_bytes(b"old", "a.txt").digest
    drafts_path(path).write_bytes(b"old")
    with new_state(path) as making:
        lay(making, content=b"new")
    assert path.read_bytes() == drafts_path(path).read_bytes() == b"new"
    assert old not in list(AttachmentFolder(path).all_digests())
    assert sorted(file.name for file in path.parent.iterdir()) == [
        "a.db",
        "a.db.drafts",
        "a.files",
    ]


def test_what_is_raised_half_way_throws_it_away(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(ValueError, match="no"), new_state(path) as making:  # noqa: PT012
        lay(making, content=b"new")
        raise ValueError("no")
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_attachments_and_drafts_that_are_not_laid_stay(path: Path) -> None:
    AttachmentFolder(path).add_bytes(b"old", "a.txt")
    drafts_path(path).write_bytes(b"old")
    with new_state(path) as making:
        (making / NEW).write_bytes(b"new")
    assert len(list(AttachmentFolder(path).all_digests())) == 1
    assert drafts_path(path).read_bytes() == b"old"


def test_what_was_made_and_not_yet_named_is_thrown_away(path: Path) -> None:
    before = path.read_bytes()
    making_of(path).mkdir()
    lay(making_of(path), content=b"new")
    finish(path)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_what_was_named_and_not_yet_swapped_is_thrown_away(path: Path) -> None:
    before = path.read_bytes()
    staging_of(path).mkdir()
    lay(staging_of(path), content=b"new")
    finish(path)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_what_was_swapped_is_finished_at_the_next_opening(path: Path) -> None:
    staging_of(path).mkdir()
    lay(staging_of(path), content=path.read_bytes())
    (staging_of(path) / NEW).unlink()
    store = opened(path, None)
    assert len(list(store.attachments.all_digests())) == 1
    store.close()
    assert not staging_of(path).exists()


@pytest.mark.parametrize("name", list(CONVERSIONS))
def test_a_disk_that_keeps_the_old_name_beside_the_new_one_loses_nothing(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    states = CONVERSIONS[name]
    preparing(states)(tmp_path)
    path = tmp_path / "a.db"
    with monkeypatch.context() as cut:
        cut.setattr(swapping, "finish", lambda _database: None)
        converting(states)(tmp_path)
    shutil.copyfile(path, staging_of(path) / "new.db")  # as if the renaming were half lost
    check(path, states[1])
    assert not staging_of(path).exists()

"""A backup that is encrypted otherwise than the present database: everything fits afterwards."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.faults.interrupted_conversion import FIRST, opened
from tests.faults.interrupted_restoring import RESTORED, check, is_restored, preparing, restoring
from wicco_desktop.foundation.errors import Cancelled, UserError
from wicco_desktop.store import restore, swapping
from wicco_desktop.store.attachments import AttachmentFolder
from wicco_desktop.store.converting import convert
from wicco_desktop.store.database_key import connection_to
from wicco_desktop.store.restore import restore_archive
from wicco_desktop.store.rota import Rota
from wicco_desktop.store.swap_place import staging_of


@pytest.mark.parametrize("name", RESTORED)
def test_attachments_and_drafts_are_read_by_the_restored_database(
    tmp_path: Path, name: str
) -> None:
    states = RESTORED[name]
    preparing(states)(tmp_path)
    done = restoring(states)(tmp_path)
    assert done.lost == ()
    assert is_restored(tmp_path, states)
    check(tmp_path, states, restored=True)


@pytest.mark.parametrize("name", RESTORED)
def test_the_present_state_comes_back_with_its_files(tmp_path: Path, name: str) -> None:
    present, backed_up = RESTORED[name]
    preparing(RESTORED[name])(tmp_path)
    kept = restoring(RESTORED[name])(tmp_path).kept
    assert kept is not None
    restore_archive(kept, tmp_path / "a.db", connect=connection_to(backed_up), passphrase=present)
    store = opened(tmp_path / "a.db", present)
    assert len(list(store.attachments.all_digests())) == 3
    assert all(map(store.attachments.verify, store.attachments.all_digests()))
    store.close()


def test_it_can_be_cancelled_to_the_last(tmp_path: Path) -> None:
    states = RESTORED["restore encrypted over plain"]
    preparing(states)(tmp_path)

    def stop(part: float) -> None:
        if part == 1.0:
            raise Cancelled

    with pytest.raises(Cancelled):
        restore_archive(
            tmp_path / "a.wicco-backup", tmp_path / "a.db", passphrase=states[1], progress=stop
        )
    check(tmp_path, states, restored=False)


def test_without_room_for_the_files_nothing_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    states = RESTORED["restore encrypted over plain"]
    preparing(states)(tmp_path)

    def no_room(_folder: Path) -> int:
        raise UserError("full")

    monkeypatch.setattr(restore, "size_of", no_room)
    with pytest.raises(UserError, match="full"):
        restoring(states)(tmp_path)
    check(tmp_path, states, restored=False)


def test_what_the_backups_have_lost_is_taken_from_the_present_files(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    store = opened(path, None)
    digest = store.attachments.add_bytes(b"photograph", "a.txt").digest
    made = Rota(path).make("by-hand", attachments=store.attachments)
    store.close()
    convert(path, None, FIRST)
    shutil.rmtree(tmp_path / "a.backups" / "files")
    done = restore_archive(made.path, path, connect=FIRST.connect)
    assert done.lost == ()
    assert AttachmentFolder(path).verify(digest)


def test_a_change_of_passphrase_that_died_is_finished_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.db"
    store = opened(path, None)
    digest = store.attachments.add_bytes(b"photograph", "a.txt").digest
    made = Rota(path).make("by-hand", attachments=store.attachments)
    store.close()
    with monkeypatch.context() as death:
        death.setattr(swapping, "finish", lambda _database: None)
        convert(path, None, FIRST)
    assert staging_of(path).exists()
    restore_archive(made.path, path, connect=FIRST.connect)
    store = opened(path, None)
    assert store.attachments.verify(digest)
    store.close()
    assert not staging_of(path).exists()

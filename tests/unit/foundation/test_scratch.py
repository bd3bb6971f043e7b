"""Scratch is there for its process alone, and what a dead one left goes, wherever it lies."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from wicco_desktop.foundation.paths import user_folders
from wicco_desktop.foundation.scratch import (
    PREFIX,
    Scratch,
    _told,
    remove_left,
    removing_left,
    scratch_folder,
    unfinished,
    working_folder,
)

DAY = 86_400


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of temporary files; a child gets it, too."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setenv("TEMP", str(folder))
    return folder


def in_a_process_that_dies(lines: str, *arguments: str) -> None:
    script = f"import os, sys\nfrom wicco_desktop.foundation.scratch import *\n{lines}\nos._exit(1)"
    subprocess.run([sys.executable, "-c", script, *arguments], check=False)


def notes() -> list[Path]:
    folder = user_folders().unfinished
    return sorted(folder.iterdir()) if folder.exists() else []


def test_a_folder_is_nobody_elses_and_gone_at_the_end(temporary: Path) -> None:
    with scratch_folder() as folder:
        (folder / "rows").write_text("Chan")
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert folder.parent == temporary
    assert list(temporary.iterdir()) == []


def test_one_that_is_in_use_stays(temporary: Path) -> None:
    with scratch_folder() as folder:
        (folder / "rows").write_text("Chan")
        remove_left()
        assert (folder / "rows").exists()


def test_that_of_a_dead_process_goes_with_what_is_protected_in_it(temporary: Path) -> None:
    in_a_process_that_dies(
        "folder = Scratch().folder; (folder / 'a').mkdir(); (folder / 'a' / 'b').write_text('b')\n"
        "(folder / 'a' / 'b').chmod(0o400); (folder / 'a').chmod(0o500)"
    )
    assert len(list(temporary.rglob("b"))) == 1
    remove_left()
    assert list(temporary.iterdir()) == []


def test_one_without_a_lock_may_just_be_being_made(temporary: Path) -> None:
    young, old = temporary / f"{PREFIX}young", temporary / f"{PREFIX}old"
    young.mkdir()
    old.mkdir()
    os.utime(old, (time.time() - 2 * DAY,) * 2)
    remove_left()
    assert list(temporary.iterdir()) == [young]


@pytest.mark.skipif(os.name == "nt", reason="links want a right there")
def test_a_link_of_that_name_is_not_followed(temporary: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "alive").touch()
    os.utime(mine, (time.time() - 2 * DAY,) * 2)
    (temporary / f"{PREFIX}link").symlink_to(mine, target_is_directory=True)
    remove_left()
    assert (mine / "alive").exists()


def test_what_another_file_is_called_like_stays(temporary: Path) -> None:
    (temporary / f"{PREFIX}file").touch()
    (temporary / "wicco-sample-1").mkdir()
    remove_left()
    assert len(list(temporary.iterdir())) == 2


def test_a_half_written_file_goes_when_its_process_is_dead(tmp_path: Path) -> None:
    half, whole = tmp_path / ".people.xlsx.part", tmp_path / "people.xlsx"
    in_a_process_that_dies(
        "from pathlib import Path\n"
        "note = unfinished(Path(sys.argv[1])); note.__enter__()\n"
        "Path(sys.argv[1]).write_text('half')",
        str(half),
    )
    whole.touch()
    assert half.exists()
    remove_left()
    assert not half.exists()
    assert whole.exists()
    assert notes() == []


def test_one_that_is_being_written_stays(tmp_path: Path) -> None:
    half = tmp_path / ".people.xlsx.part"
    with unfinished(half):
        half.write_text("half")
        remove_left()
        assert half.exists()
        assert len(notes()) == 1
    assert half.exists(), "whoever wrote it puts it in its place"
    assert notes() == []


def test_one_that_is_written_anew_is_not_taken_for_that_of_the_dead(tmp_path: Path) -> None:
    half = tmp_path / ".people.xlsx.part"
    dying = "from pathlib import Path\nnote = unfinished(Path(sys.argv[1])); note.__enter__()"
    in_a_process_that_dies(dying, str(half))
    with unfinished(half):
        half.write_text("half")
        remove_left()
        assert half.exists()
        assert len(notes()) == 1


def test_what_is_begun_anew_waits_for_whoever_removes_what_a_dead_process_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "a.db.restoring"
    lines = "doing = unfinished(Path(sys.argv[1])); doing.__enter__(); Path(sys.argv[1]).mkdir()"
    in_a_process_that_dies(lines, str(folder))
    at_it, go_on = threading.Event(), threading.Event()

    def late(doomed: Path) -> None:
        if doomed == folder:
            at_it.set()
            assert go_on.wait(10)
        shutil.rmtree(doomed, ignore_errors=True)

    monkeypatch.setattr("wicco_desktop.foundation.scratch.remove_tree", late)
    removing = threading.Thread(target=remove_left)
    removing.start()
    assert at_it.wait(10)
    threading.Timer(0.3, go_on.set).start()
    with working_folder(folder):
        removing.join()
        assert folder.is_dir()
        remove_left()
        assert folder.is_dir()
    assert not folder.exists()
    assert notes() == []


def test_a_file_is_written_where_no_note_can_be_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "home").touch()
    monkeypatch.setenv("WICCO_DESKTOP_HOME", str(tmp_path / "home"))
    with unfinished(tmp_path / "half.part"):
        (tmp_path / "half.part").touch()
    remove_left()
    assert (tmp_path / "half.part").exists()


def test_a_name_may_be_no_text(tmp_path: Path) -> None:
    if sys.platform != "linux":
        pytest.skip("names are texts here")
    half = tmp_path / os.fsdecode(b"caf\xe9.part")
    in_a_process_that_dies(
        "from pathlib import Path\nnote = unfinished(Path(sys.argv[1])); note.__enter__()",
        str(half),
    )
    half.touch()
    remove_left()
    assert not half.exists()


def test_it_is_removed_beside_other_work(temporary: Path) -> None:
    in_a_process_that_dies("Scratch()")
    with removing_left(10.0):
        pass
    assert list(temporary.iterdir()) == []


def test_scratch_is_made_where_a_disk_knows_no_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object, **_named: object) -> None:
        raise OSError(38, os.strerror(38))

    monkeypatch.setattr("filelock.FileLock.acquire", refuse)
    scratch = Scratch()
    remove_left()
    assert scratch.folder.is_dir()
    scratch.remove()
    assert not scratch.folder.exists()


@pytest.mark.parametrize("length", [0, 5, 31, 32, 33, 40, -1])
def test_a_note_that_is_not_whole_removes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, length: int
) -> None:
    here = tmp_path / "here"
    here.mkdir()
    (here / "precious").touch()
    monkeypatch.chdir(here)
    half = here / ".people.xlsx.part"
    in_a_process_that_dies(
        "from pathlib import Path\nnote = unfinished(Path(sys.argv[1])); note.__enter__()",
        str(half),
    )
    half.touch()
    (note,) = notes()
    told = (note / "place").read_bytes()
    (note / "place").write_bytes(told[:length])
    remove_left()
    assert sorted(file.name for file in here.iterdir()) == [half.name, "precious"]
    assert notes() == []


@pytest.mark.parametrize("name", ["precious", ".."])
def test_nothing_is_removed_that_is_not_called_as_what_is_half_written(
    tmp_path: Path, name: str
) -> None:
    with pytest.raises(ValueError, match=name), unfinished(tmp_path / name):
        pass
    note = user_folders().unfinished / f"{PREFIX}odd"
    note.mkdir(parents=True)
    (note / "alive").touch()
    (tmp_path / "precious").touch()
    (note / "place").write_bytes(_told(tmp_path / name))
    remove_left()
    assert (tmp_path / "precious").exists()


def test_a_folder_that_is_called_like_a_half_written_file_stays(tmp_path: Path) -> None:
    folder = tmp_path / "mine.part"
    (folder / "within").mkdir(parents=True)
    in_a_process_that_dies(
        "from pathlib import Path\nnote = unfinished(Path(sys.argv[1])); note.__enter__()",
        str(folder),
    )
    remove_left()
    assert (folder / "within").is_dir()

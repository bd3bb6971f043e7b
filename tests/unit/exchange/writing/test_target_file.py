"""A workbook is there whole or not at all, and what prevents it is told in plain words."""

# ruff: noqa: PT012 - what is raised within is what is tested

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from wicco_desktop.exchange.writing.target_file import check_target, written_beside
from wicco_desktop.foundation.errors import Cancelled, UserError


def left_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_file_takes_its_place_when_all_is_written(tmp_path: Path) -> None:
    target = tmp_path / "out.xlsx"
    target.write_bytes(b"old")
    with written_beside(target) as file:
        file.write(b"new")
        assert target.read_bytes() == b"old"
    assert target.read_bytes() == b"new"
    assert left_in(tmp_path) == ["out.xlsx"]


def test_what_fails_half_way_leaves_what_was_there(tmp_path: Path) -> None:
    target = tmp_path / "out.xlsx"
    target.write_bytes(b"old")
    with pytest.raises(ValueError, match="broken"), written_beside(target) as file:
        file.write(b"new")
        raise ValueError("broken")
    assert target.read_bytes() == b"old"
    assert left_in(tmp_path) == ["out.xlsx"]


def test_cancelling_stops_at_the_next_bytes_and_leaves_no_file(tmp_path: Path) -> None:
    wishes = iter([False, True])
    with (
        pytest.raises(Cancelled),
        written_beside(tmp_path / "out.xlsx", lambda: next(wishes)) as file,
    ):
        file.write(b"one")
        file.write(b"two")
    assert left_in(tmp_path) == []


def test_what_has_to_come_before_the_renaming_can_prevent_it(tmp_path: Path) -> None:
    def refuse() -> None:
        assert left_in(tmp_path) == [".out.xlsx.part"]
        raise UserError("not recorded")

    with (
        pytest.raises(UserError, match="not recorded"),
        written_beside(tmp_path / "out.xlsx", before=refuse) as file,
    ):
        file.write(b"new")
    assert left_in(tmp_path) == []


def test_a_full_disk_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    with (
        pytest.raises(UserError, match=r"out\.xlsx cannot be written: No space left on device"),
        written_beside(tmp_path / "out.xlsx") as file,
    ):
        file.write(b"new")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    assert left_in(tmp_path) == []


def test_a_target_that_another_program_holds_is_told_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As Windows answers while the workbook is open in Excel; here the renaming is refused."""
    target = tmp_path / "out.xlsx"
    target.write_bytes(b"old")

    def refuse(_self: Path, _target: Path) -> Path:
        raise PermissionError(errno.EACCES, "used by another process")

    with (
        pytest.raises(UserError, match="open in another program"),
        written_beside(target) as file,
    ):
        file.write(b"new")
        monkeypatch.setattr(Path, "replace", refuse)
    assert left_in(tmp_path) == ["out.xlsx"]
    assert target.read_bytes() == b"old"


def test_a_folder_or_a_missing_folder_is_refused_before_anything_is_done(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="is a folder"):
        check_target(tmp_path)
    with pytest.raises(UserError, match="There is no folder"):
        check_target(tmp_path / "gone" / "out.xlsx")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs rights that can be denied")
def test_a_read_only_folder_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "shut"
    folder.mkdir(mode=0o500)
    with (
        pytest.raises(UserError, match="cannot be written: Permission denied"),
        written_beside(folder / "out.xlsx"),
    ):
        pass

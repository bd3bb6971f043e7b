"""When a set-up counts as finished, and when it can still be trusted."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from set_up import state

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in uses links")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder whose finished environment is only this Python under another name."""
    folder = tmp_path / "project"
    inside = Path(state.venv_python(str(folder)))
    inside.parent.mkdir(parents=True)
    inside.symlink_to(sys.executable)
    (folder / state.LOCK).write_text("small==1.0\n")
    (folder / state.PROJECT).write_text("[project]\n")
    state.write_stamp(str(folder), state.wanted(str(folder)))
    return folder


def test_a_finished_one_is_ready(project: Path) -> None:
    assert state.is_ready(str(project))


def test_new_times_of_the_same_contents_change_nothing(project: Path) -> None:
    os.utime(project / "requirements.lock", (1, 1))

    assert state.is_ready(str(project))


@pytest.mark.parametrize("name", ["requirements.lock", "pyproject.toml"])
def test_a_changed_file_is_brought_up_to_date_in_place(project: Path, name: str) -> None:
    with (project / name).open("a") as file:
        file.write("\n")

    assert not state.is_ready(str(project))
    assert state.is_sound(str(project))


def test_a_moved_folder_is_made_anew(project: Path) -> None:
    moved = project.rename(project.with_name("elsewhere"))

    assert not state.is_sound(str(moved))


@pytest.mark.parametrize("target", ["/nonexistent/python3", "/bin/sh"])
def test_an_environment_whose_python_has_gone_is_made_anew(project: Path, target: str) -> None:
    inside = Path(state.venv_python(str(project)))
    inside.unlink()
    inside.symlink_to(target)

    assert not state.is_ready(str(project))
    assert not state.is_sound(str(project))


@pytest.mark.parametrize("torn", ["", "folder", "folder\t/elsewhere\n", "\0\n"])
def test_a_torn_stamp_is_no_stamp(project: Path, torn: str) -> None:
    (project / ".venv" / state.STAMP).write_text(torn)

    assert not state.is_sound(str(project))

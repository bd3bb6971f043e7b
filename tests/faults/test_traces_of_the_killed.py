"""What a process that is killed while it works on an encrypted database leaves readable.

Each step on disk of each work is the last one of a real process; then the program starts anew.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from itertools import count
from pathlib import Path

import pytest

from tests.faults.interrupted_conversion import CANARY, found
from tests.faults.interrupted_steps import attempt
from tests.faults.interrupted_traces import (
    DATA,
    HOME,
    TEMPORARY,
    TRACES,
    WORKBOOKS,
    export,
    left_in,
    prepare,
)
from tests.faults.test_interrupted_backup import FORKS, steps
from wicco_desktop.foundation.paths import HOME_VARIABLE

LONG = {"traces of an export": 13, "traces of comments": 15, "traces of an import": 9}
"""Of works that have many steps every which one is tried here, all by ``interrupted_steps.py``."""


@FORKS
@pytest.mark.parametrize("work", TRACES)
def test_after_a_death_and_the_next_start_nothing_is_readable_or_half_written(
    tmp_path: Path, work: str
) -> None:
    assert steps(work, tmp_path, "kill", LONG.get(work, 5)) >= 1


def command(folder: Path, *arguments: str) -> None:
    environment = {**os.environ, "TMPDIR": str(folder / TEMPORARY), "TEMP": str(folder / TEMPORARY)}
    environment[HOME_VARIABLE] = str(folder / HOME)
    called = [sys.executable, "-m", "wicco_desktop", "--data", str(folder / "b.db"), *arguments]
    subprocess.run(called, check=True, capture_output=True, env=environment)


@pytest.fixture
def killed_while_readable(tmp_path: Path) -> Path:
    """The folder of an export that was killed when contents lay readable in the temporary one."""
    pristine = tmp_path / "pristine"
    pristine.mkdir()
    prepare(pristine)
    for number in count(20, 5):
        folder = tmp_path / str(number)
        shutil.copytree(pristine, folder)
        assert attempt(export, folder, number, "kill") == "killed", "nothing was ever readable"
        if found(folder / TEMPORARY, CANARY):
            return folder
    raise AssertionError


@FORKS
def test_any_command_on_any_database_removes_what_a_dead_one_left(
    killed_while_readable: Path,
) -> None:
    folder = killed_while_readable
    assert left_in(folder / WORKBOOKS) == [".people.xlsx.part"]
    command(folder, "list", "contacts")
    assert left_in(folder / TEMPORARY) == left_in(folder / WORKBOOKS) == []
    assert found(folder, CANARY) == []
    assert left_in(folder / HOME / "unfinished") == []
    assert (folder / DATA / "a.db").exists()


@FORKS
def test_a_stick_that_is_not_there_is_cleaned_when_it_is_back(killed_while_readable: Path) -> None:
    folder = killed_while_readable
    (folder / WORKBOOKS).rename(folder / "pulled out")
    command(folder, "list", "contacts")
    assert left_in(folder / "pulled out") == [".people.xlsx.part"]
    (folder / "pulled out").rename(folder / WORKBOOKS)
    command(folder, "list", "contacts")
    assert left_in(folder / WORKBOOKS) == []

"""Backup, restore and passphrases, interrupted before each of their steps in turn."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.interrupted_restoring import RESTORED

SCRIPT = Path(__file__).with_name("interrupted_steps.py")


FORKS = pytest.mark.skipif(not hasattr(os, "fork"), reason="the campaign forks")


def steps(work: str, folder: Path, mode: str, every: int) -> int:
    """Interrupt each ``every``-th step of some work; how many steps it has."""
    arguments = [sys.executable, str(SCRIPT), work, str(folder), mode, str(every)]
    done = subprocess.run(arguments, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return int(done.stdout)


@FORKS
@pytest.mark.parametrize("work", ["back_up", "restore", "snapshot"])
@pytest.mark.parametrize(("mode", "every"), [("kill", 1), ("full", 2), ("broken", 3)])
def test_every_step_may_be_the_last(tmp_path: Path, work: str, mode: str, every: int) -> None:
    assert steps(work, tmp_path, mode, every) > 10


@FORKS
@pytest.mark.parametrize("work", ["encrypt", "change", "decrypt"])
@pytest.mark.parametrize(("mode", "every"), [("kill", 4), ("full", 7), ("broken", 9)])
def test_every_step_of_setting_a_passphrase_may_be_the_last(
    tmp_path: Path, work: str, mode: str, every: int
) -> None:
    """Some of them; all by ``interrupted_steps.py WORK FOLDER MODE 1``."""
    assert steps(work, tmp_path, mode, every) >= 1


@FORKS
@pytest.mark.parametrize("work", RESTORED)
@pytest.mark.parametrize(("mode", "every"), [("kill", 5), ("full", 9), ("broken", 11)])
def test_every_step_of_restoring_what_is_encrypted_otherwise_may_be_the_last(
    tmp_path: Path, work: str, mode: str, every: int
) -> None:
    """Some of them, as above."""
    assert steps(work, tmp_path, mode, every) >= 1

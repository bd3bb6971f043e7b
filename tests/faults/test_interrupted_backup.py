"""Backup and restore, interrupted before each of their steps in turn: old state or new, whole."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).with_name("interrupted_steps.py")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the campaign forks")
@pytest.mark.parametrize("work", ["back_up", "restore"])
@pytest.mark.parametrize(("mode", "every"), [("kill", 1), ("full", 2), ("broken", 3)])
def test_every_step_may_be_the_last(tmp_path: Path, work: str, mode: str, every: int) -> None:
    arguments = [sys.executable, str(SCRIPT), work, str(tmp_path), mode, str(every)]
    done = subprocess.run(arguments, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 10

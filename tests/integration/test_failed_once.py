"""What ``.ci/run`` takes for a test that only ran out of time, and runs once more."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

PYTHON = """#!/bin/sh
echo "$@" >> asked
if [ -e first ]; then exec cat second; fi
touch first
cat told
exit "$(cat ended)"
"""

pytestmark = pytest.mark.skipif(
    sys.platform == "win32" or shutil.which("bash") is None, reason="the checks run in bash"
)

FAILED = "FAILED tests/ui/test_lists.py::test_a - TimeoutError\n"
LOGGED = "ERROR    wicco_desktop:door.py:12 a mistake\n"
COLLECTING = "ERROR tests/ui/test_lists.py - ImportError\nInterrupted: 1 error\n"
DIED = "worker 'gw0' crashed while running 'tests/ui/test_lists.py::test_a'\n" + FAILED


@pytest.mark.parametrize(
    ("told", "ended", "again"),
    [
        ("9 passed\n", 0, False),
        (FAILED, 1, True),
        (LOGGED * 4 + FAILED * 3, 1, True),
        (FAILED * 4, 1, False),
        (DIED, 1, False),
        (COLLECTING, 2, False),
        (FAILED, 3, False),
        ("could not be set up\n", 2, False),
    ],
)
def test_a_few_failed_tests_run_once_more_but_nothing_that_ended_before_all_were_run(
    tmp_path: Path, told: str, ended: int, again: bool
) -> None:
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    function = script[script.index("tests() {") : script.index('step "office"')]
    (tmp_path / "python3").write_text(PYTHON, "utf-8")
    (tmp_path / "python3").chmod(0o755)
    (tmp_path / "told").write_text(told, "utf-8")
    (tmp_path / "ended").write_text(str(ended), "utf-8")
    (tmp_path / "second").write_text("1 passed\n", "utf-8")
    run = subprocess.run(
        ["bash", "-c", f'set -euo pipefail\nPATH="$PWD:$PATH"\n{function}\ntests\necho went on'],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    asked = (tmp_path / "asked").read_text("utf-8").splitlines()
    assert asked == ["run.py test", *(["run.py test --last-failed"] if again else [])]
    passed = ended == 0 or again
    assert (run.returncode == 0) == ("went on" in run.stdout) == passed

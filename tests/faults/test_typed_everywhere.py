"""A part of the campaign ``typing``: killed while somebody types into any editor of the window."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.campaigns.running import ROOT

PART = """
import json, sys
from pathlib import Path
from tests.faults.campaigns import typed
from tests.faults.campaigns.campaign import part
typed.DEATHS = 2
print(json.dumps(part(typed.CAMPAIGNS[0], 1, Path(sys.argv[1]))))
"""


@pytest.mark.skipif(os.name == "nt", reason="processes do not fork here")
def test_what_was_typed_anywhere_a_second_before_is_saved_or_offered_in_its_place(
    tmp_path: Path,
) -> None:
    # In a process of its own: only one without threads and windows can be forked.
    done = subprocess.run(
        [sys.executable, "-c", PART, str(tmp_path / "trials")],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    (became,) = json.loads(done.stdout.splitlines()[-1])
    assert "in the record" in became or "offered" in became

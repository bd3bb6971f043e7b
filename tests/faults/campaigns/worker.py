"""A process that runs trials: it is told seeds, a line each, and answers what became of each.

``worker MODULE NAME FOLDER``. It answers on a descriptor of its own, so that nothing a trial prints
comes between; a trial may also kill it, which the other side (``running.py``) takes for an answer.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import traceback
from pathlib import Path

from tests.faults.campaigns.campaign import Campaign, NotHere, Trial, campaigns_of

WRONG = "wrong.txt"
"""What was wrong, in the folder of a trial that failed."""


def answer_of(trial: Trial, seed: int, folder: Path) -> dict[str, str]:
    """Runs one trial; its folder stays only when something was wrong."""
    own = folder / str(seed)
    shutil.rmtree(own, ignore_errors=True)
    own.mkdir(parents=True)
    try:
        became = trial(seed, own) or "held"
    except Exception as problem:  # noqa: BLE001 - whatever it is, it is what was found
        (own / WRONG).write_text(traceback.format_exc(), "utf-8")
        return {"wrong": f"{type(problem).__name__}: {problem}"}
    shutil.rmtree(own)
    return {"became": became}


def named(module: str, name: str) -> Campaign:
    """The campaign of this name in a module."""
    return next(one for one in campaigns_of(module) if one.name == name)


def main(module: str, name: str, folder: Path) -> None:
    """Answer seeds until there are no more."""
    with os.fdopen(os.dup(1), "w", encoding="utf-8", buffering=1) as out:
        os.dup2(2, 1)
        shared = folder / f"worker-{os.getpid()}"
        shared.mkdir(parents=True)
        os.environ["WICCO_DESKTOP_HOME"] = os.environ["HOME"] = str(shared / "home")
        try:
            with named(module, name).begin(shared) as trial:
                out.write(json.dumps({"ready": True}) + "\n")
                for line in sys.stdin:
                    out.write(json.dumps(answer_of(trial, int(line), folder)) + "\n")
        except NotHere as reason:
            out.write(json.dumps({"not here": str(reason)}) + "\n")
        finally:
            shutil.rmtree(shared, ignore_errors=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]))

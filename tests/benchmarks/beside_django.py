"""The import of a workbook beside django-import-export, in one run.

``python -m tests.benchmarks.beside_django --python PYTHON [--size 10000] [--runs 3]``; PYTHON is
one of an environment that has it. It is no part of the program's own.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.benchmarks.figures import Figure, keep_bytecode, machine, table
from tests.benchmarks.watched import watched
from tests.benchmarks.workbook_files import partner_workbook

HOW = """The environment is made with
    python3 -m venv FOLDER
    FOLDER/bin/python -m pip install "django-import-export[xlsx]==4.4.*"
and named with --python FOLDER/bin/python (on Windows FOLDER\\Scripts\\python.exe).
"""
SHARE = 0.25


def main() -> int:
    """Run both in turn and print the table."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.beside_django",
        description=__doc__,
        epilog=HOW,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--python", help="a Python that has django-import-export")
    parser.add_argument("--size", type=int, default=10_000, help="rows")
    parser.add_argument("--runs", type=int, default=3)
    chosen = parser.parse_args()
    if chosen.python is None:
        sys.stderr.write(HOW)
        return 2
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    keep_bytecode()
    with tempfile.TemporaryDirectory() as folder:
        figures = _figures(Path(folder), chosen.python, chosen.size, chosen.runs)
    sys.stdout.write(f"{machine()}\n\n{table(figures)}\n")
    return 0 if all(one.reached is not False for one in figures) else 1


def _figures(folder: Path, python: str, size: int, runs: int) -> list[Figure]:
    workbook = partner_workbook(folder, size)
    theirs, bulk, ours = [], [], []
    for number in range(runs):
        theirs.append(_theirs(python, workbook, folder / f"theirs-{number}.db"))
        bulk.append(_theirs(python, workbook, folder / f"bulk-{number}.db", "bulk"))
        database = folder / f"ours-{number}.db"
        phase = ("import", str(workbook), str(database))
        ours.append(watched("tests.benchmarks.workbook_phases", *phase))
    usual, quicker, own = (_median(one) for one in (theirs, bulk, ours))
    about = theirs[0]
    named = f"django-import-export {about['version']} on Django {about['django']}"
    return [
        Figure(
            "workbook of 20 columns into an empty database",
            size,
            f"{own:.2f} s, {own / usual:.2f} × {named} ({usual:.2f} s; with its use_bulk, which "
            f"skips what it compares, {quicker:.2f} s), medians of {runs}",
            f"≤ {SHARE} ×",
            own <= SHARE * usual,
        )
    ]


def _median(answers: list[dict[str, Any]]) -> float:
    return float(statistics.median(answer["seconds"] for answer in answers))


def _theirs(python: str, workbook: Path, database: Path, *more: str) -> dict[str, Any]:
    script = Path(__file__).with_name("django_import.py")
    done = subprocess.run(
        [python, str(script), str(workbook), str(database), *more],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


if __name__ == "__main__":
    sys.exit(main())

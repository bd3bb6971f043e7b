"""How well names are compared: ``python -m tests.names_evaluation [--half measure] [--json]``.

Ends with 1 when the figure is not reached. Without ``--half`` it asks the half that the comparison
is built on: the other is for measuring alone, and its misses are nothing to mend one by one.
"""

from __future__ import annotations

import argparse
import sys

from tests.names_evaluation.outcome import evaluate
from tests.names_evaluation.pairs import Half, read
from tests.names_evaluation.report import as_json, as_text
from wicco_desktop.names import compare


def main() -> int:
    """Compare the pairs of the half asked for and print what came out."""
    parser = argparse.ArgumentParser(prog="python -m tests.names_evaluation", description=__doc__)
    parser.add_argument("--half", type=Half, choices=list(Half), default=Half.BUILD)
    parser.add_argument("--json", action="store_true", help="for a program to read")
    chosen = parser.parse_args()
    outcome = evaluate(read(chosen.half), compare)
    show = as_json if chosen.json else as_text
    # Names in every script are printed, whatever the console's own encoding is.
    sys.stdout.buffer.write(show(chosen.half, outcome).encode("utf-8"))
    return 0 if outcome.reached else 1


if __name__ == "__main__":
    raise SystemExit(main())

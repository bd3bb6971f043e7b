"""Every campaign, by one command: ``python -m tests.faults.campaigns [NAME …]``.

Each is run at its full count unless ``--count`` says another; prints a table, and how to repeat
whatever failed. Results of full runs are kept in ``docs/reliability.md``.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.figures import machine
from tests.faults.campaigns.campaign import all_campaigns
from tests.faults.campaigns.running import Result, Run

TOLD_EVERY = 10.0
"""Seconds between two lines that say how far a campaign is."""
SHOWN = 20
"""Failures of a campaign that are listed; the others only count."""


class _Progress:
    """Says on the error output how far it is, now and then."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._last = time.monotonic()

    def __call__(self, result: Result) -> None:
        now = time.monotonic()
        if now - self._last >= TOLD_EVERY or result.trials == self._total:
            self._last = now
            sys.stderr.write(
                f"{result.campaign.name}: {result.trials:,} of {self._total:,}, "
                f"{len(result.wrong)} found, {result.seconds:.0f} s\n"
            )


def table(results: list[Result], folder: Path) -> str:
    """What came out, as a Markdown table and what follows from it."""
    lines = ["| campaign | trials | found | seconds |", "| --- | --- | --- | --- |"]
    lines += [
        f"| {one.campaign.name} | {one.not_here or f'{one.trials:,}'} | {len(one.wrong):,} | "
        f"{one.seconds:.0f} |"
        for one in results
    ]
    for one in results:
        lines += ["", f"{one.campaign.name}: {one.campaign.promise}"]
        lines += [f"{count:9,} {what}" for what, count in one.became.most_common()]
        lines += [
            f"    --first {seed} --count 1: {wrong}"
            for seed, wrong in sorted(one.wrong.items())[:SHOWN]
        ]
        if len(one.wrong) > SHOWN:
            lines.append(f"    and {len(one.wrong) - SHOWN:,} more")
    if any(one.wrong for one in results):
        lines += ["", f"What is left of the trials that failed: {folder}"]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Run what is asked for and print the table; 1 when anything was found."""
    found = all_campaigns()
    parser = argparse.ArgumentParser(
        prog="python -m tests.faults.campaigns",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="\n".join(f"{name:24} {one.count:8,}" for name, (_, one) in found.items()),
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help="which (all)")
    parser.add_argument("--count", type=int, help="trials (each campaign's own)")
    parser.add_argument("--first", type=int, default=0, metavar="SEED", help="the first seed (0)")
    parser.add_argument("--jobs", type=int, default=2, help="trials at the same time (2)")
    parser.add_argument("--out", type=Path, metavar="FILE", help="where the table is written too")
    parser.add_argument("--folder", type=Path, help="where trials are made (a temporary one)")
    asked = parser.parse_args()
    unknown = set(asked.names) - set(found)
    if unknown:
        parser.error(f"no campaign {', '.join(sorted(unknown))}")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("LC_ALL", "C.UTF-8")
    folder: Path = asked.folder or Path(tempfile.mkdtemp(prefix="wicco-campaigns-"))
    results: list[Result] = []
    for name in asked.names or found:
        module, campaign = found[name]
        count = campaign.count if asked.count is None else asked.count
        run = Run(module, campaign, folder / name)
        results.append(run.result)
        try:
            run.over(range(asked.first, asked.first + count), asked.jobs, _Progress(count))
        except KeyboardInterrupt:
            break
    told = f"{machine()}\n\n{table(results, folder)}"
    sys.stdout.write(told)
    if asked.out is not None:
        asked.out.write_text(told, "utf-8")
    _tidy(folder)
    return 1 if any(one.wrong for one in results) else 0


def _tidy(folder: Path) -> None:
    """Remove the folders where nothing was left."""
    for path in (*folder.iterdir(), folder):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()


if __name__ == "__main__":
    sys.exit(main())

"""All benchmarks, by one command: ``python -m tests.benchmarks [--size 10000] [NAME …]``.

Prints a table. The databases are generated once and kept in ``--folder``. Nothing here is part of
the suite: figures depend on the machine and on what else it does.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path

from tests.benchmarks.figures import Figure, keep_bytecode, machine, table
from tests.benchmarks.generator import contacts_database

MODULES: Mapping[str, tuple[int, ...]] = {
    "starting": (100_000,),
    "records": (10_000, 100_000, 1_000_000),
    "searching": (10_000, 100_000, 1_000_000),
    "duplicates": (10_000, 100_000, 1_000_000),
    "scrolling": (10_000, 100_000, 1_000_000),
    "workbooks": (100_000,),
    "backups": (10_000, 100_000),
}
"""Each module has ``run(folder, size)``; the sizes that its figures are asked for."""


def main() -> int:
    """Run what is asked for and print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"{', '.join(MODULES)} (all)")
    parser.add_argument("--size", action="append", type=int, help="contacts (as asked for)")
    parser.add_argument(
        "--folder",
        type=Path,
        default=Path(tempfile.gettempdir()) / "wicco-benchmarks",
        help="where generated databases are kept",
    )
    chosen = parser.parse_args()
    unknown = set(chosen.names) - set(MODULES)
    if unknown:
        parser.error(f"no benchmark {', '.join(sorted(unknown))}")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    keep_bytecode()
    figures: list[Figure] = []
    for name in chosen.names or MODULES:
        for size in chosen.size or MODULES[name]:
            contacts_database(chosen.folder, size)
            figures += _ran(name, chosen.folder, size)
    sys.stdout.write(f"{machine()}\n\n{table(figures)}\n")
    return 0 if all(one.reached is not False for one in figures) else 1


def _ran(name: str, folder: Path, size: int) -> list[Figure]:
    sys.stderr.write(f"{name}, {size:,} contacts\n")
    run: Callable[[Path, int], list[Figure]] = import_module(f"tests.benchmarks.{name}").run
    return run(folder, size)


if __name__ == "__main__":
    sys.exit(main())

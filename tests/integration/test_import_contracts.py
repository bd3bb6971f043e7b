"""The import contracts hold, and each of them guards something: planted violations break them."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "wicco_desktop"

DECLARING = {
    "sqlalchemy": {
        "BigInteger", "Boolean", "CheckConstraint", "Column", "ForeignKey", "ForeignKeyConstraint",
        "Index", "Integer", "MetaData", "PrimaryKeyConstraint", "String", "Table", "Text",
        "UniqueConstraint",
    },
    "sqlmodel": {"Field", "SQLModel"},
    "sqlmodel.main": {"SQLModelConfig", "SQLModelMetaclass"},
}  # fmt: skip
"""What ``records`` may take from SQLModel: what declares, nothing that queries or connects."""

PLANTED = [
    ("layers", "foundation/planted.py", "import wicco_desktop.records"),
    ("layers", "names/planted.py", "import wicco_desktop.records"),
    ("layers", "records/planted.py", "import wicco_desktop.names"),
    ("layers", "store/planted.py", "import wicco_desktop.services"),
    ("layers", "store/planted.py", "import wicco_desktop.exchange"),
    ("layers", "exchange/planted.py", "import wicco_desktop.store"),
    ("layers", "services/planted.py", "import wicco_desktop.ui"),
    ("layers", "ui/planted.py", "import wicco_desktop.app"),
    ("layers", "ui/planted.py", "import wicco_desktop.cli"),
    ("layers", "helpers/__init__.py", ""),
    ("qt", "services/planted.py", "import PySide6.QtCore"),
    ("qt", "cli/planted.py", "import PySide6.QtCore"),
    ("qt", "exchange/planted.py", "import shiboken6"),
    ("sqlite", "services/planted.py", "import sqlite3"),
    ("sqlite", "store/planted.py", "import sqlcipher3"),
    ("queries", "services/planted.py", "import sqlmodel"),
    ("queries", "cli/planted.py", "import sqlalchemy"),
    ("queries", "ui/planted.py", "from sqlalchemy import select"),
    ("workbooks", "services/planted.py", "import openpyxl"),
    ("workbooks", "store/planted.py", "from openpyxl import Workbook"),
]


def lint_imports(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Check the contracts of ``pyproject.toml`` on the package in that folder."""
    return subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from importlinter.cli import lint_imports_command as run; sys.exit(run())",
            "--no-cache",
            "--no-logo",
            *("--config", str(ROOT / "pyproject.toml")),
            *options,
        ],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def copied_package(tmp_path: Path) -> Path:
    """A copy of the package to plant violations in."""
    return shutil.copytree(
        PACKAGE, tmp_path / "wicco_desktop", ignore=shutil.ignore_patterns("__pycache__")
    )


def planted(package: Path, name: str, line: str) -> None:
    """Add a module with that one line."""
    module = package / name
    module.parent.mkdir(exist_ok=True)
    module.write_text(f"{line}\n", encoding="utf-8")


def undeclaring_imports(package: Path) -> Iterator[str]:
    """What the modules of ``records`` take from SQLModel and SQLAlchemy beyond declaring."""
    for path in sorted((package / "records").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                taken = {alias.name: {"*"} for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                taken = {node.module or "": {alias.name for alias in node.names}}
            else:
                continue
            for module, names in taken.items():
                if module.partition(".")[0] in {"sqlalchemy", "sqlmodel"}:
                    for name in sorted(names - DECLARING.get(module, set())):
                        yield f"{path.name} imports {name} from {module}"


def test_the_package_keeps_every_contract(copied_package: Path) -> None:
    done = lint_imports(copied_package.parent)

    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


@pytest.mark.parametrize(
    ("contract", "module", "line"),
    PLANTED,
    ids=[f"{contract}: {module}: {line}" for contract, module, line in PLANTED],
)
def test_a_planted_violation_breaks_its_contract(
    copied_package: Path, contract: str, module: str, line: str
) -> None:
    planted(copied_package, module, line)

    done = lint_imports(copied_package.parent, "--contract", contract)

    assert done.returncode == 1
    assert "1 broken" in done.stdout or "not listed as layers" in done.stdout, done.stdout


def test_records_only_declare() -> None:
    assert list(undeclaring_imports(PACKAGE)) == []


@pytest.mark.parametrize("line", ["from sqlmodel import Session", "import sqlalchemy.orm"])
def test_a_query_planted_in_records_is_seen(copied_package: Path, line: str) -> None:
    planted(copied_package, "records/planted.py", line)

    assert len(list(undeclaring_imports(copied_package))) == 1

"""The lock file pins all that ``pyproject.toml`` asks for, with hashes and without addresses."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[3]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")


def locked() -> dict[str, Requirement]:
    """Every locked package by its name."""
    lines = LOCK.replace("\\\n", " ").splitlines()
    requirements = [Requirement(line.partition(" --hash")[0].strip()) for line in lines if line]
    return {canonicalize_name(requirement.name): requirement for requirement in requirements}


def asked_for() -> Iterator[Requirement]:
    """Every package the project names: to run, to check, to build."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    for line in (
        *project["project"]["dependencies"],
        *project["dependency-groups"]["dev"],
        *project["build-system"]["requires"],
    ):
        yield Requirement(line)


def test_everything_that_is_asked_for_is_locked_in_a_fitting_version() -> None:
    pinned = locked()

    for requirement in asked_for():
        found = pinned[canonicalize_name(requirement.name)]
        (pin,) = found.specifier
        assert pin.operator == "=="
        assert requirement.specifier.contains(pin.version), f"{requirement} but {found}"


def test_every_locked_package_has_hashes() -> None:
    for line in LOCK.replace("\\\n", " ").splitlines():
        assert re.search(r" --hash=sha256:[0-9a-f]{64}", line), line


def test_it_names_no_address() -> None:
    assert not re.search(r"://|--index|--find-links| @ ", LOCK)

"""What the documents say of the program is so."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from wicco_desktop.cli.commands import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "wicco_desktop"
ARCHITECTURE = ROOT / "docs" / "architecture.md"
DOCUMENTS = (
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "docs/architecture.md",
    "docs/names.md",
)

LINES = 90
"""What one page holds."""

_CODE = re.compile(r"`([^`\n]+)`")
_FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)#:]+)\)")
_PATH = re.compile(r"[\w.-]+(?:/[\w.-]+)*/?")


def text_of(document: str) -> str:
    return (ROOT / document).read_text("utf-8")


def named_paths(document: str) -> set[str]:
    """What stands in a document as code and is a path: with a slash, or the name of a file."""
    told = set(_CODE.findall(_FENCED.sub("", text_of(document))))
    paths = {name for name in told if _PATH.fullmatch(name)}
    return {name for name in paths if "/" in name or re.search(r"\.(py|md|toml|lock|log)$", name)}


def made_when_run(name: str) -> bool:
    """Whether a path is one that a checkout does not have; a recipe makes some."""
    return name.startswith((".venv", "translations/pt_PT")) or "NNNN" in name


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_path_that_is_named_is_there(document: str) -> None:
    missing = {
        name
        for name in named_paths(document)
        if not made_when_run(name) and not (ROOT / name).exists() and not (PACKAGE / name).exists()
    }
    # Where a recipe puts something new is no path of today.
    if document == "CONTRIBUTING.md":
        missing -= set(re.findall(r"\b[Aa]s\s+`([^`]+)`:", text_of(document)))
    assert missing == set()


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_link_leads_somewhere(document: str) -> None:
    folder = (ROOT / document).parent
    links = set(_LINK.findall(text_of(document)))
    assert {link for link in links if not (folder / link).exists()} == set()


def test_the_architecture_fits_one_page() -> None:
    lines = ARCHITECTURE.read_text("utf-8").splitlines()
    assert len(lines) <= LINES
    assert max(map(len, lines)) <= 130


def test_the_architecture_names_every_package_and_no_other() -> None:
    rows = re.findall(r"^\| `(\w+)` \|", ARCHITECTURE.read_text("utf-8"), re.MULTILINE)
    there = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or is_package(path)}
    assert set(rows) == there - {"__init__", "__main__"}
    assert len(rows) == len(set(rows))


def is_package(path: Path) -> bool:
    return (path / "__init__.py").is_file()


def test_its_picture_has_the_layers_of_the_import_contract_in_their_order() -> None:
    contracts = tomllib.loads(text_of("pyproject.toml"))["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    picture = _FENCED.findall(ARCHITECTURE.read_text("utf-8"))[0]
    drawn = re.findall(r"^ {4}\S.*?(?: {2,})(\w+(?: \| \w+)?)(?=$| )", picture, re.MULTILINE)
    assert drawn == layers


def test_the_readme_names_every_command_as_it_is_typed() -> None:
    rows = re.findall(r"^\| (`.+?) \|(?: .+)? \|$", text_of("README.md"), re.MULTILINE)
    # A bar within a table stands behind a backslash.
    told = [usage.replace("\\|", "|") for row in rows for usage in _CODE.findall(row)]
    assert sorted(told) == sorted(command.usage for command in COMMANDS.values())


def test_the_changelog_has_a_place_for_what_comes_next() -> None:
    heads = re.findall(r"^## (.+)$", text_of("CHANGELOG.md"), re.MULTILINE)
    assert heads[0] == "[Unreleased]"
    sections = set(re.findall(r"^### (.+)$", text_of("CHANGELOG.md"), re.MULTILINE))
    assert sections <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_no_document_names_a_path_of_one_machine(document: str) -> None:
    assert not re.search(r"(?<![\w.])/(?:home|root|work|tmp|Users)/", text_of(document))

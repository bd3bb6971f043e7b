"""A built wheel, installed elsewhere, has everything: its icons, its Chinese, its command."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from set_up import state

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ("wicco_desktop", "resources", "translations")
FILES = ("pyproject.toml", "README.md", ".gitignore")

LOOK_AROUND = """
import json
import wicco_desktop
from wicco_desktop.foundation import languages, messages, paths
translator = messages.Translator(languages.CHINESE)
print(json.dumps({
    "package": wicco_desktop.__file__,
    "resources": str(paths.resources_folder()),
    "translations": str(paths.translations_folder()),
    "meeting": translator.tr("Meeting"),
}))
"""


@dataclass(frozen=True)
class Installed:
    """A wheel, and an environment of its own that it is installed in."""

    wheel: Path
    folder: Path
    elsewhere: Path

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run the environment's Python from a folder that has nothing to do with the project."""
        python = state.venv_python(str(self.folder))
        return self._run(python, "-I", *command)

    def run_script(self, name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a command that the wheel brought."""
        scripts = Path(state.venv_python(str(self.folder))).parent
        return self._run(str(scripts / name), *arguments)

    def _run(self, *command: str) -> subprocess.CompletedProcess[str]:
        kept = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
        return subprocess.run(
            command,
            cwd=self.elsewhere,
            env=kept | {"PYTHONUTF8": "1"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Build from a copy without compiled catalogues, then install into a new environment."""
    base = tmp_path_factory.mktemp("wheel")
    wheel = built_wheel(copied_sources(base / "sources"), base / "dist")
    folder = base / "project"
    made(sys.executable, "-m", "venv", "--without-pip", state.venv_folder(str(folder)))
    inside = state.venv_python(str(folder))
    made(*pip(), "--python", inside, "install", "--quiet", "--no-deps", "--no-index", str(wheel))
    lend_packages(inside)
    elsewhere = base / "elsewhere"
    elsewhere.mkdir()
    return Installed(wheel, folder, elsewhere)


def copied_sources(target: Path) -> Path:
    """What the wheel is built from, as a fresh checkout has it."""
    compiled = shutil.ignore_patterns("__pycache__", "*.mo")
    for folder in SOURCES:
        shutil.copytree(ROOT / folder, target / folder, ignore=compiled)
    for name in FILES:
        shutil.copy(ROOT / name, target)
    return target


def built_wheel(sources: Path, target: Path) -> Path:
    """Build it with the packages of this environment."""
    made(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(target), cwd=sources)
    (wheel,) = target.glob("*.whl")
    return wheel


def pip() -> list[str]:
    """The pip of this environment, or of the Python under it, where run.py had to use that."""
    own = importlib.util.find_spec("pip") is not None
    return [sys.executable if own else os.path.realpath(sys.executable), "-m", "pip"]


def lend_packages(inside: str) -> None:
    """Let the new environment find this one's packages, after its own.

    A line of a .pth file adds a folder without reading the .pth files in there, so the editable
    install of this checkout is not seen.
    """
    ask = "import sysconfig; print(sysconfig.get_paths()['purelib'])"
    folder = Path(made(inside, "-I", "-c", ask).strip())
    (folder / "lent.pth").write_text(sysconfig.get_paths()["purelib"] + "\n", encoding="utf-8")


def made(*command: str, cwd: Path | None = None) -> str:
    """Run a step that has to work; returns what it prints."""
    done = subprocess.run(command, cwd=cwd, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def names_in(folder: Path) -> set[str]:
    """Every file in there, by its path from there."""
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }


def test_its_resources_and_its_chinese_lie_inside_the_package(installed: Installed) -> None:
    done = installed.run("-c", LOOK_AROUND)

    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    package = Path(found["package"]).parent
    assert package.is_relative_to(installed.folder)
    assert Path(found["resources"]) == package / "resources"
    assert Path(found["translations"]) == package / "translations"
    assert found["meeting"] == "会议"


def test_it_has_every_resource_of_the_checkout(installed: Installed) -> None:
    with zipfile.ZipFile(installed.wheel) as files:
        begin = "wicco_desktop/resources/"
        packed = {name.removeprefix(begin) for name in files.namelist() if name.startswith(begin)}

    assert packed == names_in(ROOT / "resources")
    assert any(name.endswith(".svg") for name in packed)


def test_of_the_translations_it_has_only_what_is_compiled(installed: Installed) -> None:
    with zipfile.ZipFile(installed.wheel) as files:
        packed = [name for name in files.namelist() if "translations/" in name]

    assert packed == ["wicco_desktop/translations/zh_CN/LC_MESSAGES/wicco.mo"]


def test_its_command_runs(installed: Installed) -> None:
    done = installed.run_script("wicco-desktop", "--version")

    assert done.returncode == 0, done.stderr
    assert "0.1.0" in done.stdout

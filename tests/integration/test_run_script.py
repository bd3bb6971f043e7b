"""``run.py`` as a person meets it, as far as that goes without a network.

A small project stands in for the real one: its lock file names one wheel that lies in a folder,
which is also its build backend.
"""

from __future__ import annotations

import ast
import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from set_up import state

ROOT = Path(__file__).resolve().parents[2]

PROGRAM = """
import json, os, sys
print(json.dumps({"arguments": sys.argv[1:], "folder": os.getcwd()}))
sys.exit(int(os.environ.get("EXIT_CODE", "0")))
"""

BACKEND = """
import pathlib, zipfile
NAME = "small_program-1.0"
def build_editable(wheel_directory, config_settings=None, metadata_directory=None):
    wheel = f"{NAME}-py3-none-any.whl"
    with zipfile.ZipFile(pathlib.Path(wheel_directory) / wheel, "w") as files:
        files.writestr("small_program.pth", str(pathlib.Path.cwd()))
        describe(files, NAME, "small-program")
    return wheel
def describe(files, folder, name):
    info = f"{folder}.dist-info"
    files.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\\nName: {name}\\nVersion: 1.0\\n")
    tags = "Root-Is-Purelib: true\\nTag: py3-none-any\\n"
    files.writestr(f"{info}/WHEEL", f"Wheel-Version: 1.0\\nGenerator: test\\n{tags}")
    files.writestr(f"{info}/RECORD", "")
"""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in uses links")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with ``run.py``, a lock file of one wheel, and a program that tells what it got."""
    folder = tmp_path / "a project"
    shutil.copytree(
        ROOT / ".ci" / "set_up",
        folder / ".ci" / "set_up",
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    shutil.copy(ROOT / "run.py", folder)
    (folder / "translations").mkdir()
    (folder / "wicco_desktop").mkdir()
    (folder / "wicco_desktop" / "__init__.py").touch()
    (folder / "wicco_desktop" / "__main__.py").write_text(PROGRAM)
    (folder / "pyproject.toml").write_text(
        '[build-system]\nrequires = []\nbuild-backend = "small"\n'
    )
    digest = hashlib.sha256(small_wheel(tmp_path / "wheels").read_bytes()).hexdigest()
    (folder / "requirements.lock").write_text(f"small==1.0 --hash=sha256:{digest}\n")
    return folder


def small_wheel(folder: Path) -> Path:
    """The one wheel of the lock file: a package that builds the project."""
    folder.mkdir()
    path = folder / "small-1.0-py3-none-any.whl"
    scope: dict[str, object] = {}
    exec(BACKEND, scope)
    with zipfile.ZipFile(path, "w") as files:
        files.writestr("small.py", BACKEND)
        describe = scope["describe"]
        assert callable(describe)
        describe(files, "small-1.0", "small")
    return path


@pytest.fixture
def ready_project(project: Path) -> Path:
    """The same, with a finished environment that is only this Python under another name."""
    inside = Path(state.venv_python(str(project)))
    inside.parent.mkdir(parents=True)
    inside.symlink_to(sys.executable)
    state.write_stamp(str(project), state.wanted(str(project)))
    return project


def environment(project: Path, **settings: str) -> dict[str, str]:
    """Settings under which pip finds the one wheel and nothing else."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    return kept | {
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": str(project.parent / "wheels"),
        **settings,
    }


def run(project: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Start ``run.py`` from another folder, and wait for its end."""
    return subprocess.run(
        [sys.executable, str(project / "run.py"), *arguments],
        cwd=project.parent,
        env=environment(project, **settings),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def talk(done: subprocess.CompletedProcess[str]) -> list[str]:
    """What was said on stderr, without the prefix that every line has."""
    lines = done.stderr.splitlines()
    assert all(line.startswith("wicco-desktop: ") for line in lines), done.stderr
    return [line.removeprefix("wicco-desktop: ") for line in lines]


def test_every_argument_is_handed_on_as_it_is(ready_project: Path) -> None:
    arguments = ["search", "黄英豪", "two words", "--json", ""]

    done = run(ready_project, *arguments, PYTHONPATH=str(ready_project))

    assert json.loads(done.stdout) == {"arguments": arguments, "folder": str(ready_project.parent)}
    assert done.stderr == ""


@pytest.mark.parametrize("code", [0, 1, 2, 77])
def test_the_exit_code_is_the_programs_own(ready_project: Path, code: int) -> None:
    done = run(ready_project, PYTHONPATH=str(ready_project), EXIT_CODE=str(code))

    assert done.returncode == code


@pytest.mark.parametrize(
    ("given", "handed"),
    [([], ["-n", "2"]), (["tests/unit", "-k", "a or b"], ["tests/unit", "-k", "a or b"])],
)
def test_the_word_test_runs_the_tests(
    ready_project: Path, given: list[str], handed: list[str]
) -> None:
    stand_in = ready_project.parent / "stand-in" / "pytest"
    stand_in.mkdir(parents=True)
    (stand_in / "__init__.py").touch()
    (stand_in / "__main__.py").write_text(PROGRAM)

    done = run(ready_project, "test", *given, PYTHONPATH=str(stand_in.parent))

    assert json.loads(done.stdout) == {"arguments": handed, "folder": str(ready_project)}


def test_a_first_start_sets_up_and_says_so_on_stderr_only(project: Path) -> None:
    first = run(project, "list")
    second = run(project, "list")

    assert json.loads(first.stdout)["arguments"] == ["list"]
    assert talk(first)[-1] == "ready"
    assert second.stdout == first.stdout
    assert second.stderr == ""


def test_two_first_starts_at_once_take_turns(project: Path) -> None:
    starts = [
        subprocess.Popen(
            [sys.executable, str(project / "run.py"), name],
            env=environment(project),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        for name in ("one", "two")
    ]
    said = [start.communicate()[1] for start in starts]

    assert [start.returncode for start in starts] == [0, 0]
    assert "".join(said).count("making an environment") == 1
    assert "".join(said).count("waiting for it") <= 1


def test_an_interrupted_set_up_is_made_anew(project: Path) -> None:
    half_made = project / ".venv" / "lib" / "left over"
    half_made.mkdir(parents=True)

    done = run(project)

    assert done.returncode == 0
    assert "the environment is not whole; making it anew" in talk(done)
    assert not half_made.exists()


def test_a_wheel_that_is_not_the_locked_one_is_refused(project: Path) -> None:
    (project / "requirements.lock").write_text(f"small==1.0 --hash=sha256:{'0' * 64}\n")

    done = run(project)

    assert done.returncode == 2
    assert done.stdout == ""
    assert "is not the one the lock file names; nothing was installed" in talk(done)[-1]
    assert not state.is_ready(str(project))


def test_without_a_network_one_line_says_so(project: Path) -> None:
    (project / "requirements.lock").write_text(f"elsewhere==1.0 --hash=sha256:{'0' * 64}\n")

    done = run(project, PIP_NO_INDEX="0", PIP_INDEX_URL="http://127.0.0.1:9/")

    assert done.returncode == 2
    assert "the package index cannot be reached: is this computer online?" in talk(done)[-1]


def test_a_failed_update_leaves_the_finished_environment_as_it_is(ready_project: Path) -> None:
    before = state.recorded(str(ready_project))
    (ready_project / "requirements.lock").write_text(f"elsewhere==1 --hash=sha256:{'0' * 64}\n")

    done = run(ready_project)

    assert done.returncode == 2
    assert "the packages could not be installed" in talk(done)[-1]
    assert state.recorded(str(ready_project)) == before


def test_a_folder_that_cannot_be_written_is_told_in_one_line(project: Path) -> None:
    (project / ".venv.lock").mkdir()  # in the way even of an administrator

    done = run(project)

    assert done.returncode == 2
    assert len(talk(done)) == 1
    assert talk(done)[0].startswith(f"cannot set up in {project}: ")


def test_an_old_python_is_told_apart_before_anything_else(project: Path) -> None:
    pretend = "import runpy, sys; sys.version_info = (3, 9, 2); runpy.run_path(sys.argv[1])"

    done = subprocess.run(
        [sys.executable, "-c", pretend, str(project / "run.py")],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert done.returncode == 2
    assert talk(done)[0].startswith("this is Python 3.9, and 3.11 or newer is needed.")


def test_an_old_python_can_read_the_script() -> None:
    ast.parse((ROOT / "run.py").read_text(encoding="utf-8"), feature_version=(3, 7))


def test_only_light_modules_load_when_nothing_is_to_be_done(ready_project: Path) -> None:
    loaded = "import sys; sys.path.insert(0, '.ci'); import set_up.state; print(*sys.modules)"

    done = subprocess.run(
        [sys.executable, "-S", "-c", loaded],
        cwd=ready_project,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )

    heavy = {"subprocess", "pathlib", "hashlib", "json", "re", "typing", "set_up.environment"}
    assert not heavy & set(done.stdout.split())


def test_a_changed_catalogue_is_compiled_at_the_next_start(ready_project: Path) -> None:
    catalogue = ready_project / "translations" / "zh_CN" / "LC_MESSAGES" / "wicco.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text('msgid "Meeting"\nmsgstr "会议"\n', encoding="utf-8")
    shutil.copy(ROOT / "translations" / "compile_catalogues.py", ready_project / "translations")
    compiled = catalogue.with_suffix(".mo")
    assert state.stale_catalogues(str(ready_project))

    inside = Path(state.venv_python(str(ready_project)))
    inside.unlink()
    inside.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    inside.chmod(0o755)
    state.write_stamp(str(ready_project), state.wanted(str(ready_project)))

    done = run(ready_project, PYTHONPATH=str(ready_project))

    assert (done.returncode, done.stderr) == (0, "")
    assert "会议".encode() in compiled.read_bytes()
    assert not state.stale_catalogues(str(ready_project))

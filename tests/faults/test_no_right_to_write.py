"""Folders and files that may not be written, no home, a damaged setting: told, never a traceback.

The superuser may write anywhere, so the commands run without that ability where the test has it.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name == "nt", reason="rights as POSIX has them")

Answer = subprocess.CompletedProcess[str]
Run = Callable[..., Answer]

WITHOUT_RIGHTS = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]


def as_anyone() -> list[str]:
    """What a command begins with, so that rights count for it."""
    if os.geteuid() != 0:
        return []
    if shutil.which("setpriv") is None:
        pytest.skip("the superuser may write anywhere")
    return WITHOUT_RIGHTS


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """One command line in a process of its own; whatever happens, no traceback."""

    def run_(*arguments: str, home: str | None = str(tmp_path / "home"), **more: str) -> Answer:
        kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
        environment = {**kept, "QT_QPA_PLATFORM": "offscreen", **more}
        if home is not None:
            environment["WICCO_DESKTOP_HOME"] = home
        answer = subprocess.run(
            [*as_anyone(), sys.executable, "-m", "wicco_desktop", *arguments],
            capture_output=True,
            encoding="utf-8",
            env=environment,
            cwd=Path(__file__).parents[2],
            timeout=60,
            check=False,
        )
        assert "Traceback" not in answer.stderr
        assert "made a mistake" not in answer.stderr
        assert answer.returncode in (0, 1, 2), answer.stderr
        return answer

    return run_


@pytest.fixture
def database(run: Run, tmp_path: Path) -> Path:
    path = tmp_path / "data" / "a.db"
    path.parent.mkdir()
    assert run("--data", str(path), "add", "contacts", "name.en=Ann").returncode == 0
    return path


@pytest.fixture
def forbid() -> Iterator[Callable[[Path], None]]:
    """Take the right to write away; given back at the end."""
    changed: list[tuple[Path, int]] = []

    def take(path: Path) -> None:
        mode = path.stat().st_mode
        changed.append((path, mode))
        path.chmod(mode & ~0o222)

    yield take
    for path, mode in changed:
        path.chmod(mode)


Forbid = Callable[[Path], None]


def test_a_folder_that_may_not_be_written_is_read_and_backed_up_but_not_changed(
    run: Run, database: Path, forbid: Forbid, tmp_path: Path
) -> None:
    before = database.read_bytes()
    forbid(database.parent)
    at = ["--data", str(database)]

    assert "Ann" in run(*at, "list", "contacts").stdout
    assert run(*at, "check").returncode == 0
    assert run(*at, "backup", str(tmp_path / "a.wicco-backup")).returncode == 0
    refused = run(*at, "add", "contacts", "name.en=Bo", "--json")
    assert refused.returncode == 1
    assert "cannot be written" in json.loads(refused.stdout)["error"]
    chinese = run(*at, "--language", "zh", "undo")
    assert chinese.returncode == 1
    assert "写入" in chinese.stderr
    missing = run("--data", str(database.with_name("b.db")), "list", "contacts")
    assert missing.returncode in (1, 2)
    assert database.read_bytes() == before
    assert [file.name for file in database.parent.iterdir()] == ["a.db"]


def test_a_file_that_may_not_be_written_is_read_but_not_changed(
    run: Run, database: Path, forbid: Forbid
) -> None:
    before = database.read_bytes()
    forbid(database)
    at = ["--data", str(database)]

    assert "Ann" in run(*at, "list", "contacts").stdout
    refused = run(*at, "add", "contacts", "name.en=Bo")
    assert refused.returncode == 1
    assert "read-only" in refused.stderr
    assert database.read_bytes() == before


def test_the_window_says_that_it_may_not_write_and_leaves(
    run: Run, database: Path, forbid: Forbid
) -> None:
    forbid(database.parent)

    refused = run("--data", str(database), "--language", "en")

    assert refused.returncode == 1
    assert "cannot be written" in refused.stderr


def test_folders_of_settings_and_log_that_may_not_be_written_keep_nobody_from_working(
    run: Run, database: Path, forbid: Forbid, tmp_path: Path
) -> None:
    home = tmp_path / "other"
    for name in ("settings", "log"):
        (home / name).mkdir(parents=True)
        forbid(home / name)

    added = run("--data", str(database), "add", "contacts", "name.en=Bo", home=str(home))

    assert added.returncode == 0
    assert added.stderr == ""


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"{",
        b"[" * 100_000,
        b'{"language": "fr", "my_name": "a\\ud800b", "recent": [1, null], "theme": 3}',
        b'{"device_id": "\\ud800", "device_name": "\\u0000x", "window": {"pins": 5}}',
    ],
    ids=["empty", "no text", "cut", "deep", "odd values", "odd names"],
)
def test_damaged_settings_keep_nobody_from_working(
    run: Run, database: Path, tmp_path: Path, content: bytes
) -> None:
    home = tmp_path / "other"
    (home / "settings").mkdir(parents=True)
    (home / "settings" / "settings.json").write_bytes(content)

    added = run("--data", str(database), "add", "contacts", "name.en=Bo", "--json", home=str(home))

    assert added.returncode == 0, added.stderr
    id_ = json.loads(added.stdout)["id"]
    history = run("--data", str(database), "history", id_, "--json", home=str(home))
    assert history.returncode == 0, history.stderr
    assert run("--data", str(database), "check", home=str(home)).returncode == 0


def test_a_user_without_a_home_is_told_what_to_do(run: Run, tmp_path: Path) -> None:
    if os.geteuid() != 0 or shutil.which("setpriv") is None:
        pytest.skip("only the superuser can become somebody without a home")
    code = (
        "import os, sys; from wicco_desktop.__main__ import main; import platformdirs\n"
        "import wicco_desktop.cli.reading, wicco_desktop.cli.opening\n"
        "os.setuid(54321); sys.exit(main(['list', 'contacts']))"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        encoding="utf-8",
        env={"PATH": os.environ["PATH"]},
        cwd=Path(__file__).parents[2],
        check=False,
    )

    assert answer.returncode == 1, answer.stderr
    assert answer.stderr.count("\n") == 1
    assert "WICCO_DESKTOP_HOME" in answer.stderr


def test_the_plainest_of_locales_is_no_obstacle(run: Run, database: Path) -> None:
    environment = {"LC_ALL": "C"}
    added = run("--data", str(database), "add", "contacts", "name.zh=丁恬", "--json", **environment)
    assert added.returncode == 0, added.stderr
    found = run("--data", str(database), "search", "丁恬", "--json", **environment)
    assert json.loads(found.stdout)[0]["title"]["zh"] == "丁恬"
    shown = run("--data", str(database), "--language", "zh", "list", "contacts", **environment)
    assert shown.returncode == 0

"""The command line as a process of its own: encodings, pipes, disks, time, two at once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

POSIX = pytest.mark.skipif(os.name == "nt", reason="what POSIX systems have")


def wicco(
    *arguments: str | bytes, environment: dict[str, str] | None = None, **more: Any
) -> subprocess.CompletedProcess[bytes]:
    """Run one command line; it never ends in a traceback."""
    options: dict[str, Any] = {"capture_output": True} | more
    done: subprocess.CompletedProcess[bytes] = subprocess.run(
        [sys.executable, "-P", "-m", "wicco_desktop", *arguments],
        env=os.environ | (environment or {}),
        check=False,
        **options,
    )
    assert b"Traceback" not in (done.stderr or b"")
    return done


@pytest.fixture
def filled(database_path: Path) -> Path:
    """A database with a contact of two names."""
    done = wicco(
        "--data", str(database_path), "add", "contacts", "name.zh=丁恬", "name.en=Ding Tian"
    )
    assert done.returncode == 0, done.stderr
    return database_path


def test_a_record_is_added_found_changed_and_taken_back(filled: Path) -> None:
    def asked(*arguments: str) -> Any:
        return json.loads(wicco("--data", str(filled), *arguments, "--json").stdout)

    (hit,) = asked("search", "丁恬")
    asked("set", hit["id"], "mobile=+853 6600 0000")
    assert [entry["field"] for entry in asked("history", hit["id"])] == ["mobile", None]
    assert asked("undo")["changed"] == 1
    assert asked("show", hit["id"])["values"]["mobile"] is None
    assert asked("check") == {"ok": True, "problems": []}


@POSIX
@pytest.mark.parametrize(
    "encoding",
    [
        {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "gb18030"},
    ],
    ids=str,
)
def test_documents_are_utf_8_whatever_the_terminals_encoding(
    filled: Path, encoding: dict[str, str]
) -> None:
    document = wicco("--data", str(filled), "list", "contacts", "--json", environment=encoding)
    text = wicco("--data", str(filled), "list", "contacts", environment=encoding)

    assert json.loads(document.stdout.decode("utf-8"))[0]["values"]["name"]["zh"] == "丁恬"
    assert (document.returncode, text.returncode) == (0, 0)
    assert b"Ding Tian" in text.stdout


@POSIX
def test_bytes_that_are_no_text_are_told(filled: Path) -> None:
    for arguments in (
        ("list", b"\xff\xfe"),
        ("show", b"\xff"),
        (b"\xff",),
        ("list", "contacts", b"--\xff"),
    ):
        done = wicco("--data", str(filled), *arguments)
        assert done.returncode == 2
        assert done.stderr.count(b"\n") == 1
    added = wicco("--data", str(filled), "add", "topics", b"name.en=Smart \xff cities", "--json")
    assert json.loads(added.stdout)["values"]["name"]["en"] == "Smart  cities"


@POSIX
def test_a_reader_that_has_read_enough_is_no_problem(filled: Path) -> None:
    for number in range(3):
        wicco("--data", str(filled), "add", "topics", f"name.en={number}", "about=x")
    read, write = os.pipe()
    os.close(read)
    try:
        done = wicco(
            "--data", str(filled), "list", "contacts", "--json",
            capture_output=False, stdout=write, stderr=subprocess.PIPE,
        )  # fmt: skip
    finally:
        os.close(write)

    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("more", [["--json"], []])
def test_an_output_that_is_full_is_told(filled: Path, more: list[str], unbuffered: str) -> None:
    with Path("/dev/full").open("wb") as full:
        done = wicco(
            "--data", str(filled), "list", "contacts", "--language", "en", *more,
            capture_output=False, stdout=full, stderr=subprocess.PIPE,
            environment={"PYTHONUNBUFFERED": unbuffered},
        )  # fmt: skip

    assert done.returncode == 1
    assert b"The output cannot be written" in done.stderr
    assert done.stderr.count(b"\n") == 1


@POSIX
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root writes anywhere")
def test_a_read_only_folder_is_read_and_told_when_written(filled: Path) -> None:
    filled.parent.chmod(0o555)
    try:
        assert wicco("--data", str(filled), "list", "contacts").returncode == 0
        refused = wicco("--data", str(filled), "add", "topics", "name.en=x")
        assert refused.returncode == 1
        assert b"cannot be written" in refused.stderr
    finally:
        filled.parent.chmod(0o755)


def test_two_that_write_at_once_both_write_or_are_told(filled: Path) -> None:
    command = [sys.executable, "-P", "-m", "wicco_desktop", "--data", str(filled)]
    both = [
        subprocess.Popen(
            [*command, "add", "topics", f"name.en={n}"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for n in range(2)
    ]
    answers = [(process.communicate(), process.returncode) for process in both]

    written = sum(code == 0 for _streams, code in answers)
    assert written >= 1
    for (_out, err), code in answers:
        assert code == 0 or b"already open in another window" in err
    listed = wicco("--data", str(filled), "list", "topics", "--json")
    assert len(json.loads(listed.stdout)) == written


def test_no_argument_list_imports_more_than_it_needs(tmp_path: Path) -> None:
    program = (
        "import sys; from wicco_desktop.__main__ import main; "
        f"main(['--data', {str(tmp_path / 'x.db')!r}, *sys.argv[1:]]); "
        "print(sorted({name.split('.')[0] for name in sys.modules}), file=sys.stderr)"
    )

    def loaded(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-P", "-c", program, *arguments],
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stderr

    for unneeded in ("PySide6", "sqlalchemy", "sqlmodel", "babel", "openpyxl", "argparse"):
        assert f"'{unneeded}'" not in loaded("--version")
    for unneeded in ("PySide6", "openpyxl", "opencc", "orjson", "isal"):
        assert f"'{unneeded}'" not in loaded("list", "contacts", "--json")

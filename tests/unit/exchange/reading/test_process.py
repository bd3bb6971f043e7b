"""The reading process: killed, stopped, starved, cancelled; and what it may load and look at."""

from __future__ import annotations

import contextlib
import hashlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from tests.faults.test_no_right_to_write import as_anyone
from tests.unit.exchange.reading.handmade import (
    ods_parts,
    sheet_xml,
    xlsb_parts,
    xlsx_parts,
    zipped,
)
from wicco_desktop.exchange.reading import Limits, read_workbook
from wicco_desktop.foundation.errors import Cancelled, UsageError
from wicco_desktop.foundation.languages import CHINESE
from wicco_desktop.foundation.messages import Translator

MEGABYTE = 1 << 20
ROWS = 30_000


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A table that is still being read when the first progress is reported."""
    path = tmp_path / "table.csv"
    path.write_text("".join(f"{i},0{i},name {i},address {i}\n" for i in range(ROWS)))
    return path


def children() -> list[psutil.Process]:
    """The reading processes that run."""
    found = []
    for child in psutil.Process().children():
        with contextlib.suppress(psutil.Error):  # it has ended
            if "reading.child" in " ".join(child.cmdline()):
                found.append(child)
    return found


def sentence(path: Path, report: Callable[[int, int], None], limits: Limits | None = None) -> str:
    with pytest.raises(UsageError) as problem:
        read_workbook(path, report=report, limits=limits or Limits())
    assert problem.value.exit_code == 2
    assert children() == []
    told = str(problem.value)
    assert told.startswith(f"{path.name} cannot be read, because ")
    assert told.endswith(".")
    return told


def ignore(_done: int, _total: int) -> None: ...


@pytest.mark.parametrize(
    "name", ["SIGKILL", "SIGABRT", "SIGSEGV", "SIGTERM"] if os.name != "nt" else ["SIGTERM"]
)
def test_child_that_dies_is_one_sentence(table: Path, name: str) -> None:
    def kill(_done: int, _total: int) -> None:
        for child in children():
            child.send_signal(getattr(signal, name))

    assert "stopped at it" in sentence(table, kill)


@pytest.mark.skipif(os.name == "nt", reason="nothing stops a process there")
def test_child_that_says_nothing_is_given_up(table: Path) -> None:
    def stop(_done: int, _total: int) -> None:
        for child in children():
            child.suspend()

    assert "takes too long" in sentence(table, stop, Limits(quiet_seconds=1))


def test_child_that_takes_too_long_is_given_up(table: Path) -> None:
    assert "takes too long" in sentence(table, ignore, Limits(seconds=0))


def test_child_that_takes_too_much_memory_is_stopped(table: Path) -> None:
    assert "too much memory" in sentence(table, ignore, Limits(memory=10 * MEGABYTE))


@pytest.mark.skipif(os.name == "nt", reason="the system sets no such limit there")
def test_system_stops_what_nobody_watches(table: Path) -> None:
    limited = "from wicco_desktop.exchange.reading.child import limit_process;"
    limited += "from wicco_desktop.exchange.reading.limits import Limits;"
    limited += "limit_process(Limits(memory=1, memory_of_package=1)); bytearray(300 << 20)"
    done = subprocess.run([sys.executable, "-c", limited], capture_output=True, check=False)
    if sys.platform == "linux":
        assert b"MemoryError" in done.stderr


def test_cancelled_while_reading(table: Path) -> None:
    reported: list[int] = []
    with pytest.raises(Cancelled):
        read_workbook(
            table, report=lambda done, _: reported.append(done), cancelled=lambda: bool(reported)
        )
    assert children() == []
    assert reported[-1] < ROWS


def test_progress_grows_to_all_rows_on_the_calling_thread(table: Path) -> None:
    reported: list[tuple[int, int]] = []
    threads = set()

    def report(done: int, total: int) -> None:
        reported.append((done, total))
        threads.add(threading.current_thread())

    read_workbook(table, report=report)
    assert reported == sorted(reported)
    assert reported[-1] == (ROWS, ROWS)
    assert threads == {threading.current_thread()}


def test_rows_between_two_numbers(table: Path) -> None:
    sheet = read_workbook(table).sheets[0]
    assert sheet.facts.rows == ROWS
    assert [row.number for row in sheet.rows(255, 259)] == [255, 256, 257, 258, 259]
    assert [row.number for row in sheet.rows(ROWS)] == [ROWS]
    assert list(sheet.rows(ROWS + 1)) == []
    assert next(sheet.rows(300, 300)).cells == ("299", "0299", "name 299", "address 299")


def test_rows_are_kept_packed(table: Path) -> None:
    sheet = read_workbook(table).sheets[0]
    blocks = sheet._blocks  # type: ignore[attr-defined]
    assert sum(map(len, blocks)) < table.stat().st_size / 2
    assert sum(1 for _ in sheet.rows()) == ROWS
    assert sheet._unpacked.cache_info().currsize < len(blocks) / 4  # type: ignore[attr-defined]


@pytest.mark.skipif(os.name == "nt", reason="an open file is not written to there")
@pytest.mark.parametrize("change", ["append", "truncate", "rewrite"])
def test_changed_while_it_is_read(table: Path, change: str) -> None:
    content = table.read_bytes()
    changed = {"append": content + b"x", "truncate": content[:99], "rewrite": content[::-1]}

    def report(done: int, _total: int) -> None:
        if not done:
            table.write_bytes(changed[change])

    assert "changed while it was being read" in sentence(table, report)


@pytest.mark.skipif(os.name == "nt", reason="an open file is not removed there")
def test_removed_while_it_is_read_is_read_to_its_end(table: Path) -> None:
    book = read_workbook(table, report=lambda _done, _total: table.unlink(missing_ok=True))
    assert book.sheets[0].facts.rows == ROWS


def test_what_is_no_file(tmp_path: Path) -> None:
    assert "it is a folder" in sentence(tmp_path, ignore)
    assert "not there" in sentence(tmp_path / "nothing.xlsx", ignore)
    assert "not there" in sentence(tmp_path / "nothing\0.xlsx", ignore)
    (tmp_path / "empty.xlsx").touch()
    assert "it is empty" in sentence(tmp_path / "empty.xlsx", ignore)
    assert "too long" in sentence(tmp_path / ("x" * 5000), ignore)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with a name there")
def test_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.xlsx")
    assert "no ordinary file" in sentence(tmp_path / "pipe.xlsx", ignore)


@pytest.mark.skipif(os.name == "nt", reason="rights as POSIX has them")
def test_file_that_may_not_be_read_says_to_close_it_elsewhere(table: Path) -> None:
    table.chmod(0)
    code = "import sys; from pathlib import Path\n"
    code += "from wicco_desktop.exchange.reading import read_workbook\n"
    code += "try: read_workbook(Path(sys.argv[1]))\nexcept Exception as problem: print(problem)"
    done = subprocess.run(
        [*as_anyone(), sys.executable, "-c", code, str(table)],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert "close it there and try again" in done.stdout


def test_file_larger_than_the_limit(table: Path) -> None:
    assert "larger than 0 MB" in sentence(table, ignore, Limits(file=1000))


def test_sentence_and_its_reason_are_in_both_languages(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as problem:
        read_workbook(tmp_path)
    reason = problem.value.message.parameters["reason"]
    assert Translator(CHINESE).text(reason) != ""  # type: ignore[arg-type]
    assert problem.value.told(Translator()) == str(problem.value)


FILES: dict[str, Callable[[Path], Path]] = {
    "xlsx": lambda path: zipped(path, xlsx_parts(sheet_xml('<row r="1"><c r="A1"/></row>'))),
    "xlsb": lambda path: zipped(path, xlsb_parts(b"")),
    "ods": lambda path: zipped(path, ods_parts("")),
    "csv": lambda path: (path.write_text("a,b\n1,2\n"), path)[1],
}
HEAVY = (
    "PySide6",
    "sqlalchemy",
    "sqlmodel",
    "openpyxl",
    "python_calamine",
    "wicco_desktop.records",
)


@pytest.mark.parametrize("kind", FILES)
def test_child_loads_only_what_it_needs(tmp_path: Path, kind: str) -> None:
    code = "import io, sys; from pathlib import Path\n"
    code += "from wicco_desktop.exchange.reading.child import serve\n"
    code += "from wicco_desktop.exchange.reading.limits import Limits\n"
    code += "serve(io.BytesIO(Path(sys.argv[1]).read_bytes()), io.BytesIO(), Limits())\n"
    code += "print(*sys.modules)"
    path = FILES[kind](tmp_path / f"x.{kind}")
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, encoding="utf-8", check=True
    )
    loaded = done.stdout.split()
    assert "wicco_desktop.exchange.reading.child" in loaded
    assert not [name for name in loaded if name.startswith(HEAVY)]


def test_modules_that_lie_beside_the_workbook_are_not_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("json", "zipfile", "csv", "struct"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit(3)")
    monkeypatch.chdir(tmp_path)
    path = FILES["xlsx"](tmp_path / "x.xlsx")
    assert read_workbook(Path(path.name)).format == "xlsx"


def test_digest_is_that_of_the_file(table: Path) -> None:
    assert read_workbook(table).digest == hashlib.sha256(table.read_bytes()).hexdigest()

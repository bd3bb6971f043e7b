"""The log rotates, is its user's alone, and holds no contents, whoever writes to it."""

from __future__ import annotations

import logging
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from wicco_desktop.foundation.log import (
    LOG_BYTES,
    LOG_FILES,
    LOG_NAME,
    crash_reports,
    crashes_kept,
    start_log,
    stop_log,
)


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    root = logging.getLogger()
    level = root.level
    handler = start_log(tmp_path / "log")
    yield tmp_path / "log"
    stop_log(handler)
    root.setLevel(level)


def test_nothing_is_made_before_there_is_something_to_say(log: Path) -> None:
    assert not log.exists()
    logging.getLogger("wicco_desktop.x").info("started")
    assert (log / LOG_NAME).read_text("utf-8").endswith("INFO wicco_desktop.x: started\n")


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
def test_only_its_user_can_read_it(log: Path) -> None:
    for _ in range(8):
        logging.getLogger("wicco_desktop").info("x" * 100_000)
    assert stat.S_IMODE(log.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in log.iterdir()} == {0o600}


def test_it_rotates_and_stays_small(log: Path) -> None:
    for number in range(60):
        logging.getLogger("wicco_desktop").info("%d %s", number, "x" * 50_000)
    files = sorted(file.name for file in log.iterdir())
    assert files == [LOG_NAME, *(f"{LOG_NAME}.{n}" for n in range(1, LOG_FILES))]
    assert all(file.stat().st_size <= LOG_BYTES for file in log.iterdir())
    assert " 59 x" in (log / LOG_NAME).read_text("utf-8")


def test_a_folder_taken_away_is_made_again_at_the_next_start(log: Path, tmp_path: Path) -> None:
    logging.getLogger("wicco_desktop").info("one")
    shutil.rmtree(log)
    handler = start_log(tmp_path / "log")
    logging.getLogger("wicco_desktop").info("two")
    stop_log(handler)
    assert "two" in (log / LOG_NAME).read_text("utf-8")


def test_neither_errors_nor_libraries_bring_contents_into_it(log: Path) -> None:
    secret = "陈祖荣 Zqert"
    try:
        raise ValueError(secret)
    except ValueError as error:
        record = logging.LogRecord("x", 40, __file__, 1, "failed", (), (ValueError, error, None))
        record.exc_text = secret  # as another handler leaves it
        logging.getLogger("wicco_desktop").handle(record)
        logging.getLogger("wicco_desktop").exception("failed")
    logging.getLogger("openpyxl").warning("cell %s is bad", secret)
    logging.getLogger("sqlalchemy.engine").error(f"parameters {secret}")  # noqa: G004
    logging.getLogger("asyncio").error("The loop is closed")
    text = (log / LOG_NAME).read_text("utf-8")
    assert "陈祖荣" not in text
    assert "Zqert" not in text
    assert "in test_neither_errors_nor_libraries" in text
    assert "ERROR openpyxl" not in text
    assert "WARNING openpyxl: (test_log:" in text
    assert "ERROR asyncio: The loop is closed" in text


CRASHING = """
import ctypes, sys
from pathlib import Path
from wicco_desktop.foundation.log import crashes_kept

def native(name):
    ctypes.string_at(0)

with crashes_kept(Path(sys.argv[1])):
    native("陈祖荣")
"""


def test_a_crash_of_native_code_is_found_at_the_next_start(log: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", CRASHING, str(log)], capture_output=True, check=False
    )
    assert done.returncode != 0
    with crashes_kept(log) as earlier:
        assert earlier is not None
        text = earlier.read_text("utf-8")
    assert "in native" in text
    assert "陈祖荣" not in text
    assert f"ended by a crash before: {earlier.name}" in (log / LOG_NAME).read_text("utf-8")
    with crashes_kept(log) as none:
        assert none is None
    assert crash_reports(log) == [earlier]
    assert not (log / "crash.txt").exists()


def test_where_no_file_can_be_made_the_program_starts_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("")
    with crashes_kept(tmp_path / "log") as earlier:
        assert earlier is None

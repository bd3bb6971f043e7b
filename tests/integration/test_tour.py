"""``demo --out``: the tour of the real window leaves a sound database and what it showed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

PICTURES = {
    "recorded-meeting",
    "today",
    "follow-ups",
    "meeting",
    "contact",
    "organisation",
    "event",
    "delegation",
    "history",
    "chinese",
    "chinese-dark",
    "dark",
    "export",
    "returned-workbook",
    "returned-workbook-decided",
    "returned-workbook-chinese",
    "applied",
}


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "wicco_desktop", *arguments],
        cwd=cwd,
        capture_output=True,
        encoding="utf-8",
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        check=False,
    )


def test_the_tour_leaves_its_pictures_and_a_sound_database(tmp_path: Path) -> None:
    done = run("demo", "--out", "tour", "--json", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    told = json.loads(done.stdout)
    assert len(told["did"]) == 10
    pictures = {Path(file).stem: Path(file) for file in told["files"] if file.endswith(".png")}
    assert set(pictures) == PICTURES
    workbooks = {Path(file).name for file in told["files"] if file.endswith(".xlsx")}
    assert workbooks == {"partners.xlsx", "partners-returned.xlsx"}
    # Different places look different: nothing was photographed twice.
    assert len({picture.read_bytes() for picture in pictures.values()}) == len(PICTURES)

    database = str(tmp_path / "tour" / "macao-visit.db")
    found = json.loads(run("--data", database, "search", "虚构", "--json", cwd=tmp_path).stdout)
    assert found[0]["kind"] == "meetings"
    assert found[0]["title"] == {"zh": "友好城市会谈（虚构）", "en": "Twin city talks (invented)"}
    checked = run("--data", database, "check", "--json", cwd=tmp_path)
    assert json.loads(checked.stdout) == {"ok": True, "problems": []}


def test_a_folder_that_cannot_be_used_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    done = run("demo", "--out", "file/tour", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1

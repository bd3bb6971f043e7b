"""Commented workbooks on a full disk and in a folder one may not write: told, nothing left."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.test_no_right_to_write import as_anyone
from tests.unit.exchange.commenting.sample_workbooks import package, rich_workbook
from tests.unit.exchange.commenting.sample_workbooks import parts_of as parts_of_workbook
from wicco_desktop.exchange.commenting import CellComment, save_with_comments
from wicco_desktop.foundation.errors import UserError

ASKED = (CellComment("Other", "B2", "x", "error"),)


def test_a_full_disk_leaves_nothing_of_the_copy(small_disk: Path, tmp_path: Path) -> None:
    parts: dict[str, str | bytes] = dict(parts_of_workbook(rich_workbook(tmp_path / "small.xlsx")))
    parts["xl/media/large.png"] = os.urandom(1_500_000)
    source = package(tmp_path / "a.xlsx", parts)
    with pytest.raises(UserError, match="cannot be written: No space left on device"):
        save_with_comments(source, small_disk / "b.xlsx", ASKED, author="WICCO")
    assert list(small_disk.iterdir()) == []
    save_with_comments(tmp_path / "small.xlsx", small_disk / "b.xlsx", ASKED, author="WICCO")


SCRIPT = """
import sys
from pathlib import Path
from wicco_desktop.exchange.commenting import CellComment, save_with_comments
from wicco_desktop.foundation.errors import UserError
try:
    asked = [CellComment("Other", "B2", "x", "error")]
    save_with_comments(Path(sys.argv[1]), Path(sys.argv[2]), asked, author="WICCO")
except UserError as told:
    print(told)
"""


@pytest.mark.skipif(os.name == "nt", reason="rights as POSIX has them")
def test_a_folder_one_may_not_write(tmp_path: Path) -> None:
    source = rich_workbook(tmp_path / "a.xlsx")
    folder = tmp_path / "theirs"
    folder.mkdir()
    folder.chmod(0o500)
    done = subprocess.run(
        [*as_anyone(), sys.executable, "-c", SCRIPT, str(source), str(folder / "b.xlsx")],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        cwd=Path(__file__).parents[2],
    )
    folder.chmod(0o700)
    assert done.stdout == f"The file {folder / 'b.xlsx'} cannot be written: Permission denied.\n"
    assert list(folder.iterdir()) == []

"""Other programs open the result, and see what is to be seen."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from tests.unit.exchange.commenting.complaints import complaints
from tests.unit.exchange.commenting.conftest import comments_in
from tests.unit.exchange.commenting.sample_workbooks import rich_workbook
from wicco_desktop.exchange.commenting import CellComment, save_with_comments
from wicco_desktop.exchange.commenting.model import LINE

PEOPLE = "联系人 People"
ASKED = (
    CellComment(PEOPLE, "A3", "我们的话", "decide"),
    CellComment(PEOPLE, "B4", "cannot be read", "error"),
    CellComment(PEOPLE, "F30", "outside", "doubt"),
    CellComment("Quiet", "B2", "here too", "doubt"),
)
SEEN = {"A3": f"Please check\n{LINE}\n我们的话", "B4": "cannot be read", "F30": "outside"}


def save(source: Path, target: Path) -> Path:
    save_with_comments(source, target, ASKED, author="WICCO 秘书处")
    assert complaints(target) == []
    return target


def made_by_openpyxl(path: Path) -> Path:
    """The rich workbook as openpyxl saves it again: inline namespaces, absolute targets."""
    book = openpyxl.load_workbook(rich_workbook(path.with_suffix(".before.xlsx")))
    book.save(path)
    book.close()
    return path


def test_openpyxl_reads_the_values_it_read_before(tmp_path: Path) -> None:
    for make in (rich_workbook, made_by_openpyxl):
        source = make(tmp_path / f"{make.__name__}.xlsx")
        target = save(source, tmp_path / f"{make.__name__}+.xlsx")
        old, new = openpyxl.load_workbook(source), openpyxl.load_workbook(target)
        assert new.sheetnames == old.sheetnames
        for sheet in old:
            for row in sheet.iter_rows():
                for cell in row:
                    assert new[sheet.title][cell.coordinate].value == cell.value
        assert comments_in(target, PEOPLE) == SEEN
        assert new[PEOPLE].merged_cells == old[PEOPLE].merged_cells
        old.close()
        new.close()


def test_calamine_reads_the_values_it_read_before(tmp_path: Path) -> None:
    source = rich_workbook(tmp_path / "a.xlsx")
    target = save(source, tmp_path / "b.xlsx")
    old, new = (CalamineWorkbook.from_path(path) for path in (source, target))
    assert new.sheet_names == old.sheet_names
    for name in old.sheet_names:
        before = old.get_sheet_by_name(name).to_python(skip_empty_area=False)
        after = new.get_sheet_by_name(name).to_python(skip_empty_area=False)
        assert [row[: len(before[0])] for row in after[: len(before)]] == before


@pytest.fixture
def libre_office(tmp_path: Path) -> list[str]:
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    profile = (tmp_path / "profile").as_uri()
    return [program, f"-env:UserInstallation={profile}", "--headless", "--convert-to"]


def test_libre_office_opens_it_and_keeps_the_comments(
    tmp_path: Path, libre_office: list[str]
) -> None:
    def convert(to: str, source: Path, folder: str) -> Path:
        command = [*libre_office, to, "--outdir", str(tmp_path / folder), str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return tmp_path / folder / f"{source.stem}.{to}"

    ours = save(rich_workbook(tmp_path / "a.xlsx"), tmp_path / "b.xlsx")
    theirs = convert("xlsx", ours, "theirs")
    found = comments_in(theirs, PEOPLE)
    assert found == SEEN
    assert comments_in(theirs, "Quiet") == {"B2": "here too"}
    cells = openpyxl.load_workbook(theirs)[PEOPLE]
    assert cells["B4"].fill.fgColor.rgb == "FFF8B4B4"
    # What LibreOffice writes is a source like any other.
    again = tmp_path / "again.xlsx"
    save_with_comments(theirs, again, [CellComment(PEOPLE, "B4", "again", "error")], author="W")
    assert complaints(again) == []
    assert comments_in(again, PEOPLE)["B4"] == f"cannot be read\n{LINE}\nagain"
    assert convert("pdf", again, "pdf").read_bytes().startswith(b"%PDF")

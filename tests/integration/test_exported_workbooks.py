"""An exported workbook in LibreOffice: opened without complaint, every value as it was."""

from __future__ import annotations

import csv
import shutil
import subprocess
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.benchmarks.generator import write_records
from wicco_desktop.services.exporting import Options
from wicco_desktop.services.exporting_scope import Lists
from wicco_desktop.services.workspace import Workspace
from wicco_desktop.store.store import Store
from wicco_desktop.store.writer import Writer

TRAPS = (
    "=1+1",
    "+853 6612 3456",
    "@x",
    "_x0041_",
    "<r><t>x</t></r>",
    "00853",
    "'quoted",
    'two  spaces; and "quotes" & <tags>',
    "e\u0301 é 👩‍👩‍👧 𠮷",
)


@pytest.fixture
def convert(tmp_path: Path) -> Any:
    """Have LibreOffice convert a workbook; gives the folder of what it made."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"

    def convert_(file: Path, to: str) -> Path:
        folder = tmp_path / "converted"
        command = [program, profile, "--headless", "--convert-to", to, "--outdir", str(folder)]
        subprocess.run([*command, str(file)], check=True, capture_output=True, timeout=120)
        return folder

    return convert_


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    """Generated records of every kind, and some that are meant ill."""
    store = Store.open(tmp_path / "test.db", writer=Writer("Tester", "device-1", "Laptop"))
    try:
        write_records(store, 60)
        workspace = Workspace.over(store)
        for number, text in enumerate(TRAPS):
            values = {"name_en": text, "wechat": text, "address_en": f"{text}\nline {number}"}
            workspace.editing.create("contact", values)
        workspace.editing.create("event", {"name_en": "Fair", "start": "1557-06-01", "end": "2021"})
        path = tmp_path / "out.xlsx"
        workspace.exporting.export(path, Lists.of(), Options("zh"))
    finally:
        store.close()
    return path


def values_in(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every sheet that holds anything: LibreOffice writes the room below, too."""
    book = openpyxl.load_workbook(path)
    return {
        sheet.title: [row for row in sheet.iter_rows(values_only=True) if any(row)]
        for sheet in book.worksheets
    }


def test_libre_office_keeps_every_value_and_type(exported: Path, convert: Any) -> None:
    again = convert(exported, "xlsx") / "out.xlsx"
    before, after = values_in(exported), values_in(again)
    assert list(after) == list(before)
    for title, rows in before.items():
        assert after[title] == rows, title
    theirs = openpyxl.load_workbook(again)
    assert {sheet.title for sheet in theirs if sheet.sheet_state == "hidden"} == {
        "_lists",
        "_wicco",
    }
    contacts = theirs.worksheets[0]
    assert contacts.auto_filter.ref
    kinds = [rule.type for rule in contacts.data_validations.dataValidation]
    assert kinds.count("list") >= 2


def test_libre_office_shows_every_value_as_it_was_written(exported: Path, convert: Any) -> None:
    # 76: UTF-8; as shown; every sheet a file of its own.
    folder = convert(exported, "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,,,,-1")
    for title, rows in values_in(exported).items():
        with (folder / f"out-{title}.csv").open(encoding="utf-8", newline="") as file:
            shown = list(csv.reader(file))
        assert shown == [[_shown(value) for value in row] for row in rows], title


def _shown(value: object) -> str:
    if value is None:
        return ""
    return value.date().isoformat() if isinstance(value, datetime) else str(value)

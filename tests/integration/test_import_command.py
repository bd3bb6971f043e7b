"""``export`` and ``import`` as a script uses them: documents, exit codes, nothing written early."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from wicco_desktop.services.workspace import Workspace
from wicco_desktop.store.store import Store
from wicco_desktop.store.writer import Writer

SOFFICE = shutil.which("soffice")

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """The program with its own database, as a process."""

    def call(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "wicco_desktop", "--data", "office.db", *arguments],
            cwd=tmp_path,
            capture_output=True,
            encoding="utf-8",
            env=os.environ | {"WICCO_DESKTOP_HOME": str(tmp_path / "home")},
            check=False,
        )

    return call


def told(done: subprocess.CompletedProcess[str]) -> Any:
    assert done.stderr == ""
    return json.loads(done.stdout)


def ids_by_name(run: Run) -> dict[str, str]:
    found = told(run("list", "contacts", "--json"))
    return {entry["values"]["name"]["en"]: entry["id"] for entry in found}


def edit(path: Path, change: Callable[[Any, dict[str, int]], None]) -> None:
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    heads = {str(cell.value): cell.column or 0 for cell in sheet[1]}
    change(sheet, {head.rpartition(" / ")[2]: column for head, column in heads.items()})
    book.save(path)


def test_a_partner_s_changes_are_previewed_applied_and_taken_back(run: Run, tmp_path: Path) -> None:
    run("add", "contacts", "name.en=Ding Tian", "mobile=+853 6612 0044", "email=d@example.org")
    run("add", "contacts", "name.en=Sun Jin", "mobile=+853 6612 0001")
    exported = told(run("export", "out.xlsx", "--kind", "contacts", "--json"))
    assert exported["rows"] == {"contacts": 2}
    ids = ids_by_name(run)
    run("set", ids["Sun Jin"], "mobile=+853 6612 0009")

    def partner(sheet: Any, heads: dict[str, int]) -> None:
        rows = {sheet.cell(r, heads["Name (English)"]).value: r for r in (2, 3)}
        sheet.cell(rows["Ding Tian"], heads["Mobile"], "+853 6612 0045")
        sheet.cell(rows["Ding Tian"], heads["Email"]).value = None
        sheet.cell(rows["Sun Jin"], heads["Mobile"], "+853 6612 0002")
        sheet.cell(4, heads["Name (English)"], "Ann Example")

    edit(tmp_path / "out.xlsx", partner)
    before = (tmp_path / "office.db").read_bytes()
    preview = told(run("import", "out.xlsx", "--json"))
    assert (tmp_path / "office.db").read_bytes() == before
    counted = {name: preview[name] for name in ("rows", "new", "changed", "unchanged", "errors")}
    assert counted == {"rows": 3, "new": 1, "changed": 2, "unchanged": 0, "errors": 0}
    assert (preview["conflicts"], preview["duplicates"]) == (1, 0)
    assert (preview["applied"], preview["transaction"]) == (False, None)
    assert preview["export_id"] == exported["export_id"]
    cells = {(cell["field"], cell["state"]) for cell in preview["cells"]}
    assert cells == {
        ("mobile", "theirs"),
        ("email", "clear"),
        ("mobile", "conflict"),
        ("name.en", "new"),
    }
    conflict = next(cell for cell in preview["cells"] if cell["state"] == "conflict")
    assert (conflict["base"], conflict["theirs"], conflict["ours"]) == (
        "+853 6612 0001",
        "+853 6612 0002",
        "+853 6612 0009",
    )
    assert conflict["record"] == ids["Sun Jin"]
    sheet = preview["sheets"][0]
    assert (sheet["kind"], sheet["header_row"]) == ("contacts", 1)
    columns = {column["field"]: column["column"] for column in sheet["columns"]}
    assert conflict["cell"].startswith(columns["mobile"])

    applied = told(run("import", "out.xlsx", "--apply", "--json"))
    assert applied["applied"]
    assert {cell["state"] for cell in applied["cells"]} == {"clear", "conflict"}
    values = {
        e["values"]["name"]["en"]: e["values"] for e in told(run("list", "contacts", "--json"))
    }
    assert set(values) == {"Ding Tian", "Sun Jin", "Ann Example"}
    assert values["Ding Tian"]["mobile"] == "+853 6612 0045"
    assert values["Ding Tian"]["email"] == "d@example.org"
    assert values["Sun Jin"]["mobile"] == "+853 6612 0009"
    through = told(run("history", ids["Ding Tian"], "--json"))[0]
    assert (through["through"], through["transaction"]) == ("workbook", applied["transaction"])
    run("undo", str(applied["transaction"]))
    assert set(ids_by_name(run)) == {"Ding Tian", "Sun Jin"}
    assert told(run("check", "--json")) == {"ok": True, "problems": []}


def test_a_cell_that_cannot_be_read_ends_with_one_and_is_told(run: Run, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Name", "First met", "Mobile"], ["Ann Example", "soon", "+853 6612 0001"]):
        sheet.append(row)
    book.save(tmp_path / "bad.xlsx")
    done = run("import", "bad.xlsx", "--json")
    assert done.returncode == 1
    problems = told(done)["problems"]
    assert [(one["sheet"], one["cell"]) for one in problems] == [("Sheet", "B2")]
    assert run("--language", "zh", "import", "bad.xlsx").returncode == 1


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04 no zip at all", b"%PDF-1.7", b"\x00\xff" * 500]
)
def test_what_is_no_workbook_is_refused_in_one_line(
    run: Run, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "odd.xlsx").write_bytes(content)
    done = run("import", "odd.xlsx", "--json")
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
    assert "Traceback" not in done.stderr


def test_a_kind_that_is_not_imported_and_a_sheet_that_is_not_there_are_told(
    run: Run, tmp_path: Path
) -> None:
    openpyxl.Workbook().save(tmp_path / "empty.xlsx")
    for wrong in (["--kind", "notes"], ["--sheet", "Missing"]):
        done = run("import", "empty.xlsx", *wrong)
        assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert run("import", "empty.xlsx").returncode == 1


AWKWARD = [
    "007",
    "  inside  kept ".strip(),
    "=1+1",
    "+853 6612 0012",
    "@home",
    "-5",
    "first line\nsecond line",
    "é composed",
    "e\u0301 decomposed",
    "😀🏛️ emoji",
    "𠮷野家 𪚥",
    "1e5",
    "TRUE",
    "2022-11-23",
    "1/2",
    "_x0041_",
    "'quoted",
    "<b>&amp;</b>",
    "tab\tinside",
    "陳祖榮（澳門）",
]


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_what_libreoffice_saved_again_comes_back_with_no_change(run: Run, tmp_path: Path) -> None:
    store = Store.open(tmp_path / "office.db", writer=Writer("T", "d", "L"))
    editing = Workspace.over(store).editing
    body = editing.create("organisation", {"name_en": "Forum Macao", "founded": "2003"})
    for index, text in enumerate(AWKWARD):
        person = editing.create(
            "contact",
            {
                "name_zh": f"陈{index}",
                "name_en": text,
                "wechat": text,
                "address_en": text,
                "tags": text,
                "mobile": f"00853 66{index:02} 0000",
                "country_or_region": "MO",
                "first_met": ["2022-11-23", "2022-11", "2022"][index % 3],
            },
        )
        if index % 2:
            post = {"contact": person.id, "organisation": body.id, "title_en": text, "main": True}
            editing.create("affiliation", post)
        editing.create(
            "meeting",
            {
                "subject_en": f"{index} {text}",
                "date": "2022-11-23",
                "start": "09:05",
                "time_zone": "Asia/Macau",
                "host": body.id,
                "kind": "visit",
            },
        )
        editing.create("follow_up", {"what_zh": text, "owner": person.id, "status": "open"})
    editing.create("event", {"name_en": "BEYOND", "exhibitors": 500, "start": "2022-09-21"})
    store.close()
    for headings in ("both", "zh", "en"):
        told(run("export", f"{headings}.xlsx", "--headings", headings, "--json"))
        assert_unchanged(told(run("import", f"{headings}.xlsx", "--json")))
        if headings != "both":
            continue  # what LibreOffice does to values does not hang on the headings
        subprocess.run(
            [
                str(SOFFICE),
                "--headless",
                f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
                "--convert-to",
                "xlsx:Calc MS Excel 2007 XML",
                "--outdir",
                str(tmp_path / "saved"),
                str(tmp_path / f"{headings}.xlsx"),
            ],
            capture_output=True,
            check=True,
        )
        assert_unchanged(told(run("import", f"saved/{headings}.xlsx", "--json")))


def assert_unchanged(preview: Any) -> None:
    """Every row came back as it was sent."""
    assert [(c["field"], c["base"], c["theirs"], c["state"]) for c in preview["cells"]] == []
    assert preview["problems"] == []
    assert (preview["new"], preview["changed"]) == (0, 0)
    # 20 contacts, meetings and follow-ups each; an organisation and an event
    assert preview["unchanged"] == 3 * len(AWKWARD) + 2

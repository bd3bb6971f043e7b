"""What stands in the cells of an exported workbook, read back by another library."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.services.written_workbook import DAY, FIRST, exported, person
from wicco_desktop.exchange.columns import (
    EXPORT_HEADING,
    ID_HEADING,
    row_code,
    sheet_columns,
)
from wicco_desktop.exchange.heading_text import Headings
from wicco_desktop.records.values import canonical
from wicco_desktop.services.exporting import Options
from wicco_desktop.services.exporting_scope import Chosen, Listed, Lists
from wicco_desktop.services.sample_visit import enter_visit
from wicco_desktop.services.workspace import Workspace


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "out.xlsx"


def test_a_row_has_code_and_values_and_at_its_end_both_ids(
    workspace: Workspace, path: Path
) -> None:
    id_ = person(workspace, name_zh="陈祖荣", mobile="+853 6612 3456", tags="a; b")
    written = exported(workspace, path)
    row = written.row(2)
    assert list(row.values()) == [
        row_code(id_),
        "陈祖荣",
        "Chan Chou Weng",
        "+853 6612 3456",
        "a; b",
        id_,
        written.made.export,
    ]
    assert (row["mobile"], row[ID_HEADING]) == ("+853 6612 3456", id_)
    assert row[EXPORT_HEADING] == written.made.export


def test_full_dates_and_numbers_are_real_ones_and_partial_dates_are_texts(
    workspace: Workspace, path: Path
) -> None:
    for start, end in (("2022-11-23", "2022-11"), ("2021", "1557-06-01"), ("1900-03-01", None)):
        values = {"name_en": f"Fair {start}", "start": start, "end": end, "exhibitors": 1200}
        workspace.editing.create("event", values)
    workspace.editing.create("event", {"name_en": "Zoo", "exhibitors": 10**17})
    written = exported(workspace, path, Lists.of(["event"]))
    rows = {str(written.row(row)["name.en"]): written.row(row) for row in range(2, 6)}
    first = rows["Fair 2022-11-23"]
    assert (first["start"], first["end"]) == (DAY, "2022-11")
    assert first["exhibitors"] == 1200
    early = rows["Fair 2021"]
    assert (early["start"], early["end"]) == ("2021", "1557-06-01")
    assert rows["Fair 1900-03-01"]["start"] == FIRST
    assert rows["Zoo"]["exhibitors"] == str(10**17)
    formats = {
        cell.value: cell.number_format for row in written.sheet().iter_rows(2) for cell in row
    }
    assert formats[DAY] == "yyyy-mm-dd"
    assert formats["2022-11"] == formats["2021"] == "@"


def test_texts_are_stored_as_texts_even_where_the_cell_is_still_empty(
    workspace: Workspace, path: Path
) -> None:
    person(workspace, mobile="=1+1", phone="00853 1", wechat="_x0041_")
    written = exported(workspace, path)
    sheet, row = written.sheet(), written.row(2)
    assert (row["mobile"], row["phone"], row["wechat"]) == ("=1+1", "00853 1", "_x0041_")
    assert {cell.data_type for cell in sheet[2] if cell.value is not None} == {"s"}
    assert {cell.number_format for cell in sheet[2] if cell.value is not None} == {"@"}
    assert not any(cell.hyperlink for line in sheet for cell in line)
    paths = [column.path for column in sheet_columns("contact")]
    numbers = {
        at: dimension.number_format
        for dimension in sheet.column_dimensions.values()
        for at in range(dimension.min or 0, (dimension.max or 0) + 1)
    }
    styles = {path: numbers[at] for at, path in enumerate(paths, start=2)}
    assert styles.pop("first_met") == "General"
    assert set(styles.values()) == {"@"}


@pytest.mark.parametrize(
    ("headings", "language", "shown"),
    [
        ("en", "zh", ("China", "member", "Futian District")),
        ("zh", "en", ("中国", "会员", "福田区")),
        ("both", "zh", ("中国", "会员", "福田区")),
        ("both", "en", ("China", "member", "Futian District")),
    ],
)
def test_what_is_chosen_from_lists_is_told_in_the_language_of_the_headings(
    workspace: Workspace, path: Path, headings: Headings, language: str, shown: tuple[str, ...]
) -> None:
    above = workspace.editing.create(
        "organisation", {"name_en": "Futian District", "name_zh": "福田区"}
    )
    one = workspace.editing.create(
        "organisation",
        {
            "name_en": "Lab",
            "country_or_region": "CN",
            "wicco_membership": "member",
            "part_of": above.id,
        },
    )
    what = Chosen("organisation", Listed([one.id]))
    row = exported(workspace, path, what, Options(language, headings)).row(2, headings=headings)
    assert (row["country_or_region"], row["wicco_membership"], row["part_of"]) == shown


def test_a_reference_without_a_name_in_the_language_is_told_in_the_other(
    workspace: Workspace, path: Path
) -> None:
    host = workspace.editing.create("organisation", {"name_zh": "澳门大学"})
    workspace.editing.create("meeting", {"subject_en": "Talk", "host": host.id})
    assert exported(workspace, path, Lists.of(["meeting"])).row(2)["host"] == "澳门大学"


def test_a_contact_carries_the_main_post(workspace: Workspace, path: Path) -> None:
    id_ = person(workspace)
    for name, main in (("Old Bureau", False), ("New Bureau", True)):
        body = workspace.editing.create("organisation", {"name_en": name})
        values = {"organisation": body.id, "title_en": f"Head of {name}", "main": main}
        workspace.editing.create("affiliation", {"contact": id_, **values})
    row = exported(workspace, path).row(2)
    assert row["affiliation.organisation"] == "New Bureau"
    assert row["affiliation.title.en"] == "Head of New Bureau"


def test_what_is_shown_in_a_cell_reads_back_as_the_same_value(
    workspace: Workspace, path: Path
) -> None:
    enter_visit(workspace)
    for headings in ("en", "zh", "both"):
        written = exported(workspace, path, Lists.of(), Options("zh", headings))
        for number, kind in enumerate(written.made.rows):
            for line in range(2, written.made.rows[kind] + 2):
                row = written.row(line, number, headings=headings)
                record = workspace.store.get(kind, str(row[ID_HEADING]))
                assert record is not None
                for column in sheet_columns(kind):
                    if column.part is None and not column.is_reference:
                        read = canonical(column.field, row.get(column.path))
                        assert read == record[column.stored], (column.path, row.get(column.path))


def test_remarks_go_out_only_when_asked_for(workspace: Workspace, path: Path) -> None:
    person(workspace, remarks_en="do not tell")
    assert "remarks.en" not in exported(workspace, path).row(2)
    asked = exported(workspace, path, options=Options("en", remarks=True))
    assert asked.row(2)["remarks.en"] == "do not tell"


def test_columns_that_are_left_out_are_not_there(workspace: Workspace, path: Path) -> None:
    person(workspace, mobile="1", email="a@example.org")
    options = Options("en", left_out={"contact": frozenset({"mobile"})})
    row = exported(workspace, path, options=options).row(2)
    assert "mobile" not in row
    assert row["email"] == "a@example.org"
    (newest,) = workspace.store.exports()
    assert "mobile" not in newest.columns["contact"]

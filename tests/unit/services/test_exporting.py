"""What is exported, what is recorded of it, what goes wrong."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from threading import Thread

import openpyxl
import pytest

from tests.unit.exchange.commenting.complaints import complaints
from tests.unit.services.written_workbook import CONTACTS, Written, exported, person
from wicco_desktop.exchange.columns import (
    EXCHANGED,
    ID_HEADING,
    IMPORTED,
    INFO_SHEET,
    sheet_columns,
)
from wicco_desktop.exchange.heading_text import heading
from wicco_desktop.exchange.writing.choosing import LISTS_SHEET
from wicco_desktop.foundation.errors import Cancelled, UserError
from wicco_desktop.foundation.messages import Message, Translator
from wicco_desktop.records import KINDS, FieldType
from wicco_desktop.services.exporting import Exported, Options
from wicco_desktop.services.exporting_scope import Chosen, Listed, Lists, OfDelegation
from wicco_desktop.services.sample_visit import enter_visit
from wicco_desktop.services.workspace import Workspace
from wicco_desktop.store.queries import Query


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "out.xlsx"


def test_everything_is_a_sheet_for_each_kind(workspace: Workspace, path: Path) -> None:
    enter_visit(workspace)
    written = exported(workspace, path, Lists.of())
    assert tuple(written.made.rows) == EXCHANGED
    store = workspace.store
    assert written.made.rows == {kind: store.count(Query(kind)) for kind in EXCHANGED}
    names = [sheet.title for sheet in written.book.worksheets]
    assert names[len(EXCHANGED) :] == [LISTS_SHEET, INFO_SHEET]
    assert workspace.exporting.counts(Lists.of(), "en") == written.made.rows


def test_a_search_exports_what_it_finds(workspace: Workspace, path: Path) -> None:
    found = person(workspace, name_zh="陈祖荣")
    person(workspace, name_en="Ding Tian")
    written = exported(workspace, path, Lists.of(["contact"], "czr"))
    assert written.made.rows == {"contact": 1}
    assert written.row(2)[ID_HEADING] == found


def test_chosen_records_come_in_the_order_chosen_without_those_in_the_trash(
    workspace: Workspace, path: Path
) -> None:
    ids = [person(workspace, name_en=name) for name in ("Ann", "Ben", "Cho")]
    workspace.editing.delete([("contact", ids[1])])
    written = exported(workspace, path, Chosen("contact", Listed(ids[::-1])))
    assert [written.row(row)["name.en"] for row in (2, 3)] == ["Cho", "Ann"]
    assert written.made.rows == {"contact": 2}


def test_a_delegation_takes_along_what_belongs_to_it_and_nothing_else(
    workspace: Workspace, path: Path
) -> None:
    make = workspace.editing.create
    visit = make("delegation", {"name_en": "Macao visit"})
    host, body, other = (make("organisation", {"name_en": n}) for n in ("Host", "Body", "Other"))
    member, guest, stranger = (make("contact", {"name_en": n}) for n in ("Mem", "Gue", "Str"))
    make("affiliation", {"contact": member.id, "organisation": body.id, "main": True})
    make("delegation_member", {"delegation": visit.id, "contact": member.id})
    talk = make("meeting", {"subject_en": "Talk", "delegation": visit.id, "host": host.id})
    make("meeting", {"subject_en": "Elsewhere", "host": other.id})
    make("attendance", {"meeting": talk.id, "contact": guest.id, "side": "theirs"})
    make("follow_up", {"what_en": "Send papers", "meeting": talk.id, "owner": member.id})
    make("follow_up", {"what_en": "Something else", "owner": stranger.id})
    written = exported(workspace, path, OfDelegation(visit))
    rows = {
        kind: {str(written.row(line, number)[ID_HEADING]) for line in range(2, count + 2)}
        for number, (kind, count) in enumerate(written.made.rows.items())
    }
    assert rows["delegation"] == {visit.id}
    assert rows["meeting"] == {talk.id}
    assert rows["contact"] == {member.id, guest.id}
    assert rows["organisation"] == {host.id, body.id}
    assert written.row(2, 4)["meeting"] == "Talk"
    assert written.made.rows["follow_up"] == 1


def test_a_template_has_headings_and_lists_but_no_rows_and_no_ids(
    workspace: Workspace, path: Path
) -> None:
    enter_visit(workspace)
    workspace.exporting.template(path, IMPORTED, Options("en"))
    assert complaints(path) == []
    book = openpyxl.load_workbook(path)
    for sheet, kind in zip(book.worksheets, IMPORTED, strict=False):
        tops = [cell.value for cell in sheet[1]]
        assert tops == [heading(column, "both") for column in sheet_columns(kind)]
        assert sheet.max_row == 1
        assert any(rule.type == "list" for rule in sheet.data_validations.dataValidation)
    assert Written(Exported(path, "", dict.fromkeys(IMPORTED, 0))).property_ is None
    assert book[INFO_SHEET]["A1"].value == "sheet"
    assert workspace.store.exports() == []


# What is recorded


def test_an_export_is_recorded_with_its_columns_records_and_place_in_the_log(
    workspace: Workspace, path: Path
) -> None:
    ids = [person(workspace, name_en=name) for name in ("Ann", "Ben")]
    before = workspace.store.position()
    made = exported(workspace, path, options=Options("en", "zh")).made
    person(workspace, name_en="Later")
    kept = workspace.store.export(made.export)
    assert kept is not None
    assert (kept.position, kept.file, kept.headings) == (before, "out.xlsx", "zh")
    assert kept.records == {"contact": tuple(ids)}
    assert kept.columns == {"contact": tuple(c.path for c in sheet_columns("contact"))}
    assert Translator().text(kept.told) == "Contacts to out.xlsx"
    assert kept.who == "Tester"


def test_what_was_exported_is_told_in_words(workspace: Workspace) -> None:
    visit = workspace.editing.create("delegation", {"name_en": "Macao visit"})
    tell = Translator().text
    assert tell(Lists.of().told("a.xlsx")) == "All records to a.xlsx"
    two = Lists.of(["contact", "event"], "czr").told("a.xlsx")
    assert tell(two) == "Contacts, Events found with “czr”, to a.xlsx"
    assert tell(OfDelegation(visit).told("a")) == "Macao visit and what belongs to it, to a"


def test_what_is_written_meanwhile_is_not_in_the_workbook(workspace: Workspace, path: Path) -> None:
    ids = [person(workspace, name_en=f"Name {number:04}") for number in range(3)]
    later: list[str] = []

    def write() -> None:
        later.append(person(workspace, name_en="Late"))
        workspace.editing.change("contact", ids[2], {"name_en": "Changed"})
        workspace.editing.delete([("contact", ids[0])])

    def write_meanwhile(_done: int, _total: int, _doing: Message | None) -> None:
        if not later:
            other = Thread(target=write)
            other.start()
            other.join()

    before = workspace.store.position()
    made = workspace.exporting.export(path, CONTACTS, Options("en"), write_meanwhile)
    written = Written(made)
    assert later
    names = [written.row(row)["name.en"] for row in (2, 3, 4)]
    assert names == ["Name 0000", "Name 0001", "Name 0002"]
    kept = workspace.store.export(made.export)
    assert kept is not None
    assert kept.position == before
    for id_ in ids:
        assert workspace.store.as_of(id_, kept.position) is not None
    assert workspace.store.count(Query("contact")) == 3, "what came meanwhile is seen again"
    assert workspace.store.get("contact", later[0]) is not None


# What goes wrong


def test_a_cancelled_export_leaves_no_file_and_no_record(workspace: Workspace, path: Path) -> None:
    person(workspace)
    for after in range(12):
        asked = iter([False] * after)
        with pytest.raises(Cancelled):
            workspace.exporting.export(
                path, CONTACTS, Options("en"), cancelled=partial(next, asked, True)
            )
        assert list(path.parent.glob("*out*")) == []
        assert workspace.store.exports() == []


def test_a_failing_export_leaves_the_file_that_was_there(workspace: Workspace, path: Path) -> None:
    path.write_bytes(b"precious")
    person(workspace)

    def fail(_done: int, _total: int, _doing: Message | None) -> None:
        raise UserError("no more")

    with pytest.raises(UserError, match="no more"):
        workspace.exporting.export(path, CONTACTS, Options("en"), fail)
    assert path.read_bytes() == b"precious"
    assert workspace.store.exports() == []
    assert not list(path.parent.glob(".*part"))


def test_every_field_that_is_exported_has_a_way_into_a_cell() -> None:
    kinds = {
        column.field.type for kind in EXCHANGED for column in sheet_columns(kind, remarks=True)
    }
    assert FieldType.DIGEST not in kinds
    assert all(KINDS[kind].labels for kind in EXCHANGED)

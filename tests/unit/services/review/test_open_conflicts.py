"""Conflicts that an applied workbook left open are decided later, each by a change of its own."""

from __future__ import annotations

import pytest

from tests.unit.services.review.sent import Office
from wicco_desktop.records import Record
from wicco_desktop.services.review.model import Choice
from wicco_desktop.services.review.open_conflicts import OpenConflicts, Waiting
from wicco_desktop.services.review.references import NEW_RECORD
from wicco_desktop.services.workspace import Workspace

BEFORE, THEIRS, OURS = "+853 6600 1244", "+853 6600 1245", "+853 6600 1247"


@pytest.fixture
def ding(office: Office) -> Record:
    """A contact whose mobile both sides changed, in a workbook that was applied."""
    contact = office.contact(name_en="Ding Tian", name_zh="丁恬", mobile=BEFORE)
    sheet = office.send(contact)
    sheet.rows[0]["mobile"] = THEIRS
    office.workspace.editing.change("contact", contact.id, {"mobile": OURS})
    office.returned(sheet).apply()
    return contact


@pytest.fixture
def conflicts(workspace: Workspace) -> OpenConflicts:
    return OpenConflicts(workspace.store, workspace.titles)


def the_one(conflicts: OpenConflicts) -> Waiting:
    (found,) = conflicts.waiting("en")
    return found


def test_it_is_shown_with_its_three_values(ding: Record, conflicts: OpenConflicts) -> None:
    waiting = the_one(conflicts)
    assert waiting.name == "Ding Tian 丁恬"
    assert waiting.column.path == "mobile"
    cell = waiting.cell
    assert (cell.base, cell.theirs, cell.ours) == (BEFORE, THEIRS, OURS)


@pytest.mark.parametrize(
    ("choice", "typed", "value"),
    [
        (Choice.THEIRS, None, THEIRS),
        (Choice.OURS, None, OURS),
        (Choice.TYPED, "+853 6600 9999", "+853 6600 9999"),
    ],
)
def test_a_decision_closes_it_and_undo_opens_it_again(
    office: Office,
    ding: Record,
    conflicts: OpenConflicts,
    choice: Choice,
    typed: str | None,
    value: str,
) -> None:
    written = conflicts.decide(the_one(conflicts), choice, typed)
    assert office.now(ding)["mobile"] == value
    assert conflicts.waiting("en") == []
    office.workspace.editing.undo(written.transaction)
    assert office.now(ding)["mobile"] == OURS
    assert the_one(conflicts).cell.theirs == THEIRS


def test_ours_is_what_the_record_holds_now(
    office: Office, ding: Record, conflicts: OpenConflicts
) -> None:
    office.workspace.editing.change("contact", ding.id, {"mobile": "+853 6600 3333"})
    assert the_one(conflicts).cell.ours == "+853 6600 3333"


def test_one_of_a_deleted_record_asks_nobody(
    office: Office, ding: Record, conflicts: OpenConflicts
) -> None:
    office.workspace.editing.delete([("contact", ding.id)])
    assert conflicts.waiting("en") == []


def test_an_organisation_we_do_not_have_is_made_by_taking_it(
    office: Office, conflicts: OpenConflicts
) -> None:
    editing = office.workspace.editing
    contact = office.contact(name_en="Sun Jin")
    first, second = (
        editing.create("organisation", {"name_en": name}) for name in ("Daily", "Evening News")
    )
    post = {"contact": contact.id, "organisation": first.id, "main": True}
    held = editing.create("affiliation", post)
    sheet = office.send(contact)
    sheet.rows[0]["affiliation.organisation"] = "Morning News"
    editing.change("affiliation", held.id, {"organisation": second.id})
    office.returned(sheet).apply()
    waiting = the_one(conflicts)
    assert (waiting.cell.base, waiting.cell.ours) == ("Daily", "Evening News")
    assert waiting.cell.theirs == "Morning News"
    conflicts.decide(waiting, Choice.TYPED, f"{NEW_RECORD}Morning News")
    now = office.workspace.people.main_posts([contact.id])[contact.id]
    assert now.organisation is not None
    assert now.organisation["name_en"] == "Morning News"
    assert now.affiliation.id == held.id


@pytest.mark.parametrize("choice", [Choice.THEIRS, Choice.OURS])
def test_what_waits_for_a_merged_record_is_decided_at_the_one_that_stays(
    office: Office, ding: Record, conflicts: OpenConflicts, choice: Choice
) -> None:
    other = office.contact(name_zh="丁恬")
    office.workspace.merging.merge(other.id, ding.id)
    waiting = the_one(conflicts)
    assert (waiting.row.record, waiting.cell.ours) == (other.id, OURS)
    conflicts.decide(waiting, choice)
    assert office.now(other)["mobile"] == (THEIRS if choice is Choice.THEIRS else OURS)
    assert office.now(ding)["mobile"] == OURS
    assert conflicts.waiting("en") == []

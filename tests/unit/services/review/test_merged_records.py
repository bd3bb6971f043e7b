"""A row that comes back for a record that was merged meanwhile follows it to what it became."""

from __future__ import annotations

import pytest

from tests.unit.services.review.sent import Office, Sheet
from wicco_desktop.records import Record
from wicco_desktop.services.review.model import RowState, State
from wicco_desktop.services.review.review import Review


@pytest.fixture
def two(office: Office) -> tuple[Record, Record]:
    """Ding Tian twice, each with a post; the second is the one that is sent out."""
    people = office.workspace.people
    both = (
        office.contact(name_zh="丁恬", email="ding@example.org"),
        office.contact(name_en="Ding Tian", mobile="+853 6612 0044"),
    )
    for contact, title in zip(both, ("Director", "Engineer"), strict=True):
        body = office.workspace.editing.create("organisation", {"name_en": f"Office of {title}s"})
        people.add_post(contact.id, {"organisation": body.id, "title_en": title})
    return both


def states(review: Review) -> dict[str, State]:
    return {
        cell.path: cell.state
        for index in range(review.counts.rows)
        for cell in review.row(index).cells
        if cell.state is not State.SAME
    }


def test_what_comes_back_as_it_went_changes_nothing(
    office: Office, two: tuple[Record, Record]
) -> None:
    first, second = two
    sheet = office.send(second)
    office.workspace.merging.merge(first.id, second.id)
    review = office.returned(sheet)
    assert review.row(0).record == first.id
    assert (review.changes, review.counts.asking, review.counts.new) == (0, 0, 0)
    assert State.CONFLICT not in states(review).values()


def test_what_the_partner_changed_goes_to_the_one_that_stays_and_is_shown_no_second_time(
    office: Office, two: tuple[Record, Record]
) -> None:
    first, second = two
    sheet = office.send(second)
    office.workspace.merging.merge(first.id, second.id)
    sheet.rows[0]["mobile"] = "+853 6612 0045"
    review = office.returned(sheet)
    assert states(review)["mobile"] is State.THEIRS
    review.apply()
    assert office.now(first)["mobile"] == "+853 6612 0045"
    assert office.now(second)["mobile"] == "+853 6612 0044"
    assert office.returned(sheet).changes == 0


def test_what_was_chosen_otherwise_in_the_merge_is_a_conflict(
    office: Office, two: tuple[Record, Record]
) -> None:
    first, second = two
    office.workspace.editing.change("contact", second.id, {"email": "tian@example.org"})
    sheet = office.send(second)
    office.workspace.merging.merge(first.id, second.id)
    sheet.rows[0]["email"] = "third@example.org"
    assert states(office.returned(sheet))["email"] is State.CONFLICT


def test_what_was_dealt_with_before_the_merge_is_not_asked_again(
    office: Office, two: tuple[Record, Record]
) -> None:
    first, second = two
    sheet = office.send(second)
    sheet.rows[0]["mobile"] = "+853 6612 0045"
    office.returned(sheet).apply()
    office.workspace.editing.change("contact", second.id, {"mobile": "+853 6612 0046"})
    office.workspace.merging.merge(first.id, second.id)
    assert office.returned(sheet).changes == 0
    assert office.returned(sheet).counts.asking == 0


@pytest.mark.parametrize("order", [1, -1])
def test_both_in_one_file_the_row_of_the_merged_one_is_left_alone_if_it_says_more(
    office: Office, two: tuple[Record, Record], order: int
) -> None:
    first, second = two
    sheet = office.send(*two[::order])
    office.workspace.merging.merge(first.id, second.id)
    row = next(row for row in sheet.rows if row["id"] == second.id)
    assert office.returned(sheet).counts.errors == 0
    row["mobile"] = "+853 6612 0045"
    review = office.returned(sheet)
    errors = [review.row(index) for index in range(2) if review.row(index).state is RowState.ERROR]
    assert [error.number for error in errors] == [sheet.rows.index(row) + 2]
    assert "merged" in str(errors[0].problem)


def test_a_merge_undone_leaves_the_row_to_its_own_record(
    office: Office, two: tuple[Record, Record]
) -> None:
    first, second = two
    sheet = office.send(second)
    office.workspace.merging.merge(first.id, second.id)
    office.workspace.store.undo()
    sheet.rows[0]["mobile"] = "+853 6612 0045"
    review = office.returned(sheet)
    assert review.row(0).record == second.id
    review.apply()
    assert office.now(second)["mobile"] == "+853 6612 0045"


def test_an_organisation_that_was_merged_is_known_by_its_old_name(
    office: Office, two: tuple[Record, Record]
) -> None:
    _first, second = two
    sheet: Sheet = office.send(second)
    bodies = {
        post.organisation.id
        for contact in two
        for post in office.workspace.people.posts(contact.id)
        if post.organisation is not None
    }
    kept = office.workspace.people.posts(two[0].id)[0].organisation
    assert kept is not None
    (gone,) = bodies - {kept.id}
    office.workspace.merging.merge(kept.id, gone)
    review = office.returned(sheet)
    assert (review.changes, review.counts.asking) == (0, 0)
    assert review.organisations == ()


def test_a_new_row_resembles_somebody_under_a_name_in_another_script(office: Office) -> None:
    known = office.contact(name_zh="陈祖荣")
    sheet = Sheet(None, [{"name.en": "Chen Zurong"}, {"name.en": "Ana Santos"}])
    review = office.returned(sheet)
    matches = [review.row(index).likenesses for index in range(2)]
    assert [[match.record for match in several] for several in matches] == [[known.id], []]
    assert matches[0][0].evidence
    assert not review.row(0).accepted

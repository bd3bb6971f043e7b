"""A row that comes back for a person who was erased meanwhile is told so, and is not applied."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.services.review.sent import Office, Sheet
from wicco_desktop.records import Record
from wicco_desktop.services.review.model import RowState
from wicco_desktop.services.review.review import Review


def erase(office: Office, contact: Record) -> None:
    office.workspace.store.erase(contact.id)
    office.workspace.store.sweep(office.workspace.store.attachments)


@pytest.fixture
def sent(office: Office) -> tuple[Record, Record, Sheet]:
    """Two people, with a post of the first, who went out in one sheet."""
    first = office.contact(name_zh="丁恬", email="ding@example.org")
    second = office.contact(name_en="Lei Ka Wai", mobile="+853 6612 0044")
    office.workspace.people.add_post(first.id, {"title_en": "Director"})
    return first, second, office.send(first, second)


def test_the_row_is_left_alone_and_the_others_are_applied(
    office: Office, sent: tuple[Record, Record, Sheet]
) -> None:
    first, second, sheet = sent
    sheet.rows[0]["mobile"] = "+853 6612 9999"
    sheet.rows[1]["mobile"] = "+853 6612 0045"
    erase(office, first)
    review = office.returned(sheet)
    row = review.row(0)
    assert row.state is RowState.ERROR
    assert "erased" in str(row.problem)
    review.apply()
    assert office.now(second)["mobile"] == "+853 6612 0045"
    assert office.now(first)["mobile"] is None
    assert list(office.workspace.store.findings()) == []


def test_a_row_without_an_id_is_known_by_what_the_file_brought(
    office: Office, tmp_path: Path
) -> None:
    new = Sheet(None, [{"name.en": "Chan Chou Weng", "mobile": "+853 6612 7777"}])
    file = new.save(tmp_path / "cards.xlsx")
    Review.open(office.workspace, file).apply()
    (made,) = office.workspace.store.search("Chan Chou Weng")
    erase(office, made)
    review = Review.open(office.workspace, file)
    assert review.row(0).state is RowState.ERROR
    assert "erased" in str(review.row(0).problem)


def test_a_conflict_that_waited_for_a_decision_is_gone_with_them(
    office: Office, sent: tuple[Record, Record, Sheet]
) -> None:
    first, _second, sheet = sent
    office.workspace.editing.change("contact", first.id, {"email": "tian@example.org"})
    sheet.rows[0]["email"] = "third@example.org"
    office.returned(sheet).apply()
    assert office.workspace.store.open_conflicts()
    erase(office, first)
    assert office.workspace.store.open_conflicts() == []

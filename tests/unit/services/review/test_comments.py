"""What is said to a partner in their own workbook."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.unit.services.review.sent import Office
from wicco_desktop.exchange.commenting import CellComment
from wicco_desktop.foundation.errors import Cancelled
from wicco_desktop.services.review.comments import comments_of, save_comments
from wicco_desktop.services.review.model import Choice, Filter
from wicco_desktop.services.review.review import Review


@pytest.fixture
def review(office: Office) -> Review:
    """A conflict on a mobile, a blank e-mail, an unreadable cell."""
    ding = office.contact(name_en="Ding Tian", mobile="+853 6600 1244", email="d@example.org")
    ho = office.contact(name_en="Jason Ho", mobile="+853 6600 2000")
    sheet = office.send(ding, ho)
    sheet.rows[0]["mobile"] = "+853 6600 1245"
    sheet.rows[0]["email"] = None
    sheet.rows[1]["mobile"] = "#N/A"
    office.workspace.editing.change("contact", ding.id, {"mobile": "+853 6600 1247"})
    return office.returned(sheet)


def by_meaning(review: Review, language: str = "en") -> dict[str, CellComment]:
    return {comment.meaning: comment for comment in comments_of(review, language)}


def test_an_undecided_conflict_names_all_three_values_in_both_languages(review: Review) -> None:
    told = {c.cell: c.text for c in comments_of(review, "en") if c.meaning == "decide"}
    conflict = next(text for text in told.values() if "Which is right?" in text)
    for value in ("+853 6600 1244", "+853 6600 1245", "+853 6600 1247"):
        assert conflict.count(value) == 2, "in each language"
    assert conflict.startswith("Both of us changed this")
    assert any("d@example.org" in text for text in told.values()), "the blank cell asks too"


def test_of_a_row_of_which_nobody_knows_what_was_sent_no_third_value_is_named(
    office: Office,
) -> None:
    chan = office.contact(name_zh="陈祖荣", mobile="+853 6612 0012")
    sheet = office.send(office.contact(name_en="Ding Tian"))
    sheet.rows.append({"name.zh": "陈祖荣", "mobile": "+853 6612 0013"})
    review = office.returned(sheet)
    review.same_record(1, chan.id)
    told = by_meaning(review)["decide"].text.splitlines()[0]
    assert told == (
        "Here it is another. You wrote: +853 6612 0013. Here now: +853 6612 0012. Which is right?"
    )


def test_what_is_decided_is_not_asked(review: Review) -> None:
    for only in (Filter.CONFLICTS, Filter.CLEARINGS):
        for index in review.indexes(only):
            for cell in review.row(index).cells:
                if cell.asks:
                    review.decide(index, cell.path, Choice.OURS)
    assert "decide" not in by_meaning(review)


def test_a_cell_that_cannot_be_read_is_an_error(review: Review) -> None:
    error = by_meaning(review)["error"]
    assert review.counts.errors == 1
    index = review.indexes(Filter.ERRORS)[0]
    row = review.row(index)
    assert (error.sheet, error.cell) in {(row.sheet, cell.cell) for cell in row.cells}


def test_the_workbook_is_saved_with_them_and_the_original_stays(
    review: Review, tmp_path: Path
) -> None:
    before = review.file.read_bytes()
    target = tmp_path / "commented.xlsx"
    save_comments(review, target, language="zh")
    sheet = openpyxl.load_workbook(target).worksheets[0]
    commented = {
        cell.coordinate for row in sheet.iter_rows() for cell in row if cell.comment is not None
    }
    assert commented == {comment.cell for comment in comments_of(review, "zh")}
    assert review.file.read_bytes() == before


def test_cancelled_it_leaves_no_file(review: Review, tmp_path: Path) -> None:
    target = tmp_path / "commented.xlsx"
    with pytest.raises(Cancelled):
        save_comments(review, target, language="en", cancelled=lambda: True)
    assert not target.exists()

"""What the tests of commenting share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from tests.unit.exchange.commenting.complaints import complaints
from wicco_desktop.exchange.commenting import CellComment, Meaning, save_with_comments

Comment = Callable[..., Path]


@pytest.fixture
def comment(tmp_path: Path) -> Comment:
    """Comment cells of a workbook, given as {cell: text}; the copy is one nobody complains of."""

    def comment_(
        source: Path, texts: dict[str, str], sheet: str = "S", meaning: Meaning = "error"
    ) -> Path:
        target = tmp_path / f"{source.stem}+.xlsx"
        comments = [CellComment(sheet, cell, text, meaning) for cell, text in texts.items()]
        save_with_comments(source, target, comments, author="WICCO")
        assert complaints(target) == []
        return target

    return comment_


def comments_in(path: Path, sheet: str = "S") -> dict[str, str]:
    """The comments of a sheet as openpyxl reads them."""
    book = openpyxl.load_workbook(path)
    found = {
        cell.coordinate: cell.comment.text
        for row in book[sheet].iter_rows()
        for cell in row
        if cell.comment
    }
    book.close()
    return found

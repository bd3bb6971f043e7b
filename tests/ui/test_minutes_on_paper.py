"""Minutes as Qt lays them out: both languages side by side, whatever was written as text."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QTextDocument, QTextTable
from PySide6.QtWidgets import QApplication

from wicco_desktop.foundation.languages import CHINESE
from wicco_desktop.services.minutes_html import minutes_html
from wicco_desktop.services.sample_visit import enter_visit
from wicco_desktop.services.workspace import Workspace
from wicco_desktop.store.queries import Query
from wicco_desktop.store.store import Store
from wicco_desktop.store.writer import Writer


@pytest.fixture
def document(qapp: QApplication, database_path: Path) -> QTextDocument:
    """The minutes of the sample visit on A4, with something in them that looks like HTML."""
    store = Store.open(database_path, writer=Writer("Tester", "device-1", "laptop"))
    workspace = Workspace.over(store)
    enter_visit(workspace)
    (delegation,) = workspace.store.select(Query("delegation"))
    workspace.editing.change("delegation", delegation.id, {"purpose_en": "<b>R&D</b> <script>"})
    delegation = workspace.editing.record("delegation", delegation.id)
    made = QTextDocument()
    made.setHtml(minutes_html(workspace.minutes.of_delegation(delegation), CHINESE))
    made.setPageSize(QSizeF(595, 842))
    store.close()
    return made


def test_both_languages_stand_side_by_side_in_equal_columns(document: QTextDocument) -> None:
    tables = document.rootFrame().childFrames()

    (table,) = tables
    assert isinstance(table, QTextTable)
    assert table.columns() == 2
    assert table.cellAt(0, 0).firstCursorPosition().block().text() == "创合组织赴澳门代表团"
    assert table.cellAt(0, 1).firstCursorPosition().block().text() == "WICCO delegation to Macao"


def test_what_looks_like_html_is_printed_as_written(document: QTextDocument) -> None:
    assert "<b>R&D</b> <script>" in document.toPlainText()


def test_a_visit_takes_a_few_pages(document: QTextDocument) -> None:
    assert 1 < document.pageCount() < 8

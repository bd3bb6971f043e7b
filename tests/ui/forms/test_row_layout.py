from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from wicco_desktop.ui.forms.row_layout import RowLayout


class Block(QWidget):
    def sizeHint(self) -> QSize:
        return QSize(50, 30)


@pytest.fixture
def holder(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def row(holder: QWidget, *items: tuple[int, int]) -> tuple[RowLayout, list[QWidget]]:
    """A row of blocks with a weight and a least width each."""
    layout = RowLayout(10, holder)
    blocks: list[QWidget] = []
    for weight, least in items:
        block = Block()
        layout.add(block, weight, least)
        blocks.append(block)
    holder.show()
    return layout, blocks


def places(layout: RowLayout, blocks: list[QWidget], width: int) -> list[tuple[int, int, int]]:
    layout.setGeometry(QRect(0, 0, width, 400))
    return [(b.geometry().x(), b.geometry().y(), b.geometry().width()) for b in blocks]


def test_a_width_is_shared_by_weight(holder: QWidget) -> None:
    layout, blocks = row(holder, (1, 50), (2, 50))
    assert places(layout, blocks, 310) == [(0, 0, 100), (110, 0, 200)]
    assert layout.heightForWidth(310) == 30


def test_nobody_gets_less_than_the_least(holder: QWidget) -> None:
    layout, blocks = row(holder, (1, 150), (9, 50))
    assert places(layout, blocks, 310) == [(0, 0, 150), (160, 0, 150)]


def test_a_row_that_does_not_fit_breaks_evenly(holder: QWidget) -> None:
    layout, blocks = row(holder, (1, 100), (1, 80), (1, 80))
    assert places(layout, blocks, 250) == [(0, 0, 250), (0, 40, 120), (130, 40, 120)]
    assert layout.heightForWidth(250) == 70


def test_in_the_narrowest_place_each_has_its_own_line(holder: QWidget) -> None:
    layout, blocks = row(holder, (1, 100), (1, 100))
    assert places(layout, blocks, 60) == [(0, 0, 60), (0, 40, 60)]


def test_what_is_hidden_takes_no_room(holder: QWidget) -> None:
    layout, blocks = row(holder, (1, 50), (1, 50), (1, 50))
    blocks[1].hide()
    layout.setGeometry(QRect(0, 0, 210, 100))
    assert blocks[2].geometry().x() == 110
    assert layout.heightForWidth(210) == 30

"""Wherever a record is named that lies in the Trash, it is said to lie there."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QLabel, QWidget

from wicco_desktop.store.queries import Query
from wicco_desktop.ui.sections import SECTIONS
from wicco_desktop.ui.session import Session
from wicco_desktop.ui.window import MainWindow

Fill = Callable[[str], dict[str, str]]
Settle = Callable[[], None]

PERSON, BODY, GONE = "Ann Example", "Example City", "in the Trash"


def read_aloud(top: QWidget) -> Iterator[str]:
    """What a list, a chip and a label in sight say, a row a time."""
    for widget in top.findChildren(QWidget):
        if not widget.isVisibleTo(top):
            continue
        if isinstance(widget, QAbstractItemView):
            model = widget.model()
            for row in range(model.rowCount(QModelIndex())):
                told = model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)
                yield str(told or "")
        elif type(widget).__name__ == "Chip":
            yield widget.accessibleName()
        elif isinstance(widget, QLabel):
            yield widget.text()


@pytest.mark.parametrize(
    ("kind", "name", "times"),
    [
        ("meeting", PERSON, 5),  # both sides, two speakers, the owner of the follow-up
        ("meeting", BODY, 1),  # the host, in the list
        ("delegation", PERSON, 1),  # a member
        ("delegation", f"10:00 · {BODY}", 1),  # a host in the programme
        ("follow_up", PERSON, 1),  # the owner, in the list
    ],
)
def test_what_lies_in_the_trash_is_said_to(
    session: Session,
    window: MainWindow,
    fill: Fill,
    settle: Settle,
    kind: str,
    name: str,
    times: int,
) -> None:
    ids = fill("en")
    store = session.workspace.store
    gone = [
        (of, record.id) for of in ("contact", "organisation") for record in store.select(Query(of))
    ]
    session.workspace.editing.delete(gone)
    window.show_section(next(section.key for section in SECTIONS if section.kind == kind))
    session.open_record(kind, ids[kind])
    settle()
    page = window.stack.page
    assert page is not None
    told = [text for text in read_aloud(page) if name in text and "added" not in text]
    assert len(told) == times, told
    assert [text for text in told if GONE not in text] == []

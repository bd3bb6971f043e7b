"""A post that is written while its form does not know of it yet stands there once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest

from wicco_desktop.records import Record
from wicco_desktop.store.edits import Create
from wicco_desktop.ui.session import Session


def test_a_post_that_was_just_written_is_not_listed_twice(
    session: Session, panel_of: Callable[[str], Any], make_record: Callable[..., Record]
) -> None:
    contact = make_record("contact", name_en="Ding Tian")
    first = session.workspace.people.add_post(contact.id, {"title_en": "Head"})
    panel = panel_of("contact")
    panel.show_record(contact.id)
    QTest.keySequence(panel, QKeySequence("Ctrl+Shift+N"))
    begun = panel.posts.lines[-1]
    values = {"contact": contact.id, "title_en": "Professor"}
    session.workspace.editing.apply([Create("affiliation", values, begun.saving.id)])
    assert not begun.saving.exists, "it has not heard of it"
    panel.posts.refresh()
    assert [line.saving.id for line in panel.posts.lines] == [first.id, begun.saving.id]
    assert panel.posts.lines[-1] is begun

"""Every place of the window that somebody can type into, as it is on the page that is shown.

Found by walking the page: a new editor or field is found, and tried, by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from wicco_desktop.records import FieldType
from wicco_desktop.ui.delegation.members import MembersSection
from wicco_desktop.ui.editors.bilingual import BilingualEditor
from wicco_desktop.ui.forms.field_set import FieldSet
from wicco_desktop.ui.forms.topics_section import TopicsSection
from wicco_desktop.ui.meeting.composer import Composer
from wicco_desktop.ui.meeting.linked_chips import LinkedChips
from wicco_desktop.ui.meeting.speaker_editor import SpeakerEditor

LATIN, DIGITS, DATES, TIMES, KEYS = "latin", "digits", "dates", "times", "keys"
TYPED = {
    FieldType.NUMBER: DIGITS,
    FieldType.DATE: DATES,
    FieldType.MOMENT: DATES,
    FieldType.TIME: TIMES,
    FieldType.FLAG: KEYS,
    FieldType.CHOICE: LATIN,
    FieldType.LANGUAGE: LATIN,
}


@dataclass
class Place:
    """Where one types: the draft's key, the widget, what stands there as a draft would say it."""

    kind: str
    record: str
    column: str
    widget: QWidget
    stands: Callable[[], str]
    typed: str = "text"
    """What kind of text is typed there."""

    @property
    def key(self) -> list[str]:
        """The key of its draft."""
        return [self.kind, self.record, self.column]


def places(page: Any) -> Iterator[Place]:
    """Those of a page that can be typed into just now."""
    for place in _all(page):
        if place.widget.isVisible() and place.widget.isEnabled():
            yield place


def _all(page: Any) -> Iterator[Place]:
    for fields in page.findChildren(FieldSet):
        yield from _fields(fields)
    for speaker in page.findChildren(SpeakerEditor):
        yield _speaker(speaker)
    saving = page.panel.saving
    if saving is None:
        return
    for chips in page.findChildren(LinkedChips):
        yield _line(saving, chips._links.key, chips.editor.line)
    for topics in page.findChildren(TopicsSection):
        yield _line(saving, "topics", topics.editor.line)
    for members in page.findChildren(MembersSection):
        yield _line(saving, "members", members.line)
    for composer in page.findChildren(Composer):
        area = composer.area
        yield Place("meeting", saving.id, "composer", area, area.committed_text)


def _speaker(speaker: SpeakerEditor) -> Place:
    saving = speaker._saving

    def stands() -> str:
        typed = saving.text("speaker_name")
        return str(typed if typed is not None else saving.stored("speaker_name") or "")

    return Place("note", saving.id, "speaker_name", speaker.line, stands, LATIN)


def _line(saving: Any, place: str, line: Any) -> Place:
    return Place(saving.kind, saving.id, place, line, line.committed_text)


def _fields(fields: FieldSet) -> Iterator[Place]:
    saving = fields.saving
    if saving is None:
        return
    for link in fields.links.values():
        for column in link.columns:
            editor = link.editor
            widget = (
                editor.side(str(column.language))
                if isinstance(editor, BilingualEditor)
                else editor.inputs()[0]
            )
            stands = partial(link._text, column)
            typed = TYPED.get(link.field.type, "text")
            yield Place(saving.kind, saving.id, column.name, widget, stands, typed)

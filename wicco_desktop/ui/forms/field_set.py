"""The fields of one record in widgets: editors made by the declarations, joined to the record.

A panel and a line of posts both arrange the boxes of such a set; neither knows how they save.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wicco_desktop.foundation.clock import parse_moment
from wicco_desktop.foundation.dates import parse_date
from wicco_desktop.foundation.messages import Message
from wicco_desktop.records import KINDS, Value
from wicco_desktop.records.fields import Field, FieldType
from wicco_desktop.records.hints import hints
from wicco_desktop.records.values import display
from wicco_desktop.ui.editors.factory import Answers, editor_for
from wicco_desktop.ui.editors.field_box import FieldBox
from wicco_desktop.ui.editors.reference import ReferenceEditor
from wicco_desktop.ui.forms.autosave import Autosave
from wicco_desktop.ui.forms.field_link import FieldLink
from wicco_desktop.ui.forms.odds_strip import OddsStrip
from wicco_desktop.ui.forms.references import References
from wicco_desktop.ui.session import Session

MADE_BY_NAME = ("organisation", "contact", "delegation", "topic")
"""Kinds of which a reference field makes a record from its name alone."""

COMPARED = {
    "meeting": ("delegation", ("start", "end")),
    "follow_up": ("meeting", ("date",)),
}
"""Of which record referred to a hint looks at which values."""


class FieldSet(QObject):
    """Editors for the fields of one kind, showing one record after another."""

    left = Signal(str)
    """A field was left with something new in it: its key."""

    def __init__(self, session: Session, kind: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.session = session
        self.kind = KINDS[kind]
        self.references = References(session)
        self.saving: Autosave | None = None
        self.boxes: dict[str, FieldBox] = {}
        self.links: dict[str, FieldLink] = {}
        self._answers = Answers(
            parse_date=self._parse_date,
            complete=lambda field, text: self.references.complete(text, field.targets),
            resolve=self.references.resolve,
            likely=lambda field, text: self.references.likely(text, field.targets),
            creatable=lambda field: field.targets[0] in MADE_BY_NAME and len(field.targets) == 1,
        )
        session.language.changed.connect(self.retranslate)

    def box(self, key: str, parent: QWidget, *, pin: bool = False, look: str = "") -> FieldBox:
        """The box of a field, made now; each field has one. ``look`` is ``name`` for a title."""
        field = self.kind.field(key)
        editor = editor_for(field, self.session.language, self._answers, parent, look=look)
        box = FieldBox(self.session.language, field.label, editor, parent, pin=pin)
        strips = {
            column.name: OddsStrip(self.session.language, column, box)
            for column in field.columns()
            if not column.mark
        }
        layout = box.layout()
        assert isinstance(layout, QVBoxLayout)
        for strip in strips.values():
            layout.insertWidget(layout.indexOf(editor) + 1, strip)
        link = FieldLink(field, editor, strips, self.shown, box)
        link.committed.connect(self.left)
        link.still_right.connect(self._still_right)
        if isinstance(editor, ReferenceEditor):
            editor.create_requested.connect(lambda name: self._make(field, name))
        self.boxes[key], self.links[key] = box, link
        if self.saving is not None:
            link.attach(self.saving)
        return box

    def attach(self, saving: Autosave) -> None:
        """Show another record."""
        self.detach()
        self.saving = saving
        saving.refreshed.connect(self._refreshed)
        saving.settled.connect(self._settled)
        saving.refused.connect(self._refused)
        saving.at_odds.connect(self._at_odds)
        for link in self.links.values():
            link.attach(saving)
        self.show_hints()

    def detach(self) -> None:
        """Show no record any more; what stands in the editors is nobody's."""
        before, self.saving = self.saving, None
        if before is not None:
            before.refreshed.disconnect(self._refreshed)
            before.settled.disconnect(self._settled)
            before.refused.disconnect(self._refused)
            before.at_odds.disconnect(self._at_odds)
        for link in self.links.values():
            link.detach()

    def show_hints(self) -> None:
        """Say at the fields what looks wrong in the record."""
        if self.saving is None:
            return
        values = self.saving.values()
        told: dict[str, Message] = {}
        for hint in hints(self.kind, values, self._linked(values)):
            told.setdefault(self.kind.columns[hint.column].field.key, hint.message)
        for key, link in self.links.items():
            link.set_hint(told.get(key))

    def shown(self, field: Field, value: Value) -> str:
        """A value as the user reads it."""
        if field.type is FieldType.REFERENCE and value:
            found = self.references.resolve(str(value))
            return found.title if found else ""
        return display(field, value, self.session.language.translator)

    def retranslate(self) -> None:
        """Show everything in the language of the interface; what is typed stays."""
        for link in self.links.values():
            link.retranslate()

    def _link_of(self, column: str) -> FieldLink | None:
        known = self.kind.columns.get(column)
        return self.links.get(known.field.key) if known else None

    def _refreshed(self, column: str) -> None:
        link = self._link_of(column)
        if link is not None:
            link.show_stored()
        self.show_hints()

    def _settled(self, column: str) -> None:
        link = self._link_of(column)
        if link is not None:
            link.settle(column)
        self.show_hints()

    def _refused(self, column: str, why: Message) -> None:
        link = self._link_of(column)
        if link is not None:
            link.refuse(why)

    def _at_odds(self, column: str) -> None:
        link = self._link_of(column)
        if link is not None:
            link.tell_odds(column)

    def _make(self, field: Field, name: str) -> None:
        """Make the record that a reference field asks for, together with the link to it."""
        if self.saving is not None:
            made = self.references.make(field.targets[0], name)
            self.saving.link_new(field.key, made, name)
            self.links[field.key].show_stored()
            self.left.emit(field.key)

    def _still_right(self, key: str, language: str) -> None:
        if self.saving is not None and self.saving.exists:
            editing, id_ = self.session.workspace.editing, self.saving.id
            kind = self.kind.key
            self.session.write(lambda: editing.still_right(kind, id_, key, language))

    def _linked(self, values: dict[str, Value]) -> dict[str, Value]:
        compared = COMPARED.get(self.kind.key)
        if compared is None or not values.get(compared[0]):
            return {}
        key, columns = compared
        record = self.session.workspace.store.get(key, str(values[key]))
        return {f"{key}.{name}": record[name] for name in columns} if record else {}

    def _parse_date(self, text: str) -> str:
        now = parse_moment(self.session.workspace.store.now())
        return parse_date(text, now.astimezone().date())

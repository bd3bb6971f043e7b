"""The form of one record: always editable, saved by itself, generated from the declarations.

``arrange`` puts the boxes of the fields into the panel; a kind that wants more than rows of fields
overrides it (``ContactPanel``) and places rows and sections by hand.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.messages import N_
from wicco_desktop.records import KINDS, Value
from wicco_desktop.records.kinds import REMARKS
from wicco_desktop.store.edits import Written
from wicco_desktop.ui.editors.field_box import FieldBox
from wicco_desktop.ui.forms.arrangement import Row, arrangement
from wicco_desktop.ui.forms.autosave import IDLE, Autosave
from wicco_desktop.ui.forms.beginnings import beginning
from wicco_desktop.ui.forms.field_pins import FieldPins
from wicco_desktop.ui.forms.field_rows import FieldRows
from wicco_desktop.ui.forms.field_set import FieldSet
from wicco_desktop.ui.forms.panel_keys import listen_within
from wicco_desktop.ui.forms.panel_signs import DeletedSign, MoreFields
from wicco_desktop.ui.forms.pins import Pins
from wicco_desktop.ui.forms.section import PanelSection
from wicco_desktop.ui.session import Session


class RecordPanel(QWidget):
    """Shows one record of a kind after another."""

    created = Signal(str)
    """A new record is in the database: its id."""

    shown = Signal(str)
    """Another record is shown, perhaps one that is not in the database yet: its id."""

    def __init__(
        self, session: Session, kind: str, parent: QWidget | None = None, *, idle: int = IDLE
    ) -> None:
        """``idle`` is in milliseconds; see ``autosave``."""
        super().__init__(parent)
        self.session = session
        self.kind = KINDS[kind]
        self.fields = FieldSet(session, kind, self)
        self.pins = Pins(session, kind)
        self.sections: list[PanelSection] = []
        self.more: MoreFields | None = None
        self.saving: Autosave | None = None
        """The record shown; None while there is none."""
        self._idle = idle
        self._left: dict[str, Autosave] = {}
        """Records shown before whose last words are still on their way to the database."""
        self._plan = arrangement(self.kind)
        self._build()
        self.arrange()
        self.column.addStretch(1)
        self._shortcuts()
        session.written.connect(self._hear)
        session.language.changed.connect(self.retranslate)
        session.theme.changed.connect(self._resize)
        self.retranslate()
        self._resize()
        self.clear()

    # What a page asks of it

    @property
    def record_id(self) -> str | None:
        """The id of the record shown, also of a new one that is not in the database yet."""
        return self.saving.id if self.saving else None

    def show_record(self, id_: str) -> None:
        """Show a record, or what it was merged into; what was typed before is saved."""
        id_ = self.session.workspace.store.survivor(id_)
        if self.saving is not None and self.saving.id == id_:
            return
        self.flush()
        saving = self._still_saving(id_) or self._found(id_)
        if saving is None:
            self.session.errors.show(UserError(N_("There is no record {id}."), id=id_))
            return
        self.use(saving)

    def show_new(self, values: Mapping[str, object] | None = None) -> None:
        """Begin a new record; it is in the database from the first value that is committed."""
        self.flush()
        begins = beginning(self.kind.key, self.pins, values)
        self.use(Autosave(self.session, self.kind.key, values=begins, idle=self._idle))

    def clear(self) -> None:
        """Show no record."""
        self.flush()
        self._leave()
        self.saving = None
        for section in self.sections:
            section.show_for(None)
        self.area.hide()
        self.deleted_sign.hide()

    def flush(self) -> None:
        """Turn what is being typed into logged changes."""
        if self.saving is not None:
            self.saving.commit()
            if self.saving.exists or self.saving.pending:
                self.pins.remember(self.saving.values())
        for section in self.sections:
            section.flush()

    def focus_first(self) -> None:
        """Put the focus into the name, or the first field where there is none."""
        if self.saving is not None:
            first = self.kind.title or next(iter(self.fields.boxes))
            self.fields.boxes[first].editor.focus_first()

    def retranslate(self) -> None:
        """Show every text in the language of the interface; what is typed stays."""
        self.deleted_sign.retranslate()
        if self.more is not None:
            self.more.retranslate()
        for section in self.sections:
            section.retranslate()

    def unfold(self) -> None:
        """Show every field, those rarely used as well."""
        if self.more is not None:
            self.more.setChecked(True)

    # What the panel of a kind is made of

    def hear(self, written: Written) -> None:
        """Something was written, here or elsewhere; sections hear of it by themselves."""

    def arrange(self) -> None:
        """Put everything into the panel, from top to bottom."""
        self.add_title()
        self.add_rows()
        self.add_more()
        self.add_remarks()

    def add_title(self) -> None:
        """The name of the record, in both languages, larger than the rest."""
        if self.kind.title is not None:
            box = self.fields.box(self.kind.title, self.content, look="name")
            box.label.hide()
            self.column.addWidget(box)

    def add_rows(self) -> None:
        """Every line of fields of the arrangement, but for the remarks."""
        for row in self._plan.rows:
            if row[0].key != REMARKS:
                self.add_row(row)

    def add_row(self, row: Row) -> None:
        """A line of fields."""
        self.rows.add(row, self.column)

    def add_section(self, section: PanelSection) -> None:
        """A part that is no field."""
        self.sections.append(section)
        self.column.addWidget(section)

    def add_more(self) -> None:
        """The button that shows the fields folded away."""
        more = self.more = MoreFields(self.session.language, self.content)
        more.toggled.connect(self.rows.unfold)
        more.setVisible(bool(self._plan.rare | self._plan.elsewhere))
        self.column.addWidget(more)

    def add_remarks(self) -> None:
        """The remarks, which every record has."""
        if REMARKS not in self.fields.boxes:
            self.add_row(next(row for row in self._plan.rows if row[0].key == REMARKS))

    def _build(self) -> None:
        self.deleted_sign = DeletedSign(self.session.language, self)
        self.deleted_sign.restore.connect(self._restore)
        self.content = QWidget(self)
        self.content.setProperty("look", "page")
        self.column = QVBoxLayout(self.content)
        self.rows = FieldRows(self.fields, self._plan, self.content, self._add_box)
        self.field_pins = FieldPins(self.pins, self._values, self)
        self.area = QScrollArea(self)
        self.area.setWidget(self.content)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.outside = QVBoxLayout(self)
        self.outside.setContentsMargins(0, 0, 0, 0)
        self.outside.setSpacing(0)
        self.outside.addWidget(self.deleted_sign)
        self.outside.addWidget(self.area, 1)

    def _add_box(self, key: str) -> FieldBox:
        box = self.fields.box(key, self.content, pin=True)
        self.field_pins.add(key, box)
        return box

    def _values(self) -> Mapping[str, Value]:
        return self.saving.values() if self.saving is not None else {}

    def _shortcuts(self) -> None:
        listen_within(self, self.save_and_new, "Ctrl+Return", "Ctrl+Enter")
        listen_within(self, self.focus_first, "F2")
        listen_within(self, self._pin, "Ctrl+Shift+P")

    def save_and_new(self) -> None:
        """Save what is typed and begin another record, with the values that are pinned."""
        self.show_new()
        self.focus_first()

    def _pin(self) -> None:
        """Pin or unpin the field one is in, of the record or of a part of it."""
        if not self.field_pins.toggle_focused():
            for section in self.sections:
                section.pin()

    # The record

    def _found(self, id_: str) -> Autosave | None:
        record = self.session.workspace.store.get(self.kind.key, id_)
        if record is not None:
            return Autosave(self.session, self.kind.key, record, idle=self._idle)
        drafts = self.session.drafts.all()
        if any(d.key.record == id_ or id_ in (d.creates or {}).values() for d in drafts):
            return Autosave(self.session, self.kind.key, id_=id_, idle=self._idle)
        return None

    def _leave(self) -> None:
        self.fields.detach()
        if self.saving is not None:
            self.saving.created.disconnect(self._created)
            self.saving.deletion_changed.disconnect(self._note_deletion)
            self.saving.release()
            self._left[self.saving.id] = self.saving
        self._left = {id_: saving for id_, saving in self._left.items() if not saving.gone}

    def _still_saving(self, id_: str) -> Autosave | None:
        saving = self._left.pop(id_, None)
        if saving is None or saving.gone:
            return None
        saving.take_up()
        return saving

    def use(self, saving: Autosave) -> None:
        """Show the record that is edited there."""
        self._leave()
        self.saving = saving
        saving.created.connect(self._created)
        saving.deletion_changed.connect(self._note_deletion)
        self.fields.attach(saving)
        self.rows.fold()
        if self.more is not None:
            self.more.show_count(self.rows.folded())
        for section in self.sections:
            section.show_for(saving)
        self._show_deletion()
        self.area.show()
        self.area.verticalScrollBar().setValue(0)
        self.shown.emit(saving.id)

    def _created(self) -> None:
        if self.saving is not None:
            self.created.emit(self.saving.id)

    def _note_deletion(self) -> None:
        """The record went or came back; of one that was merged, show what it became."""
        if self.saving is not None and self.saving.deleted:
            self.show_record(self.saving.id)
        self._show_deletion()

    def _show_deletion(self) -> None:
        deleted = self.saving is not None and self.saving.deleted
        erased = deleted and self.saving is not None and self.saving.erased
        self.deleted_sign.tell(self.kind.label, erased=erased)
        self.deleted_sign.setVisible(deleted)
        self.content.setEnabled(not deleted)

    def _restore(self) -> None:
        if self.saving is not None:
            kind, id_, editing = self.kind.key, self.saving.id, self.session.workspace.editing
            self.session.write(lambda: editing.restore([(kind, id_)]))

    def _hear(self, written: Written) -> None:
        for section in self.sections:
            section.hear(written)
        self.hear(written)

    def _resize(self) -> None:
        steps = self.session.theme.steps
        self.column.setContentsMargins(steps(5), steps(4), steps(5), steps(4))
        self.column.setSpacing(steps(2.5))
        self.rows.resize(steps)

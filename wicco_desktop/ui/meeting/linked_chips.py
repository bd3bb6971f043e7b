"""A field of chips that are links of a record: those who attended on a side, other bodies present.

Adding and removing is saved at once, in order, off the window's thread; what is not in the
database yet lies in a draft. A record that is not in the database yet is made first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wicco_desktop.foundation.messages import N_, Message
from wicco_desktop.names.no_name import is_plainly_no_name
from wicco_desktop.records import Record
from wicco_desktop.services.naming import named
from wicco_desktop.services.titles import title_of
from wicco_desktop.store.edits import Create, Written
from wicco_desktop.ui.editors.completing import Complete
from wicco_desktop.ui.editors.field_box import FieldBox
from wicco_desktop.ui.editors.references import ReferencesEditor
from wicco_desktop.ui.editors.suggestions import Suggestion
from wicco_desktop.ui.forms.autosave import Autosave
from wicco_desktop.ui.forms.link_draft import LinkDraft
from wicco_desktop.ui.forms.references import References
from wicco_desktop.ui.session import Session

NO_NAME = N_("This does not look like a name. Enter once more makes a contact of it all the same.")


@dataclass(frozen=True, slots=True)
class Links:
    """Where the links of a record come from and go to. ``key`` names them in a draft."""

    key: str
    label: str
    kind: str
    complete: Complete
    resolve: Callable[[str], Suggestion | None]
    read: Callable[[str], Sequence[str]]
    """The ids linked to a record."""

    save: Callable[[str, Sequence[str], Sequence[Create]], Written]
    """Make these the ids linked to a record, some of them new with it. Runs where one writes."""


class LinkedChips(QWidget):
    """Label and chips of one such field."""

    changed = Signal()
    """Other records are linked than before."""

    passed = Signal()
    """Enter in the empty line: the user has added all and goes on."""

    def __init__(
        self,
        session: Session,
        references: References,
        links: Links,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._links = links
        self._draft = LinkDraft(session, links.key, links.kind)
        self._saving: Autosave | None = None
        self._made: dict[str, Create] = {}
        self._coming: dict[str, Create] = {}
        """Records on their way into the database."""
        self._on_the_way = 0
        self._unsaved = False
        self.editor = ReferencesEditor(
            session.language,
            links.complete,
            self._resolve,
            self,
            likely=lambda text: references.likely(text, (links.kind,)),
            doubts=self._doubt,
        )
        self.editor.field.fold_outside()
        self.box = FieldBox(session.language, links.label, self.editor, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.box)
        self.editor.changed.connect(self._typed)
        self.editor.committed.connect(self._committed)
        self.editor.create_requested.connect(self._create)
        self.editor.opened.connect(lambda id_: session.open_record(links.kind, id_))
        self.editor.passed.connect(self.passed)

    @property
    def ids(self) -> tuple[str, ...]:
        """What is linked, also what is on its way to the database."""
        return self.editor.value()

    def show_for(self, saving: Autosave | None) -> None:
        """Show the links of another record, with what was not saved there."""
        if self._saving is not None:
            self._saving.created.disconnect(self._save_unsaved)
        self._saving, self._unsaved = saving, False
        self._made, self._on_the_way = {}, 0
        self.editor.line.show_text("")
        if saving is None:
            self.editor.set_value(())
            return
        saving.created.connect(self._save_unsaved)
        self.editor.set_value(self._links.read(saving.id))
        self._take_draft(saving)
        self.changed.emit()

    def refresh(self) -> None:
        """Read anew, unless something is on its way."""
        saving = self._saving
        if saving is None or self._unsaved or self._on_the_way:
            return
        ids = tuple(self._links.read(saving.id))
        if ids != self.ids:
            self.editor.set_value(ids)
        else:
            self.editor.retranslate()
        self.changed.emit()

    def set_ids(self, ids: Sequence[str]) -> None:
        """Link these records, as if they had been picked."""
        self.editor.set_value(ids)
        self.changed.emit()
        self._save()

    def propose(self, ids: Sequence[str]) -> None:
        """Show these as linked; saved with the record, once something makes it."""
        self.editor.set_value(ids)
        self._unsaved = True
        self.changed.emit()

    def record(self, id_: str) -> Record | None:
        """A record on its way into the database."""
        made = self._made.get(id_) or self._coming.get(id_)
        return Record(made.kind, made.id, made.values) if made is not None else None

    # What the user does

    def _typed(self) -> None:
        self._keep_draft()

    def _committed(self) -> None:
        saving = self._saving
        if saving is not None and (self._unsaved or self.ids != tuple(self._links.read(saving.id))):
            self.changed.emit()
            self._save()
        self._keep_draft()

    def _create(self, name: str) -> None:
        kind = self._links.kind
        made = self._session.workspace.editing.creation(kind, named(kind, name))
        self._made[made.id] = made
        self.editor.add(made.id)

    def _doubt(self, text: str) -> Message | None:
        """What is said before somebody is made of a text that plainly is no name."""
        person = self._links.kind == "contact"
        return Message(NO_NAME) if person and is_plainly_no_name(text) else None

    def _resolve(self, id_: str) -> Suggestion | None:
        record = self.record(id_)
        if record is None:
            return self._links.resolve(id_)
        title = title_of(record, self._session.code)
        return Suggestion(id_, title.text, deleted=title.deleted)

    # Saving

    def _save(self) -> None:
        saving = self._saving
        if saving is None:
            return
        self._unsaved = True
        self._keep_draft()
        if not saving.exists:
            saving.create_now()
            return
        ids, id_ = self.ids, saving.id
        made = [self._made.pop(key) for key in list(self._made) if key in ids]
        self._coming |= {entry.id: entry for entry in made}
        self._unsaved = False
        self._on_the_way += 1
        save = self._links.save

        def done(_written: Written) -> None:
            for entry in made:
                self._coming.pop(entry.id, None)
            self._arrived(saving)

        def failed(error: BaseException) -> None:
            self._made |= {entry.id: entry for entry in made}
            self._unsaved = self._saving is saving
            self._arrived(saving)
            self._session.errors.show(error)

        self._session.write(lambda: save(id_, ids, made), done, failed, owner=self)

    def _save_unsaved(self) -> None:
        if self._unsaved:
            self._save()

    def _arrived(self, saving: Autosave) -> None:
        if self._saving is not saving:
            # What was typed there stays in its draft; the links are in the database.
            return
        self._on_the_way -= 1
        self._keep_draft()
        self.refresh()

    # Drafts

    def _keep_draft(self) -> None:
        saving = self._saving
        if saving is None:
            return
        going = self._unsaved or self._on_the_way
        self._draft.keep(
            saving,
            self.editor.line.committed_text(),
            self.ids if going else None,
            (self._made | self._coming).values(),
        )

    def _take_draft(self, saving: Autosave) -> None:
        kept = self._draft.take(saving)
        self._made |= kept.made
        if kept.ids is not None and kept.ids != self.ids:
            self.editor.set_value(kept.ids)
            self._save()
        if kept.typed:
            self.editor.set_typed(kept.typed)
        self._keep_draft()

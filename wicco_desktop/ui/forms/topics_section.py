"""The topics of a record as chips: found or made by name, taken out by their cross."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from wicco_desktop.foundation.messages import N_
from wicco_desktop.store.edits import Create
from wicco_desktop.ui.editors.references import ReferencesEditor
from wicco_desktop.ui.forms.references import References
from wicco_desktop.ui.forms.section import PanelSection
from wicco_desktop.ui.session import Session

LABEL = N_("Topics")


class TopicsSection(PanelSection):
    """Links the record shown to topics; every change is one transaction."""

    kinds = ("topic", "topic_link")

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, LABEL, parent)
        self._references = References(session)
        self._made: dict[str, Create] = {}
        self.editor = ReferencesEditor(
            session.language,
            lambda typed: self._references.complete(typed, ("topic",)),
            self._references.resolve,
            self,
        )
        self.editor.set_label(LABEL)
        self.editor.committed.connect(self._save)
        self.editor.create_requested.connect(self._make)
        self.editor.opened.connect(lambda id_: session.open_record("topic", id_))
        self.column.addWidget(self.editor)
        self.retranslate()

    def refresh(self) -> None:
        if self.saving is None or (self.session.writer.busy and self._made):
            return
        topics = self.session.workspace.related.topics_of(self.saving.id)
        ids = tuple(topic.id for topic in topics)
        if ids != self.editor.value():
            typed = self.editor.typed()
            self.editor.set_value(ids)
            if typed:
                self.editor.set_typed(typed)
        else:
            self.editor.retranslate()

    def _make(self, name: str) -> None:
        made = self._references.make("topic", name)
        self._made[made.id] = made
        self.editor.add(made.id)

    def _save(self) -> None:
        if self.saving is None:
            return
        self.saving.create_now()
        record, topics = self.saving.id, self.editor.value()
        made = [self._made.pop(id_) for id_ in topics if id_ in self._made]
        related = self.session.workspace.related
        self.session.write(lambda: related.set_topics(record, topics, made=made), owner=self)

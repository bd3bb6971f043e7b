"""The topics of a record as chips: found or made by name, taken out by their cross."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from wicco_desktop.foundation.messages import N_
from wicco_desktop.store.edits import Create
from wicco_desktop.ui.editors.references import ReferencesEditor
from wicco_desktop.ui.forms.autosave import Autosave
from wicco_desktop.ui.forms.link_draft import LinkDraft
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
        self._draft = LinkDraft(session, "topics", "topic")
        self._made: dict[str, Create] = {}
        self._linked: tuple[str, ...] = ()
        """What is linked in the database, or on its way to it."""
        self._on_the_way = 0
        self.editor = ReferencesEditor(
            session.language,
            lambda typed: self._references.complete(typed, ("topic",)),
            self._references.resolve,
            self,
        )
        self.editor.set_label(LABEL)
        self.editor.changed.connect(self._keep_draft)
        self.editor.committed.connect(self._save)
        self.editor.create_requested.connect(self._make)
        self.editor.opened.connect(lambda id_: session.open_record("topic", id_))
        self.column.addWidget(self.editor)
        self.retranslate()

    def show_for(self, saving: Autosave | None) -> None:
        self._made, self._linked, self._on_the_way = {}, (), 0
        self.editor.line.show_text("")
        self.editor.set_value(())
        super().show_for(saving)
        if saving is not None:
            self._take_draft(saving)

    def refresh(self) -> None:
        if self.saving is None or self._on_the_way:
            return
        topics = self.session.workspace.related.topics_of(self.saving.id)
        ids = self._linked = tuple(topic.id for topic in topics)
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
        saving, topics = self.saving, self.editor.value()
        if saving is None or topics == self._linked:
            return
        saving.create_now()
        self._linked = topics
        made = [entry for id_, entry in self._made.items() if id_ in topics]
        related, id_ = self.session.workspace.related, saving.id
        self._on_the_way += 1
        self._keep_draft()

        def done(_written: object) -> None:
            if self.saving is saving:
                self._on_the_way -= 1
                for entry in made:
                    self._made.pop(entry.id, None)
                self._keep_draft()
                self.refresh()
            elif self._draft.take(saving).ids == topics:
                self._draft.keep(saving, self._draft.take(saving).typed)

        def failed(error: BaseException) -> None:
            if self.saving is saving:  # the draft stays, and is sent with the next change
                self._on_the_way -= 1
                self._linked = ()
            self.session.errors.show(error)

        self.session.write(
            lambda: related.set_topics(id_, topics, made=made), done, failed, owner=self
        )

    def _keep_draft(self) -> None:
        if self.saving is not None:
            ids = self.editor.value() if self._on_the_way else None
            typed = self.editor.line.committed_text()
            self._draft.keep(self.saving, typed, ids, self._made.values())

    def _take_draft(self, saving: Autosave) -> None:
        kept = self._draft.take(saving)
        self._made |= kept.made
        if kept.ids is not None and kept.ids != self.editor.value():
            self.editor.set_value(kept.ids)
            self._save()
        if kept.typed:
            self.editor.set_typed(kept.typed)
        self._keep_draft()

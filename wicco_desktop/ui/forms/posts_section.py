"""The posts of a contact, one below the other, always editable."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QToolButton, QWidget

from wicco_desktop.foundation.messages import N_
from wicco_desktop.records import Value
from wicco_desktop.services.people import Post
from wicco_desktop.ui.forms.autosave import Autosave
from wicco_desktop.ui.forms.pins import Pins
from wicco_desktop.ui.forms.post_line import PostLine
from wicco_desktop.ui.forms.section import PanelSection
from wicco_desktop.ui.icons import icon
from wicco_desktop.ui.session import Session

ADD_KEYS = "Ctrl+Shift+N"


class PostsSection(PanelSection):
    """Lines of posts: those in the database, and perhaps a new one not in it yet."""

    kinds = ("affiliation", "organisation")

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, N_("Posts"), parent)
        self.lines: list[PostLine] = []
        self._spare: list[PostLine] = []
        """Lines that were left, to be used again."""
        self.pins = Pins(session, "affiliation")
        self.add_button = QToolButton(self)
        self.add_button.setIcon(icon("plus"))
        self.add_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.add_button.clicked.connect(self.add)
        self.head.addWidget(self.add_button)
        self.column.setSpacing(8)
        shortcut = QShortcut(QKeySequence(ADD_KEYS), self)
        shortcut.activated.connect(self.add)
        session.theme.changed.connect(self._resize)
        self.retranslate()

    def show_for(self, saving: Autosave | None) -> None:
        for line in self.lines:
            self._drop(line)
        self.lines = []
        super().show_for(saving)

    def refresh(self) -> None:
        if self.saving is None:
            return
        posts = self.session.workspace.people.posts(self.saving.id) if self.saving.exists else []
        known = {line.saving.id: line for line in self.lines}
        there = {post.affiliation.id for post in posts}
        for line in self.lines:
            if line.saving.exists and line.saving.id not in there:
                self._drop(line)
        stored = [known.get(post.affiliation.id) or self._line(post) for post in posts]
        # One that is written already may not have heard of it yet: it is among the stored ones.
        new = [n for n in self.lines if not n.saving.exists and n.saving.id not in there]
        if not self.lines:
            new = [self._made(begun) for begun in self._begun()]
        if not stored and not new:
            new = [self._new_line()]
        self._arrange([*stored, *new])

    def add(self) -> None:
        """Begin another post."""
        blank = next((line for line in self.lines if not line.saving.exists), None)
        if blank is None:
            blank = self._new_line()
            self._arrange([*self.lines, blank])
        blank.focus_first()

    def flush(self) -> None:
        contact = self.saving
        for line in self.lines:
            line.saving.commit()
            if contact is None or line.saving.exists:
                continue
            if line.prefilled and (contact.exists or contact.pending):
                line.saving.create_now()
        if contact is not None and (contact.exists or contact.pending) and self.lines:
            self.pins.remember(self.lines[-1].saving.values())

    def pin(self) -> None:
        for line in self.lines:
            if line.pins.toggle_focused():
                return

    def retranslate(self) -> None:
        super().retranslate()
        tr = self.session.language.tr
        # Translators: a button that adds another post (任职) to a contact.
        self.add_button.setText(tr(N_("Add a post")))
        keys = QKeySequence(ADD_KEYS).toString(QKeySequence.SequenceFormat.NativeText)
        self.add_button.setToolTip(keys)
        for line in self.lines:
            line.retranslate()

    def _line(self, post: Post) -> PostLine:
        return self._made(Autosave(self.session, "affiliation", post.affiliation))

    def _begun(self) -> list[Autosave]:
        """New posts of this contact that were typed and never saved: what their drafts hold."""
        contact, store = self.saving, self.session.workspace.store
        drafted = (d for d in self.session.drafts.all() if d.key.kind == "affiliation")
        ids = dict.fromkeys(
            draft.key.record
            for draft in drafted
            if contact is not None and (draft.creates or {}).get("contact") == contact.id
        )
        return [
            Autosave(self.session, "affiliation", id_=id_, owner=contact)
            for id_ in ids
            if store.get("affiliation", id_) is None
        ]

    def _new_line(self) -> PostLine:
        assert self.saving is not None
        values: dict[str, Value] = {"contact": self.saving.id}
        if not any(line.saving.stored("main") for line in self.lines):
            values["main"] = True
        pinned = {} if self.saving.exists else self.pins.values()
        filled = any(value is not None for value in pinned.values())
        saving = Autosave(
            self.session, "affiliation", values={**pinned, **values}, owner=self.saving
        )
        return self._made(saving, prefilled=filled)

    def _made(self, saving: Autosave, *, prefilled: bool = False) -> PostLine:
        if self._spare:
            line = self._spare.pop()
        else:
            line = PostLine(self.session, saving, self.pins, self)
            line.main_wanted.connect(lambda: self._make_main(line.saving.id))
            line.removal_wanted.connect(lambda: self._remove(line.saving.id))
        line.use(saving, prefilled=prefilled)
        return line

    def _make_main(self, id_: str) -> None:
        people = self.session.workspace.people
        self.session.write(lambda: people.make_main(id_))

    def _remove(self, id_: str) -> None:
        editing = self.session.workspace.editing
        self.session.write(lambda: editing.delete([("affiliation", id_)]))

    def _arrange(self, lines: list[PostLine]) -> None:
        if lines == self.lines:
            return
        self.lines = lines
        before: QWidget = self.add_button
        for index, line in enumerate(lines, start=1):
            if self.column.indexOf(line) != index:
                self.column.removeWidget(line)
                self.column.insertWidget(index, line)
            line.show()
            for widget in line.inputs():
                QWidget.setTabOrder(before, widget)
                before = widget
        if lines:
            # From the name one goes on to the post; a word typed on the button would be lost.
            QWidget.setTabOrder(before, self.add_button)

    def _drop(self, line: PostLine) -> None:
        line.saving.commit()
        line.leave()
        line.saving.release()
        self.column.removeWidget(line)
        self._spare.append(line)

    def _resize(self) -> None:
        for line in self.lines:
            line.resize_to_text()

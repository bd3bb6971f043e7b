"""The Trash: what was deleted, to be looked through and restored."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from wicco_desktop.foundation.clock import Clock, system_clock
from wicco_desktop.foundation.messages import N_, NN_, Message
from wicco_desktop.records import KINDS
from wicco_desktop.services.places import TOP_LEVEL
from wicco_desktop.services.titles import UNNAMED
from wicco_desktop.services.trash import Deleted, Trash
from wicco_desktop.store.edits import Written
from wicco_desktop.ui.empty_place import EmptyPlace
from wicco_desktop.ui.entries import LineEdit
from wicco_desktop.ui.notices import Action, NoticeBar
from wicco_desktop.ui.pages.page import Page
from wicco_desktop.ui.pages.trash_list import TrashList
from wicco_desktop.ui.session import Session


class TrashPage(Page):
    """A filter, the rows, a button to restore what is chosen."""

    def __init__(
        self, session: Session, clock: Clock = system_clock, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, parent)
        workspace = session.workspace
        self._trash = Trash(workspace.store, workspace.editing, workspace.titles)
        self._row = 0
        self.filter = LineEdit(self)
        self.filter.edited.connect(self._read)
        self.kind = QComboBox(self)
        self.kind.activated.connect(self._read)
        self.restore = QPushButton(self)
        self.restore.clicked.connect(self._restore)
        self.list = TrashList(session, clock, self)
        self.list.restore_wanted.connect(self._restore)
        self.list.selectionModel().selectionChanged.connect(self._note_chosen)
        self.nothing = QLabel(self)
        self.nothing.setProperty("look", "quiet")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.nothing.setContentsMargins(20, 20, 20, 20)
        self.empty = EmptyPlace(
            session.language,
            "trash-2",
            N_("The Trash is empty"),
            N_("What you delete waits here and can be restored as it was. Nothing is ever lost."),
            parent=self,
        )
        self._layers = QStackedWidget(self)
        for layer in (self.list, self.nothing, self.empty):
            self._layers.addWidget(layer)
        bar = QHBoxLayout()
        bar.setContentsMargins(20, 12, 20, 12)
        bar.setSpacing(8)
        bar.addWidget(self.filter, 1)
        bar.addWidget(self.kind)
        bar.addWidget(self.restore)
        self._bar = QWidget(self)
        self._bar.setLayout(bar)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addWidget(self._layers, 1)
        self._bar.hide()
        session.written.connect(self._note_written)
        self.retranslate()

    def activate(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self._read()

    def retranslate(self) -> None:
        tr = self.session.language.tr
        self.filter.setPlaceholderText(tr(N_("Filter by name")))
        self.filter.setAccessibleName(tr(N_("Filter by name")))
        self.kind.setAccessibleName(tr(N_("Kind of record")))
        chosen = self.kind.currentData()
        self.kind.clear()
        self.kind.addItem(tr(N_("All kinds")), "")
        for kind in TOP_LEVEL:
            self.kind.addItem(tr(KINDS[kind].labels), kind)
        self.kind.setCurrentIndex(max(0, self.kind.findData(chosen)))
        self.restore.setText(tr(N_("Restore")))
        self.restore.setToolTip(tr(N_("Restore what is chosen (Enter)")))
        self.list.setAccessibleName(tr(N_("Trash")))
        self.nothing.setText(tr(N_("Nothing in the Trash matches.")))
        if self.isVisible():
            self._read()

    def _note_written(self, written: Written) -> None:
        deleted = any(change.column == "deleted" for change in written.changes)
        if self.isVisible() and (deleted or written.many):
            self._read()

    def _note_chosen(self) -> None:
        self.restore.setEnabled(bool(self.list.selectedIndexes()))

    def _read(self) -> None:
        words, kind = self.filter.committed_text(), str(self.kind.currentData() or "") or None
        code = self.session.code
        self.session.read(
            lambda: self._trash.deleted(code, words=words, kind=kind),
            self._show,
            owner=self,
            topic="trash",
        )

    def _show(self, lines: list[Deleted]) -> None:
        self._row = max(0, self.list.currentIndex().row())
        filtered = bool(self.filter.committed_text().strip() or self.kind.currentData())
        self.list.rows.show(lines)
        self.list.go_to(self._row)
        self._note_chosen()
        self._bar.setVisible(bool(lines) or filtered)
        shown = self.list if lines else self.nothing if filtered else self.empty
        self._layers.setCurrentWidget(shown)

    def _restore(self) -> None:
        chosen = self.list.chosen()
        keys = [(line.kind, line.id) for line in chosen]

        def tell(_written: Written) -> None:
            bar = self.window().findChild(NoticeBar)
            if bar is None:
                return
            one, many = NN_("{count} record was restored.", "{count} records were restored.")
            told = Message(one, {}, many, len(keys))
            action = None
            if len(keys) == 1:
                name = chosen[0].title.text or Message(UNNAMED)
                told = Message(N_("{name} was restored."), {"name": name})
                action = Action(N_("Show"), partial(self.session.open_record, *keys[0]))
            bar.notify(told, "theirs", action)

        if keys:
            self.session.write(lambda: self._trash.restore(keys), tell, owner=self)

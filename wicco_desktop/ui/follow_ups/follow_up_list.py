"""The column of follow-ups: filter, which of them, in which order; its keys told at the foot."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QBoxLayout, QComboBox, QHBoxLayout, QLabel, QMenu, QWidget

from wicco_desktop.foundation.messages import N_, NC_
from wicco_desktop.services.follow_ups import ALL, DONE, DROPPED, OPEN
from wicco_desktop.ui.follow_ups.model import FollowUpListModel
from wicco_desktop.ui.follow_ups.view import FollowUpView
from wicco_desktop.ui.lists.list_panel import ListPanel
from wicco_desktop.ui.session import Session

STATUS = "follow_ups.status"
"""Where the settings keep which follow-ups are listed."""

SHOWN = {
    OPEN: NC_("follow-ups", "Open"),
    DONE: NC_("follow-ups", "Done"),
    DROPPED: NC_("follow-ups", "Dropped"),
    ALL: NC_("follow-ups", "All"),
}


class FollowUpList(ListPanel):
    """Lists follow-ups."""

    view_class = FollowUpView
    model_class = FollowUpListModel

    status: QComboBox | None = None
    """Which of them are listed; None while the base is being made."""

    done_wanted = Signal(list)
    """Ids of those that are done, or open again."""

    drop_wanted = Signal(list)
    """Ids of those that are dropped, or open again."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "follow_up", parent)
        kept = session.settings.window.get(STATUS)
        self.rows.status = str(kept) if kept in SHOWN else OPEN
        self.status = QComboBox(self)
        for key in SHOWN:
            self.status.addItem("", key)
        self.status.setCurrentIndex(list(SHOWN).index(self.rows.status))
        self.status.activated.connect(lambda _index: self._choose_status())
        self.keys = QLabel(self)
        self.keys.setProperty("look", "quiet")
        self.keys.setWordWrap(True)
        self.keys.setContentsMargins(10, 6, 10, 6)
        column = cast("QBoxLayout", self.layout())
        which = QHBoxLayout()
        which.setContentsMargins(10, 0, 8, 8)
        which.addWidget(self.status, 1)
        column.insertLayout(1, which)
        column.addWidget(self.keys)
        self.setTabOrder(self.sort, self.status)
        view = cast("FollowUpView", self.view)
        view.done_wanted.connect(lambda: self.done_wanted.emit(list(self.picked)))
        view.drop_wanted.connect(lambda: self.drop_wanted.emit(list(self.picked)))
        view.ticked.connect(lambda id_: self.done_wanted.emit([id_]))
        self.retranslate()

    @property
    def rows(self) -> FollowUpListModel:
        """The model."""
        return cast("FollowUpListModel", self.model)

    def show_status(self, status: str) -> None:
        """List those of another status."""
        if status != self.rows.status and self.status is not None:
            self.status.setCurrentIndex(list(SHOWN).index(status))
            self._choose_status()

    def retranslate(self) -> None:
        super().retranslate()
        if self.status is None:
            return
        tr = self._session.language.tr
        for number, told in enumerate(SHOWN.values()):
            self.status.setItemText(number, tr(told))
        self.status.setAccessibleName(tr(N_("Status")))
        # Translators: the keys of the list of follow-ups; Space and D are keys.
        self.keys.setText(tr(N_("Space done · D drop · Enter edit")))

    def _choose_status(self) -> None:
        if self.status is not None:
            self.rows.status = self.status.currentData()
            self._session.settings.window[STATUS] = self.rows.status
            self._show()

    def _known(self) -> None:
        super()._known()
        narrowed = self.rows.status == OPEN and not self.matching
        if narrowed and not len(self.model.outline):
            self._read_whether_any()

    def _read_whether_any(self) -> None:
        """An empty list of open ones means something else where there are done ones."""
        follow_ups = self._session.workspace.follow_ups
        self._session.read(follow_ups.any, self._tell_all_done, owner=self, topic="any")

    def _tell_all_done(self, some: bool) -> None:
        if some and not len(self.model.outline):
            tr = self._session.language.tr
            self.empty.heading.setText(tr(N_("Nothing is open")))
            self.empty.sentence.setText(tr(N_("Everything promised is done or dropped.")))

    def _offer(self, at: QPoint) -> None:
        tr, menu = self._session.language.tr, QMenu(self)
        ids = list(self.picked)
        done = menu.addAction(tr(N_("Done, or open again")))
        done.triggered.connect(lambda: self.done_wanted.emit(ids))
        drop = menu.addAction(tr(N_("Dropped, or open again")))
        drop.triggered.connect(lambda: self.drop_wanted.emit(ids))
        _tell_keys(done, "Space")
        _tell_keys(drop, "D")
        menu.addSeparator()
        menu.addAction(tr(N_("Edit")), self._want)
        menu.addAction(tr(N_("Move to Trash")), self._delete)
        menu.popup(at)
        menu.aboutToHide.connect(menu.deleteLater)


def _tell_keys(action: QAction, keys: str) -> None:
    """Show the keys beside the action; it is the view that listens to them."""
    told = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    action.setText(f"{action.text()}\t{told}")

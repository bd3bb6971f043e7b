"""Follow-ups: what is overdue, due soon, later; done with one key, and undone with another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from PySide6.QtWidgets import QWidget

from wicco_desktop.foundation.clock import parse_moment
from wicco_desktop.foundation.messages import N_, NN_, Message
from wicco_desktop.services.follow_ups import DONE, DROPPED
from wicco_desktop.services.titles import UNNAMED, title_of
from wicco_desktop.store.edits import Written
from wicco_desktop.ui.follow_ups.follow_up_list import FollowUpList
from wicco_desktop.ui.lists.list_panel import ListPanel
from wicco_desktop.ui.notices import Action, NoticeBar
from wicco_desktop.ui.pages.records_page import RecordsPage
from wicco_desktop.ui.session import Session

TOLD = {
    DONE: (
        N_("Done: {name}"),
        *NN_("{count} follow-up is done.", "{count} follow-ups are done."),
    ),
    DROPPED: (
        N_("Dropped: {name}"),
        *NN_("{count} follow-up is dropped.", "{count} follow-ups are dropped."),
    ),
}
"""What is said of one, and of several."""


class FollowUpsPage(RecordsPage):
    """The list with its boxes, the follow-up beside it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "follow_up", parent)
        rows = cast("FollowUpList", self.list)
        rows.done_wanted.connect(lambda ids: self._set_status(ids, DONE))
        rows.drop_wanted.connect(lambda ids: self._set_status(ids, DROPPED))

    def make_list(self) -> ListPanel:
        """The list at the left."""
        return FollowUpList(self.session, self)

    def activate(self) -> None:
        # How pressing something is changes with the day: what was listed yesterday is read anew.
        self._loaded = False
        super().activate()

    def new_record(self, kind: str, values: Mapping[str, object]) -> None:
        if kind in self.kinds:
            cast("FollowUpList", self.list).show_status("open")
        super().new_record(kind, values)

    def _set_status(self, ids: list[str], status: str) -> None:
        """Done or dropped, or open again where all of them were; the list goes on to the next."""
        if not ids:
            return
        self.panel.flush()
        workspace = self.session.workspace
        today = parse_moment(workspace.store.now()).astimezone().date()
        here = self.list.current in ids
        following = self.list.picked.neighbour() if here else self.list.current

        def done(written: Written) -> None:
            if written.transaction is None:
                return
            if here and following is not None and not self._stays(written):
                self.list.select(following)
                self._go_to(following)
            self._tell_status(ids, status, written)

        self.session.write(
            lambda: workspace.follow_ups.set_status_of(ids, status, today), done, owner=self
        )

    def _stays(self, written: Written) -> bool:
        """Whether what was changed is still listed."""
        listed = cast("FollowUpList", self.list).rows.status
        new = {change.new for change in written.changes if change.column == "status"}
        return listed == "all" or listed in new

    def _tell_status(self, ids: list[str], status: str, written: Written) -> None:
        bar = self.window().findChild(NoticeBar)
        new = {change.new for change in written.changes if change.column == "status"}
        if bar is None or status not in new:
            return
        one, single, several = TOLD[status]
        record = self.session.workspace.store.get("follow_up", ids[0]) if len(ids) == 1 else None
        if record is not None:
            name = title_of(record, self.session.code).text or Message(UNNAMED)
            told = Message(one, {"name": name})
        else:
            told = Message(single, {}, several, len(ids))
        back = Action(N_("Undo"), lambda: self._open_again(ids, written), written.transaction)
        bar.notify(told, "theirs", back)

    def _open_again(self, ids: list[str], written: Written) -> None:
        editing = self.session.workspace.editing

        def done(_undone: object) -> None:
            self.list.select(ids[0])
            self._go_to(ids[0])

        self.session.write(lambda: editing.undo(written.transaction), done, owner=self)

"""The list of follow-ups: open ones by how pressing they are, or by owner.

Neither is an order the database has (how pressing something is changes with the day), so these
lists are read anew after a write instead of moved row by row; 10,000 take a moment in the
background.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject

from wicco_desktop.foundation.clock import parse_moment
from wicco_desktop.services.follow_ups import OPEN, with_status
from wicco_desktop.services.sortings import Sorting
from wicco_desktop.store.edits import Written
from wicco_desktop.store.outline import Outline
from wicco_desktop.store.queries import Query
from wicco_desktop.ui.lists.model import RecordListModel
from wicco_desktop.ui.session import Session

BY_DUE, BY_OWNER = "due", "owner"
"""Keys of the orders (see ``sortings``) that are made here."""

CONCERNED = {BY_DUE: ("follow_up",), BY_OWNER: ("follow_up", "contact")}
"""Kinds of records whose change may move rows, by order."""


class FollowUpListModel(RecordListModel):
    """Follow-ups of one status, or all."""

    def __init__(self, session: Session, query: Query, sorting: Sorting, parent: QObject) -> None:
        super().__init__(session, query, sorting, parent)
        self.status = OPEN

    def show(self, query: Query, sorting: Sorting) -> None:
        """List those of the present status that match, in an order."""
        super().show(replace(query, where=with_status(self.status)), sorting)

    def load(self) -> None:
        """Read which follow-ups there are."""
        if self._sorting.key not in CONCERNED:
            super().load()
            return
        self._serial += 1
        serial, query, status = self._serial, replace(self._query, where=()), self.status
        by_due, follow_ups = self._sorting.key == BY_DUE, self._session.workspace.follow_ups
        today = parse_moment(self._session.workspace.store.now()).astimezone().date()
        self._loading = True
        self._to_move.clear()

        def read() -> Outline:
            if by_due:
                return follow_ups.grouped_by_due(query, status, today)
            return follow_ups.grouped_by_owner(query, status)

        self._session.read(
            read, lambda whole: self._take_whole(whole, serial), owner=self, topic="outline"
        )

    def _written(self, written: Written) -> None:
        concerned = CONCERNED.get(self._sorting.key)
        if concerned is None:
            super()._written(written)
            return
        self._rows.forget()
        if written.concerns(*concerned) and (self._loaded or self._loading):
            self.load()

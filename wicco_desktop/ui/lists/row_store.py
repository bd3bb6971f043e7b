"""What rows and headings in view show: fetched in the background, kept for a while.

Painting asks for what it needs by ``ensure`` and waits for it a part of a frame; what has not come
by then is painted as a placeholder and told a moment later by ``came``. Out-of-date texts stay
until the new ones are there.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, QTimer, Signal

from wicco_desktop.foundation.clock import parse_moment
from wicco_desktop.services.headings import Headings
from wicco_desktop.services.listing import Listing, Row, Wanted
from wicco_desktop.services.sortings import Sorting
from wicco_desktop.store.outline import Outline
from wicco_desktop.ui.session import Session

PATIENCE = 0.005
"""Seconds of a frame that painting waits for rows before it paints placeholders."""

PAUSE = 60
"""Milliseconds in which nothing was painted: the user does not leap through the list just now."""

AHEAD = 32
"""Rows fetched beyond those in view."""

REMEMBERED = 1024
"""Rows kept; the longest unseen are forgotten."""


@dataclass(slots=True)
class _Fetch:
    """Rows and headings asked for, and what came."""

    generation: int
    ids: frozenset[str]
    keys: frozenset[str]
    rows: dict[str, Row | None] = field(default_factory=dict)
    headings: dict[str, str] = field(default_factory=dict)
    ready: threading.Event = field(default_factory=threading.Event)
    taken: bool = False


class RowStore(QObject):
    """The texts of the rows of one list."""

    came = Signal()
    """Something that was painted without has come, or is to be painted anew."""

    def __init__(self, session: Session, kind: str, sorting: Sorting, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._kind = kind
        self._sorting = sorting
        workspace = session.workspace
        self._listing = Listing(workspace.store, workspace.people)
        self._headings_of = Headings(workspace.store)
        self._rows: OrderedDict[str, Row | None] = OrderedDict()
        self._headings: dict[str, str] = {}
        self._generation = 0
        self._stale: set[str] = set()
        self._stale_headings: set[str] = set()
        self._fetching: _Fetch | None = None
        self._last = range(0)
        """The rows in view when something was painted last."""
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.came)

    def row(self, id_: str) -> Row | None:
        """What the row of a record shows; None while it is not known."""
        return self._rows.get(id_)

    def heading(self, key: str) -> str:
        """What stands above a group; empty while it is not known."""
        return self._headings.get(key, "")

    def sort_by(self, sorting: Sorting) -> None:
        """Make rows and headings for another order."""
        if sorting != self._sorting:
            self._sorting = sorting
            self._headings.clear()
            self.forget()

    def forget(self) -> None:
        """Have every text made anew: something was written, or the language is another."""
        self._generation += 1
        self._fetching = None
        self._stale = set(self._rows)
        self._stale_headings = set(self._headings)
        self.came.emit()

    def ensure(self, outline: Outline, rows: range, *, patience: float = PATIENCE) -> None:
        """See to it that some rows are known, if need be by waiting so many seconds for them."""
        if not rows:
            return
        seen = outline.ids(rows.start, rows.stop)
        for id_ in seen:
            if id_ in self._rows:
                self._rows.move_to_end(id_)
        missing = frozenset(id_ for id_ in seen if id_ not in self._rows)
        keys = _keys_of(outline, rows)
        untold = keys.difference(self._headings)
        fetch = self._fetching
        if missing or untold:
            # First what is in view and nothing else: it may come within this frame.
            if fetch is None or not (fetch.ids >= missing and fetch.keys >= untold):
                fetch = self._fetch(missing, untold)
            if not fetch.ready.wait(patience):
                return
            self._take(fetch)
            fetch = None
        if fetch is None:
            self._look_around(outline, rows, seen, keys)

    def _look_around(
        self, outline: Outline, rows: range, seen: list[str], keys: frozenset[str]
    ) -> None:
        """Fetch what is out of date, and the rows around those in view.

        While the user leaps through the list, only at the next pause: those rows would be far
        behind when they come, and in the way of what is in view then.
        """
        near = range(max(0, rows.start - AHEAD // 2), rows.stop + AHEAD // 2)
        leapt = not (rows.start < self._last.stop and self._last.start < rows.stop)
        self._last = rows
        stale = keys & self._stale_headings
        if leapt and not stale and all(map(self._fresh, seen)):
            self._pause.start()
        elif stale or not all(map(self._fresh, outline.ids(near.start, near.stop))):
            around = outline.ids(max(0, rows.start - AHEAD), rows.stop + AHEAD)
            self._fetch(frozenset(id_ for id_ in around if not self._fresh(id_)), stale)

    def _fresh(self, id_: str) -> bool:
        return id_ in self._rows and id_ not in self._stale

    def _fetch(self, ids: frozenset[str], keys: frozenset[str]) -> _Fetch:
        fetch = _Fetch(self._generation, ids, keys)
        self._fetching = fetch
        kind, listing, headings = self._kind, self._listing, self._headings_of
        today = parse_moment(self._session.workspace.store.now()).astimezone().date()
        wanted = Wanted(self._session.language.translator, self._sorting, today)

        def work() -> _Fetch:
            order = list(ids)
            fetch.rows = dict(zip(order, listing.rows(kind, order, wanted), strict=True))
            fetch.headings = headings.of(kind, keys, wanted)
            fetch.ready.set()
            return fetch

        self._session.read(work, self._came, owner=self, topic="rows")
        return fetch

    def _came(self, fetch: _Fetch) -> None:
        if not fetch.taken:
            self._take(fetch)
            self.came.emit()

    def _take(self, fetch: _Fetch) -> None:
        fetch.taken = True
        if self._fetching is fetch:
            self._fetching = None
        self._rows.update(fetch.rows)
        self._headings.update(fetch.headings)
        if fetch.generation == self._generation:
            self._stale -= fetch.ids
            self._stale_headings -= fetch.keys
        else:
            self._stale |= fetch.ids
            self._stale_headings |= fetch.keys
        while len(self._rows) > REMEMBERED:
            self._stale.discard(self._rows.popitem(last=False)[0])


def _keys_of(outline: Outline, rows: range) -> frozenset[str]:
    if not outline.runs:
        return frozenset()
    first, last = outline.run_at(rows.start), outline.run_at(rows.stop - 1)
    return frozenset(run.key for run in outline.runs[first : last + 1])

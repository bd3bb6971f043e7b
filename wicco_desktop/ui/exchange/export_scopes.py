"""What may be exported from where one is: rows selected, the list, a delegation, whole kinds."""

from __future__ import annotations

from dataclasses import dataclass

from wicco_desktop.exchange.columns import EXCHANGED, IMPORTED
from wicco_desktop.foundation.messages import N_, Message
from wicco_desktop.records import KINDS
from wicco_desktop.services.exporting_scope import Chosen, Lists, OfDelegation, What
from wicco_desktop.ui.lists.list_panel import ListPanel
from wicco_desktop.ui.lists.picked import Picked
from wicco_desktop.ui.pages.page import Page
from wicco_desktop.ui.session import Session

SELECTED, LISTED, DELEGATION, WHOLE, EVERYTHING, TEMPLATE = (
    "selected",
    "listed",
    "delegation",
    "whole",
    "everything",
    "template",
)


@dataclass(frozen=True, slots=True)
class Scope:
    """One entry of the choice. ``what`` None: an empty workbook for new entries."""

    key: str
    label: Message
    kinds: tuple[str, ...]
    what: What | None = None
    meant: bool = False
    """Somebody picked several rows, or typed into the filter: most likely this is what is meant."""

    @property
    def file_name(self) -> Message:
        """What its file may be called, without its ending."""
        if self.key in (EVERYTHING, DELEGATION):
            return self.label
        return Message(KINDS[self.kinds[0]].labels)


@dataclass(frozen=True, slots=True)
class PickedIds:
    """The rows picked in a list, asked for by the window: picking 100,000 costs nothing."""

    picked: Picked

    def __len__(self) -> int:
        return len(self.picked)

    def ids(self, start: int = 0, stop: int | None = None) -> list[str]:
        """A part of them."""
        found: list[str] = []
        before = 0
        last = len(self) if stop is None else min(stop, len(self))
        for span in self.picked.spans:
            part = span[max(0, start - before) : max(0, last - before)]
            found += [self.picked.outline.id_at(row) for row in part]
            before += len(span)
        return found


def scopes_of(page: Page | None, session: Session) -> list[Scope]:
    """The choice on a page, what is nearest first."""
    rows = getattr(page, "list", None)
    kind = page.kinds[0] if page is not None and isinstance(rows, ListPanel) else ""
    scopes = _of_list(rows, kind)
    record = page.current_record() if page is not None else None
    if record is not None and record[0] == "delegation":
        found = session.workspace.store.get(*record)
        if found is not None:
            kinds = ("delegation", "meeting", "contact", "organisation", "follow_up")
            label = Message(N_("This delegation and what belongs to it"))
            scopes.append(Scope(DELEGATION, label, kinds, OfDelegation(found)))
    scopes += [_whole(each) for each in ((kind,) if kind else EXCHANGED)]
    scopes.append(Scope(EVERYTHING, Message(N_("All records")), EXCHANGED, Lists.of()))
    scopes += [_template(each) for each in IMPORTED if kind in ("", each)]
    return scopes


def _of_list(rows: object, kind: str) -> list[Scope]:
    """What is picked in the list of a page, and what it lists where that is not everything."""
    if not isinstance(rows, ListPanel):
        return []
    found: list[Scope] = []
    picked = rows.picked
    if len(picked):
        label = Message(N_("What is selected"))
        found.append(
            Scope(SELECTED, label, (kind,), Chosen(kind, PickedIds(picked)), len(picked) > 1)
        )
    query = rows.model.query
    if query.matching or query.where:
        label = Message(N_("The list as it is filtered"))
        found.append(Scope(LISTED, label, (kind,), Lists((query,)), bool(query.matching)))
    return found


def _whole(kind: str) -> Scope:
    label = Message(N_("All: {kinds}"), {"kinds": Message(KINDS[kind].labels)})
    return Scope(WHOLE, label, (kind,), Lists.of((kind,)))


def _template(kind: str) -> Scope:
    told = N_("An empty workbook for new entries: {kinds}")
    return Scope(TEMPLATE, Message(told, {"kinds": Message(KINDS[kind].labels)}), (kind,))

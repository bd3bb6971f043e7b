"""The orders a list of each kind offers, and into what groups each order falls."""

from __future__ import annotations

from dataclasses import dataclass, replace

from wicco_desktop.foundation.messages import NC_
from wicco_desktop.records.kinds import SORT_KEY, SORT_KEYS, sorted_in
from wicco_desktop.store.outline import GroupBy


@dataclass(frozen=True, slots=True)
class Sorting:
    """One order: its key in the settings, its label (a message id), its columns, its groups."""

    key: str
    label: str
    order: tuple[str, ...]
    group: GroupBy | None = None

    def spoken(self, language: str) -> Sorting:
        """The same order where titles are shown in a language."""
        group = self.group
        if group is not None and group.column == SORT_KEY:
            group = replace(group, column=SORT_KEYS[language])
        return replace(self, order=tuple(sorted_in(self.order, language)), group=group)


_DAY, _MONTH, _YEAR = 10, 7, 4

NAME = Sorting("name", NC_("sort by", "Name"), (SORT_KEY,), GroupBy(SORT_KEY, 1))
CHANGED = Sorting("changed", NC_("sort by", "Last changed"), ("-changed",))
CREATED = Sorting("created", NC_("sort by", "Last added"), ("-created",))
COUNTRY = Sorting(
    "country",
    NC_("sort by", "Country or region"),
    ("country_or_region", SORT_KEY),
    GroupBy("country_or_region"),
)

SORTINGS: dict[str, tuple[Sorting, ...]] = {
    "meeting": (
        # A delegation comes where its first day is, its programme in order; a meeting without
        # one stands at its own date.
        Sorting(
            "delegation",
            NC_("sort by", "Delegation"),
            ("-delegation.start|date", "delegation", "date", "start"),
            GroupBy("delegation", otherwise=GroupBy("date", _MONTH)),
        ),
        Sorting(
            "latest",
            NC_("sort by", "Day, latest first"),
            ("-date", "start"),
            GroupBy("date", _DAY),
        ),
        Sorting(
            "earliest",
            NC_("sort by", "Day, earliest first"),
            ("date", "start"),
            GroupBy("date", _DAY),
        ),
        Sorting("host", NC_("sort by", "Host"), ("host.sort_key", "-date"), GroupBy("host")),
        Sorting("name", NC_("sort by", "Subject"), (SORT_KEY,), GroupBy(SORT_KEY, 1)),
        CHANGED,
    ),
    "contact": (NAME, COUNTRY, CHANGED, CREATED),
    "organisation": (
        NAME,
        Sorting("kind", NC_("sort by", "Kind"), ("kind", SORT_KEY), GroupBy("kind")),
        COUNTRY,
        Sorting(
            "membership",
            NC_("sort by", "WICCO membership"),
            ("wicco_membership", SORT_KEY),
            GroupBy("wicco_membership"),
        ),
        CHANGED,
        CREATED,
    ),
    "delegation": (
        Sorting(
            "latest",
            NC_("sort by", "Beginning, latest first"),
            ("-start", SORT_KEY),
            GroupBy("start", _YEAR),
        ),
        NAME,
        CHANGED,
    ),
    "event": (
        Sorting(
            "latest",
            NC_("sort by", "Beginning, latest first"),
            ("-start", SORT_KEY),
            GroupBy("start", _YEAR),
        ),
        NAME,
        CHANGED,
    ),
    "follow_up": (
        Sorting("due", NC_("sort by", "Due"), ("due", SORT_KEY), GroupBy("due", _MONTH)),
        Sorting("owner", NC_("sort by", "Owner"), ("owner.sort_key", "due"), GroupBy("owner")),
        Sorting("status", NC_("sort by", "Status"), ("-status", "due"), GroupBy("status")),
        CHANGED,
    ),
}


def sortings(kind: str) -> tuple[Sorting, ...]:
    """The orders of a kind, the usual one first."""
    return SORTINGS.get(kind, (NAME, CHANGED))


def sorting(kind: str, key: object) -> Sorting:
    """The order with that key; the usual one where there is none."""
    offered = sortings(kind)
    return next((one for one in offered if one.key == key), offered[0])

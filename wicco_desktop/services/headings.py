"""What stands above the groups of a list: a delegation with its dates, a month, a letter."""

from __future__ import annotations

from collections.abc import Iterable

from wicco_desktop.foundation.formats import country_name, format_date, format_date_with_weekday
from wicco_desktop.foundation.messages import N_, NC_
from wicco_desktop.records import KINDS, FieldType
from wicco_desktop.records.kinds import SORT_KEYS
from wicco_desktop.services.follow_ups import (
    DONE,
    DROPPED,
    LATER,
    OVERDUE,
    SOON_DUE,
    UNDATED,
)
from wicco_desktop.services.listing import Wanted, dates, named
from wicco_desktop.store.outline import GroupBy
from wicco_desktop.store.store import Store

_FOLLOW_UPS = {
    OVERDUE: N_("Overdue"),
    SOON_DUE: N_("Due within a week"),
    LATER: N_("Later"),
    UNDATED: NC_("follow-ups", "No date"),
    DONE: NC_("follow-ups", "Done"),
    DROPPED: NC_("follow-ups", "Dropped"),
}
"""The groups of the follow-ups by how pressing they are."""

_ID_LENGTH = 36
_DAY_LENGTH = len("2022-11-23")


class Headings:
    """Makes the headings of groups from their keys."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, kind: str, keys: Iterable[str], wanted: Wanted) -> dict[str, str]:
        """What stands above the groups with some keys."""
        group = wanted.sorting.group
        if group is None:
            return {}
        fixed = _FOLLOW_UPS if kind == "follow_up" else {}
        return {
            key: wanted.translator.tr(fixed[key])
            if key in fixed
            else self._heading(kind, group, key, wanted)
            for key in keys
        }

    def _heading(self, kind: str, group: GroupBy, key: str, wanted: Wanted) -> str:
        tr = wanted.translator.tr
        if group.column in SORT_KEYS.values():
            return key.upper() if key[:1].isalpha() else "#"
        spec = KINDS[kind].field(group.column)
        if not key:
            last = spec if group.otherwise is None else KINDS[kind].field(group.otherwise.column)
            # Translators: heading of the rows whose field is blank, for example "Date: –".
            return tr(N_("{field}: –"), field=tr(last.label))
        if group.otherwise is not None and len(key) != _ID_LENGTH:
            return _occasion(key, wanted)
        match spec.type:
            case FieldType.REFERENCE:
                return self._reference(spec.targets[0], key, wanted)
            case FieldType.DATE:
                return _dated(key, wanted)
            case FieldType.CHOICE:
                choice = spec.choice(key)
                return _capital(tr(choice.label)) if choice else key
            case FieldType.COUNTRY:
                return country_name(key, wanted.translator.language)
        return key

    def _reference(self, kind: str, id_: str, wanted: Wanted) -> str:
        record = self._store.get(kind, id_)
        if record is None:
            return id_
        name = named(record, wanted)
        lasting = dates(record, wanted) if kind == "delegation" else ""
        return f"{name} · {lasting}" if lasting else name


def _occasion(month: str, wanted: Wanted) -> str:
    """The heading of meetings without a delegation in a month."""
    tr, this = wanted.translator.tr, wanted.today.isoformat()[: len(month)]
    if month == this:
        return tr(N_("This month"))
    shown = format_date(month, wanted.translator.language)
    # Translators: heading of meetings in a month that is past, or yet to come.
    return tr(N_("Earlier · {month}") if month < this else N_("Coming up · {month}"), month=shown)


def _dated(key: str, wanted: Wanted) -> str:
    language = wanted.translator.language
    if len(key) == _DAY_LENGTH:
        return format_date_with_weekday(key, language)
    return format_date(key, language)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

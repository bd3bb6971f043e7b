"""Which fields of a form share a line, as data: arranged by hand where it matters, else by rule.

A field that is not named here is still in the form: ``arrangement`` adds it by rule. So a new
field of a record shows up without a line in this module.
"""

from __future__ import annotations

from dataclasses import dataclass

from wicco_desktop.records.fields import Field, FieldType
from wicco_desktop.records.kinds import REMARKS, Kind


@dataclass(frozen=True, slots=True)
class Place:
    """A field in a line, with its share of the width.

    ``least`` is the width it should not fall below, in steps of spacing; 0 takes that of its type.
    """

    key: str
    weight: int = 1
    least: int = 0


Row = tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The lines of a form below the name, and the fields folded away while they are blank.

    Those ``elsewhere`` are told by a section of the form too: they are always folded away.
    """

    rows: tuple[Row, ...]
    rare: frozenset[str] = frozenset()
    elsewhere: frozenset[str] = frozenset()

    def keys(self) -> list[str]:
        """The fields in the order one reads and tabs through them."""
        return [place.key for row in self.rows for place in row]


def _row(*places: str | tuple[str, int]) -> Row:
    return tuple(
        Place(place) if isinstance(place, str) else Place(place[0], place[1]) for place in places
    )


BY_HAND: dict[str, Arrangement] = {
    "contact": Arrangement(
        (
            _row(("mobile", 4), ("phone", 4), ("email", 6), ("wechat", 4)),
            _row("courtesy_title", "first_met", "languages_spoken", "tags"),
            _row(("country_or_region", 1), ("city", 2)),
            _row("address"),
            _row("other_spellings"),
        ),
        frozenset({"phone", "courtesy_title", "languages_spoken", "address", "other_spellings"}),
    ),
    "organisation": Arrangement(
        (
            _row(("kind", 1), ("short_name", 2)),
            _row(("country_or_region", 1), ("city", 2)),
            _row(("part_of", 1), ("website", 1)),
            _row("wicco_membership", "member_since", "founded"),
            _row("about"),
            _row("address"),
            _row("other_names"),
        ),
        frozenset({"address", "other_names"}),
    ),
    "affiliation": Arrangement(
        (
            _row(("contact", 1), ("organisation", 1)),
            _row("title"),
            _row("department"),
            _row("start", "end", "main"),
        ),
    ),
    "delegation": Arrangement(
        (
            _row(("sent_by", 2), "start", "end"),
            _row("destination"),
            _row("purpose"),
        ),
    ),
    "meeting": Arrangement(
        (
            _row(("date", 3), ("start", 2), ("end", 2), ("kind", 2), ("host", 4)),
            _row(("delegation", 2), ("time_zone", 1)),
            _row("place"),
        ),
    ),
    "follow_up": Arrangement(
        (
            _row(("owner", 2), "due", "status", "done_on"),
            _row("organisation", "meeting"),
            _row("note"),
        ),
        frozenset({"done_on"}),
        elsewhere=frozenset({"note"}),
    ),
    "event": Arrangement(
        (
            _row(("organiser", 2), "start", "end"),
            _row("venue"),
            _row("sections"),
            _row("exhibitors", "countries_and_regions"),
        ),
    ),
    "note": Arrangement(
        (
            _row(("meeting", 2), ("kind", 1)),
            _row("speaker", "speaker_name"),
        ),
    ),
    "attachment": Arrangement(
        (
            _row("credit", "taken"),
            _row("record"),
        ),
    ),
}


def arrangement(kind: Kind) -> Arrangement:
    """How the form of a kind is arranged: every editable field once, the remarks at the end."""
    by_hand = BY_HAND.get(kind.key, Arrangement(()))
    placed = {*by_hand.keys(), kind.title, REMARKS}
    left = [field for field in kind.fields if field.editable and field.key not in placed]
    rows = (*by_hand.rows, *_by_rule(left))
    if kind.title != REMARKS:
        rows = (*rows, _row(REMARKS))
    return Arrangement(rows, by_hand.rare, by_hand.elsewhere)


def _by_rule(fields: list[Field]) -> list[Row]:
    """Short fields in pairs, texts in two languages and long ones on a line of their own."""
    rows: list[Row] = []
    pair: list[str] = []
    for field in fields:
        if is_wide(field):
            rows += [_row(*pair)] if pair else []
            rows.append(_row(field.key))
            pair = []
            continue
        pair.append(field.key)
        if len(pair) == 2:
            rows.append(_row(*pair))
            pair = []
    return rows + ([_row(*pair)] if pair else [])


def is_wide(field: Field) -> bool:
    """Whether a field wants a line of its own."""
    return field.bilingual or field.multiline or field.type is FieldType.LIST

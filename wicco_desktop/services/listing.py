"""What a row of a list shows, kind by kind: a name, the name in the other language, a few facts.

Texts are made here, ready to be drawn, in the language asked for; nothing is fetched row by row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from wicco_desktop.foundation import languages
from wicco_desktop.foundation.formats import (
    format_date_range,
    format_date_with_weekday,
    format_day_of_month,
    format_due,
    format_weekday,
)
from wicco_desktop.foundation.messages import N_, Translator
from wicco_desktop.records import KINDS, Record
from wicco_desktop.services.follow_ups import DONE, DROPPED, is_overdue
from wicco_desktop.services.people import People
from wicco_desktop.services.sortings import Sorting
from wicco_desktop.services.titles import IN_TRASH, UNNAMED, Title, in_trash, title_of
from wicco_desktop.store.store import Store


@dataclass(frozen=True, slots=True)
class Part:
    """A fact in the second line; ``meaning`` is ``decide`` for what asks for something.

    ``gone``: the record it names lies in the Trash; it is struck out.
    """

    text: str
    meaning: str = ""
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """What one row shows.

    ``other`` is the name in the other language. ``fallback`` names the language that ``text`` is
    in where the user's own is missing. ``unnamed`` means that ``text`` only stands for a name.
    """

    id: str
    text: str
    other: str = ""
    fallback: str = ""
    unnamed: bool = False
    parts: tuple[Part, ...] = ()
    state: str = ""
    """The status of a follow-up."""

    @property
    def faded(self) -> bool:
        """Done with: a follow-up done or dropped."""
        return self.state in (DONE, DROPPED)

    @property
    def detail(self) -> str:
        """The second line as one text."""
        return " · ".join(part.text for part in self.parts)


@dataclass(frozen=True, slots=True)
class Wanted:
    """For whom rows are made: in which language, in which order of the list, on which day."""

    translator: Translator
    sorting: Sorting
    today: date

    @property
    def code(self) -> str:
        """The code of the language."""
        return self.translator.language.code


class Listing:
    """Makes rows."""

    def __init__(self, store: Store, people: People) -> None:
        self._store = store
        self._people = people
        self._facts: dict[str, Callable[[Sequence[Record], Wanted], list[list[Part]]]] = {
            "contact": self._contacts,
            "organisation": self._organisations,
            "delegation": self._journeys,
            "event": self._journeys,
            "meeting": self._meetings,
            "follow_up": self._follow_ups,
        }

    def rows(self, kind: str, ids: Sequence[str], wanted: Wanted) -> list[Row | None]:
        """The rows of some records, in the order asked for; None where there is no such record."""
        found = self._store.many(ids, kind)
        records = [found[id_] for id_ in ids if id_ in found]
        facts = self._facts.get(kind, self._nothing)(records, wanted)
        made = {
            record.id: _row(record, parts, wanted)
            for record, parts in zip(records, facts, strict=True)
        }
        return [made.get(id_) for id_ in ids]

    # The second line, kind by kind

    def _nothing(self, records: Sequence[Record], _wanted: Wanted) -> list[list[Part]]:
        return [[] for _record in records]

    def _named(
        self, kind: str, records: Iterable[Record], column: str, wanted: Wanted
    ) -> Mapping[str, Part]:
        ids = [record.text(column) for record in records]
        return {
            id_: _reference(record, wanted) for id_, record in self._store.many(ids, kind).items()
        }

    def _contacts(self, records: Sequence[Record], wanted: Wanted) -> list[list[Part]]:
        posts = self._people.main_posts(record.id for record in records)
        facts = []
        for record in records:
            post = posts.get(record.id)
            facts_of: list[Part | str] = []
            if post is not None:
                facts_of.append(side(post.affiliation, "title", wanted))
                if post.organisation is not None:
                    facts_of.append(_reference(post.organisation, wanted))
            facts.append(_parts(facts_of or [side(record, "city", wanted), record.text("mobile")]))
        return facts

    def _organisations(self, records: Sequence[Record], wanted: Wanted) -> list[list[Part]]:
        tr = wanted.translator.tr
        kinds, memberships = (
            {choice.key: choice.label for choice in KINDS["organisation"].field(key).choices}
            for key in ("kind", "wicco_membership")
        )
        facts = []
        for record in records:
            kind, membership = record.text("kind"), record.text("wicco_membership")
            facts.append(
                _parts(
                    [
                        tr(kinds[kind]) if kind in kinds else kind,
                        side(record, "city", wanted),
                        tr(memberships[membership])
                        if membership in memberships and membership != "none"
                        else "",
                    ]
                )
            )
        return facts

    def _journeys(self, records: Sequence[Record], wanted: Wanted) -> list[list[Part]]:
        where = {"delegation": "destination", "event": "venue"}
        return [
            _parts([dates(record, wanted), side(record, where[record.kind], wanted)])
            for record in records
        ]

    def _meetings(self, records: Sequence[Record], wanted: Wanted) -> list[list[Part]]:
        hosts = self._named("organisation", records, "host", wanted)
        return [
            _parts(
                [
                    _when(record, wanted),
                    hosts.get(record.text("host"), "") or side(record, "place", wanted),
                ]
            )
            for record in records
        ]

    def _follow_ups(self, records: Sequence[Record], wanted: Wanted) -> list[list[Part]]:
        owners = self._named("contact", records, "owner", wanted)
        language, tr = wanted.translator.language, wanted.translator.tr
        facts = []
        for record in records:
            parts = []
            if due := record.text("due"):
                late = is_overdue(record, wanted.today)
                day = format_due(due, wanted.today, language)
                # Translators: {date} is a day, or the words today, tomorrow, yesterday.
                told = N_("overdue since {date}") if late else N_("due {date}")
                parts.append(Part(tr(told, date=day), "decide" if late else ""))
            status = KINDS["follow_up"].field("status").choice(record["status"])
            if status is not None and status.key != "open":
                parts.append(Part(tr(status.label)))
            facts.append([*parts, *_parts([owners.get(record.text("owner"), "")])])
        return facts


def _parts(told: Iterable[Part | str]) -> list[Part]:
    return [one if isinstance(one, Part) else Part(one) for one in told if one]


def _reference(record: Record, wanted: Wanted) -> Part:
    """A record that the row's refers to."""
    return Part(named(record, wanted, short=True), gone=in_trash(record))


def _row(record: Record, parts: Sequence[Part], wanted: Wanted) -> Row:
    title = title_of(record, wanted.code)
    state = record.text("status") if record.kind == "follow_up" else ""
    if not title.text:
        told = wanted.translator.tr(UNNAMED)
        return Row(record.id, told, unnamed=True, parts=tuple(parts), state=state)
    fallback = _language_of(record, title) if title.fallback else ""
    return Row(record.id, title.text, title.other, fallback, parts=tuple(parts), state=state)


def _language_of(record: Record, title: Title) -> str:
    for candidate in languages.LANGUAGES:
        if " ".join(record.title(candidate.code).split()) == title.text:
            return candidate.own_name
    return ""


def named(record: Record, wanted: Wanted, *, short: bool = False) -> str:
    """How a record that another refers to is named there; one in the Trash is said to be."""
    text = side(record, "short_name", wanted) if short and "short_name_en" in record.values else ""
    text = text or title_of(record, wanted.code).text or wanted.translator.tr(UNNAMED)
    if in_trash(record):
        return wanted.translator.tr(IN_TRASH, name=text)
    return text


def side(record: Record, field: str, wanted: Wanted) -> str:
    """A bilingual text in the user's language, else in the other."""
    for code in (wanted.code, *languages.others(wanted.code)):
        if text := " ".join(record.text(f"{field}_{code}").split()):
            return text
    return ""


def dates(record: Record, wanted: Wanted) -> str:
    """From when to when a delegation or an event lasts."""
    return format_date_range(record.text("start"), record.text("end"), wanted.translator.language)


def _when(record: Record, wanted: Wanted) -> str:
    """Day and time of a meeting; of the day only what the heading above does not say."""
    day, language = record.text("date"), wanted.translator.language
    group = wanted.sorting.group
    shown = format_date_with_weekday(day, language) if day else ""
    if group is not None and group.column == "date":
        shown = ""
    elif group is not None and group.column == "delegation":
        of_visit = record["delegation"] is not None and len(day) == len("2022-11-23")
        shown = format_weekday(day, language) if of_visit else format_day_of_month(day, language)
    return f"{shown} {record.text('start')}".strip()

"""Minutes as rich text: simple HTML that Qt prints well, the languages side by side.

One table of a column a language; every row says the same in each, so the two stay level over
page breaks. All texts are escaped; labels, dates and names are in the column's own language.
Looks stand in ``STYLE``, in the few properties Qt's rich text knows; sizes are those of paper.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from wicco_desktop.foundation.formats import (
    format_date,
    format_date_range,
    format_date_with_weekday,
    format_time_range,
    zone_name,
)
from wicco_desktop.foundation.languages import CHINESE, Language, others
from wicco_desktop.foundation.languages import language as language_of
from wicco_desktop.foundation.messages import N_, NC_, Translator
from wicco_desktop.records.delegation import DELEGATION_ROLES
from wicco_desktop.records.follow_up import STATUSES
from wicco_desktop.services.minutes import (
    Action,
    DelegationMinutes,
    MeetingMinutes,
    Person,
    Sides,
    Turn,
)

STYLE = """
td { padding-top: 3px; padding-bottom: 2px; padding-right: 10px; }
td.heading { padding-bottom: 6px; }
td.again { padding-top: 26px; padding-bottom: 4px; border-bottom: 1px solid #0b6e6e; }
td.section { padding-top: 14px; padding-bottom: 3px; border-bottom: 1px solid #c9cfd2; }
td.speaker { padding-top: 8px; padding-bottom: 0px; }
td.item { padding-top: 5px; padding-bottom: 5px; border-bottom: 1px solid #e3e6e8; }
h1 { font-size: x-large; font-weight: 600; margin: 0; }
h2 { font-size: large; font-weight: 600; margin: 0; }
h3 { font-size: medium; font-weight: 600; margin: 0; color: #0b6e6e; }
.speaker { font-weight: 600; }
.label { color: #5f6b71; }
.missing { color: #5f6b71; }
"""

Cell = Callable[["Column"], str]
"""What a row says in one language, as HTML."""


class Row(NamedTuple):
    """A row of the document: what it says, and the look of its cells in ``STYLE``."""

    cell: Cell
    look: str = "text"


class Column:
    """One language of the minutes."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.tr = Translator(language).tr

    def text(self, texts: Sides) -> str:
        """The side of a text; where it is missing the other one, so that it shows."""
        own = texts.get(self.language.code, "")
        if own:
            return _escaped(own)
        other = next((texts[code] for code in others(self.language.code) if texts.get(code)), "")
        return f'<span class="missing">{_escaped(other)}</span>' if other else ""

    def joined(self, parts: Sequence[str]) -> str:
        """Parts of a list in one line, as the language joins them."""
        return ("，" if self.language is CHINESE else ", ").join(filter(None, parts))

    def labelled(self, label: str, shown: str) -> str:
        """A value behind its label; the value is HTML already."""
        # Translators: a label before a value, "Host: University of Macau".
        named = f'<span class="label">{_escaped(self.tr(label))}</span>'
        return self.tr(N_("{label}: {value}"), label=named, value=shown)

    def in_role(self, shown: str, role: str) -> str:
        """Somebody, as HTML already, with the part taken in the occasion."""
        # Translators: somebody with a role: "Gu Ting, vice president (leader)".
        return self.tr(N_("{name} ({role})"), name=shown, role=_escaped(role))


def minutes_html(
    minutes: MeetingMinutes | DelegationMinutes, first: Language, *, alone: bool = False
) -> str:
    """The whole document; ``first`` is the language on the left, or with ``alone`` the only one."""
    codes = () if alone else others(first.code)
    columns = [Column(first), *(Column(language_of(code)) for code in codes)]
    rows = (
        _delegation(minutes) if isinstance(minutes, DelegationMinutes) else _meeting(minutes, "h1")
    )
    width = 100 // len(columns)
    body = "".join(
        "<tr>"
        + "".join(
            f'<td class="{row.look} {column.language.code}" width="{width}%" valign="top">'
            f"{row.cell(column)}</td>"
            for column in columns
        )
        + "</tr>\n"
        for row in rows
    )
    return (
        f"<html><head><style>{STYLE}</style></head><body>"
        '<table width="100%" border="0" cellspacing="0" cellpadding="0"'
        f' style="border-collapse: collapse">\n{body}</table>'
        "</body></html>"
    )


def _delegation(minutes: DelegationMinutes) -> Iterator[Row]:
    yield Row(partial(_heading, "h1", minutes.name), "heading")
    yield Row(lambda column: format_date_range(minutes.start, minutes.end, column.language))
    yield from _labelled(N_("Sent by"), minutes.sent_by)
    yield from _labelled(N_("Destination"), minutes.destination)
    yield from _labelled(N_("Purpose"), minutes.purpose)
    if minutes.members:
        yield _section(N_("Members"))
        for person in minutes.members:
            yield Row(partial(_member, person))
    for meeting in minutes.meetings:
        yield from _meeting(meeting, "h2")


def _meeting(minutes: MeetingMinutes, heading: str) -> Iterator[Row]:
    look = "heading" if heading == "h1" else "again"
    yield Row(partial(_heading, heading, minutes.subject), look)
    if minutes.date or minutes.start:
        yield Row(partial(_when, minutes))
    yield from _labelled(N_("Place"), minutes.place)
    yield from _labelled(N_("Host"), minutes.host)
    for label, people in (
        (N_("Present on our side"), minutes.ours),
        (N_("Present on their side"), minutes.theirs),
    ):
        if people:
            yield _section(label)
            for person in people:
                yield Row(partial(_attendee, person))
    if minutes.bodies:
        yield _section(N_("Other bodies present"))
        for body in minutes.bodies:
            yield Row(partial(_side, body))
    yield from _spoken(NC_("minutes", "Notes"), minutes.turns)
    yield from _spoken(NC_("minutes", "Decisions"), minutes.decisions)
    if minutes.actions:
        yield _section(N_("Follow-ups"))
        for action in minutes.actions:
            yield Row(partial(_action, action), "item")


def _spoken(label: str, turns: Sequence[Turn]) -> Iterator[Row]:
    if turns:
        yield _section(label)
    for turn in turns:
        if any(turn.speaker.values()):
            yield Row(partial(_speaker, turn), "speaker")
        for text in turn.texts:
            yield Row(partial(_side, text))


def _labelled(label: str, texts: Sides) -> Iterator[Row]:
    if any(texts.values()):
        yield Row(lambda column: column.labelled(label, column.text(texts)))


def _section(label: str) -> Row:
    return Row(lambda column: f"<h3>{_escaped(column.tr(label))}</h3>", "section")


def _heading(level: str, texts: Sides, column: Column) -> str:
    return f"<{level}>{column.text(texts)}</{level}>"


def _side(texts: Sides, column: Column) -> str:
    return column.text(texts)


def _when(minutes: MeetingMinutes, column: Column) -> str:
    parts = [format_date_with_weekday(minutes.date, column.language)] if minutes.date else []
    hours = format_time_range(minutes.start, minutes.end)
    if hours:
        parts.append(hours)
        if minutes.time_zone:
            zone = zone_name(minutes.time_zone, column.language)
            # Translators: the place whose time it is, behind the hours: "10:00 (Macao time)".
            parts.append(column.tr(N_("({place} time)"), place=zone))
    return _escaped(" ".join(parts))


def _attendee(person: Person, column: Column) -> str:
    shown = _person(person, column)
    return column.in_role(shown, str(person.role)) if person.role else shown


def _member(person: Person, column: Column) -> str:
    shown = _person(person, column)
    role = DELEGATION_ROLES.get(str(person.role))
    return column.in_role(shown, column.tr(role)) if role else shown


def _person(person: Person, column: Column) -> str:
    """The name, then the post as the language puts it: the smallest first, or the largest."""
    parts = [
        part
        for part in (person.title, person.department, person.organisation)
        if any(part.values())
    ]
    shown = [column.text(part) for part in parts]
    if column.language is CHINESE:
        # A side that is missing shows in another script: then the parts need a space between.
        whole = all(part.get(column.language.code) for part in parts)
        post, gap = ("" if whole else " ").join(reversed(shown)), "　"
    else:
        post, gap = ", ".join(shown), ", "
    name = f'<span class="speaker">{column.text(person.name)}</span>'
    return gap.join(filter(None, (name, post)))


def _speaker(turn: Turn, column: Column) -> str:
    return f'<span class="speaker">{column.text(turn.speaker)}</span>'


def _action(action: Action, column: Column) -> str:
    details = [column.text(action.owner)]
    if action.due:
        due = format_date(action.due, column.language)
        details.append(column.labelled(N_("Due"), _escaped(due)))
    if action.status == "done" and action.done_on:
        done = format_date(action.done_on, column.language)
        details.append(column.labelled(N_("Done on"), _escaped(done)))
    elif str(action.status) in STATUSES and action.status != "open":
        details.append(_escaped(column.tr(STATUSES[str(action.status)])))
    told = column.joined(details)
    return f"{column.text(action.what)}<br>{told}" if told else column.text(action.what)


def _escaped(text: str) -> str:
    return html.escape(text).replace("\n", "<br>")

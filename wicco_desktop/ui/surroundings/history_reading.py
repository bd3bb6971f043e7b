"""The history of a record as rows to be shown: each value with where it came from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from wicco_desktop.foundation.clock import parse_moment
from wicco_desktop.foundation.formats import format_moment
from wicco_desktop.foundation.messages import N_
from wicco_desktop.records import KINDS, Column, Value
from wicco_desktop.records.fields import FieldType
from wicco_desktop.records.values import display
from wicco_desktop.services.history import WAYS, Entry
from wicco_desktop.services.places import Key
from wicco_desktop.services.titles import LINKS, UNNAMED, Title
from wicco_desktop.store.edits import Change, Through
from wicco_desktop.ui.session import Session
from wicco_desktop.ui.surroundings.change_words import (
    column_label,
    is_told,
    kind_of,
    named_kind,
    part_names,
)

FieldKey = tuple[str, str]
"""Kind and key of a field; what the history can be filtered by."""


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One value that came, or went.

    ``old`` and ``new`` are as shown; ``change`` is what *bring back* takes, None where there is
    nothing to bring back (the value a record was made with).
    """

    heading: str
    old: str
    new: str
    source: str
    field: FieldKey | None
    change: Change | None
    begins: bool = False
    """Whether the record was made with this value: there was none before."""


class HistoryReading:
    """Reads rows; runs in the background."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def read(self, kind: str, id_: str) -> list[HistoryRow]:
        """Every change to a record and to what belongs to it, newest first."""
        entries = self._session.workspace.history.of(kind, id_)
        entries = [entry for entry in entries if is_told(entry)]
        titles = self._titles(entries)
        names = part_names(entries, id_, self._session.workspace, self._session.code)
        tr = self._session.language.translator
        rows: list[HistoryRow] = []
        for entry in entries:
            own = entry.change.record == id_
            part = "" if own else tr.text(named_kind(entry, names))
            rows += self._rows(entry, part, titles)
        return rows

    def of_transaction(self, number: int, limit: int) -> list[tuple[Key, HistoryRow]]:
        """The first changes of a transaction, each with its record; a record made is one row."""
        workspace, switch = self._session.workspace, self._session.language
        entries = workspace.history.of_transaction(number, limit=limit)
        entries = [entry for entry in entries if is_told(entry)]
        titles = self._titles(entries)
        named = workspace.titles.many(
            {entry.change.record for entry in entries}, switch.language.code
        )
        names = {id_: title.text for id_, title in named.items()}
        return [
            (
                (entry.change.kind, entry.change.record),
                next(self._rows(entry, switch.text(named_kind(entry, names)), titles)),
            )
            for entry in entries
        ]

    def _rows(self, entry: Entry, part: str, titles: dict[str, Title]) -> Iterator[HistoryRow]:
        tr = self._session.language.translator
        source = self._source(entry)
        if entry.created:
            values = entry.change.new if isinstance(entry.change.new, dict) else {}
            made = N_("{kind} made") if not part else N_("{kind} added")
            told = tr.tr(made, kind=part or kind_of(entry))
            yield HistoryRow(told, "", "", source, None, None, begins=True)
            for name, value in values.items():
                column = KINDS[entry.change.kind].columns.get(name)
                if column is None or column.mark or not column.field.editable:
                    continue
                if part and column.field.key in LINKS.get(entry.change.kind, ()):
                    continue  # the part is called by it already
                heading = self._heading(part, tr.text(column_label(column)))
                key = (entry.change.kind, column.field.key)
                shown = self._shown(column, value, titles)
                yield HistoryRow(heading, "", shown, source, key, None, begins=True)
            return
        if entry.deletion:
            gone = N_("{kind} deleted") if entry.new is not None else N_("{kind} restored")
            if entry.transaction.through == Through.ERASURE.value:
                gone = N_("{kind} erased")
            told = tr.tr(gone, kind=part or kind_of(entry))
            yield HistoryRow(told, "", "", source, None, entry.change)
            return
        column = entry.column
        assert column is not None
        yield HistoryRow(
            self._heading(part, tr.text(column_label(column))),
            self._shown(column, entry.change.old, titles),
            self._shown(column, entry.new, titles),
            source,
            (entry.change.kind, column.field.key),
            entry.change,
        )

    def _heading(self, part: str, label: str) -> str:
        return f"{label} · {part}" if part else label

    def _source(self, entry: Entry) -> str:
        done = entry.transaction
        switch = self._session.language
        through = WAYS.get(done.through)
        parts = (
            done.who,
            done.device_name,
            format_moment(parse_moment(done.at), switch.language),
            switch.tr(through) if through else done.through,
            # Translators: the number of a transaction in the log.
            switch.tr(N_("no. {number}"), number=done.id),
            entry.change.source or "",
        )
        return " · ".join(filter(None, parts))

    def _shown(self, column: Column, value: Value, titles: dict[str, Title]) -> str:
        if column.field.type is FieldType.REFERENCE and value is not None:
            title = titles.get(str(value))
            return (title.text if title else "") or self._session.language.tr(UNNAMED)
        return display(column.field, value, self._session.language.translator)

    def _titles(self, entries: Iterable[Entry]) -> dict[str, Title]:
        ids: list[str] = []
        for entry in entries:
            columns = KINDS[entry.change.kind].columns
            values: dict[str, Value] = {}
            if isinstance(entry.change.new, dict):
                values = dict(entry.change.new)
            elif entry.column is not None:
                name = entry.column.name
                ids += [str(entry.change.old)] if _refers(columns.get(name)) else []
                values = {name: entry.new}
            ids += [str(v) for name, v in values.items() if v and _refers(columns.get(name))]
        return self._session.workspace.titles.many(ids, self._session.code)


def _refers(column: Column | None) -> bool:
    return column is not None and column.field.type is FieldType.REFERENCE

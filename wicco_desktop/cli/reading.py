"""The commands that read: list, show, history, search, check. They write nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wicco_desktop.cli import shown
from wicco_desktop.cli.naming import id_of, kind_of, living
from wicco_desktop.cli.opening import Call
from wicco_desktop.foundation.clock import parse_moment
from wicco_desktop.foundation.formats import format_moment
from wicco_desktop.foundation.messages import N_, Message, Translator
from wicco_desktop.records import KINDS, Record
from wicco_desktop.records.values import display
from wicco_desktop.services.history import WAYS, Entry
from wicco_desktop.services.workspace import Workspace
from wicco_desktop.store.queries import Query

_WINDOW = 1000
"""Records read at once: a list may be longer than memory."""

_MOST_FOUND = 50
_MOST_PROBLEMS = 1000


def list_records(call: Call) -> int:
    """``list``: the live records of a kind in its order."""
    kind = kind_of(call.asked.arguments["kind"])
    limit, offset = call.asked.number("limit", "--limit"), call.asked.number("offset", "--offset")
    with call.reading() as workspace:
        records = _records(workspace, Query(kind.key, limit=limit, offset=offset or 0))
        if call.output.json:
            call.output.documents(
                {"id": record.id, "values": shown.values_shown(kind.key, record.values)}
                for record in records
            )
            return 0
        for record in records:
            call.output.line(shown.heading(workspace.titles, record, call.output.translator))
    return 0


def _records(workspace: Workspace, query: Query) -> Iterator[Record]:
    left = query.limit
    offset = query.offset
    while left is None or left > 0:
        size = _WINDOW if left is None else min(left, _WINDOW)
        window = workspace.store.select(query.window(offset, size))
        yield from window
        if len(window) < size:
            return
        offset += size
        left = None if left is None else left - size


def show(call: Call) -> int:
    """``show``: one record of whatever kind, a deleted one too; of a merged one, what it became."""
    with call.reading() as workspace:
        asked = id_of(workspace, call.asked.arguments["id"])
        record = living(workspace, asked.id)
        if record.id != asked.id:
            name = shown.heading(workspace.titles, asked, call.output.translator)
            call.output.line(call.output.tr(N_("{name} was merged into this record:"), name=name))
        show_record(call, workspace, record)
    return 0


def show_record(call: Call, workspace: Workspace, record: Record) -> None:
    """Print one record."""
    call.output.document(shown.document(record))
    if not call.output.json:
        for line in shown.lines(workspace, record, call.output.translator):
            call.output.line(line)


def history(call: Call) -> int:
    """``history``: every change to a record, newest first."""
    with call.reading() as workspace:
        record = id_of(workspace, call.asked.arguments["id"])
        entries = workspace.history.of(record.kind, record.id, parts=False, limit=None)
        call.output.documents(_entry_document(entry) for entry in entries)
        if not call.output.json:
            for entry in entries:
                call.output.line(_entry_line(entry, call.output.translator))
    return 0


def _entry_document(entry: Entry) -> dict[str, Any]:
    change = entry.change
    new: Any = entry.new
    if isinstance(change.new, dict):
        new = shown.values_shown(change.kind, change.new)
    return {
        "transaction": entry.transaction.id,
        "field": shown.column_name(change.kind, change.column),
        "old": change.old,
        "new": new,
        "at": entry.transaction.at,
        "by": entry.transaction.who,
        "through": entry.transaction.through,
    }


def _entry_line(entry: Entry, translator: Translator) -> str:
    transaction, change = entry.transaction, entry.change
    moment = format_moment(parse_moment(transaction.at), translator.language)
    way = translator.tr(WAYS.get(transaction.through, transaction.through))
    head = f"{transaction.id}  {moment}  {transaction.who}  {way}"
    if entry.created:
        what = translator.tr(N_("made"))
    elif entry.deletion:
        what = translator.tr(N_("restored") if change.new is None else N_("deleted"))
    elif entry.column is None:
        what = str(change.column)
    else:
        told = [display(entry.column.field, side, translator) for side in (change.old, entry.new)]
        if entry.column.mark:
            told = [str(side or "") for side in (change.old, entry.new)]
        label = shown.label(entry.column, translator)
        if entry.column.mark:
            label = translator.tr(shown.OLDER, text=label)
        change_told = " → ".join(shown.indented(side) or "–" for side in told)
        what = shown.labelled(label, change_told, translator)
    return f"{head}  {what}"


def search(call: Call) -> int:
    """``search``: what matches all the words, best first."""
    wanted = call.asked.arguments.get("kind")
    kinds = None if wanted is None else [kind_of(wanted).key]
    limit = call.asked.number("limit", "--limit")
    with call.reading() as workspace:
        hits = workspace.searching.search(
            call.asked.arguments["text"],
            kinds=kinds,
            limit=_MOST_FOUND if limit is None else limit,
        )
        call.output.document(
            [
                {
                    "kind": KINDS[hit.record.kind].plural,
                    "id": hit.record.id,
                    "title": shown.titles(workspace, hit.record),
                    "where": hit.where,
                    "snippet": hit.snippet,
                }
                for hit in hits
            ]
        )
        translator = call.output.translator
        for hit in hits:
            heading = shown.heading(workspace.titles, hit.record, translator)
            call.output.line(f"{translator.tr(KINDS[hit.record.kind].label)}  {heading}")
            call.output.line(f"    {hit.snippet}")
    return 0


def check(call: Call) -> int:
    """``check``: what is wrong with the database; exit code 1 when anything is."""
    told: list[Message] = []
    with call.reading() as workspace:
        for problem in workspace.checking.problems():
            told.append(problem)
            call.output.message(problem)
            if len(told) == _MOST_PROBLEMS:
                told.append(Message(N_("There may be more; the check stopped here.")))
                call.output.message(told[-1])
                break
    texts = [call.output.translator.text(problem) for problem in told]
    call.output.document({"ok": not texts, "problems": texts})
    if not texts:
        call.output.line(call.output.tr(N_("The database is sound.")))
    return 1 if texts else 0

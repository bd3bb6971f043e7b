"""A change in a few words: what was done to which field, by whom, through what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from wicco_desktop.foundation.languages import language
from wicco_desktop.foundation.messages import N_, Message
from wicco_desktop.records import KINDS, Column
from wicco_desktop.services.history import Entry
from wicco_desktop.services.titles import LINKS
from wicco_desktop.services.workspace import Workspace
from wicco_desktop.store.edits import Through


def is_told(entry: Entry) -> bool:
    """Whether a change is worth words: not what the program itself keeps."""
    if entry.created or entry.deletion:
        return True
    column = entry.column
    return column is not None and not column.mark and column.field.editable


def kind_of(entry: Entry) -> Message:
    """What kind of thing changed; a note is called by what kind of note it is."""
    values = entry.change.new
    if entry.change.kind == "note" and isinstance(values, dict):
        chosen = KINDS["note"].field("kind").choice(values.get("kind"))
        if chosen is not None:
            return Message(chosen.label)
    return Message(KINDS[entry.change.kind].label)


def column_label(column: Column) -> Message:
    """The label of a column: of its field, with the language where that has two."""
    label = Message(column.field.label)
    if column.language is None:
        return label
    own = language(column.language).own_name
    # Translators: one language of a field: "Name (中文)".
    return Message(N_("{field} ({language})"), {"field": label, "language": own})


def named_kind(entry: Entry, names: Mapping[str, str]) -> Message:
    """The kind of a part with its name: *Attendance: Chan Chou Wang*; see ``part_names``."""
    kind, name = kind_of(entry), names.get(entry.change.record, "")
    if not name:
        return kind
    # Translators: a part of a record: "Attendance: Chan Chou Wang".
    return Message(N_("{kind}: {name}"), {"kind": kind, "name": name})


def part_names(
    entries: Iterable[Entry], record: str, workspace: Workspace, language: str
) -> dict[str, str]:
    """How the parts of a record are called: by their own title, or by what they link it with."""
    ids = {entry.change.record for entry in entries if entry.change.record != record}
    parts = workspace.store.many(ids)
    other: dict[str, str] = {}
    for id_, part in parts.items():
        kind = KINDS[part.kind]
        ends = [end for end in LINKS.get(part.kind, ()) if end != kind.owner]
        other[id_] = part.text(ends[0]) if ends else id_
    titles = workspace.titles.many(other.values(), language)
    return {id_: _shortened(titles[end].text) for id_, end in other.items() if end in titles}


def _shortened(text: str, most: int = 60) -> str:
    return text if len(text) <= most else text[:most] + "…"


def what_happened(entry: Entry, record: str, names: Mapping[str, str]) -> Message:
    """What was done, in the history of ``record``; a part of it is named as well."""
    own = entry.change.record == record
    kind = kind_of(entry) if own else named_kind(entry, names)
    if entry.created:
        # Translators: {kind} is Note, Decision, Affiliation … of the record looked at.
        return Message(N_("{kind} made") if own else N_("{kind} added"), {"kind": kind})
    if entry.deletion and entry.transaction.through == Through.ERASURE.value:
        return Message(N_("{kind} erased"), {"kind": kind})
    if entry.deletion:
        gone = entry.new is not None
        return Message(N_("{kind} deleted") if gone else N_("{kind} restored"), {"kind": kind})
    field = column_label(entry.column) if entry.column is not None else kind
    if entry.change.old is None:
        told = N_("{field} filled in")
    elif entry.new is None:
        told = N_("{field} cleared")
    else:
        told = N_("{field} changed")
    happened = Message(told, {"field": field})
    if own:
        return happened
    # Translators: {part} is a part of a record such as "Note"; {change} is "Text changed".
    return Message(N_("{change} · {part}"), {"part": kind, "change": happened})

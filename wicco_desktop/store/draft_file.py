"""The drafts as bytes: one checksummed line a draft, so that damage to one spares the others.

The file is always written whole, beside and then renamed: after a torn write or a power cut there
is the set before or the set after. An appended journal would write less, but a cut can take the
half-written sector with it, in which drafts lie that were already safe; and the set is small.
Knows nothing of threads or of when to write (``drafts``).
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from wicco_desktop.records.fields import Value

_TITLE = b"wicco-drafts 1 "
"""Start of the first line; the number of drafts follows, so that a cut at a line's end shows."""


@dataclass(frozen=True, slots=True)
class DraftKey:
    """What a draft belongs to: a column of a record, or a place that is no column.

    The note composer of a meeting is ``DraftKey("meeting", meeting_id, "composer")``.
    """

    kind: str
    record: str
    column: str


@dataclass(frozen=True, slots=True)
class Draft:
    """Text that was typed and is not yet in the record.

    ``base`` is what the record held when typing began, to be compared with what it holds now.
    ``creates`` is None for a record that exists; for one that does not, the columns it is to be
    created with beside this one. ``moment`` is when it was typed (``clock.moment_text``), filled
    in when it is put.
    """

    key: DraftKey
    text: str
    base: Value = None
    creates: Mapping[str, Value] | None = None
    moment: str = ""


@dataclass(frozen=True, slots=True)
class DraftsRead:
    """What a file of drafts held. ``damaged``: something of it could not be read."""

    drafts: tuple[Draft, ...]
    damaged: bool


def encode(lines: Iterable[bytes]) -> bytes:
    """The whole file from the lines of its drafts."""
    made = list(lines)
    return b"".join([_TITLE, str(len(made)).encode("ascii"), b"\n", *made])


def encode_line(draft: Draft) -> bytes:
    """One draft as a line. Lone surrogates survive; control characters are escaped by JSON."""
    entry: dict[str, object] = {
        "kind": draft.key.kind,
        "record": draft.key.record,
        "column": draft.key.column,
        "text": draft.text,
        "base": draft.base,
        "moment": draft.moment,
    }
    if draft.creates is not None:
        entry["creates"] = dict(draft.creates)
    # Not as ASCII: \ud83d\ude00 read back would become one character instead of two surrogates.
    body = json.dumps(entry, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return b"%08x %s\n" % (zlib.crc32(body), body)


def decode(data: bytes) -> DraftsRead:
    """Every draft that can be read, whatever the bytes are."""
    title, *lines = data.split(b"\n")
    if lines and not lines[-1]:
        lines.pop()
    drafts = [draft for line in lines if (draft := _decode_line(line)) is not None]
    whole = title == _TITLE + str(len(lines)).encode("ascii") and len(drafts) == len(lines)
    # An empty file is what some file systems leave of one that was never written.
    return DraftsRead(tuple(drafts), damaged=bool(data) and not whole)


def _decode_line(line: bytes) -> Draft | None:
    checksum, _, body = line.partition(b" ")
    if checksum != b"%08x" % zlib.crc32(body):
        return None
    try:
        entry = json.loads(body.decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError):
        return None
    if not isinstance(entry, dict):
        return None
    names = ("kind", "record", "column", "text", "moment")
    kind, record, column, text, moment = (entry.get(name) for name in names)
    base, creates = entry.get("base"), entry.get("creates")
    if not (
        isinstance(kind, str)
        and isinstance(record, str)
        and isinstance(column, str)
        and isinstance(text, str)
        and isinstance(moment, str)
        and isinstance(base, Value)
        and (creates is None or _is_values(creates))
    ):
        return None
    return Draft(DraftKey(kind, record, column), text, base, creates, moment)


def _is_values(candidate: object) -> bool:
    return isinstance(candidate, dict) and all(
        isinstance(value, Value) for value in candidate.values()
    )

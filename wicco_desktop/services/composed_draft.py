"""The composer's line as a draft: JSON, read back whatever became of it in the meantime."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, TypeVar

from wicco_desktop.services.composing import Composition, Line, Picked, Someone, Step
from wicco_desktop.services.notes import NewFollowUp, NewNote

T = TypeVar("T")


def as_text(line: Line) -> str:
    """The whole line as text."""
    return json.dumps(asdict(line), ensure_ascii=False)


def from_text(text: str) -> Line:
    """The line that ``as_text`` wrote.

    Of another text, from a newer version perhaps, what can be understood; what cannot be at all
    becomes the text of the line itself, so that nothing is lost.
    """
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        return Line(Composition(first=text, literal=True)) if text.strip() else Line()
    sent = found.get("sent")
    batches = [_notes(entry) for entry in sent] if isinstance(sent, list) else []
    return Line(_composition(found.get("now")), tuple(batch for batch in batches if batch))


def _composition(found: object) -> Composition:
    if not isinstance(found, dict):
        return Composition()
    made = _known(Composition(), found)
    picked = found.get("picked")
    return _with(
        made,
        speaker=_someone(found.get("speaker")),
        owner=_someone(found.get("owner")),
        picked=Picked(str(picked.get("word") or ""), _someone(picked.get("before")))
        if isinstance(picked, dict)
        else None,
        step=Step(found["step"]) if found.get("step") in set(Step) else Step.NOTE,
    )


def _someone(found: object) -> Someone | None:
    if not isinstance(found, dict):
        return None
    id_ = found.get("id")
    return Someone(id_ if isinstance(id_, str) else None, str(found.get("name") or ""))


def _notes(found: object) -> tuple[NewNote, ...]:
    made = [_note(entry) for entry in found] if isinstance(found, list) else []
    return tuple(note for note in made if note is not None)


def _note(found: object) -> NewNote | None:
    if not isinstance(found, dict) or not isinstance(found.get("texts"), dict):
        return None
    texts = {str(code): str(text) for code, text in found["texts"].items() if text}
    follow_up = found.get("follow_up")
    asked = _known(NewFollowUp(), follow_up) if isinstance(follow_up, dict) else None
    return _with(_known(NewNote(texts), found), follow_up=asked) if texts else None


def _known(blank: T, found: Mapping[str, Any]) -> T:
    """The values of plain types that ``blank`` has a place for."""
    plain: dict[str, object] = {}
    for name in type(blank).__dataclass_fields__:  # type: ignore[attr-defined]
        default, value = getattr(blank, name), found.get(name)
        wanted = str if default is None else type(default)
        if name in found and wanted in (str, bool, int) and type(value) is wanted:
            plain[name] = value
    return _with(blank, **plain)


def _with(made: T, **values: object) -> T:
    names = type(made).__dataclass_fields__  # type: ignore[attr-defined]
    whole = {name: getattr(made, name) for name in names}
    return type(made)(**{**whole, **values})

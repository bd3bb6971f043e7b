"""What a new record begins with besides what was typed: its place, its state, its language."""

from __future__ import annotations

from collections.abc import Mapping

from wicco_desktop.foundation.languages import CODES
from wicco_desktop.records import Kind
from wicco_desktop.services.notes import STEP
from wicco_desktop.store.queries import Is, Query
from wicco_desktop.store.store import Store


def begun(store: Store, kind: Kind, values: Mapping[str, object]) -> dict[str, object]:
    """The values of a new record, those added that the program itself keeps and nobody gave."""
    whole = dict(values)
    owner = str(values.get(kind.owner or "") or "").strip().lower()
    if kind.has("position") and owner and not whole.get("position"):
        whole["position"] = following(store, kind, owner)
    if kind.key == "follow_up" and not whole.get("status"):
        whole["status"] = "open"
    if kind.has("written_first") and not whole.get("written_first"):
        whole["written_first"] = next(
            (code for code in CODES if str(whole.get(f"text_{code}") or "").strip()), None
        )
    return whole


def following(store: Store, kind: Kind, owner: str) -> int:
    """The position after the last part of that owner; the notes of a meeting have wide steps."""
    last = store.select(
        Query(kind.key, (Is(str(kind.owner), owner),), order=("-position",), limit=1)
    )
    if not last or last[0]["position"] is None:
        return STEP if kind.key == "note" else 0
    return int(last[0]["position"]) + (STEP if kind.key == "note" else 1)

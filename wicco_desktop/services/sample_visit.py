"""The sample data: one real visit, entered as a user enters records, as one transaction.

What it says stands in ``resources/sample-visit/visit.toml``; this only turns it into records.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from wicco_desktop.foundation.identifiers import new_id
from wicco_desktop.foundation.languages import CODES
from wicco_desktop.foundation.messages import N_, Message
from wicco_desktop.foundation.paths import resources_folder
from wicco_desktop.records import KINDS, Kind
from wicco_desktop.services.notes import STEP
from wicco_desktop.services.workspace import Workspace
from wicco_desktop.store.attachments import AttachmentFolder
from wicco_desktop.store.edits import Create, Through, Written

FOLDER = "sample-visit"
KEY, PICTURE = "key", "picture"


def enter_visit(workspace: Workspace) -> Written:
    """Enter the visit; one Undo takes it back whole. Raises UserError as any write does."""
    folder = resources_folder() / FOLDER
    read = tomllib.loads((folder / "visit.toml").read_text("utf-8"))
    entries = list(_entries(read))
    ids = {entry[KEY]: id_ for _kind, id_, entry in entries if KEY in entry}
    placed: dict[tuple[str, str, object], int] = defaultdict(int)
    creations: list[Create] = []
    for kind, id_, entry in entries:
        values = _values(kind, entry, ids)
        values |= _kept_by_the_program(kind, values, placed)
        if PICTURE in entry:
            values |= _picture(workspace.photos.folder, folder / str(entry[PICTURE]))
        creations.append(workspace.editing.creation(kind.key, values, id_=id_))
    return workspace.editing.apply(
        creations, summary=Message(N_("the visit to Macao")), through=Through.SAMPLE
    )


def _entries(
    read: Mapping[str, Any], owner: str | None = None
) -> Iterator[tuple[Kind, str, dict[str, Any]]]:
    """Every record with its new id: those that stand alone, each followed by its parts."""
    for name, tables in read.items():
        kind = KINDS.get(name)
        if kind is None or not isinstance(tables, list):
            continue
        for table in tables:
            id_ = new_id()
            parts = {key for key, value in table.items() if _holds_parts(key, value)}
            own = {key: value for key, value in table.items() if key not in parts}
            yield kind, id_, own if owner is None else {**own, str(kind.owner): owner}
            yield from _entries({key: table[key] for key in parts}, id_)


def _holds_parts(key: str, value: object) -> bool:
    return key in KINDS and isinstance(value, list)


def _values(kind: Kind, entry: Mapping[str, Any], ids: Mapping[str, str]) -> dict[str, object]:
    """The values of a record by column, its references by id."""
    values: dict[str, object] = {}
    for name, value in entry.items():
        if name in (KEY, PICTURE):
            continue
        spec = kind.field(name)
        if spec.bilingual:
            values |= {spec.column(code): value.get(code) for code in CODES}
        elif spec.targets:
            values[name] = ids.get(value, value)
        else:
            values[name] = value
    return values


def _kept_by_the_program(
    kind: Kind, values: Mapping[str, object], placed: dict[tuple[str, str, object], int]
) -> dict[str, object]:
    """The place of a part in its order, and which language was written first."""
    kept: dict[str, object] = {}
    if kind.has("position"):
        among = (kind.key, str(values[str(kind.owner)]), values.get("side"))
        kept["position"] = placed[among]
        if kind.key == "note":
            kept["position"] = (placed[among] + 1) * STEP
        placed[among] += 1
    if kind.has("written_first"):
        kept["written_first"] = "en"
    return kept


def _picture(attachments: AttachmentFolder, file: Path) -> dict[str, object]:
    stored = attachments.add(file)
    return {
        "file": stored.digest,
        "file_name": stored.file_name,
        "media_type": stored.media_type,
        "size": stored.size,
    }

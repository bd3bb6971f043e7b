"""What is typed into a line that makes links of a record, kept as a draft of that record.

Such a line is no column: its draft says what stands in it, and which links (and which records made
for them) are on their way to the database. It is shown again in its place.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from wicco_desktop.records import KINDS, Value
from wicco_desktop.store.drafts import Draft, DraftKey
from wicco_desktop.store.edits import Create
from wicco_desktop.ui.forms.autosave import Autosave
from wicco_desktop.ui.session import Session


@dataclass(frozen=True, slots=True)
class Unlinked:
    """What a draft holds: the text, the ids to be linked (None: those there are), new records."""

    typed: str = ""
    ids: tuple[str, ...] | None = None
    made: Mapping[str, Create] = field(default_factory=dict)


class LinkDraft:
    """The draft of one such line. ``place`` names it, ``kind`` is what it links to."""

    def __init__(self, session: Session, place: str, kind: str) -> None:
        self._session = session
        self._place = place
        self._kind = kind

    def keep(
        self,
        saving: Autosave,
        typed: str,
        ids: Iterable[str] | None = None,
        made: Iterable[Create] = (),
    ) -> None:
        """Keep what stands there; with nothing typed and no ``ids`` there is no draft."""
        if not typed.strip() and ids is None:
            self._session.drafts.remove(self._key(saving))
            return
        kept: dict[str, object] = {"typed": typed, "kind": self._kind}
        if ids is not None:
            names = {
                entry.id: {key: value for key, value in entry.values.items() if value}
                for entry in made
            }
            kept |= {"ids": list(ids), "made": names}
        creates = None
        if not saving.exists:
            creates = {column: saving.stored(column) for column in KINDS[saving.kind].columns}
        text = json.dumps(kept, ensure_ascii=False)
        self._session.drafts.put(Draft(self._key(saving), text, creates=creates))

    def take(self, saving: Autosave) -> Unlinked:
        """What was kept there; records that are in the database by now are not made again."""
        draft = self._session.drafts.get(self._key(saving))
        if draft is None:
            return Unlinked()
        try:
            kept = json.loads(draft.text)
        except ValueError:
            return Unlinked(draft.text)
        if not isinstance(kept, dict):
            return Unlinked()
        ids, made = kept.get("ids"), kept.get("made")
        return Unlinked(
            str(kept.get("typed") or ""),
            tuple(str(id_) for id_ in ids) if isinstance(ids, list) else None,
            self._to_be_made(made) if isinstance(made, dict) else {},
        )

    def _to_be_made(self, made: Mapping[str, object]) -> dict[str, Create]:
        store, columns = self._session.workspace.store, KINDS[self._kind].columns
        found: dict[str, Create] = {}
        for id_, values in made.items():
            if store.get(self._kind, id_) is None and isinstance(values, Mapping):
                known: dict[str, Value] = {k: v for k, v in values.items() if k in columns}
                found[id_] = Create(self._kind, known, id_)
        return found

    def _key(self, saving: Autosave) -> DraftKey:
        return DraftKey(saving.kind, saving.id, self._place)

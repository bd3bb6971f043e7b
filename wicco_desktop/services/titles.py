"""How a record is named in a list, a reference, a sentence: in one language, with the other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from wicco_desktop.foundation.languages import CODES
from wicco_desktop.foundation.messages import N_, Message, Translator
from wicco_desktop.records import KINDS, Record
from wicco_desktop.records.erased import is_tombstone
from wicco_desktop.store.store import Store

UNNAMED = N_("(no name)")

# Translators: a record that was deleted but is still referred to.
IN_TRASH = N_("{name} (in the Trash)")

LINKS = {
    "affiliation": ("contact", "organisation"),
    "delegation_member": ("contact", "delegation"),
    "attendance": ("contact", "meeting"),
    "body_present": ("organisation", "meeting"),
    "topic_link": ("topic", "record"),
}
"""Kinds without a name of their own are named by what they link."""


@dataclass(frozen=True, slots=True)
class Title:
    """The name in the user's language and the other one; ``fallback``: the first is missing.

    ``text`` is empty for a record without any name; ``UNNAMED`` is shown then.
    """

    text: str
    other: str = ""
    fallback: bool = False
    deleted: bool = False

    @property
    def both(self) -> str:
        """Both names in one line."""
        return f"{self.text} {self.other}".strip()


def in_trash(record: Record) -> bool:
    """Whether a record is deleted and can be restored: of a person erased nothing can."""
    return record.deleted is not None and not is_tombstone(record)


def title_of(record: Record, language: str) -> Title:
    """The title of a record that has a name of its own."""
    sides = {code: " ".join(record.title(code).split()) for code in CODES}
    own = sides.pop(language, "")
    rest = next((text for text in sides.values() if text), "")
    deleted = in_trash(record)
    if own:
        return Title(own, rest if rest != own else "", deleted=deleted)
    return Title(rest, "", fallback=bool(rest), deleted=deleted)


def shown(title: Title) -> Message | str:
    """The title, or the message that stands for a missing one."""
    return title.text or Message(UNNAMED)


def referred(record: Record, translator: Translator) -> str:
    """How a record is named where another refers to it: one in the Trash is said to be there.

    Empty for a record that is there and has no name.
    """
    title = title_of(record, translator.language.code)
    if not title.deleted:
        return title.text
    return translator.tr(IN_TRASH, name=title.text or translator.tr(UNNAMED))


class Titles:
    """Titles of records by id, for references; those of links are made of both ends."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, record: Record, language: str) -> Title:
        """The title of any record."""
        ends = LINKS.get(record.kind)
        if ends is None:
            return title_of(record, language)
        found = self._store.many(str(record[end]) for end in ends if record[end])
        names = [
            title_of(found[str(record[end])], language).text for end in ends if record[end] in found
        ]
        return Title(" · ".join(filter(None, names)), deleted=record.deleted is not None)

    def many(self, ids: Iterable[str], language: str) -> dict[str, Title]:
        """The titles of several records by id; ids that do not exist are left out."""
        return {id_: self.of(record, language) for id_, record in self._store.many(ids).items()}


def label(kind: str) -> str:
    """The message id of a kind's name in the singular."""
    return KINDS[kind].label

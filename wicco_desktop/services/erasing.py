"""A person erased on request, as privacy laws have it: what goes, what stays, what is left to do.

For the window::

    about = workspace.erasing.about(contact)      # what goes and stays; raises UserError
    done = workspace.erasing.erase(contact, called, drafts)   # never taken back
    done.mentions        # texts of others that speak of the person, for somebody to look at
    done.backups         # which backups still hold them, and until when

What goes: everything the contact holds and ever held, that of records merged into it, posts,
topics and files of theirs, what is said of them where they attended, travelled or spoke, drafts,
and what is kept of workbooks. What stays: that somebody was there, and what others wrote.
"""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.messages import N_
from wicco_desktop.foundation.reasons import reason_of
from wicco_desktop.foundation.text import fold
from wicco_desktop.records import KINDS
from wicco_desktop.records.erased import PERSON
from wicco_desktop.services.backups import Backups
from wicco_desktop.services.opened_copies import OpenedCopies
from wicco_desktop.services.titles import Title, Titles
from wicco_desktop.store import archive
from wicco_desktop.store.backup import read_manifest
from wicco_desktop.store.drafts import Drafts
from wicco_desktop.store.erasure import Erasure
from wicco_desktop.store.erasure_scope import Scope, personal_columns
from wicco_desktop.store.mentions import Mention
from wicco_desktop.store.store import Store

Stage = Callable[[str], None]
"""Told what is being done, as a message id."""

ERASING = N_("Erasing")
SWEEPING = N_("Writing the file anew, so that nothing is left in it")
UNFINISHED = N_("The file could not be swept yet; it is done when it is opened next: {problem}")
LOOKING = N_("Looking for texts that mention the person")


@dataclass(frozen=True, slots=True)
class HeldBackup:
    """A backup that still holds the person; ``until`` None: as long as nobody deletes it."""

    file: Path
    moment: datetime | None
    until: datetime | None


@dataclass(frozen=True, slots=True)
class About:
    """What an erasure would do. ``counts`` says how many records of each kind are touched."""

    contact: str
    title: Title
    names: tuple[str, ...]
    """Every name there is or was; any of them is to be typed to confirm."""
    merged: int
    """Records that were merged into this one."""
    counts: dict[str, int]
    backups: tuple[HeldBackup, ...]

    def is_called(self, text: str) -> bool:
        """Whether that is a name of the person, in whatever case and spacing."""
        return _plain(text) in {_plain(name) for name in self.names} and bool(_plain(text))


@dataclass(frozen=True, slots=True)
class Done:
    """What was erased, and what is left for people to see to.

    ``unfinished``: the person is erased, but the file could not be swept; it is done at the next
    start. ``others`` are files beside the database that may hold something of them.
    """

    people: int
    records: int
    mentions: tuple[Mention, ...]
    drafts: tuple[tuple[str, str], ...]
    """Kind and record of texts being typed that speak of the person."""
    backups: tuple[HeldBackup, ...]
    others: tuple[Path, ...]
    unfinished: UserError | None = None


class Erasing:
    """Erases people. Writes, so it runs where writing is done."""

    def __init__(self, store: Store, titles: Titles, backups: Backups) -> None:
        self._store = store
        self._titles = titles
        self._backups = backups

    def about(self, contact: str, language: str = "en") -> About:
        """What would be erased, the record that a merged one became included.

        Raises UserError for what is no contact, or is erased already.
        """
        record = self._store.find(self._store.survivor(contact))
        if record is None:
            raise UserError(N_("There is no record {id}."), id=contact)
        if record.kind != PERSON:
            raise UserError(N_("Only people can be erased. Other records go to the Trash."))
        if self._store.erased([record.id]):
            raise UserError(N_("This person is erased already."))
        scope, spoken = self._store.belonging_to(record.id)
        title = self._titles.of(record, language)
        return About(
            record.id,
            title,
            spoken.names or tuple(filter(None, (title.text,))) or (record.id,),
            len(scope.people) - 1,
            dict(Counter(kind for kind, _id in (*scope.whole, *scope.partly))),
            self._holding(record.id),
        )

    def erase(
        self,
        contact: str,
        called: str,
        drafts: Drafts,
        stage: Stage = lambda _told: None,
    ) -> Done:
        """Erase a person for good; ``called`` is a name of theirs, so that it is never another.

        Raises UserError where the name is not theirs; then nothing is changed.
        """
        about = self.about(contact)
        if not about.is_called(called):
            raise UserError(
                N_("“{text}” is not a name of this person. Nothing was erased."), text=called
            )
        stage(ERASING)
        erasure = self._store.erase(about.contact)
        speaking = self._forget_drafts(erasure, drafts)
        stage(SWEEPING)
        unfinished = self._sweep()
        OpenedCopies(self._store.path).clear()
        stage(LOOKING)
        scope = erasure.scope
        return Done(
            len(scope.people),
            len(scope.erased) + len(scope.partly),
            tuple(self._store.mentions(erasure.wording)),
            speaking,
            self._holding(about.contact),
            self._set_aside(),
            unfinished,
        )

    def finish(self) -> None:
        """Sweep what an erasure could not, or a crash left. Raises UserError."""
        if self._store.unswept() and (problem := self._sweep()) is not None:
            raise problem

    def still_holding(self, contact: str) -> tuple[HeldBackup, ...]:
        """The backups that hold a person, erased or not."""
        return self._holding(contact)

    def _sweep(self) -> UserError | None:
        try:
            self._store.sweep(self._store.attachments)
        except UserError as problem:
            return problem
        except OSError as problem:
            return UserError(
                N_("The file {file} cannot be removed: {reason}."),
                file=str(problem.filename or self._store.attachments.folder),
                reason=reason_of(problem),
            )
        return None

    def _forget_drafts(self, erasure: Erasure, drafts: Drafts) -> tuple[tuple[str, str], ...]:
        """Drop what was being typed of the person; what only speaks of them is given back."""
        scope = erasure.scope
        theirs = {id_ for _kind, id_ in scope.erased}
        speaking: dict[tuple[str, str], None] = {}
        for draft in drafts.all():
            key = draft.key
            linked = theirs.intersection(map(str, (draft.creates or {}).values()))
            if (
                key.record in theirs
                or linked
                or _is_personal(scope, key.kind, key.column, key.record)
            ):
                drafts.remove(key)
            elif erasure.wording.says(draft.text):
                if key.kind in KINDS:
                    speaking[key.kind, key.record] = None
                else:  # typed in the review of a workbook: there is no record to look at
                    drafts.remove(key)
        with contextlib.suppress(UserError):
            drafts.flush()
        return tuple(speaking)

    def _holding(self, contact: str) -> tuple[HeldBackup, ...]:
        """The backups in which the person is, the newest first; one that cannot be read counts.

        Told by how far the log was written when they were made, which no clock can disturb.
        """
        span = self._store.life_of(contact)
        held = [
            HeldBackup(one.path, one.moment, self._backups.gone_by(one))
            for one in (listed.snapshot for listed in self._backups.listed())
            if _holds(one.path, span)
        ]
        folder = self._store.path.resolve().parent
        with contextlib.suppress(OSError):
            held += [
                HeldBackup(file, None, None)
                for file in sorted(folder.glob(f"*{archive.SUFFIX}"))
                if _holds(file, span)
            ]
        return tuple(held)

    def _set_aside(self) -> tuple[Path, ...]:
        """Files that the program put aside because they were damaged: drafts, a database."""
        path = self._store.path.resolve()
        return tuple(sorted(_beside(path)))


def _beside(database: Path) -> Iterator[Path]:
    with contextlib.suppress(OSError):
        for file in database.parent.iterdir():
            drafts = file.name.startswith(f"{database.name}.drafts.damaged")
            if drafts or (file.name.startswith(database.stem) and file.suffix == ".damaged"):
                yield file


def _holds(file: Path, span: tuple[int, int | None]) -> bool:
    """Whether a backup was made while the person was in the log; one that does not say so, yes."""
    made, gone = span
    try:
        place = read_manifest(file).place.split()
        written = int(place[1])
    except (UserError, IndexError, ValueError):
        return True
    return made <= written and (gone is None or written < gone)


def _is_personal(scope: Scope, kind: str, column: str, record: str) -> bool:
    return (kind, record) in scope.partly and column in personal_columns(kind)


def _plain(text: str) -> str:
    return " ".join(fold(text).split())

"""Photographs and documents: kept beside the database, given to the meeting they show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.messages import NN_, Message
from wicco_desktop.records import Record
from wicco_desktop.services.editing import Editing
from wicco_desktop.services.opened_copies import OpenedCopies
from wicco_desktop.store.attachments import AttachmentFolder
from wicco_desktop.store.edits import Create, Written
from wicco_desktop.store.photographs import taken_from_exif
from wicco_desktop.store.queries import Is, Query
from wicco_desktop.store.store import Store


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of files that were dropped: the write, and what could not be taken in."""

    written: Written
    problems: tuple[UserError, ...] = ()


class Photos:
    """Attachments of records."""

    def __init__(self, store: Store, editing: Editing, folder: AttachmentFolder) -> None:
        self._store = store
        self._editing = editing
        self.folder = folder
        self.copies = OpenedCopies(store.path)
        """What other programs were given to look at."""

    def of(self, record: str) -> list[Record]:
        """The attachments of a record, by when they were taken."""
        return self._store.select(Query("attachment", (Is("record", record),)))

    def is_missing(self, attachment: Record) -> bool:
        """Whether its file is not beside the database."""
        return self.folder.path(attachment.text("file")) is None

    def content(self, attachment: Record) -> BinaryIO | None:
        """Its content, to be read and closed; None where it is missing or damaged."""
        try:
            return self.folder.opened(attachment.text("file"))
        except OSError:
            return None

    def add(
        self, kind: str, record: str, files: Iterable[Path], *, credit: str | None = None
    ) -> Taken:
        """Take files in for a record; the bytes are on disk before the log names them.

        A photograph that knows when it was taken goes to the meeting of the same delegation that
        was being held then, if there is one; else to the record it was dropped on. One Undo.
        """
        meetings = self._meetings(kind, record)
        edits: list[Create] = []
        problems: list[UserError] = []
        for file in files:
            try:
                stored = self.folder.add(file)
            except UserError as problem:
                problems.append(problem)
                continue
            taken = taken_from_exif(file) if stored.media_type.startswith("image/") else None
            edits.append(
                self._editing.creation(
                    "attachment",
                    {
                        "record": meeting_at(meetings, taken) or record,
                        "file": stored.digest,
                        "file_name": stored.file_name,
                        "media_type": stored.media_type,
                        "size": stored.size,
                        "taken": taken,
                        "credit": credit,
                    },
                )
            )
        one, many = NN_("{count} file added", "{count} files added")
        summary = Message(one, {}, many, len(edits))
        return Taken(self._editing.apply(edits, summary=summary), tuple(problems))

    def _meetings(self, kind: str, record: str) -> Sequence[Record]:
        if kind == "delegation":
            delegation = record
        elif kind == "meeting":
            delegation = self._editing.record("meeting", record).text("delegation")
        else:
            return ()
        if not delegation:
            return ()
        return self._store.select(
            Query("meeting", (Is("delegation", delegation),), order=("date", "start"))
        )


def meeting_at(meetings: Iterable[Record], taken: str | None) -> str | None:
    """The meeting being held at a local moment (ISO), None where that is not certain.

    By its hours (half an hour before and after belong to it); else the only meeting of that day.
    """
    if not taken:
        return None
    day, clock = taken[:10], taken[11:16]
    that_day = [meeting for meeting in meetings if meeting["date"] == day]
    timed = [
        meeting
        for meeting in that_day
        if meeting["start"]
        and _minutes(meeting.text("start")) - 30
        <= _minutes(clock)
        <= _minutes(meeting.text("end") or meeting.text("start")) + 30 + _open_end(meeting)
    ]
    if len(timed) == 1:
        return timed[0].id
    if not timed and len(that_day) == 1 and not that_day[0]["start"]:
        return that_day[0].id
    return None


def _minutes(clock: str) -> int:
    hours, _colon, minutes = clock.partition(":")
    return int(hours or 0) * 60 + int(minutes or 0)


def _open_end(meeting: Record) -> int:
    """Minutes a meeting without an end is taken to last."""
    return 0 if meeting["end"] else 60

"""What a backup archive says it holds: each member's name, size and SHA-256, and a summary."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, TypeVar

from wicco_desktop.store.attachments import SEALED, is_digest, is_stored_name

_T = TypeVar("_T")

FORMAT = 2
"""Version of the archive's layout; a program reads those up to its own.

1: every member lies in the archive. 2: some lie apart, in the pool of the backups' folder.
"""

NAME = "manifest.json"
DATABASE = "wicco.db"
FILES = "wicco.files"
"""An archive that is unpacked by hand is a database with its attachments, ready to be opened."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file of the archive. ``size`` in bytes, ``sha256`` of its content.

    ``apart``: it lies in the pool beside the archive, which all backups share (``file_pool``).
    """

    name: str
    size: int
    sha256: str
    apart: bool = False

    @property
    def digest(self) -> str | None:
        """The digest an attachment goes by, None for the database; sealed, its name on disk.

        It differs from ``sha256`` where the file was damaged already when it was backed up.
        """
        return None if self.name == DATABASE else self.name.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Manifest:
    """The contents of an archive.

    ``moment`` is when it was made (``clock.moment_text``), ``program`` the version that made it,
    ``schema`` the database's version, ``records`` how many there are of each kind (by plural,
    without deleted ones), ``missing`` the attachments that records name but that were not there,
    ``why`` it was made (a code) and ``place`` how far the database was written
    (``database_copy.place_of``).
    """

    moment: str
    program: str
    schema: int
    records: Mapping[str, int]
    members: tuple[Member, ...]
    missing: tuple[str, ...] = ()
    why: str = ""
    place: str = ""

    @property
    def format(self) -> int:
        """The oldest layout that says it all."""
        return 2 if any(member.apart for member in self.members) else 1

    @property
    def size(self) -> int:
        """Bytes of all members unpacked."""
        return sum(member.size for member in self.members)

    @property
    def damaged(self) -> tuple[str, ...]:
        """The attachments that were damaged already when they were backed up."""
        return tuple(
            member.digest
            for member in self.members
            if member.digest is not None
            and member.digest != member.sha256
            and not member.digest.endswith(SEALED)  # its seal shows a change
        )

    def to_json(self) -> bytes:
        """The manifest as it lies in the archive."""
        entry = {**asdict(self), "format": self.format}
        return json.dumps(entry, ensure_ascii=False, indent=1).encode("utf-8")


class NewerFormatError(ValueError):
    """A manifest that only a newer version of the program can read."""


def attachment_name(digest: str) -> str:
    """The name of an attachment in the archive."""
    return f"{FILES}/{digest[:2]}/{digest}"


def from_json(data: bytes) -> Manifest:
    """Read a manifest; raises ValueError for anything that ``to_json`` does not write."""
    try:
        stored = json.loads(data)
    except RecursionError as nested:
        raise ValueError("nested too deeply") from nested
    entry = _of(dict, stored)
    if _of(int, entry.get("format")) > FORMAT:
        raise NewerFormatError
    members = tuple(_member(item) for item in _of(list, entry.get("members")))
    names = [member.name for member in members]
    if names[:1] != [DATABASE] or members[0].apart or len(set(names)) != len(names):
        raise ValueError("members")
    if any(member.digest is None for member in members[1:]):
        raise ValueError("members")
    records = _of(dict, entry.get("records"))
    return Manifest(
        moment=_of(str, entry.get("moment")),
        program=_of(str, entry.get("program")),
        schema=_of(int, entry.get("schema")),
        records={_of(str, kind): _count(number) for kind, number in records.items()},
        members=members,
        missing=tuple(_of(str, digest) for digest in _of(list, entry.get("missing"))),
        why=_of(str, entry.get("why", "")),
        place=_of(str, entry.get("place", "")),
    )


def _member(stored: Any) -> Member:
    entry = _of(dict, stored)
    member = Member(
        _of(str, entry.get("name")),
        _count(entry.get("size")),
        _of(str, entry.get("sha256")),
        _of(bool, entry.get("apart", False)),
    )
    digest = member.digest
    # A name is believed only in the one form it can have: none can lead out of the folder.
    if digest is not None and (
        not is_stored_name(digest) or member.name != attachment_name(digest)
    ):
        raise ValueError("name")
    if not is_digest(member.sha256):
        raise ValueError("sha256")
    return member


def _of(kind: type[_T], value: Any) -> _T:
    if type(value) is not kind:
        raise ValueError(kind.__name__)
    return value


def _count(value: Any) -> int:
    number = _of(int, value)
    if number < 0:
        raise ValueError("count")
    return number

"""Databases to be damaged, and an eye for their pages that is not the library's."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from wicco_desktop.services.workspace import Workspace
from wicco_desktop.store import driver
from wicco_desktop.store.attachments import AttachmentFolder
from wicco_desktop.store.edits import Create, Edit
from wicco_desktop.store.store import Store
from wicco_desktop.store.writer import Writer

ME = Writer("Wang Haolan", "device-1", "Laptop")
PICTURE = b"\xff\xd8\xff a photograph"


def filled(path: Path, contacts: int = 120, *, seed: int = 1) -> Path:
    """A database at rest with some hundred records, edits, a merge, an undo, a photograph."""
    chance = Random(seed)
    store = Store.open(path, writer=ME)
    work = Workspace.over(store)
    hall = work.editing.create("organisation", {"name_en": "Macao Science Center"})
    made = [
        Create(
            "contact",
            {
                "name_en": f"Person {number} {chance.randbytes(6).hex()}",
                "name_zh": f"第{number}人",
                "mobile": f"+853 6600 {number:04d}",
                "remarks_en": "words " * chance.randint(0, 900 if number % 17 == 0 else 30),
            },
        )
        for number in range(contacts)
    ]
    store.write(made)
    for create in made[::7]:
        store.write([Edit("contact", create.id, {"city_en": "Macao", "tags": "office"})])
    meeting = work.editing.create("meeting", {"subject_en": "Talks", "host": hall.id})
    for create in made[:20]:
        work.editing.create("attendance", {"meeting": meeting.id, "contact": create.id})
    work.people.add_post(made[0].id, {"organisation": hall.id, "title_en": "Head"})
    work.editing.delete([("contact", made[1].id)])
    work.editing.change("contact", made[2].id, {"mobile": "0"})
    store.undo()
    work.merging.merge(made[3].id, made[4].id)
    kept = AttachmentFolder(path).add_bytes(PICTURE, "hall.jpg")
    work.editing.create(
        "attachment", {"record": meeting.id, "file": kept.digest, "file_name": "hall.jpg"}
    )
    store.close()
    return path


@dataclass
class Pages:
    """Which pages each row of a table needs to be read, as the file format says."""

    content: bytes
    size: int = field(init=False)

    def __post_init__(self) -> None:
        (self.size,) = struct.unpack_from(">H", self.content, 16)

    def rows(self, root: int) -> Iterator[tuple[int, frozenset[int]]]:
        """Row number and pages (its own, those it overflows to; not those that lead to it)."""
        base = (root - 1) * self.size
        start = base + (100 if root == 1 else 0)
        kind = self.content[start]
        (count,) = struct.unpack_from(">H", self.content, start + 3)
        pointers = start + (12 if kind == 5 else 8)
        cells = struct.unpack_from(f">{count}H", self.content, pointers)
        if kind == 5:
            for cell in cells:
                (child,) = struct.unpack_from(">I", self.content, base + cell)
                yield from self.rows(child)
            (child,) = struct.unpack_from(">I", self.content, start + 8)
            yield from self.rows(child)
            return
        for cell in cells:
            length, at = self._varint(base + cell)
            number, at = self._varint(at)
            yield number, frozenset({root, *self._overflow(length, at)})

    def _overflow(self, length: int, at: int) -> Iterator[int]:
        most = self.size - 35
        if length <= most:
            return
        least = (self.size - 12) * 32 // 255 - 23
        local = least + (length - least) % (self.size - 4)
        local = local if local <= most else least
        (page,) = struct.unpack_from(">I", self.content, at + local)
        while page:
            yield page
            (page,) = struct.unpack_from(">I", self.content, (page - 1) * self.size)

    def _varint(self, at: int) -> tuple[int, int]:
        value = 0
        while True:
            byte = self.content[at]
            at += 1
            value = value << 7 | byte & 0x7F
            if byte < 0x80:
                return value, at


def pages_of(path: Path, table: str) -> dict[str, frozenset[int]]:
    """For each record of a kind (by id) the pages that its row lies on."""
    connection = driver.connect(path, read_only=True, immutable=True)
    asked = "SELECT rootpage FROM sqlite_schema WHERE name = ?"
    (root,) = connection.execute(asked, (table,)).fetchone()
    ids = dict(connection.execute(f'SELECT rowid, id FROM "{table}"'))
    connection.close()
    pages = Pages(path.read_bytes())
    return {ids[number]: needs for number, needs in pages.rows(root)}

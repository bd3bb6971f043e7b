"""What ``interrupted_steps`` interrupts when a backup with another secret, or none, is restored."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from tests.faults.interrupted_conversion import CANARY, DRAFT, FIRST, SECOND, States, found, opened
from wicco_desktop.foundation.scratch import remove_left
from wicco_desktop.store import driver
from wicco_desktop.store.backup import verify_archive, write_archive
from wicco_desktop.store.database_key import DatabaseKey, connection_to
from wicco_desktop.store.drafts import Draft
from wicco_desktop.store.edits import Create
from wicco_desktop.store.queries import Query
from wicco_desktop.store.restore import Restored, restore_archive
from wicco_desktop.store.store import Store

RESTORED: dict[str, States] = {
    "restore encrypted over plain": (None, FIRST),
    "restore plain over encrypted": (FIRST, None),
    "restore of another secret": (FIRST, SECOND),
}
"""What is encrypted with what: the present database, that of the backup."""

SHARED, PRESENT, BACKED_UP = (f"{CANARY} {what}".encode() for what in ("shared", "new", "old"))


def preparing(states: States) -> Callable[[Path], None]:
    """The backup of a database *old*; in its place another one, *new*, with a draft."""

    def prepare(folder: Path) -> None:
        present, backed_up = states
        path = folder / "a.db"
        store = _made(path, backed_up, "old", SHARED, BACKED_UP)
        write_archive(path, store.attachments, folder / "a.wicco-backup", connect=store.connect)
        store.close()
        path.unlink()
        shutil.rmtree(folder / "a.files")
        store = _made(path, present, "new", SHARED, PRESENT)
        drafts = store.open_drafts()
        drafts.put(Draft(DRAFT, CANARY))
        drafts.close()
        store.close()

    return prepare


def _made(path: Path, key: DatabaseKey | None, name: str, *contents: bytes) -> Store:
    store = opened(path, key)
    files = [store.attachments.add_bytes(content, "a.txt") for content in contents]
    contact = "01849f00-0002-7000-8000-000000000001"
    store.write(
        [
            Create("contact", {"name_en": f"{CANARY} {name}"}, contact),
            *(
                Create(
                    "attachment",
                    {
                        "record": contact,
                        "file": one.digest,
                        "file_name": "a.txt",
                        "media_type": "text/plain",
                        "size": one.size,
                    },
                )
                for one in files
            ),
        ]
    )
    return store


def restoring(states: States) -> Callable[[Path], Restored]:
    """The work itself."""
    present, backed_up = states
    return lambda folder: restore_archive(
        folder / "a.wicco-backup",
        folder / "a.db",
        connect=connection_to(present),
        passphrase=backed_up,
    )


def judging(states: States) -> Callable[[Path, bool], None]:
    """The present state or the restored one, whole, with every file and draft readable by it."""

    def judge(folder: Path, done: bool) -> None:
        remove_left()
        backed_up = is_restored(folder, states)
        assert not done or backed_up
        check(folder, states, restored=backed_up)
        verify_archive(folder / "a.wicco-backup", connect=connection_to(states[1]))
        if not backed_up:
            restoring(states)(folder)
            check(folder, states, restored=True)

    return judge


def is_restored(folder: Path, states: States) -> bool:
    """Whether the database that lies there is that of the backup."""
    salts = [key.salt if key else None for key in states]
    return salts.index(driver.salt_of(folder / "a.db")) == 1


def check(folder: Path, states: States, *, restored: bool) -> None:
    """Open it; everything can be read by it, and nothing is readable where it is encrypted."""
    key = states[restored]
    store = opened(folder / "a.db", key)
    (contact,) = store.select(Query("contact"))
    assert contact["name_en"] == f"{CANARY} {'old' if restored else 'new'}"
    named = [str(record["file"]) for record in store.select(Query("attachment"))]
    assert len(named) == 2
    assert all(map(store.attachments.verify, named))
    every = list(store.attachments.all_digests())
    assert len(every) == (3 if restored else 2), every
    assert all(map(store.attachments.verify, every))
    drafts = store.open_drafts()
    assert [draft.text for draft in drafts.recovered] == [CANARY]
    assert drafts.set_aside is None
    drafts.close()
    store.close()
    there = {file.name for file in folder.iterdir()} - {"a.backups"}
    assert there == {"a.db", "a.files", "a.db.drafts", "a.wicco-backup"}, there
    assert len(list(folder.glob("a.files/*/*"))) == len(every), "files that nobody can read"
    if key is not None:
        beside = [file for file in found(folder, CANARY) if "a.backups" not in file.parts]
        assert not beside, beside

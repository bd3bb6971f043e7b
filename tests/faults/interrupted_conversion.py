"""What ``interrupted_steps`` interrupts when a database gets a passphrase, another one, or none."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path

from wicco_desktop.foundation.clock import system_clock
from wicco_desktop.store import driver
from wicco_desktop.store.converting import convert
from wicco_desktop.store.database import Database
from wicco_desktop.store.database_key import DatabaseKey, connection_to
from wicco_desktop.store.drafts import Draft, DraftKey, Drafts, drafts_path
from wicco_desktop.store.edits import Writer
from wicco_desktop.store.store import Store

CANARY = "canary-in-a-coal-mine"
DRAFT = DraftKey("contact", "c", "remarks_en")
FIRST = DatabaseKey(b"1" * 32, bytes(range(100, 116)))
SECOND = DatabaseKey(b"2" * 32, bytes(range(200, 216)))

States = tuple[DatabaseKey | None, DatabaseKey | None]
"""What a database is encrypted with before and after."""

CONVERSIONS: dict[str, States] = {
    "encrypt": (None, FIRST),
    "change": (FIRST, SECOND),
    "decrypt": (SECOND, None),
}


def preparing(states: States) -> Callable[[Path], None]:
    """A database with the canary in a record, in two attachments, in drafts and a set-aside one."""

    def prepare(folder: Path) -> None:
        path = folder / "a.db"
        Database.create(path, key=states[0]).close()
        with contextlib.closing(connection_to(states[0])(path)) as connection:
            connection.execute(
                "INSERT INTO contact (id, created, changed, name_en) VALUES ('c', '', '', ?)",
                (CANARY,),
            )
        store = opened(path, states[0])
        for number in range(2):
            store.attachments.add_bytes(f"{CANARY} {number}".encode(), "a.txt")
        drafts = store.open_drafts()
        drafts.put(Draft(DRAFT, CANARY))
        drafts.close()
        aside = drafts_path(path).with_name("a.db.drafts.damaged-1")
        aside.write_bytes(drafts_path(path).read_bytes())
        store.close()

    return prepare


def converting(states: States) -> Callable[[Path], None]:
    """The work itself."""
    return lambda folder: convert(folder / "a.db", states[0], states[1])


def judging(states: States) -> Callable[[Path, bool], None]:
    """The old state or the new one, whole, with all that lies beside; nothing else is left."""

    def judge(folder: Path, done: bool) -> None:
        path = folder / "a.db"
        salt = driver.salt_of(path)
        key = next(key for key in states if (key.salt if key else None) == salt)
        assert not done or key is states[1]
        check(path, key)
        if key is not None:
            assert not found(folder, CANARY)
        if key is not states[1]:
            convert(path, states[0], states[1])
            check(path, states[1])

    return judge


def opened(path: Path, key: DatabaseKey | None) -> Store:
    """The database as the program opens it."""
    return Store.open(path, writer=Writer("Tester", "device-1", "laptop"), passphrase=key)


def check(path: Path, key: DatabaseKey | None) -> None:
    """Open it, and find everything that was put in."""
    store = opened(path, key)
    assert store.encrypted == (key is not None)
    with contextlib.closing(store.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("SELECT name_en FROM contact").fetchall() == [(CANARY,)]
    digests = list(store.attachments.all_digests())
    assert len(digests) == 2
    assert all(map(store.attachments.verify, digests))
    drafts = store.open_drafts()
    assert [draft.text for draft in drafts.recovered] == [CANARY]
    assert drafts.set_aside is None
    drafts.close()
    aside = Drafts(
        drafts_path(path).with_name("a.db.drafts.damaged-1"),
        system_clock,
        seal=store.seal(),
    )
    assert [draft.text for draft in aside.recovered] == [CANARY]
    aside.close()
    store.close()
    there = {file.name for file in path.parent.iterdir()}
    assert there == {"a.db", "a.files", "a.db.drafts", "a.db.drafts.damaged-1"}, there


def found(folder: Path, canary: str) -> list[Path]:
    """The files below a folder that hold a text in one of the encodings of the system."""
    wanted = [canary.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be")]
    return [
        file
        for file in sorted(folder.rglob("*"))
        if file.is_file() and any(text in file.read_bytes() for text in wanted)
    ]

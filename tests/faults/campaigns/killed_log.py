"""Work to be killed: a database of an older schema is opened; an import is undone and redone."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.faults.campaigns import office
from tests.faults.campaigns.aftermath import (
    KEY,
    ME,
    NAME,
    State,
    backups,
    difference,
    opened_again,
    state_of,
)
from tests.faults.campaigns.killing import Said, Say
from tests.fixtures import schema_0001
from wicco_desktop.services.undoing import Undoing
from wicco_desktop.services.workspace import Workspace
from wicco_desktop.store import driver, migrations
from wicco_desktop.store.attachments import AttachmentFolder
from wicco_desktop.store.edits import Create, Edit, Through
from wicco_desktop.store.store import Store

FIXTURES = sorted(schema_0001.FILE.parent.glob("schema-*.db"))
UPGRADED = 10.0
"""Seconds in which an older database is open: a backup is made before."""


class Upgrading:
    """A database of any released schema is opened by this version."""

    def __init__(self) -> None:
        self._after: dict[Path, State] = {}

    def prepare(self, folder: Path) -> None:
        for seed in range(len(FIXTURES)):
            own = folder / f"upgraded-{seed}"
            own.mkdir()
            self.place(seed, own)
            store = Store.open(own / NAME, writer=ME)
            self._after[self._fixture(seed)] = state_of(store)
            store.close()

    @staticmethod
    def _fixture(seed: int) -> Path:
        older = [file for file in FIXTURES if _version(file) < migrations.NEWEST]
        return older[seed % len(older)]

    def place(self, seed: int, folder: Path) -> None:
        shutil.copyfile(self._fixture(seed), folder / NAME)
        AttachmentFolder(folder / NAME).add_bytes(schema_0001.PICTURE, "hall.jpg")

    def do(self, _seed: int, folder: Path, say: Say) -> None:
        store = Store.open(folder / NAME, writer=ME)
        say({"opened": True})
        store.close()

    def look(self, seed: int, folder: Path, said: list[Said]) -> str:
        path, fixture = folder / NAME, self._fixture(seed)
        kept = backups(folder, "before-upgrade")
        connection = driver.connect(path)  # takes back what was begun
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        connection.close()
        if version == _version(fixture):
            assert not said, "it was open, and is of the older schema"
            assert path.read_bytes() == fixture.read_bytes(), "of the older schema, and changed"
        else:
            assert version == migrations.NEWEST, f"it is of schema {version}"
            assert kept, "upgraded without a backup"
        with opened_again(folder, at_most=UPGRADED) as workspace:
            found = state_of(workspace.store)
            assert found == self._after[fixture], difference(found, self._after[fixture])
        return f"schema {_version(fixture)}: {'new' if version == migrations.NEWEST else 'old'}"


def _version(file: Path) -> int:
    header = driver.read_header(file)
    assert header is not None
    return header.user_version


class Undone:
    """An import of many rows is taken back, done again, and so on."""

    ROUNDS = 4
    NEW, CHANGED = 150, 50

    def __init__(self, *, encrypted: bool = False) -> None:
        self._encrypted = encrypted
        self._made = Path()
        self._states: tuple[State, State] = ({}, {})
        self._transactions = 0

    def prepare(self, folder: Path) -> None:
        store = office.made(folder, encrypted=self._encrypted)
        without = state_of(store)
        edits: list[Create | Edit] = [
            Create("contact", office.person(2000 + n), office.number(6, n), f"Sheet!{n}")
            for n in range(self.NEW)
        ]
        edits += [
            Edit("contact", office.number(2, n), {"mobile": f"2888 {n}"})
            for n in range(self.CHANGED)
        ]
        store.write(edits, through=Through.WORKBOOK)
        self._states = (state_of(store), without)
        self._transactions = len(store.transactions(limit=1000))
        store.close()
        self._made = folder / NAME

    def place(self, _seed: int, folder: Path) -> None:
        shutil.copyfile(self._made, folder / NAME)

    def do(self, _seed: int, folder: Path, say: Say) -> None:
        store = Store.open(folder / NAME, writer=ME, passphrase=KEY)
        for n in range(self.ROUNDS):
            _reversed_once(Workspace.over(store), undo=n % 2 == 0)
            say({"reversed": n})
        store.close()

    def look(self, _seed: int, folder: Path, said: list[Said]) -> str:
        with opened_again(folder) as workspace:
            store = workspace.store
            count = len(store.transactions(limit=1000)) - self._transactions
            assert count in (len(said), len(said) + 1), f"{count} done, {len(said)} acknowledged"
            self._is(store, count)
            _reversed_once(workspace, undo=count % 2 == 0)
            self._is(store, count + 1)
        return "the last one too" if count > len(said) else "what was acknowledged"

    def _is(self, store: Store, count: int) -> None:
        found, wanted = state_of(store), self._states[count % 2]
        assert found == wanted, f"after {count}: {difference(found, wanted)}"


def _reversed_once(workspace: Workspace, *, undo: bool) -> None:
    """As the window does it: looked up, then reversed by its number."""
    undoing = Undoing(workspace.store, workspace.editing, workspace.history)
    plan = undoing.next_undo("en") if undo else undoing.next_redo("en")
    assert plan is not None, "there is nothing to undo" if undo else "there is nothing to redo"
    (undoing.undo if undo else undoing.redo)(plan, "en")

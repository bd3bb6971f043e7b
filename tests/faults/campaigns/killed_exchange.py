"""Work to be killed: a returned workbook is applied; workbooks are written for partners."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl

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
from tests.unit.exchange.reading.here import read_here
from wicco_desktop.exchange.interpreting import marks_of
from wicco_desktop.services.exporting import Options
from wicco_desktop.services.exporting_scope import Lists
from wicco_desktop.services.review.review import Review
from wicco_desktop.services.review.taking import Source, never, quietly
from wicco_desktop.services.workspace import Workspace
from wicco_desktop.store.store import Store

NEW, CHANGED = 150, 50
READ_EVERY = 10
"""Trials of which one reads the file itself; the others have it read already."""

CONTACTS = Lists.of(("contact",))


class Importing:
    """A workbook comes back with people changed and many new ones, and is applied."""

    def __init__(self, *, encrypted: bool = False) -> None:
        self._encrypted = encrypted
        self._base: State = {}
        self._made = self._file = Path()
        self._position = 0
        self._source: Source | None = None

    def prepare(self, folder: Path) -> None:
        store = office.made(folder, encrypted=self._encrypted)
        self._made, self._file = folder / NAME, folder / "returned.xlsx"
        Workspace.over(store).exporting.export(self._file, CONTACTS, Options("en"))
        self._base, self._position = state_of(store), store.position()
        store.close()
        _answered(self._file)
        self._source = Source.of(self._file, quietly, never)

    def place(self, _seed: int, folder: Path) -> None:
        shutil.copyfile(self._made, folder / NAME)

    def do(self, seed: int, folder: Path, say: Say) -> None:
        store = Store.open(folder / NAME, writer=ME, passphrase=KEY)
        written = self._review(Workspace.over(store), seed).apply()
        say({"applied": written.transaction})
        store.close()

    def _review(self, workspace: Workspace, seed: int) -> Review:
        assert self._source is not None
        if seed % READ_EVERY == 0:
            return Review.open(workspace, self._file)
        return Review.of(workspace, self._source)

    def look(self, seed: int, folder: Path, said: list[Said]) -> str:
        assert self._source is not None
        kept = backups(folder, "before-import")
        with opened_again(folder) as workspace:
            store = workspace.store
            transaction = store.applied(self._source.workbook.digest)
            if transaction is None:
                assert not said, "it was acknowledged, and is not there"
                assert store.position() == self._position
                found = state_of(store)
                assert found == self._base, difference(found, self._base)
                if seed % 4 == 0:
                    assert self._review(workspace, seed).apply().transaction is not None
                    self._whole(store)
                return "nothing of it"
            assert kept, "applied without a backup"
            self._whole(store)
            store.undo(transaction.id)
            found = state_of(store)
            assert found == self._base, difference(found, self._base)
        return "all of it" if said else "all of it, not yet acknowledged"

    def _whole(self, store: Store) -> None:
        found = state_of(store)
        new = [key for key in found if key[0] == "contact" and key not in self._base]
        assert len(new) == NEW, f"{len(new)} new people of {NEW}"
        for n in range(CHANGED):
            values = found["contact", office.number(2, n)]
            assert values["mobile"] == _answer(n), f"{values}"


def _answer(n: int) -> str:
    return f"+853 2888 {n:04}"


def _answered(file: Path) -> None:
    """What a partner does to the workbook."""
    book = openpyxl.load_workbook(file)
    sheet = book.worksheets[0]
    headings = [str(cell.value) for cell in sheet[1]]
    places = {
        name: next(n for n, heading in enumerate(headings, 1) if name in heading)
        for name in ("Mobile", "Name (English)", "Email")
    }
    mobiles = {f"+853 6600 {n:04}": _answer(n) for n in range(CHANGED)}
    for row in range(2, sheet.max_row + 1):
        cell = sheet.cell(row, places["Mobile"])
        cell.value = mobiles.get(str(cell.value), cell.value)
    for n in range(NEW):
        row = office.PEOPLE + 2 + n
        sheet.cell(row, places["Name (English)"]).value = f"Newcomer {n} Lei"
        sheet.cell(row, places["Email"]).value = f"newcomer{n}@example.com"
    book.save(file)


class Exporting:
    """Workbooks are written, some in place of older ones."""

    TARGETS = 3
    OLD = b"an older workbook"

    def __init__(self, *, encrypted: bool = False) -> None:
        self._encrypted = encrypted
        self._made = Path()

    def prepare(self, folder: Path) -> None:
        office.made(folder, encrypted=self._encrypted).close()
        self._made = folder / NAME

    def place(self, _seed: int, folder: Path) -> None:
        shutil.copyfile(self._made, folder / NAME)
        for n in range(self.TARGETS):
            if n % 2:
                self._target(folder, n).write_bytes(self.OLD)

    @staticmethod
    def _target(folder: Path, n: int) -> Path:
        return folder / f"people {n}.xlsx"

    def do(self, _seed: int, folder: Path, say: Say) -> None:
        store = Store.open(folder / NAME, writer=ME, passphrase=KEY)
        exporting = Workspace.over(store).exporting
        for n in range(self.TARGETS):
            done = exporting.export(self._target(folder, n), CONTACTS, Options("en"))
            say({"exported": done.export})
        store.close()

    def look(self, seed: int, folder: Path, said: list[Said]) -> str:
        ids = [str(one["exported"]) for one in said]
        with opened_again(folder) as workspace:
            assert not list(folder.glob(".people*")), "half a workbook is left"
            store = workspace.store
            count = len(store.exports())
            assert count in (len(ids), len(ids) + 1), f"{count} exports recorded, {len(ids)} said"
            whole = [self._whole(store, folder, n) for n in range(self.TARGETS)]
            assert whole[: len(ids)] == ids, f"{whole} lie there, {ids} were acknowledged"
            assert not any(whole[len(ids) + 1 :]), "a workbook that was never begun"
            if seed % 4 == 0:
                self._once_more(workspace, folder)
        more = any(whole[len(ids) :])
        return f"{len(ids)} workbooks{', one not yet acknowledged' if more else ''}"

    def _once_more(self, workspace: Workspace, folder: Path) -> None:
        """What the dead one left is in nobody's way."""
        target = self._target(folder, 0)
        again = workspace.exporting.export(target, CONTACTS, Options("en"))
        assert self._whole(workspace.store, folder, 0) == again.export
        assert not list(folder.glob(f".{target.name}*")), "half a workbook is left"

    def _whole(self, store: Store, folder: Path, n: int) -> str | None:
        """The export whose workbook lies there, None where there is none, or the older one."""
        path = self._target(folder, n)
        content = path.read_bytes() if path.exists() else None
        if content == (self.OLD if n % 2 else None):
            return None
        assert content is not None, f"{path.name} is gone"
        book = read_here(content)
        export = marks_of(book).export
        assert export is not None, f"{path.name} does not say of which export it is"
        recorded = store.export(export)
        assert recorded is not None, f"{path.name} lies there, and no export is recorded"
        assert recorded.file == path.name
        rows = book.sheets[0].facts.rows - 1
        assert rows == office.PEOPLE == len(recorded.records["contact"]), f"{rows} rows"
        return export

"""What ``interrupted_steps`` interrupts to see what a dead process leaves of an encrypted database.

Every folder that may be written to lies in that of the trial: data, the user's own, the temporary
one, that of workbooks. A text stands wherever one may stand. After a death and the next start it is
readable in a workbook that was written whole, and nowhere else; and no half-written file is left.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import openpyxl

from tests.faults.interrupted_conversion import CANARY, FIRST, SECOND, found, opened
from tests.unit.exchange.reading.here import read_here
from wicco_desktop.exchange.commenting.copying import save_copy_with_comments
from wicco_desktop.exchange.commenting.model import CellComment
from wicco_desktop.foundation.paths import HOME_VARIABLE
from wicco_desktop.foundation.scratch import remove_left
from wicco_desktop.services.exporting import Options
from wicco_desktop.services.exporting_scope import Lists
from wicco_desktop.services.opening_files import copy_to_open, save_copy
from wicco_desktop.services.review.review import Review
from wicco_desktop.services.workspace import Workspace
from wicco_desktop.store import driver
from wicco_desktop.store.backup import verify_archive
from wicco_desktop.store.converting import convert
from wicco_desktop.store.edits import Create
from wicco_desktop.store.queries import Query
from wicco_desktop.store.restore import restore_archive
from wicco_desktop.store.rota import Rota, verify_snapshot
from wicco_desktop.store.salvage.salvaging import salvage

PEOPLE, NEW = 300, 10
PHOTO = CANARY * 100
CONTACTS = Lists.of(("contact",))

EXPECTED = {"a.db", "a.backups", "a.files", "b.db", "b.files"}
"""What may lie beside each other; ``b``: what a salvage made."""

DATA, HOME, TEMPORARY, WORKBOOKS = "data", "home", "temporary", "workbooks"


def prepare(folder: Path) -> None:
    """An office with a photograph, a backup of it on a stick, and a workbook that came back."""
    for name in (DATA, HOME, TEMPORARY, WORKBOOKS):
        (folder / name).mkdir()
    with surroundings(folder):
        store = opened(folder / DATA / "a.db", FIRST)
        people = [Create("contact", {"name_en": f"{CANARY} {n}"}) for n in range(PEOPLE)]
        _kind, contact = min(store.write(people).records)
        workspace = Workspace.over(store)
        photo = folder / "photo.txt"
        photo.write_text(PHOTO)
        workspace.photos.add("contact", contact, [photo])
        photo.unlink()
        workspace.backups.make("by-hand")
        workspace.exporting.export(folder / "back.xlsx", CONTACTS, Options("en"))
        store.close()
    _answer(folder / "back.xlsx")


def _answer(file: Path) -> None:
    """What a partner does to the workbook."""
    book = openpyxl.load_workbook(file)
    sheet = book.worksheets[0]
    headings = [str(cell.value) for cell in sheet[1]]
    name = next(n for n, heading in enumerate(headings, 1) if "Name (English)" in heading)
    for row in range(PEOPLE + 2, PEOPLE + 2 + NEW):
        sheet.cell(row, name).value = f"{CANARY} from elsewhere {row}"
    book.save(file)


@contextmanager
def surroundings(folder: Path) -> Iterator[None]:
    """The user's folders and the temporary one are those of the trial."""
    before, variable = tempfile.tempdir, os.environ.get(HOME_VARIABLE)
    tempfile.tempdir = str(folder / TEMPORARY)
    os.environ[HOME_VARIABLE] = str(folder / HOME)
    try:
        yield
    finally:
        tempfile.tempdir = before
        os.environ.pop(HOME_VARIABLE)
        if variable is not None:
            os.environ[HOME_VARIABLE] = variable


@contextmanager
def _workspace(folder: Path) -> Iterator[Workspace]:
    with surroundings(folder):
        store = opened(folder / DATA / "a.db", FIRST)
        yield Workspace.over(store)
        store.close()


def export(folder: Path) -> None:
    with _workspace(folder) as workspace:
        workspace.exporting.export(folder / WORKBOOKS / "people.xlsx", CONTACTS, Options("en"))


def comment(folder: Path) -> None:
    """Problems are told in a copy of a workbook of another format."""
    with surroundings(folder):
        book = read_here((folder / "back.xlsx").read_bytes())
        name = book.sheets[0].facts.name
        save_copy_with_comments(
            book,
            folder / WORKBOOKS / "told.xlsx",
            [CellComment(name, "A2", CANARY, "doubt")],
            author="Tester",
        )


def import_(folder: Path) -> None:
    with _workspace(folder) as workspace:
        Review.open(workspace, folder / "back.xlsx").apply()


def back_up(folder: Path) -> None:
    with _workspace(folder) as workspace:
        workspace.backups.make("working")


def restore(folder: Path) -> None:
    with surroundings(folder):
        database = folder / DATA / "a.db"
        backup = Rota(database).snapshots()[-1].path
        restore_archive(backup, database, connect=FIRST.connect, passphrase=FIRST)


def verify(folder: Path) -> None:
    with surroundings(folder):
        verify_archive(Rota(folder / DATA / "a.db").snapshots()[-1].path, connect=FIRST.connect)


def save_what_can_be_read(folder: Path) -> None:
    with surroundings(folder):
        salvage(folder / DATA / "a.db", folder / DATA / "b.db", passphrase=FIRST)


def change(folder: Path) -> None:
    with surroundings(folder):
        convert(folder / DATA / "a.db", FIRST, SECOND)


def look_at_a_photo(folder: Path) -> None:
    with _workspace(folder) as workspace:
        photos = workspace.photos
        (record,) = workspace.store.select(Query("attachment"))
        copy_to_open(record, photos.content(record), photos.copies.folder())


def save_a_photo(folder: Path) -> None:
    with _workspace(folder) as workspace:
        (record,) = workspace.store.select(Query("attachment"))
        save_copy(record, workspace.photos.content(record), folder / WORKBOOKS / "photo.txt")


def judge(folder: Path, _done: bool) -> None:
    """After the next start: nothing of it readable, nothing half-written, and all of it there."""
    with surroundings(folder):
        remove_left()
        path = folder / DATA / "a.db"
        key = next(key for key in (FIRST, SECOND) if key.salt == driver.salt_of(path))
        store = opened(path, key)
        assert store.count(Query("contact")) in (PEOPLE, PEOPLE + NEW)
        assert all(map(store.attachments.verify, store.attachments.all_digests()))
        store.close()
        for one in Rota(path).snapshots():
            assert verify_snapshot(one.path, connect=FIRST.connect).damaged == ()
    saved = folder / WORKBOOKS / "photo.txt"
    assert found(folder, CANARY) == ([saved] if saved.exists() else [])
    assert not saved.exists() or saved.read_text() == PHOTO
    assert not (left := left_in(folder / TEMPORARY)), left
    assert left_in(folder / HOME / "unfinished") == []
    lying = set(left_in(folder / DATA))
    assert {"a.db", "a.backups", "a.files"} <= lying <= EXPECTED, lying
    for file in (folder / WORKBOOKS).iterdir():
        assert not file.name.startswith("."), f"{file.name} is left"
        if file.suffix == ".xlsx":
            assert read_here(file.read_bytes()).sheets[0].facts.rows > PEOPLE


def left_in(folder: Path) -> list[str]:
    """What lies in a folder; one that is empty does not count."""
    files = (file.relative_to(folder) for file in folder.rglob("*") if file.is_file())
    return sorted({file.parts[0] for file in files})


TRACES: dict[str, Callable[[Path], None]] = {
    "traces of an export": export,
    "traces of comments": comment,
    "traces of an import": import_,
    "traces of a backup": back_up,
    "traces of a check of a backup": verify,
    "traces of restoring": restore,
    "traces of a salvage": save_what_can_be_read,
    "traces of a passphrase": change,
    "traces of a photo": look_at_a_photo,
    "traces of a copy": save_a_photo,
}
"""The works of this module by their names."""

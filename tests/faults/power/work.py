"""The work that is recorded: everything the program writes, each step said before and after.

A script of its own: ``work FOLDER MARKS SAVES``. It runs the real services on three databases of
FOLDER; what it appends to MARKS stands in the recording among the calls. What a step left is
measured right after it, so that it can be asked for again after a power cut.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.faults.power.measure import (
    PASSPHRASE,
    WRITER,
    database_of,
    drafts_of,
    file_of,
    key_of,
)
from tests.fixtures import schema_0001
from wicco_desktop.exchange.heading_text import Headings
from wicco_desktop.foundation.clock import system_clock
from wicco_desktop.foundation.settings import SettingsFile
from wicco_desktop.services.exporting import Options
from wicco_desktop.services.exporting_scope import Lists
from wicco_desktop.services.review.review import Review
from wicco_desktop.services.workspace import Workspace
from wicco_desktop.store.attachments import AttachmentFolder
from wicco_desktop.store.backup import write_archive
from wicco_desktop.store.converting import convert
from wicco_desktop.store.database_key import DatabaseKey
from wicco_desktop.store.draft_file import Draft, DraftKey
from wicco_desktop.store.drafts import Drafts, drafts_path
from wicco_desktop.store.restore import restore_archive
from wicco_desktop.store.store import Store

MAIN, OLDER, NEW, SEALED = "a.db", "older.db", "new.db", "sealed.db"
DATABASES = (MAIN, OLDER, NEW, SEALED)
DRAFTS = "drafts"
"""What the drafts of the main database are called among what is measured."""
SECRET = "00000000-0000-7000-8000-0000000000aa"
TYPED = "typed before the passphrase"
BACKUP, WORKBOOK, SETTINGS = "a.wicco-backup", "out.xlsx", "home/settings.json"
ENOUGH = 110
"""Saves after which SQLite has copied its log into the database while it is open (1000 pages)."""


class Work:
    """Runs steps and says what each left."""

    def __init__(self, folder: Path, marks: Path) -> None:
        self.folder = folder
        self._marks = os.open(marks, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        self._known: dict[str, str | None] = {}
        self.key: DatabaseKey | None = None
        """Of the database that gets a passphrase."""

    def say(self, **said: object) -> None:
        """One line among the calls."""
        os.write(self._marks, json.dumps(said).encode() + b"\n")

    def begin(self) -> None:
        """From here on the recording counts."""
        self._known = self._measured(*DATABASES)
        self.say(recording=True, state=self._known)

    @contextlib.contextmanager
    def step(self, name: str, *after: tuple[str, str], of: str = MAIN) -> Iterator[None]:
        """One step: what it changes is as before or as after it while it runs, and then as after.

        ``of`` is the only database that it changes. ``after`` are pairs of what changes: where the
        first is as it became, the second is too.
        """
        self.say(begin=name)
        yield
        now = self._measured(of)
        changed = {item: what for item, what in now.items() if self._known.get(item) != what}
        changed |= dict.fromkeys(self._known.keys() - now.keys())
        self._known = now
        self.say(end=name, state=changed, after=after)

    def _measured(self, *databases: str) -> dict[str, str | None]:
        found = {name: self._known.get(name) for name in DATABASES}
        for name in databases:
            path = self.folder / name
            key = self.key if name == SEALED else None
            found[name] = database_of(path, key) if path.exists() else None
        found[DRAFTS] = self.drafts()
        for path in self.folder.rglob("*"):
            if SEALED.partition(".")[0] + ".files" in path.parts:
                continue  # they are sealed and unsealed; the program says whether they are whole
            if path.suffix in (".wicco-backup", ".xlsx", ".json") or len(path.name) == 64:
                found[path.relative_to(self.folder).as_posix()] = file_of(path)
        return found

    def drafts(self) -> str:
        """The drafts as they lie on the disk, read beside the program."""
        beside = self.folder.with_name("read")
        beside.mkdir(exist_ok=True)
        source, copy = drafts_path(self.folder / MAIN), drafts_path(beside / MAIN)
        copy.unlink(missing_ok=True)
        with contextlib.suppress(FileNotFoundError):
            copy.write_bytes(source.read_bytes())
        return drafts_of(beside / MAIN)


def prepare(folder: Path) -> None:
    """What there is when the recording begins: a database, an older one, a backup, a workbook."""
    store = Store.open(folder / MAIN, writer=WRITER)
    workspace = Workspace.over(store)
    for number in range(12):
        workspace.editing.create("contact", {"name_zh": "陈祖荣", "name_en": f"Chan {number}"})
    workspace.exporting.export(folder / WORKBOOK, Lists.of(["contact"]), Options("en"))
    shutil.copyfile(folder / WORKBOOK, folder.with_name("returned.xlsx"))
    edit_workbook(folder.with_name("returned.xlsx"))
    store.close()
    write_archive(folder / MAIN, AttachmentFolder(folder / MAIN), folder / BACKUP)
    (folder / OLDER).write_bytes(schema_0001.FILE.read_bytes())
    AttachmentFolder(folder / OLDER).add_bytes(schema_0001.PICTURE, "hall.jpg")
    settings(folder, "Before")
    sealed = Store.open(folder / SEALED, writer=WRITER)
    Workspace.over(sealed).editing.create("contact", {"name_en": "Secret"}, id_=SECRET)
    (folder / "secret.jpg").write_bytes(b"\xff\xd8\xff" + os.urandom(5_000))
    Workspace.over(sealed).photos.add("contact", SECRET, [folder / "secret.jpg"])
    (folder / "secret.jpg").unlink()
    typed = sealed.open_drafts()
    typed.put(Draft(_key("remarks_en"), TYPED))
    typed.close()
    sealed.close()


def edit_workbook(path: Path) -> None:
    """What a partner does with a workbook."""
    import openpyxl

    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    for row in range(3, 6):
        for column in range(1, sheet.max_column + 1):
            if "city" in str(sheet.cell(1, column).value).lower():
                sheet.cell(row, column).value = f"City {row}"
    book.save(path)


def settings(folder: Path, name: str) -> None:
    (folder / "home").mkdir(exist_ok=True)
    file = SettingsFile(folder / "home")
    file.values.my_name = name
    file.save()


def do(work: Work, saves: int) -> None:
    """Every step."""
    folder = work.folder
    with work.step("create", of=NEW):
        made = Store.open(folder / NEW, writer=WRITER)
    with work.step("save in the new one", of=NEW):
        Workspace.over(made).editing.create("contact", {"name_en": "First"})
    with work.step("close the new one", of=NEW):
        made.close()
    _upgrade(work)
    _encrypt(work)
    with work.step("open"):
        store = Store.open(folder / MAIN, writer=WRITER)
        drafts = Drafts(drafts_path(folder / MAIN), system_clock)
    workspace = Workspace.over(store)
    _type_and_save(work, workspace, drafts)
    _long_work(work, workspace)
    with work.step("settings"):
        settings(folder, "After")
    for number in range(saves):
        with work.step("save"):
            workspace.editing.create("contact", {"name_en": f"Lei {number}", "city_zh": "澳门"})
    with work.step("type again"):
        _put(drafts, "remarks_en", "what was being typed")
    with work.step("close"):
        drafts.close()
        store.close()
    with work.step("restore"):
        restore_archive(folder / BACKUP, folder / MAIN)
    with work.step("open again"):
        store = Store.open(folder / MAIN, writer=WRITER)
    with work.step("save again"):
        Workspace.over(store).editing.create("contact", {"name_en": "Last"})
    with work.step("close again"):
        store.close()


def _upgrade(work: Work) -> None:
    with work.step("upgrade", of=OLDER):
        older = Store.open(work.folder / OLDER, writer=WRITER)
    with work.step("save in the upgraded one", of=OLDER):
        Workspace.over(older).editing.create("contact", {"name_en": "Since"})
    with work.step("close the upgraded one", of=OLDER):
        older.close()


def _encrypt(work: Work) -> None:
    path = work.folder / SEALED
    with work.step("set a passphrase", of=SEALED):
        convert(path, None, PASSPHRASE)
        work.key = key_of(path)
    with work.step("save encrypted", of=SEALED):
        store = Store.open(path, writer=WRITER, passphrase=work.key)
        Workspace.over(store).editing.create("contact", {"name_en": "More secret"})
    with work.step("close the encrypted one", of=SEALED):
        store.close()
    with work.step("remove the passphrase", of=SEALED):
        convert(path, work.key, None)
        work.key = None


def _type_and_save(work: Work, workspace: Workspace, drafts: Drafts) -> None:
    made: list[str] = []
    for number in range(6):
        with work.step("type"):
            _put(drafts, "name_en", "Ho" * (number + 1))
        with work.step("type more"):
            _put(drafts, "remarks_zh", "字" * 700 * number)
        with work.step("save"):
            done = workspace.editing.create(
                "contact", {"name_en": "Ho" * (number + 1), "remarks_zh": "字" * 500}
            )
            made.append(done.id if hasattr(done, "id") else str(done))
        with work.step("forget"):
            drafts.remove(_key("name_en"))
            drafts.flush()
    with work.step("change"):
        workspace.editing.change("contact", made[0], {"city_en": "Macao"})
    with work.step("merge"):
        workspace.merging.merge(made[0], made[1])
    with work.step("delete"):
        workspace.editing.delete([("contact", made[2])])
    for number in range(2):
        photo = work.folder.with_name(f"photo-{number}.jpg")
        photo.write_bytes(b"\xff\xd8\xff" + os.urandom(20_000))
        with work.step("photograph"):
            workspace.photos.add("contact", made[3], [photo])
    for _ in range(3):
        with work.step("undo"):
            workspace.editing.undo()
    with work.step("redo"):
        workspace.editing.redo()


def _long_work(work: Work, workspace: Workspace) -> None:
    folder = work.folder
    with work.step("import"):
        written = Review.open(workspace, folder.with_name("returned.xlsx")).apply()
        assert written.transaction is not None
    with work.step("undo the import"):
        workspace.editing.undo()
    headings: Headings = "en"
    with work.step("export", (WORKBOOK, MAIN)):
        workspace.exporting.export(
            folder / WORKBOOK, Lists.of(["contact"]), Options("en", headings)
        )
    with work.step("back up beside"):
        workspace.backups.make("asked")
    with work.step("back up"):
        write_archive(folder / MAIN, AttachmentFolder(folder / MAIN), folder / BACKUP)


def _key(column: str) -> DraftKey:
    return DraftKey("contact", "0", column)


def _put(drafts: Drafts, column: str, text: str) -> None:
    drafts.put(Draft(_key(column), text))
    drafts.flush()


def main(folder: Path, marks: Path, saves: int) -> None:
    """Prepare, then do every step under the eyes of whoever traces this process."""
    work = Work(folder, marks)
    prepare(folder)
    work.begin()
    do(work, saves)
    work.say(done=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))

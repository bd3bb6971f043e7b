"""What the program does, each as one piece of work: through the command line, or as the window.

A work begins in a copy of a folder that is the same for all (``prepare``).
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.faults.failing.attempt import Telling
from tests.faults.power.measure import WRITER
from tests.faults.power.work import edit_workbook
from tests.fixtures import schema_0001
from wicco_desktop.__main__ import main
from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.settings import SettingsFile
from wicco_desktop.services.exporting import Options
from wicco_desktop.services.exporting_scope import Lists
from wicco_desktop.services.workspace import Workspace
from wicco_desktop.store.attachments import AttachmentFolder
from wicco_desktop.store.backup import write_archive
from wicco_desktop.store.draft_file import Draft, DraftKey
from wicco_desktop.store.store import Store

MAIN, OLDER, NEW = "a.db", "older.db", "new.db"
ARCHIVE, KEPT, WORKBOOK, RETURNED = "a.wicco-backup", "b.wicco-backup", "out.xlsx", "in.xlsx"
FIRST, SECOND = "00000000-0000-7000-8000-000000000001", "00000000-0000-7000-8000-000000000002"
KEY = DraftKey("contact", FIRST, "remarks_en")
BEFORE, AFTER = "typed before", "typed now"


@dataclass(frozen=True, slots=True)
class Work:
    """A piece of work, and the database that it is about."""

    name: str
    do: Callable[[Path, Telling], int]
    database: str = MAIN


def prepare(folder: Path) -> None:
    """A database with contacts, a photograph and a draft; an older one; backups and workbooks."""
    store = Store.open(folder / MAIN, writer=WRITER)
    workspace = Workspace.over(store)
    workspace.editing.create("contact", {"name_zh": "陈祖荣", "name_en": "Chan"}, id_=FIRST)
    workspace.editing.create("contact", {"name_en": "Chan Chou Weng"}, id_=SECOND)
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff" + bytes(9_000))
    (folder / "other.jpg").write_bytes(b"\xff\xd8\xff" + bytes(9_001))
    workspace.photos.add("contact", FIRST, [folder / "photo.jpg"])
    workspace.exporting.export(folder / RETURNED, Lists.of(["contact"]), Options("en"))
    edit_workbook(folder / RETURNED)
    drafts = store.open_drafts()
    drafts.put(Draft(KEY, BEFORE))
    drafts.close()
    write_archive(folder / MAIN, store.attachments, folder / ARCHIVE)
    write_archive(folder / MAIN, store.attachments, folder / KEPT)
    workspace.editing.change("contact", FIRST, {"city_en": "Macao"})
    store.close()
    (folder / WORKBOOK).write_bytes(b"the workbook before")
    shutil.copyfile(schema_0001.FILE, folder / OLDER)
    AttachmentFolder(folder / OLDER).add_bytes(schema_0001.PICTURE, "hall.jpg")


def command(*arguments: str, database: str = MAIN) -> Callable[[Path, Telling], int]:
    """A work of one command line; ``@`` before an argument stands for the folder."""

    def do(folder: Path, telling: Telling) -> int:
        words = [
            str(folder / word.removeprefix("@")) if word.startswith("@") else word
            for word in arguments
        ]
        code = main(["--data", str(folder / database), *words])
        if code == 0:
            telling.done("all")
        return code

    return do


def session(folder: Path, telling: Telling) -> int:
    """The window's way: open, save, save, close. What cannot be saved is tried once more."""
    store = Store.open(folder / MAIN, writer=WRITER)
    failed: UserError | None = None
    try:
        workspace = Workspace.over(store)
        for name in ("Saved 0", "Saved 1", "Saved 2"):
            for _attempt in range(2):
                try:
                    workspace.editing.create("contact", {"name_en": name})
                except UserError as problem:
                    failed = problem
                else:
                    telling.done(name)
                    break
    finally:
        store.close()
    if failed is not None:
        raise failed
    return 0


def typing(folder: Path, telling: Telling) -> int:
    """Drafts: what is typed while the disk fails is in memory, and on disk when it is again."""
    store = Store.open(folder / MAIN, writer=WRITER)
    problem: UserError | None = None
    try:
        drafts = store.open_drafts()
        for text in (AFTER, f"{AFTER}.", f"{AFTER}.."):
            drafts.put(Draft(KEY, text))
            try:
                drafts.flush()
                telling.done(text)
            except UserError as told:
                problem = told
            kept = drafts.get(KEY)
            assert kept is not None
            assert kept.text == text
        with contextlib.suppress(UserError):
            drafts.close()
            telling.done(f"{AFTER}..")
    finally:
        store.close()
    if problem is not None:
        raise problem
    return 0


def photograph(folder: Path, telling: Telling) -> int:
    """A photograph is added."""
    store = Store.open(folder / MAIN, writer=WRITER)
    try:
        taken = Workspace.over(store).photos.add("contact", FIRST, [folder / "other.jpg"])
        if taken.problems:
            raise taken.problems[0]
        telling.done("photograph")
    finally:
        store.close()
    return 0


def settings(folder: Path, telling: Telling) -> int:
    """The settings are read, changed and written."""
    file = SettingsFile(folder / "home")
    file.values.my_name = "Wang Haolan"
    try:
        file.save()
    except OSError as problem:  # the window says so, or goes on without
        raise UserError("The settings: {reason}.", reason=problem.strerror) from problem
    telling.done("settings")
    return 0


WORKS = (
    Work("list", command("list", "contacts")),
    Work("add", command("add", "contacts", "name.en=Bo", "name.zh=波")),
    Work("set", command("set", FIRST, "name.en=Chan Z")),
    Work("undo", command("undo", "3")),
    Work("merge", command("merge", FIRST, SECOND)),
    Work("import", command("import", "@" + RETURNED, "--apply")),
    Work("export", command("export", "@" + WORKBOOK, "--kind", "contacts")),
    Work("backup", command("backup", "@" + ARCHIVE)),
    Work("restore", command("restore", "@" + KEPT)),
    Work("check", command("check")),
    Work("upgrade", command("add", "contacts", "name.en=Bo", database=OLDER), OLDER),
    Work("create", command("add", "contacts", "name.en=Bo", database=NEW), NEW),
    Work("session", session),
    Work("typing", typing),
    Work("photograph", photograph),
    Work("settings", settings),
)

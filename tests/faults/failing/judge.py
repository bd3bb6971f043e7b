"""What a work left whose call failed: the state before it or the one after it, whole; well told."""

from __future__ import annotations

import contextlib
import io
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.faults.failing.attempt import Ended, Telling, untraced
from tests.faults.failing.works import (
    AFTER,
    ARCHIVE,
    BEFORE,
    KEPT,
    MAIN,
    NEW,
    WORKBOOK,
    Work,
)
from tests.faults.power.measure import WRITER, attachments_of, damages_of, drafts_of
from wicco_desktop.foundation.settings import SettingsFile
from wicco_desktop.records import KINDS
from wicco_desktop.services.workspace import Workspace
from wicco_desktop.store import driver
from wicco_desktop.store.backup import verify_archive
from wicco_desktop.store.database_copy import journals
from wicco_desktop.store.store import Store

Shape = tuple[tuple[str, int], ...]
"""How many rows the tables have: one work changes them one way."""

_JARGON = re.compile(r"Errno|Traceback|Error\b|Exception|sqlite|errno|\n.*\n|<class|None\b")
_TABLES = ("log_transaction", "log_change", "export", "merged_record", "returned_workbook")


def shape_of(database: Path) -> Shape | None:
    """The shape of a database that is at rest; None where there is none."""
    if not database.exists():
        return None
    with contextlib.closing(driver.connect(database, read_only=True)) as connection:
        return tuple(
            (table, connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0])
            for table in (*_TABLES, *sorted(kind.table.name for kind in KINDS.values()))
        )


def shapes_of(work: Work, pristine: Path, scratch: Path) -> tuple[Shape | None, Shape | None]:
    """The shapes of its database before a work and after it, where nothing fails."""
    shutil.rmtree(scratch, ignore_errors=True)
    shutil.copytree(pristine, scratch)
    if work.database != NEW:  # counted as it is once it was upgraded
        Store.open(scratch / work.database, writer=WRITER).close()
    before = shape_of(scratch / work.database)
    shutil.rmtree(scratch)
    shutil.copytree(pristine, scratch)
    with (
        contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO())),
        contextlib.redirect_stderr(io.TextIOWrapper(io.BytesIO())),
    ):
        telling = Telling()
        work.do(scratch, telling)
        telling.close()
    after = shape_of(scratch / work.database)
    shutil.rmtree(scratch)
    return before, after


def judge_telling(ended: Ended, *, details: bool = False) -> None:
    """What the user was told is a sentence without jargon; nothing was told of what was done.

    ``details``: the work is to tell what it finds, as ``check`` and ``backup`` do, in lines.
    """
    assert not ended.bug, ended.bug
    assert ended.code in (0, 1, 2), f"exit code {ended.code}"
    assert "made a mistake" not in ended.told, ended.told
    assert details or not _JARGON.search(ended.told.rstrip("\n")), ended.told
    assert bool(ended.told.strip()) == (ended.code != 0), f"exit code {ended.code}: {ended.told!r}"


def judge_state(
    work: Work,
    folder: Path,
    ended: Ended,
    before: Shape | None,
    after: Shape | None,
    *,
    thorough: bool,
) -> str:
    """Raise what is not whole; say which state it is."""
    database = folder / work.database
    drafts = drafts_of(folder / MAIN)
    if database.exists():
        _sound(database, thorough=thorough)
    shape = shape_of(database)
    last = ended.done[-1:]
    if work.name == "session":
        _saved(database, ended)
    elif last == ["all"]:
        assert shape == after, f"done, but {_difference(shape, after)}"
    else:
        assert shape in (before, after) or (
            work.database == NEW and _empty(shape)  # it was made, and that was all
        ), f"neither: {_difference(shape, before)}"
    _files(work, folder, ended)
    if work.name == "typing":
        typed = [BEFORE, AFTER, f"{AFTER}.", f"{AFTER}.."]
        found = [text for text in typed if drafts == repr([("remarks_en", text)])]
        assert found, f"the drafts are {drafts}"
        if last:
            assert typed.index(found[0]) >= typed.index(last[0]), f"{found[0]} after {last[0]}"
    else:
        assert drafts == repr([("remarks_en", BEFORE)]), f"the drafts are {drafts}"
    if ended.code == 0:
        return "done all the same"
    if shape == before:
        return "told, as before"
    return "told, yet done" if shape == after else "told, partly done"


def _empty(shape: Shape | None) -> bool:
    return all(rows == 0 for _table, rows in shape or ())


def _difference(shape: Shape | None, other: Shape | None) -> str:
    here, there = set(shape or ()), set(other or ())
    return f"{sorted(here - there)}, not {sorted(there - here)}"


def _sound(database: Path, *, thorough: bool) -> None:
    """The program opens it; nothing is broken, and nothing is left beside it."""
    store = Store.open(database, writer=WRITER)
    try:
        if thorough:
            problems = [str(problem) for problem in Workspace.over(store).checking.problems()]
            assert problems == [], problems
        for digest in attachments_of(database):
            assert store.attachments.verify(digest), f"attachment {digest} is not whole"
    finally:
        store.close()
    still = [path.name for path in journals(database) if path.exists()]
    assert still == [], still
    assert damages_of(database) == []


def _saved(database: Path, ended: Ended) -> None:
    with contextlib.closing(driver.connect(database, read_only=True)) as connection:
        names = [row[0] for row in connection.execute("SELECT name_en FROM contact")]
    for name in ended.done:
        # Twice, where reading it back failed and the user therefore saved it once more.
        assert names.count(name) in (1, 2), f"{name} is there {names.count(name)} times"


def _files(work: Work, folder: Path, ended: Ended) -> None:
    made = ended.done == ["all"]
    if work.name == "export":
        content = (folder / WORKBOOK).read_bytes()
        assert (content != b"the workbook before") == made or not made
        if content != b"the workbook before":
            with zipfile.ZipFile(folder / WORKBOOK) as package:
                assert package.testzip() is None
    if work.name in ("backup", "restore"):
        for archive in (ARCHIVE, KEPT):
            verify_archive(folder / archive)
    for kept in folder.glob("a-before-*"):
        if kept.is_file():
            verify_archive(kept)
    if work.name == "settings":
        name = SettingsFile(folder / "home").values.my_name
        assert name == "Wang Haolan" if ended.done else name in ("", "Wang Haolan")
        assert [path.name for path in (folder / "home").glob("*unreadable*")] == []


def again(work: Work, folder: Path, *, before: Callable[[], None] = lambda: None) -> Ended:
    """The work where no call is made to fail, in a process of its own; ``before`` runs in it."""

    def do(place: Path, telling: Telling) -> int:
        before()
        return work.do(place, telling)

    return untraced(do, folder)

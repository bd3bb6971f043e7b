"""Folders and files that may not be written, that vanish and come back; databases of tomorrow.

The superuser may write anywhere, so the work is done without that ability.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import random
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tests.faults.campaigns.campaign import Campaign, NotHere, Trial

if TYPE_CHECKING:
    from tests.faults.failing.attempt import Telling
    from tests.faults.failing.works import Work

STEPS = 6
_MAY_WRITE_ANYWHERE, _MAY_READ_ANYWHERE = 1, 2
_VERSION = 0x20080522

Tree = dict[str, tuple[int, int, bytes | None]]


@contextmanager
def begin(folder: Path) -> Iterator[Trial]:
    """Prepare what all trials copy."""
    if os.name == "nt":
        raise NotHere("rights as POSIX has them")
    yield trials(folder)


def trials(folder: Path) -> Trial:
    """Trials of every way in which a folder refuses."""
    from tests.faults.failing.works import prepare

    os.environ["WICCO_DESKTOP_HOME"] = str(folder / "home")
    pristine = folder / "pristine"
    pristine.mkdir()
    prepare(pristine)
    mounts = _may_mount()

    def trial(seed: int, own: Path) -> str:
        chance = random.Random(seed)
        place = own / "tried"
        ways = ["folder", "file", "newer", "moved", "deleted", "replaced"]
        way = chance.choice([*ways, "unplugged"] if mounts else ways)
        shutil.copytree(pristine, place)
        if way in ("folder", "file"):
            return _forbidden(place, way, chance)
        if way == "newer":
            return _newer(place, chance)
        return _vanished(place, way, chance)

    return trial


def tree_of(folder: Path) -> Tree:
    """Everything in a folder: when it was changed, how it may be used, what it holds."""
    found: Tree = {}
    for path in (folder, *sorted(folder.rglob("*"))):
        state = path.stat()
        content = path.read_bytes() if path.is_file() else None
        found[str(path.relative_to(folder))] = (state.st_mtime_ns, state.st_mode, content)
    return found


def _works(*without: str) -> list[Work]:
    from tests.faults.failing.works import WORKS

    return [work for work in WORKS if work.name not in without]


def _forbidden(place: Path, way: str, chance: random.Random) -> str:
    """A folder or a file that may not be written."""
    from tests.faults.failing.judge import again, judge_telling

    work = chance.choice(_works("settings"))
    file = place / work.database
    refusing = [place, *(path for path in place.iterdir() if path.is_dir())]
    if way == "file":
        refusing = [file] if file.exists() else [place]
    modes = [(path, path.stat().st_mode) for path in refusing]
    before = tree_of(place)
    for path, mode in modes:
        path.chmod(mode & ~0o222)
    try:
        ended = again(work, place, before=give_up_rights)
    finally:
        for path, mode in modes:
            path.chmod(mode)
    judge_telling(ended)
    after = tree_of(place)
    reads = work.name in ("list", "check")
    if way == "folder":
        assert ended.code == 0 if reads else ended.code != 0, f"{work.name}: {ended}"
        assert after == before, f"{work.name} changed {_changed(before, after)}"
    else:
        name = file.name
        assert after.get(name) == before.get(name), f"{work.name} changed {name}"
    judge_telling(ended := again(work, place))
    assert ended.code == 0, f"{work.name} does not go on: {ended.told}"
    return f"{way}: {work.name} {'read' if reads else 'told'}"


def _newer(place: Path, chance: random.Random) -> str:
    """A database of a version that is not known: not a byte, not its time, nothing beside it."""
    from tests.faults.failing.judge import again, judge_telling
    from wicco_desktop.store import migrations

    work = chance.choice(_works("settings", "restore", "create", "upgrade"))
    with contextlib.closing(sqlite3.connect(place / work.database)) as connection:
        connection.execute(f"PRAGMA user_version = {migrations.NEWEST + chance.choice([1, 2, 99])}")
    before = tree_of(place)
    judge_telling(ended := again(work, place))
    assert ended.code == 2, f"{work.name}: {ended}"
    assert "newer version" in ended.told, ended.told
    after = tree_of(place)
    del before["."], after["."]  # for a moment the lock lay there
    assert after == before, f"{work.name} changed {_changed(before, after)}"
    return f"newer: {work.name} told"


def _vanished(place: Path, way: str, chance: random.Random) -> str:
    """The folder goes while the database is open, and mostly comes back."""
    from tests.faults.failing.judge import again, judge_telling
    from tests.faults.failing.works import AFTER, MAIN, Work
    from tests.faults.power.measure import damages_of, drafts_of
    from wicco_desktop.store import driver

    leaves = chance.randint(1, STEPS - 1)
    comes = chance.randint(leaves + 1, STEPS + 1)
    aside = place.with_name("aside")
    if way == "unplugged":
        place.rename(aside)
        place.mkdir()
        _mount(aside, place)

    def do(folder: Path, telling: Telling) -> int:
        return _session(folder, telling, way, aside, leaves, comes)

    try:
        judge_telling(ended := again(Work("session", do), place))
    finally:
        if way == "unplugged":
            unmount = ["umount", "-l", str(place)]
            subprocess.run(unmount, capture_output=True, check=False)
    back = comes <= STEPS
    there = place if way in ("deleted", "replaced") or (way == "moved" and back) else aside
    saved = [name for name in ended.done if not name.startswith(AFTER)]
    typed = [name for name in ended.done if name.startswith(AFTER)]
    if way in ("deleted", "replaced"):
        # What went with the folder went; nothing was taken for saved afterwards.
        assert len(saved) <= leaves, f"saved into nowhere: {ended.done}"
        return f"{way}: told"
    with contextlib.closing(driver.connect(there / MAIN)) as connection:
        names = [row[0] for row in connection.execute("SELECT name_en FROM contact")]
    assert damages_of(there / MAIN) == []
    missing = [name for name in saved if name not in names]
    assert not missing, f"acknowledged and lost: {missing}"
    kept = drafts_of(there / MAIN)
    newest = [step for step in range(STEPS) if f"{AFTER} {step}" in kept]
    for text in typed[-1:]:
        assert newest, f"typed and lost: {text}"
        assert newest[0] >= int(text.removeprefix(AFTER)), f"typed and lost: {text}, {newest}"
    return f"{way}: {'back' if back else 'gone'}"


def _session(folder: Path, telling: Telling, way: str, aside: Path, leaves: int, comes: int) -> int:
    """Save and type, step by step; at one of them the folder goes, at one it is back."""
    from tests.faults.failing.works import AFTER, KEY, MAIN
    from tests.faults.power.measure import WRITER
    from wicco_desktop.foundation.errors import UserError
    from wicco_desktop.services.workspace import Workspace
    from wicco_desktop.store.draft_file import Draft
    from wicco_desktop.store.store import Store

    store = Store.open(folder / MAIN, writer=WRITER)
    drafts = store.open_drafts()
    workspace = Workspace.over(store)
    failed: UserError | None = None
    for step in range(STEPS):
        if step == leaves:
            _go(folder, way, aside)
        if step == comes:
            _come(folder, way, aside)
        drafts.put(Draft(KEY, f"{AFTER} {step}"))
        for name, work in (
            (f"{AFTER} {step}", drafts.flush),
            (
                f"Saved {step}",
                lambda: workspace.editing.create("contact", {"name_en": f"Saved {step}"}),  # noqa: B023
            ),
        ):
            try:
                work()
                telling.done(name)
            except UserError as problem:
                failed = problem
    if comes == STEPS:
        _come(folder, way, aside)
    with contextlib.suppress(UserError):
        drafts.close()
    store.close()
    assert failed is not None, "nobody was told that the folder is gone"
    raise failed


def _go(folder: Path, way: str, aside: Path) -> None:
    if way == "moved":
        folder.rename(aside)
    elif way == "unplugged":
        subprocess.run(["umount", "-l", str(folder)], check=True)
    elif way == "deleted":
        shutil.rmtree(folder)
    else:
        copy = folder / "copy"
        shutil.copyfile(folder / "a.db", copy)
        copy.replace(folder / "a.db")


def _come(folder: Path, way: str, aside: Path) -> None:
    if way == "moved":
        aside.rename(folder)
    elif way == "unplugged":
        _mount(aside, folder)


def _mount(folder: Path, place: Path) -> None:
    subprocess.run(["mount", "--bind", str(folder), str(place)], check=True)


def _may_mount() -> bool:
    return os.geteuid() == 0 and shutil.which("mount") is not None


def _changed(before: Tree, after: Tree) -> list[str]:
    every = before.keys() | after.keys()
    return sorted(name for name in every if before.get(name) != after.get(name))


def give_up_rights() -> None:
    """Have rights count for this process, as they do for anybody but the superuser."""
    if os.geteuid() != 0:
        return
    library = ctypes.CDLL(None, use_errno=True)
    header = (ctypes.c_uint32 * 2)(_VERSION, 0)
    sets = (ctypes.c_uint32 * 6)()
    assert library.capget(header, sets) == 0
    for index in (0, 1, 2):  # effective, permitted, inheritable
        sets[index] &= ~(1 << _MAY_WRITE_ANYWHERE | 1 << _MAY_READ_ANYWHERE)
    assert library.capset(header, sets) == 0


CAMPAIGNS = (
    Campaign(
        "refused_folders",
        2_000,
        "Where a folder refuses or vanishes nothing acknowledged is lost, and a sentence says so.",
        begin,
    ),
)

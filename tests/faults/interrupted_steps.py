"""Run one piece of work again and again, interrupted before each of its steps on disk in turn.

A script of its own (it forks): ``interrupted_steps.py WORK FOLDER MODE``. A step is whatever
Python tells its auditors of that touches a file of the folder (open, rename, remove, mkdir …),
and every sync. MODE ``kill`` ends the process there as ``kill -9`` does, ``full`` and ``broken``
let the step fail with ENOSPC and EIO. After each the state is judged; prints how many there were.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.faults import interrupted_restoring, interrupted_traces
from tests.faults.interrupted_conversion import CONVERSIONS, converting, judging, preparing
from wicco_desktop.foundation.errors import UserError
from wicco_desktop.store import driver
from wicco_desktop.store.attachments import AttachmentFolder
from wicco_desktop.store.backup import read_manifest, verify_archive, write_archive
from wicco_desktop.store.database import Database
from wicco_desktop.store.restore import restore_archive
from wicco_desktop.store.rota import Rota, verify_snapshot

STEPS = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "sync"}
FAILURES = {"full": errno.ENOSPC, "broken": errno.EIO}
ONLY_TIDYING = {"os.remove", "os.rmdir"}
"""Steps that are not made to fail: a file left lying about is neither harm nor an error."""
MOMENT = datetime(2022, 11, 23, 2, 0, tzinfo=UTC)
QUIET = 12
"""Attempts in a row that go through undisturbed before the work counts as over."""


def prepare(folder: Path) -> None:
    """A database with *old* and a photograph, its backup, and *new* added since."""
    database = folder / "a.db"
    Database.create(database).close()
    put(database, "old")
    files = AttachmentFolder(database)
    files.add_bytes(b"\xff\xd8\xffphoto", "a.jpg")
    write_archive(database, files, folder / "a.wicco-backup")
    shutil.rmtree(files.folder)
    put(database, "new")


def put(database: Path, name: str) -> None:
    with contextlib.closing(driver.connect(database)) as connection:
        connection.execute(
            "INSERT INTO contact (id, created, changed, name_en) VALUES (?, '', '', ?)",
            (name, name),
        )


def restore(folder: Path) -> None:
    restore_archive(folder / "a.wicco-backup", folder / "a.db")


def judge_restore(folder: Path, done: bool) -> None:
    """The old state or the restored one, whole; and the backup as it was."""
    database = folder / "a.db"
    with contextlib.closing(driver.connect(database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        names = [row[0] for row in connection.execute("SELECT name_en FROM contact ORDER BY 1")]
    verify_archive(folder / "a.wicco-backup")
    assert names in (["old"], ["new", "old"]), names
    if done:
        assert names == ["old"]
    if names == ["old"]:
        assert len(list(AttachmentFolder(database).all_digests())) == 1
        kept = list(folder.glob("a.backups/*-before-restore.*"))
        assert len(kept) == 1
        assert verify_archive(kept[0]).records["contacts"] == 2
    restore(folder)


def back_up(folder: Path) -> None:
    database = folder / "a.db"
    write_archive(database, AttachmentFolder(database), folder / "a.wicco-backup")


def judge_back_up(folder: Path, done: bool) -> None:
    """The older archive or the new one, whole; and the database as it was."""
    contacts = verify_archive(folder / "a.wicco-backup").records["contacts"]
    assert contacts == 2 if done else contacts in (1, 2)
    back_up(folder)


def snapshot(folder: Path) -> None:
    """A second backup of a rota, with a photograph that is new; then the first is thinned out."""
    clock = iter([MOMENT, MOMENT + timedelta(days=3)])
    rota = Rota(folder / "a.db")
    rota.make("working", clock=lambda: next(clock))
    rota.thin_out(MOMENT + timedelta(days=3))


def prepare_snapshots(folder: Path) -> None:
    """Four backups of one morning, two days before; a photograph added since."""
    prepare(folder)
    moments = iter([MOMENT - timedelta(days=3, minutes=turn) for turn in range(4, 0, -1)])
    for _ in range(4):
        Rota(folder / "a.db").make("working", clock=lambda: next(moments))
    AttachmentFolder(folder / "a.db").add_bytes(b"\xff\xd8\xffnew photo", "b.jpg")


def judge_snapshot(folder: Path, done: bool) -> None:
    """Every backup that is listed is whole, with every file it names; the newest ones stay."""
    listed = Rota(folder / "a.db").snapshots()
    numbers = [one.number for one in listed]
    assert 4 in numbers, numbers
    for one in listed:
        assert verify_snapshot(one.path).damaged == ()
    if done:
        assert numbers[0] == 5
    snapshot(folder)
    again = Rota(folder / "a.db").snapshots()
    assert again[0].number > numbers[0]
    assert verify_snapshot(again[0].path).damaged == ()
    assert len(read_manifest(again[0].path).members) == 2


Prepare = Callable[[Path], None]
Judge = Callable[[Path, bool], None]

WORK: dict[str, tuple[Prepare, Callable[[Path], object], Judge]] = {
    "restore": (prepare, restore, judge_restore),
    "back_up": (prepare, back_up, judge_back_up),
    "snapshot": (prepare_snapshots, snapshot, judge_snapshot),
    **{
        name: (interrupted_traces.prepare, work, interrupted_traces.judge)
        for name, work in interrupted_traces.TRACES.items()
    },
    **{
        name: (
            interrupted_restoring.preparing(states),
            interrupted_restoring.restoring(states),
            interrupted_restoring.judging(states),
        )
        for name, states in interrupted_restoring.RESTORED.items()
    },
    **{
        name: (preparing(states), converting(states), judging(states))
        for name, states in CONVERSIONS.items()
    },
}


def interrupt(folder: Path, number: int, mode: str) -> None:
    """Arrange for the step of that number to be the last one, or to fail."""
    count = 0

    def step(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal count
        if event not in STEPS or not (event == "sync" or str(folder) in str(arguments[:2])):
            return
        count += 1
        if count == number:
            if mode == "kill":
                os.kill(os.getpid(), signal.SIGKILL)
            elif event not in ONLY_TIDYING:
                raise OSError(FAILURES[mode], os.strerror(FAILURES[mode]))

    real = os.fsync

    def fsync(handle: int) -> None:
        step("sync", ())
        real(handle)

    os.fsync = fsync  # type: ignore[assignment]
    sys.addaudithook(step)


def attempt(work: Callable[[Path], object], folder: Path, number: int, mode: str) -> str:
    """Do the work in a child whose step of that number is interrupted: how it ended."""
    child = os.fork()
    if child:
        _, status = os.waitpid(child, 0)
        if os.WIFSIGNALED(status):
            return "killed"
        return {0: "done", 1: "told"}.get(os.WEXITSTATUS(status), "bug")
    try:
        interrupt(folder, number, mode)
        work(folder)
    except UserError:
        os._exit(1)
    except BaseException as bug:  # noqa: BLE001 - a child must end here, whatever happened
        import traceback

        traceback.print_exception(bug)
        os._exit(2)
    os._exit(0)


def campaign(name: str, place: Path, mode: str, every: int) -> int:
    """Interrupt every step in turn (or each ``every``-th); how many there were."""
    begin, work, judge = WORK[name]
    pristine = place / "pristine"
    pristine.mkdir()
    begin(pristine)
    quiet, number = 0, 1
    while quiet < QUIET:
        folder = place / str(number)
        shutil.copytree(pristine, folder)
        ended = attempt(work, folder, number, mode)
        assert ended != "bug", f"step {number}"
        judge(folder, ended == "done")
        shutil.rmtree(folder)
        # Beyond the last step the work ends undisturbed; some steps before it may fail unharmed.
        quiet = quiet + 1 if ended == "done" else 0
        number += every
    return number - every * quiet


if __name__ == "__main__":
    count = campaign(sys.argv[1], Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]))
    sys.stdout.write(f"{count}\n")

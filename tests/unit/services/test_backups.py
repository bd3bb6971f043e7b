"""When a backup is due, which one serves, and what the list says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from wicco_desktop.foundation.errors import Cancelled, UserError
from wicco_desktop.services.backups import CLOSING, WORKING
from wicco_desktop.services.workspace import Workspace
from wicco_desktop.store import archive_place
from wicco_desktop.store.store import Store
from wicco_desktop.store.writer import Writer


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2022, 11, 23, 2, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def workspace(database_path: Path, clock: Clock) -> Iterator[Workspace]:
    store = Store.open(database_path, writer=Writer("Tester", "d", "laptop"), clock=clock)
    yield Workspace.over(store)
    store.close()


def person(workspace: Workspace, name: str) -> str:
    return workspace.editing.create("contact", {"name_en": name}).id


def whys(workspace: Workspace) -> list[str]:
    return [one.snapshot.why for one in workspace.backups.listed()]


def test_it_is_due_when_something_was_written_since(workspace: Workspace, clock: Clock) -> None:
    backups = workspace.backups
    assert backups.is_due()
    assert backups.make_if_due(WORKING) is not None
    assert not backups.is_due()
    clock.now += timedelta(days=1)
    assert backups.make_if_due(CLOSING) is None
    person(workspace, "Ding")
    assert backups.is_due()
    assert backups.make_if_due(CLOSING) is not None
    assert whys(workspace) == ["closing", "working"]


def test_the_list_says_what_each_holds(workspace: Workspace) -> None:
    person(workspace, "Ding")
    workspace.backups.make(WORKING)
    (listed,) = workspace.backups.listed()
    assert listed.manifest is not None
    assert listed.manifest.records["contacts"] == 1
    assert listed.why == "while working"
    assert listed.size == listed.snapshot.path.stat().st_size


def test_one_that_cannot_be_read_is_listed_as_such(workspace: Workspace) -> None:
    workspace.backups.make(WORKING).path.write_bytes(b"")
    (listed,) = workspace.backups.listed()
    assert listed.manifest is None
    assert workspace.backups.is_due()


def test_merging_pair_after_pair_takes_one_backup(workspace: Workspace, clock: Clock) -> None:
    ids = [person(workspace, f"Ding {number}") for number in range(4)]
    for other in ids[1:]:
        workspace.merging.merge(ids[0], other)
        clock.now += timedelta(hours=2)
    assert whys(workspace) == ["before-merge"]


def test_what_was_written_between_merges_is_backed_up_before_the_next(
    workspace: Workspace, clock: Clock
) -> None:
    ids = [person(workspace, f"Ding {number}") for number in range(3)]
    workspace.merging.merge(ids[0], ids[1])
    person(workspace, "Chan")
    clock.now += timedelta(minutes=31)
    workspace.merging.merge(ids[0], ids[2])
    assert whys(workspace) == ["before-merge", "before-merge"]


def test_a_backup_of_the_last_half_hour_serves_a_merge(workspace: Workspace, clock: Clock) -> None:
    ids = [person(workspace, f"Ding {number}") for number in range(2)]
    workspace.backups.make(WORKING)
    person(workspace, "Chan")
    clock.now += timedelta(minutes=29)
    workspace.merging.merge(ids[0], ids[1])
    assert whys(workspace) == ["working"]


def test_a_clock_set_back_makes_no_backup_recent(workspace: Workspace, clock: Clock) -> None:
    ids = [person(workspace, f"Ding {number}") for number in range(2)]
    workspace.backups.make(WORKING)
    person(workspace, "Chan")
    clock.now -= timedelta(days=1)
    workspace.merging.merge(ids[0], ids[1])
    assert whys(workspace) == ["before-merge", "working"]


def test_a_damaged_backup_serves_no_merge(workspace: Workspace) -> None:
    ids = [person(workspace, f"Ding {number}") for number in range(2)]
    path = workspace.backups.make(WORKING).path
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    workspace.merging.merge(ids[0], ids[1])
    assert whys(workspace) == ["before-merge", "working"]


def test_without_a_backup_nothing_is_merged(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = [person(workspace, f"Ding {number}") for number in range(2)]
    monkeypatch.setattr(archive_place, "SPARE", 1 << 60)
    with pytest.raises(UserError, match=r"only after a backup.*not enough room"):
        workspace.merging.merge(ids[0], ids[1])
    assert workspace.store.get("contact", ids[1]) is not None
    assert workspace.store.survivor(ids[1]) == ids[1]


@pytest.mark.parametrize("turns", [1, 5, 20, 60])
def test_cancelled_at_any_moment_it_leaves_nothing(workspace: Workspace, turns: int) -> None:
    left = turns

    def cancel(_part: float) -> None:
        nonlocal left
        left -= 1
        if left <= 0:
            raise Cancelled

    try:
        workspace.backups.make(WORKING, cancel)
    except Cancelled:
        assert workspace.backups.listed() == []
    folder = workspace.backups.folder
    assert [path for path in folder.iterdir() if path.name.startswith(".")] == []


def test_an_archive_from_elsewhere_is_looked_into(workspace: Workspace, tmp_path: Path) -> None:
    person(workspace, "Ding")
    backups = workspace.backups
    target = tmp_path / "stick.wicco-backup"
    backups.export(backups.make(WORKING), target)
    assert backups.look_into(target).records["contacts"] == 1
    data = bytearray(target.read_bytes())
    data[len(data) // 2] ^= 1
    target.write_bytes(data)
    with pytest.raises(UserError, match="damaged or changed"):
        backups.look_into(target)

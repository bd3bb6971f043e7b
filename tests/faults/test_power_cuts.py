"""Power cuts, a few of the campaign's: nothing acknowledged is lost; and the campaign can fail."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from tests.faults.campaigns.campaign import Campaign, Trial, part
from tests.faults.campaigns.power_cuts import CAMPAIGNS, trials_of
from tests.faults.power.calls import why_not
from tests.faults.power.disk import Recording
from tests.faults.power.recorded import deaf, record
from wicco_desktop.foundation.errors import UserError

CUTS = 15
LOST = 60
"""Cuts of which at least one finds a loss where a file is not synced."""


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Recording:
    """The real program at work, recorded once for all tests here."""
    if reason := why_not():
        pytest.skip(reason)
    return record(tmp_path_factory.mktemp("recorded"), saves=3)


def of(recording: Recording) -> Campaign:
    """The campaign on the disks of one recording."""

    @contextmanager
    def begin(_folder: Path) -> Iterator[Trial]:
        yield trials_of(recording)

    return replace(CAMPAIGNS[0], begin=begin)


def test_after_a_cut_whatever_was_acknowledged_is_there(
    recording: Recording, tmp_path: Path
) -> None:
    assert len(part(of(recording), CUTS, tmp_path / "cuts")) == CUTS


@pytest.mark.parametrize(
    "unsynced",
    [
        lambda name: name.endswith("-wal"),
        lambda name: ".drafts" in name,
        lambda name: name.endswith(".db"),
        lambda name: name == ".",
        lambda name: name.endswith(".wicco-backup"),
    ],
    ids=["log of the database", "drafts", "database", "folder", "backup"],
)
def test_a_disk_that_does_not_sync_is_found_out(
    recording: Recording, tmp_path: Path, unsynced: Callable[[str], bool]
) -> None:
    lost = pytest.raises((AssertionError, OSError, ValueError, UserError))
    with lost:
        part(of(deaf(recording, unsynced)), LOST, tmp_path / "cuts", first=0)

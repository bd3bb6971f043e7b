"""Full disks, folders that refuse or vanish, databases of tomorrow: a few of the campaigns'."""

from __future__ import annotations

import random
from pathlib import Path
from types import ModuleType

import pytest

from tests.faults.campaigns import full_disk, refused_folders
from tests.faults.campaigns.running import Run

TRIALS = 6


@pytest.mark.parametrize("module", [full_disk, refused_folders], ids=["full", "refused"])
def test_a_disk_that_refuses_is_told_and_nothing_is_lost(
    module: ModuleType, tmp_path: Path
) -> None:
    (campaign,) = module.CAMPAIGNS
    first = random.randrange(10**6)
    run = Run(module.__name__, campaign, tmp_path)
    result = run.over(range(first, first + TRIALS), 1, lambda _result: None)
    if result.not_here:
        pytest.skip(result.not_here)
    assert result.wrong == {}
    assert result.trials == TRIALS

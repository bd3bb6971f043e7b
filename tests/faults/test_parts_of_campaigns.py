"""A part of campaigns that work in processes of their own, by other seeds every time."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from tests.faults.campaigns.campaign import all_campaigns
from tests.faults.campaigns.running import Run

PARTS = {
    "killed_save": 3,
    "killed_import": 3,
    "killed_export": 2,
    "killed_upgrade": 3,
    "killed_undo": 3,
    "killed_save_encrypted": 2,
    "killed_import_encrypted": 1,
    "killed_export_encrypted": 1,
    "killed_undo_encrypted": 1,
    "instances": 1,
    "stale_lock": 6,
    "clock": 2,
}


@pytest.mark.skipif(os.name == "nt", reason="processes do not fork here")
@pytest.mark.parametrize(("name", "count"), PARTS.items())
def test_a_campaign_finds_nothing_in_a_few_trials(name: str, count: int, tmp_path: Path) -> None:
    module, campaign = all_campaigns()[name]
    first = random.randrange(10**9)
    run = Run(module, campaign, tmp_path)
    result = run.over(range(first, first + count), 1, lambda _result: None)
    assert result.wrong == {}
    assert result.trials == count

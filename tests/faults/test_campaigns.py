"""The frame of the campaigns: whatever a trial does, it is told with the seed that repeats it."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.faults.campaigns.__main__ import table
from tests.faults.campaigns.campaign import (
    Campaign,
    NotHere,
    Trial,
    all_campaigns,
    one_by_one,
    part,
)
from tests.faults.campaigns.running import Result, Run
from tests.faults.campaigns.worker import WRONG

RELIABILITY = Path(__file__).resolve().parents[2] / "docs" / "reliability.md"


def _by_seed(seed: int, folder: Path) -> str | None:
    (folder / "left").touch()
    if seed == 2:
        raise AssertionError("two was wrong")
    if seed == 3:
        os._exit(7)
    if seed == 4:
        threading.Event().wait(60)
    return "odd" if seed % 2 else None


@contextmanager
def _elsewhere(_folder: Path) -> Iterator[Trial]:
    if BEHAVING.count:
        raise NotHere("needs another machine")
    yield _by_seed


BEHAVING = Campaign("behaving", 7, "It behaves.", one_by_one(_by_seed), seconds=1)
CAMPAIGNS = (BEHAVING, Campaign("elsewhere", 3, "It holds.", _elsewhere))


def _run(campaign: Campaign, folder: Path) -> Result:
    module = f"tests.faults.{Path(__file__).stem}"
    return Run(module, campaign, folder).over(range(campaign.count), 2, lambda _result: None)


def test_a_trial_that_fails_or_kills_or_hangs_its_worker_is_told_and_the_others_go_on(
    tmp_path: Path,
) -> None:
    result = _run(BEHAVING, tmp_path)
    assert result.trials == 7
    assert result.became == {"odd": 2, "held": 2}
    assert result.wrong == {
        2: "AssertionError: two was wrong",
        3: "its process ended with 7",
        4: "it took longer than 1 s",
    }
    assert sorted(left.name for left in tmp_path.glob("[0-9]*")) == ["2", "3", "4"]
    assert "two was wrong" in (tmp_path / "2" / WRONG).read_text("utf-8")
    assert (tmp_path / "2" / "left").exists()
    told = table([result], tmp_path)
    assert "| behaving | 7 | 3 |" in told
    assert "--first 2 --count 1: AssertionError: two was wrong" in told


def test_a_campaign_that_cannot_run_here_says_why(tmp_path: Path) -> None:
    result = _run(CAMPAIGNS[1], tmp_path)
    assert (result.trials, result.not_here) == (0, "needs another machine")
    assert "needs another machine" in table([result], tmp_path)


def test_a_part_in_the_suite_says_the_seed_of_what_was_wrong(tmp_path: Path) -> None:
    assert part(BEHAVING, 2, tmp_path, first=0) == ["held", "odd"]
    with pytest.raises(AssertionError, match="two was wrong") as caught:
        part(BEHAVING, 1, tmp_path / "again", first=2)
    assert any("behaving, seed 2" in note for note in caught.value.__notes__)


def test_every_campaign_says_what_it_promises_and_has_its_row_in_the_results() -> None:
    rows = RELIABILITY.read_text("utf-8")
    for name, (_, campaign) in all_campaigns().items():
        assert campaign.promise.endswith(".")
        assert f"| `{name}` |" in rows, f"docs/reliability.md has no row of {name}"

"""System calls that fail, a few of the campaign's: told in a sentence, and nothing is torn."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from tests.faults.campaigns.campaign import Trial, part
from tests.faults.campaigns.failing_calls import CAMPAIGNS, trials
from tests.faults.power.calls import why_not


@pytest.mark.parametrize(
    ("works", "count"), [(("add", "restore"), 10), (("typing", "export", "session"), 10)]
)
def test_a_call_that_fails_is_told_and_leaves_everything_whole(
    tmp_path: Path, works: tuple[str, ...], count: int
) -> None:
    if reason := why_not():
        pytest.skip(reason)

    @contextmanager
    def begin(folder: Path) -> Iterator[Trial]:
        yield trials(folder, *works)

    some = replace(CAMPAIGNS[0], begin=begin)
    assert len(part(some, count, tmp_path, first=random.randrange(500))) == count

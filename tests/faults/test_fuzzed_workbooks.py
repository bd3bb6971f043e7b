"""A part of the campaign ``fuzzed_workbooks`` on every commit."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.campaigns.campaign import part
from tests.faults.campaigns.fuzzed_workbooks import CAMPAIGNS, check
from tests.faults.campaigns.fuzzing import fuzzed, originals
from tests.unit.exchange.reading.here import read_here
from wicco_desktop.exchange.reading.refused import Refused


@pytest.mark.parametrize("kind", ["xlsx", "xlsb", "ods", "xls", "csv"])
def test_unchanged_workbooks_are_read(kind: str) -> None:
    book = read_here(originals()[kind])
    check(book)
    assert book.sheets[0].facts.rows >= 1


def test_fuzzed_workbooks_are_read_or_refused_in_a_sentence(tmp_path: Path) -> None:
    assert len(part(CAMPAIGNS[0], 16, tmp_path)) == 16


def test_fuzzed_workbooks_are_read_or_refused_without_a_process() -> None:
    answers = set()
    for seed in range(1000, 1400):
        try:
            check(read_here(fuzzed(seed)[1]))
            answers.add("read")
        except Refused as refused:
            answers.add(refused.code)
    assert {"read", "damaged"} <= answers

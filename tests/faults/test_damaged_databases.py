"""A part of the campaigns on damage, with other seeds every time."""

from __future__ import annotations

from pathlib import Path

from tests.faults.campaigns import flipped_bits, salvage
from tests.faults.campaigns.campaign import part


def test_of_databases_damaged_at_random_what_can_be_read_is_saved(tmp_path: Path) -> None:
    part(salvage.CAMPAIGNS[0], 4, tmp_path)


def test_bits_turned_in_databases_and_backups_are_found(tmp_path: Path) -> None:
    part(flipped_bits.CAMPAIGNS[0], 12, tmp_path)

"""Files with hostile names and contents: a part of the campaign ``attachments`` on every commit."""

from __future__ import annotations

from pathlib import Path

from tests.faults.campaigns import attachments
from tests.faults.campaigns.campaign import part


def test_hostile_files_are_kept_and_never_run(tmp_path: Path) -> None:
    (campaign,) = attachments.CAMPAIGNS
    became = part(campaign, 60, tmp_path)
    assert len(set(became)) > 3

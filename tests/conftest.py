"""What every test stands on: no screen, no network, no user folders, no stray warnings."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("LC_ALL", "C.UTF-8")

from hypothesis import HealthCheck, settings

settings.register_profile(
    "suite", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
# The long campaign: python3 run.py test --hypothesis-profile=campaign PATH
settings.register_profile("campaign", settings.get_profile("suite"), max_examples=10_000)
settings.load_profile("suite")


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Point every user folder at a temporary one."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("WICCO_DESKTOP_HOME", str(home))
    monkeypatch.setenv("HOME", str(home))


@pytest.fixture
def database_path(tmp_path: Path) -> Path:
    """Where a test may make a database."""
    return tmp_path / "test.db"

"""A store over a database of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from wicco_desktop.store.store import Store
from wicco_desktop.store.writer import Writer

ME = Writer("Wang Haolan", "device-1", "Laptop")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty open store."""
    opened = Store.open(tmp_path / "test.db", writer=ME)
    yield opened
    opened.close()

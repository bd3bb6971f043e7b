"""Our side over a database of its own, and workbooks that come back to it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.services.review.sent import Office
from wicco_desktop.services.workspace import Workspace
from wicco_desktop.store.store import Store
from wicco_desktop.store.writer import Writer


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """Every service over an empty database."""
    store = Store.open(tmp_path / "test.db", writer=Writer("Tester", "device-1", "Laptop"))
    yield Workspace.over(store)
    store.close()


@pytest.fixture
def office(workspace: Workspace, tmp_path: Path) -> Office:
    """Our side over an empty database."""
    return Office(workspace, tmp_path)

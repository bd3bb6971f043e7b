"""The commands that open the window hand on what was asked, and nothing else."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from wicco_desktop.__main__ import main
from wicco_desktop.foundation.errors import UserError

Run = Callable[..., Any]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """What the composition root is asked for; it opens nothing."""
    calls: list[tuple[Any, ...]] = []
    app = ModuleType("wicco_desktop.app")

    def run_window(database: Path | None, *, language: str | None = None) -> int:
        calls.append(("window", database, language))
        return 0

    def run_demo(out: Path | None, *, language: str | None = None) -> int:
        calls.append(("demo", out, language))
        return 0

    app.__dict__.update(run_window=run_window, run_demo=run_demo)
    monkeypatch.setitem(sys.modules, "wicco_desktop.app", app)
    return calls


def test_no_command_opens_the_window(asked: list[tuple[Any, ...]], tmp_path: Path) -> None:
    assert main([]) == 0
    assert main(["--data", str(tmp_path / "x.db"), "--language", "zh"]) == 0

    assert asked == [("window", None, None), ("window", tmp_path / "x.db", "zh")]


def test_demo_opens_the_sample_visit(asked: list[tuple[Any, ...]], tmp_path: Path) -> None:
    assert main(["demo"]) == 0
    assert main(["demo", "--out", str(tmp_path), "--language", "en"]) == 0

    assert asked == [("demo", None, None), ("demo", tmp_path, "en")]


def test_a_window_that_cannot_open_is_told(
    asked: list[tuple[Any, ...]], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(database: Path | None, *, language: str | None = None) -> int:
        raise UserError("It is open elsewhere.")

    monkeypatch.setattr(sys.modules["wicco_desktop.app"], "run_window", refused)

    assert run().err == "wicco-desktop: It is open elsewhere.\n"

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


@pytest.fixture(params=[True])
def shown(request: pytest.FixtureRequest) -> bool:
    """Whether there is a display."""
    return bool(request.param)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, shown: bool) -> list[tuple[Any, ...]]:
    """What the composition root is asked for; it opens nothing."""
    calls: list[tuple[Any, ...]] = []
    app = ModuleType("wicco_desktop.app")

    def run_window(
        database: Path | None, *, language: str | None = None, passphrase: str | None = None
    ) -> int:
        assert passphrase is None
        calls.append(("window", database, language))
        return 0

    def run_sample(*, language: str | None = None) -> int:
        calls.append(("sample", language))
        return 0

    def run_tour(out: Path, *, language: str | None, say: Callable[[str], None]) -> list[Path]:
        calls.append(("tour", out, language))
        say("Looked around.")
        return [out / "today.png"]

    app.__dict__.update(
        run_window=run_window, run_sample=run_sample, has_display=lambda: bool(shown)
    )
    tour = ModuleType("wicco_desktop.tour")
    tour.__dict__.update(run_tour=run_tour)
    monkeypatch.setitem(sys.modules, "wicco_desktop.app", app)
    monkeypatch.setitem(sys.modules, "wicco_desktop.tour", tour)
    return calls


def test_no_command_opens_the_window(asked: list[tuple[Any, ...]], tmp_path: Path) -> None:
    assert main([]) == 0
    assert main(["--data", str(tmp_path / "x.db"), "--language", "zh"]) == 0

    assert asked == [("window", None, None), ("window", tmp_path / "x.db", "zh")]


def test_demo_opens_the_sample_visit_or_takes_the_tour_into_a_folder(
    asked: list[tuple[Any, ...]], tmp_path: Path
) -> None:
    assert main(["demo"]) == 0
    assert main(["demo", "--out", str(tmp_path), "--language", "en"]) == 0

    assert asked == [("sample", None), ("tour", tmp_path, "en")]


@pytest.mark.parametrize("shown", [False], indirect=True)
def test_demo_without_a_display_takes_the_tour(
    asked: list[tuple[Any, ...]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["demo"]) == 0

    assert asked == [("tour", tmp_path / "wicco-demo", None)]
    assert capsys.readouterr().out == f"Looked around.\n{tmp_path / 'wicco-demo' / 'today.png'}\n"


def test_a_window_that_cannot_open_is_told(
    asked: list[tuple[Any, ...]], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(
        database: Path | None, *, language: str | None = None, passphrase: str | None = None
    ) -> int:
        raise UserError("It is open elsewhere.")

    monkeypatch.setattr(sys.modules["wicco_desktop.app"], "run_window", refused)

    assert run().err == "wicco-desktop: It is open elsewhere.\n"

"""The commands that open the window. Only here is Qt loaded, and only when they are run."""

from __future__ import annotations

from pathlib import Path

from wicco_desktop.cli.opening import Call


def window(call: Call) -> int:
    """No command: the window, on the last database unless one is named."""
    from wicco_desktop.app import run_window

    database = call.database if call.asked.data is not None else None
    return run_window(database, language=call.asked.language)


def demo(call: Call) -> int:
    """``demo``: the sample visit in the window, or offscreen its tour."""
    from wicco_desktop.app import run_demo

    out = call.asked.arguments.get("out")
    return run_demo(Path(out).expanduser() if out else None, language=call.asked.language)

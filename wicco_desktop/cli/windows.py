"""The commands that open the window. Only here is Qt loaded, and only when they are run."""

from __future__ import annotations

from pathlib import Path

from wicco_desktop.cli.opening import Call, file_at
from wicco_desktop.foundation.loading import loading
from wicco_desktop.ui.plain_imports import plain_imports


def window(call: Call) -> int:
    """No command: the window, on the last database unless one is named."""
    with loading():
        plain_imports()
        from wicco_desktop.app import run_window

    database = call.database if call.asked.data is not None else None
    return run_window(database, language=call.asked.language, passphrase=call.passphrase)


def demo(call: Call) -> int:
    """``demo``: the sample visit in the window; without a display, or with a folder, the tour."""
    plain_imports()
    from wicco_desktop.app import has_display, run_sample

    out = call.asked.arguments.get("out")
    if out is None and has_display():
        return run_sample(language=call.asked.language)
    from wicco_desktop.tour import run_tour

    folder = file_at(out) if out else Path.cwd() / "wicco-demo"
    said: list[str] = []

    def say(sentence: str) -> None:
        said.append(sentence)
        call.output.line(sentence)

    left = [str(path) for path in run_tour(folder, language=call.asked.language, say=say)]
    for path in left:
        call.output.line(path)
    call.output.document({"did": said, "files": left})
    return 0

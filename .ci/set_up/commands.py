"""Runs another program without a terminal, and keeps what it says."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping


def captured(
    command: list[str], environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run to its end; both of its outputs are in ``stdout``, its exit code in ``returncode``.

    A program that is not there answers like one that failed.
    """
    try:
        return subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            check=False,
            env=environment,
        )
    except OSError as error:
        return subprocess.CompletedProcess(command, 127, f"{command[0]}: {error.strerror}")


def last_line(output: str) -> str:
    """What went wrong in one line: the last that calls itself an error, or the last."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if line.startswith(("ERROR:", "error:", "E:"))]
    return (errors or lines or ["no reason given"])[-1]

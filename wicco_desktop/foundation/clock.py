"""Moments: UTC, as ISO text with milliseconds. A clock is passed in, so that tests hold it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """The present moment in UTC."""
    return datetime.now(UTC)


def moment_text(moment: datetime) -> str:
    """A moment as stored: ``2022-11-23T02:00:00.000Z``."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + (
        f"{moment.microsecond // 1000:03d}Z"
    )


def parse_moment(text: str) -> datetime:
    """The moment that ``moment_text`` wrote; raises ValueError for another text."""
    return datetime.fromisoformat(text)

"""How the evidence that two records are one is told in a line. Light: forms need it at once."""

from __future__ import annotations

from collections.abc import Iterable

from wicco_desktop.foundation.messages import Message
from wicco_desktop.ui.language import LanguageSwitch


def in_one_line(switch: LanguageSwitch, evidence: Iterable[Message]) -> str:
    """All of it in one line."""
    return " · ".join(map(switch.text, evidence))

"""How the evidence that two records are one is told in a line. Light: forms need it at once."""

from __future__ import annotations

from collections.abc import Iterable

from wicco_desktop.foundation.messages import N_, Message
from wicco_desktop.ui.language import LanguageSwitch

# Translators: between two pieces of evidence.
BETWEEN = N_("; ")


def in_one_line(switch: LanguageSwitch, evidence: Iterable[Message]) -> str:
    """All of it in one line."""
    return switch.tr(BETWEEN).join(map(switch.text, evidence))

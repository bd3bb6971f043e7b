"""What a name typed in one field means: the values of the record that is made of it."""

from __future__ import annotations

from wicco_desktop.names.both import both_names
from wicco_desktop.records import KINDS

WORDS_OF_BODIES = 2
"""Of a Latin name beside a Chinese one: *BEYOND 国际科技创新博览会* is one name."""


def named(kind: str, typed: str) -> dict[str, str]:
    """The title of a new record of that kind, by column; both languages where both are typed."""
    words = 1 if kind == "contact" else WORDS_OF_BODIES
    title = KINDS[kind].title
    return {f"{title}_{code}": name for code, name in both_names(typed, words=words).items()}

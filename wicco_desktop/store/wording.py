"""How a person is spoken of in the texts of others: by a name, a number, an address.

Han names as they stand; words of a Latin name in any order, side by side, whatever their case and
accents. Part of a name alone (``Mr Chan``) may be anybody and is not looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import and_, false, or_, true
from sqlalchemy.sql import ColumnElement

from wicco_desktop.foundation.text import fold, has_han, tokens

_SHORTEST_WORD = 4
"""Letters of a name of one word: a shorter one is found in any text."""
_SHORTEST_EXACT = 6
"""Characters of a number or an address."""
_PIECE = re.compile(r"[a-z0-9]+|[\u3400-\u9fff]+", re.IGNORECASE)


@dataclass(frozen=True)
class Wording:
    """Names of one person, and what is found by the very same characters."""

    names: tuple[str, ...] = ()
    exact: tuple[str, ...] = ()

    @cached_property
    def _spoken(self) -> tuple[tuple[str, ...], ...]:
        made = dict.fromkeys(tuple(tokens(fold(name))) for name in self.names)
        return tuple(words for words in made if _is_telling(words))

    @cached_property
    def _exact(self) -> tuple[str, ...]:
        return tuple(text.casefold() for text in self.exact if len(text) >= _SHORTEST_EXACT)

    def says(self, text: str) -> bool:
        """Whether a text speaks of the person."""
        lowered = text.casefold()
        if any(exact in lowered for exact in self._exact):
            return True
        said = tokens(fold(text))
        return any(_stands_in(words, said) for words in self._spoken)

    def holds(self, text: str) -> bool:
        """Whether a text holds a name, however short: for what is known to be of the person."""
        return self.says(text) or any(name and name in text for name in self.names)

    def touches(self, text: str) -> bool:
        """Whether a text has so much as one word of a name: for what found the person."""
        ours = {word for words in self._spoken for word in words}
        return self.holds(text) or any(word in ours for word in tokens(fold(text)))

    def may_be_in(self, *columns: Any) -> ColumnElement[bool]:
        """A condition that every row fulfils whose text ``says`` so, and hardly another."""
        wanted: list[ColumnElement[bool]] = []
        for column in columns:
            wanted += [column.contains(exact, autoescape=True) for exact in self._exact]
            for name in self.names:
                pieces = dict.fromkeys(_PIECE.findall(name))
                wanted.append(
                    and_(
                        true(),
                        *(column.contains(piece, autoescape=True) for piece in pieces),
                    )
                )
        return or_(*wanted) if wanted else false()


def _is_telling(words: tuple[str, ...]) -> bool:
    return len(words) > 1 or (
        len(words) == 1 and not has_han(words[0]) and len(words[0]) >= _SHORTEST_WORD
    )


def _stands_in(words: tuple[str, ...], said: list[str]) -> bool:
    """Whether the words stand side by side: in order where there is Han, else in any."""
    in_order = any(map(has_han, words))
    wanted = list(words) if in_order else sorted(words)
    for start in range(len(said) - len(words) + 1):
        found = said[start : start + len(words)]
        if (found if in_order else sorted(found)) == wanted:
            return True
    return False


def wording(names: Iterable[str], exact: Iterable[str]) -> Wording:
    """The wording of a person; several names in one text (``a; b``) count each."""
    parted = (part.strip() for name in names for part in name.split(";"))
    return Wording(tuple(dict.fromkeys(filter(None, parted))), tuple(dict.fromkeys(exact)))

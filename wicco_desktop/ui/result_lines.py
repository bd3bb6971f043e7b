"""What the two lines of a search result say. No widget is touched, so any thread may ask."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from wicco_desktop.records import KINDS
from wicco_desktop.services.search_results import Found
from wicco_desktop.services.titles import UNNAMED
from wicco_desktop.ui.matched_parts import matched_parts


class ResultLines:
    """The words of results in the language of the interface."""

    def __init__(self, tr: Callable[[str], str]) -> None:
        """``tr`` translates into it."""
        self._tr = tr

    def name(self, found: Found) -> tuple[str, str]:
        """The name in the user's language and the other one."""
        return found.title.text or self._tr(UNNAMED), found.title.other

    def first(self, found: Found) -> str:
        """Both names."""
        return "  ".join(filter(None, self.name(found)))

    def second(self, found: Found) -> tuple[str, int]:
        """Kind, where it belongs, where it was found; and where the snippet begins in that."""
        parts = [self._tr(KINDS[found.kind].label), found.belongs_to]
        if found.field:
            parts.append(self._tr(found.field))
        line = " · ".join(filter(None, parts))
        return (f"{line} · {found.snippet}", len(line) + 3) if found.snippet else (line, len(line))

    def mark_ahead(self, results: Sequence[Found], typed: str) -> None:
        """Find what will be marked, off the window's thread: painting then only looks it up."""
        for found in results:
            line, at = self.second(found)
            for text in (self.first(found), line[at:]):
                matched_parts(text, typed)

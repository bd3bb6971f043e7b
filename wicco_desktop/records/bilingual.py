"""The mark *older than its original* on a side of a bilingual text; a pure rule."""

from __future__ import annotations

from collections.abc import Mapping


def marks_after(
    before: Mapping[str, str], after: Mapping[str, str], marked: frozenset[str]
) -> frozenset[str]:
    """The sides that are older than their original after an edit.

    ``before`` and ``after`` hold the text of each side by language code, blank as ``""``;
    ``marked`` the sides marked before. Editing a current side marks the others; editing a marked
    side clears its own mark. A side that was blank is a translation being supplied and marks
    nothing; a blank side never has a mark; sides edited together are all current.
    """
    edited = {code for code in after if after[code] != before.get(code, "")}
    rewritten = {code for code in edited if before.get(code) and after[code] and code not in marked}
    marks = set(marked) - edited
    if rewritten:
        marks |= set(after) - edited
    return frozenset(code for code in marks if after.get(code))

"""Texts that are canonical as they stand: nearly all cells, told by one look at each.

What ``records.values`` does to a text (control characters, composed forms, spaces, signs) changes
nothing in these; a property test holds the two together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from operator import itemgetter

from wicco_desktop.exchange.cells import CellValue
from wicco_desktop.exchange.columns import ExchangeColumn
from wicco_desktop.foundation.typed_dates import FIRST_YEAR, LAST_YEAR
from wicco_desktop.records import Field, FieldType, Value

LONGEST = 300
"""Characters of a text that is looked at; a longer one goes the long way."""

# Printable, composed in every form of Unicode, the same in NFC: Latin letters with and without
# accents, Chinese characters, the signs that are written with them.
_BETWEEN = "\x1f"
"""Between the cells of a row that are looked at together: in none of them, or it is not plain."""
_LONGEST_ROW = 5_000

_LETTERS = "\u00a1-\u00ac\u00ae-\u017f\u2010-\u2027\u3002\u3003\u3008-\u3011\u4e00-\u9fa5"
_SEPARATORS = ";\uff1b\u3001"
"""What parts the texts of a list."""
_IN_LIST = f"!-:<-~{_LETTERS}\uff01-\uff1a\uff1c-\uff5e"


def _words(chars: str) -> str:
    """Such characters, and spaces between them."""
    return f"[{chars}](?:[{chars} ]*[{chars}])?"


_PATTERNS = {
    FieldType.TEXT: _words(_IN_LIST + _SEPARATORS),
    FieldType.PHONE: r"\+?\d+(?:[ -]\(?\d+\)?)*",
    FieldType.EMAIL: r"[A-Za-z0-9_][A-Za-z0-9_.+-]*@[A-Za-z0-9.-]*[A-Za-z0-9]",
    FieldType.WEBSITE: "[!-~]+",
    FieldType.LIST: _words(_IN_LIST),
    FieldType.DATE: r"[12]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])",
    FieldType.TIME: r"(?:[01]\d|2[0-3]):[0-5]\d",
}

_TOGETHER = _PATTERNS.keys() - {FieldType.LIST}
"""Looked at a row at a time; most lists have several texts, and the same ones again and again."""


def is_plain(field: Field) -> Callable[[str], object] | None:
    """Tells of a text whether it is canonical for the field as it stands; None: of none is."""
    pattern = _PATTERNS.get(field.type)
    return re.compile(pattern, re.ASCII).fullmatch if pattern else None


class PlainRows:
    """Reads those columns of a row whose cells are plain or blank, all of them at one look."""

    def __init__(self, columns: Sequence[tuple[int, ExchangeColumn]]) -> None:
        suited = [(i, c) for i, c in columns if not c.is_reference and c.field.type in _TOGETHER]
        self.paths = tuple(column.path for _index, column in suited)
        self._dates = [at for at, (_, c) in enumerate(suited) if c.field.type is FieldType.DATE]
        self._indices = [index for index, _column in suited]
        self._width = max(self._indices, default=0) + 1
        each = (f"(?:{_PATTERNS[column.field.type]})?" for _index, column in suited)
        self._fits = re.compile(_BETWEEN.join(each), re.ASCII).fullmatch
        self._of = itemgetter(*self._indices) if len(suited) > 1 else None

    def read(self, cells: Sequence[CellValue]) -> dict[str, Value] | None:
        """The values by path; None where any cell is to be looked at by itself."""
        if self._of is None:
            return None
        if len(cells) < self._width:
            cells = (*cells, *([None] * (self._width - len(cells))))
        chosen = self._of(cells)
        days = [(at, _day(chosen[at])) for at in self._dates]
        if any(day for _at, day in days):
            others = list(chosen)
            for at, day in days:
                others[at] = chosen[at] if day is None else None
            chosen = tuple(others)
        if "" in chosen:
            return None
        try:
            joined = _BETWEEN.join(["" if cell is None else cell for cell in chosen])
        except TypeError:
            return None
        if len(joined) > _LONGEST_ROW or not self._fits(joined):
            return None
        values: dict[str, Value] = dict(zip(self.paths, chosen, strict=True))
        for at, day in days:
            if day is not None:
                values[self.paths[at]] = day
        return values


def _day(cell: CellValue) -> str | None:
    """The ISO form of a cell that is formatted as a date and holds no time; None of another."""
    if not isinstance(cell, date) or not FIRST_YEAR <= cell.year <= LAST_YEAR:
        return None
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.timetz() == _MIDNIGHT else None
    return cell.isoformat()


_MIDNIGHT = time()

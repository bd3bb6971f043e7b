"""What a cell of an ``.xlsx`` holds, by its type, what is written in it and its format."""

from __future__ import annotations

from collections.abc import Sequence

from wicco_desktop.exchange.cells import CellError, CellValue
from wicco_desktop.exchange.reading.numbers import Shows, dated, number_of, written_date
from wicco_desktop.exchange.reading.refused import Refused
from wicco_desktop.exchange.reading.texts import encoded_text, unescaped
from wicco_desktop.exchange.reading.wire import NULL, encoded


class _Columns(dict[bytes, int]):
    """The numbers of columns, from 0, by their letters."""

    def __missing__(self, letters: bytes) -> int:
        number = 0
        for letter in letters:
            number = number * 26 + letter - 64
        self[letters] = number - 1
        return number - 1


_columns = _Columns()


def column_number(letters: bytes) -> int:
    """The number of a column, from 0, by its letters in capitals."""
    return _columns[letters]


class CellReader:
    """Turns what a cell holds into its value, encoded."""

    def __init__(
        self, texts: Sequence[bytes], shows: list[Shows], longest: int, *, from_1904: bool
    ) -> None:
        self.texts = texts
        self.longest = longest
        self._shows = shows
        self._from_1904 = from_1904
        self.dating = {str(i).encode(): s for i, s in enumerate(shows) if s is not Shows.NUMBER}
        """The formats that show dates, by what cells call them."""

    def shared(self, number: str) -> bytes:
        """A text of the table; raises Refused where it has no such number."""
        if not number.isdecimal() or len(number) > 9 or int(number) >= len(self.texts):
            raise Refused("damaged")
        return self.texts[int(number)]

    def cell(self, kind: str, text: str, style: int) -> bytes:
        """A cell by its type, what is written in it and the number of its format."""
        if kind == "inlineStr":
            return encoded_text(text)
        if kind == "str":
            return encoded_text(unescaped(text))
        text = text.strip()
        if not text:
            return NULL
        if kind == "s":
            return self.shared(text)
        return encoded(self._value(kind, text, style))

    def _value(self, kind: str, text: str, style: int) -> CellValue:
        if kind == "b":
            return text in {"1", "true"}
        if kind == "e":
            return CellError(text)
        if kind == "d":
            return written_date(text)
        if kind != "n":
            raise Refused("damaged")
        shows = self._shows[style] if style < len(self._shows) else Shows.NUMBER
        return self.number(text, shows)

    def number(self, text: str, shows: Shows) -> CellValue:
        """A number, or the date it shows."""
        number = number_of(text)
        if shows is Shows.NUMBER or not isinstance(number, int | float):
            return number
        return dated(number, shows, from_1904=self._from_1904)

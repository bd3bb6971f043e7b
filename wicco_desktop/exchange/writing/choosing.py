"""Drop-downs: what a cell may be chosen from, listed on a hidden sheet and referred to by range.

By range because a list within the cell's own rule may have 255 characters, no more. Another entry
may be typed after all: the partner knows organisations that we do not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from wicco_desktop.exchange.cells import column_letter
from wicco_desktop.exchange.columns import ExchangeColumn
from wicco_desktop.exchange.writing.cell_texts import cell_text, written_text
from wicco_desktop.foundation.formats import countries
from wicco_desktop.foundation.languages import CHINESE, LANGUAGES
from wicco_desktop.foundation.messages import N_, Translator
from wicco_desktop.names.order import sort_key
from wicco_desktop.records import FieldType
from wicco_desktop.records.readers import NO, YES

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

LISTS_SHEET = "_lists"

LONGEST_LIST = 32_767
"""Entries that a drop-down shows in Excel; where there are more, any text may be typed."""

LONGEST_HINT = 255
"""UTF-16 units of a hint or warning."""

NEW_ENTRY = N_("This is not in the list. Keep it all the same?")
NEW_NAME = N_("This name is not in the list: it will be taken as a new one.")


class Choosing:
    """The lists of one workbook, each written once however many columns use it."""

    def __init__(
        self,
        names: Mapping[str, Sequence[str]],
        values_in: Translator,
        told_in: Sequence[Translator],
    ) -> None:
        self._names = names
        self._translator = values_in
        self._told_in = told_in
        self._lists: dict[tuple[str, ...], tuple[str, str]] = {}
        """Entries, and the range that holds them with the path of the first column to use it."""

    def offer(self, sheet: Worksheet, at: int, column: ExchangeColumn, last_row: int) -> None:
        """Let the cells of a column below its heading be chosen from a list, if it has one."""
        entries = self._entries(column)
        if not entries:
            return
        named = column.is_reference
        rule: dict[str, Any] = {
            "validate": "list",
            "source": self._range(entries, column.path),
            "error_type": "information" if named else "warning",
            "error_message": hint(NEW_NAME if named else NEW_ENTRY, self._told_in),
        }
        sheet.data_validation(1, at, last_row, at, rule)

    def write(self, book: Workbook) -> None:
        """Add the hidden sheet; nothing where no column has a list."""
        if not self._lists:
            return
        sheet = book.add_worksheet(LISTS_SHEET)
        sheet.hide()
        for at, (_range, path) in enumerate(self._lists.values()):
            sheet.write_string(0, at, path)
        for row, entries in enumerate(zip_longest(*self._lists), start=1):
            for at, entry in enumerate(entries):
                if entry is not None:
                    sheet.write_string(row, at, written_text(entry))

    def _entries(self, column: ExchangeColumn) -> tuple[str, ...]:
        tr, field = self._translator.tr, column.field
        found: Sequence[str] = ()
        match field.type:
            case FieldType.CHOICE:
                found = [tr(choice.label) for choice in field.choices]
            case FieldType.FLAG:
                found = [tr(YES), tr(NO)]
            case FieldType.LANGUAGE:
                found = [entry.own_name for entry in LANGUAGES]
            case FieldType.COUNTRY:
                found = self._countries()
            case FieldType.REFERENCE if len(field.targets) == 1:
                found = self._names.get(field.targets[0], ())
        entries = tuple(dict.fromkeys(cell_text(entry) for entry in found if entry))
        return entries if len(entries) <= LONGEST_LIST else ()

    def _countries(self) -> list[str]:
        found = list(countries(self._translator.language).values())
        if self._translator.language is CHINESE:
            found.sort(key=lambda name: sort_key(name, "", person=False))
        return found

    def _range(self, entries: tuple[str, ...], path: str) -> str:
        letter = column_letter(len(self._lists))
        made = f"='{LISTS_SHEET}'!${letter}$2:${letter}${len(entries) + 1}"
        return self._lists.setdefault(entries, (made, path))[0]


def hint(message: str, told_in: Sequence[Translator]) -> str:
    """A message in each of some languages, as far as they fit into a hint."""
    told = ""
    for text in dict.fromkeys(translator.tr(message) for translator in told_in):
        longer = f"{told}\n{text}" if told else text
        if len(longer) <= LONGEST_HINT:
            told = longer
    return told

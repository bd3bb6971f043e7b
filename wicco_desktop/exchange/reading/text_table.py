"""Tables as text (``.csv``): every cell is text, so leading zeros stay; an error is an error.

Quoting as RFC 4180 has it. Encoding and separator are found, since no such file says them.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import chain, islice
from typing import BinaryIO

from wicco_desktop.exchange.cells import CellError, CellValue
from wicco_desktop.exchange.reading.encodings import encoding_of
from wicco_desktop.exchange.reading.outgoing import Outgoing, SheetParts
from wicco_desktop.exchange.reading.refused import Refused
from wicco_desktop.exchange.reading.xlsb_records import ERRORS

_SEPARATORS = ",;\t|"
_SAMPLE_LINES = 500
_SHORT_LINE = 100
"""Characters a line of a table of one column has at most; longer ones are prose."""

_END = "\uffff\uffff"
"""A last record that no file has: where it does not come out alone, a quotation is open."""

_ERRORS = {code: CellError(code) for code in ERRORS.values()}
"""What a program writes into such a file for a cell that holds an error."""

NAME = "CSV"
"""The name of the only sheet."""


def read_text_table(file: BinaryIO, outgoing: Outgoing) -> None:
    """Send the records; raises Refused for a text that is no table."""
    csv.field_size_limit(outgoing.limits.text)
    encoding = encoding_of(file, outgoing.alive)
    outgoing.rows_expected = _count_of_lines(file)
    file.seek(0)
    text = io.TextIOWrapper(file, encoding, newline="")
    try:
        _read(text, outgoing)
    finally:
        text.detach()  # or the file would be closed with it


def _read(text: io.TextIOWrapper, outgoing: Outgoing) -> None:
    lines = _lines(text)
    sample = list(islice(lines, _SAMPLE_LINES))
    _refuse_other_kinds(sample)
    separator = _named_separator(sample)
    if separator:
        sample = sample[1:]
    else:
        separator = _separator_of(sample)
    outgoing.opened("csv", {})
    outgoing.sheet(NAME, hidden=False)
    _send(csv.reader(chain(sample, lines, [_END]), delimiter=separator), outgoing)
    outgoing.end(SheetParts())


def _send(records: Iterator[list[str]], outgoing: Outgoing) -> None:
    number = 0
    ended = False
    try:
        for number, record in enumerate(records, 1):
            if record == [_END]:
                ended = True
                break
            cells: list[CellValue] = list(record)
            if any(cell[:1] == "#" for cell in record):
                cells = [_ERRORS.get(cell, cell) for cell in record]
            outgoing.values(number, cells)
    except csv.Error as problem:
        raise Refused("text", outgoing.limits.text) from problem
    if not ended:
        raise Refused("quotation")


def _lines(text: io.TextIOWrapper) -> Iterator[str]:
    """The lines, the last one with its end."""
    for line in text:
        yield line if line.endswith(("\n", "\r")) else f"{line}\n"


def _count_of_lines(file: BinaryIO) -> int:
    file.seek(0)
    count = 0
    while chunk := file.read(1 << 20):
        count += chunk.count(b"\n")
    return count


def _refuse_other_kinds(sample: list[str]) -> None:
    start = "".join(sample[:20]).lstrip("\ufeff \t\r\n")[:2000].lower()
    if not start:
        raise Refused("empty")
    if start.startswith(("<!doctype html", "<html", "<table", "<head", "<meta")):
        raise Refused("web page")
    if start.startswith(("<?xml", "<")):
        raise Refused("web page" if "<html" in start or "<table" in start else "other")
    if start.startswith(("{\\rtf", "%pdf", "%!ps")):
        raise Refused("other")


def _named_separator(sample: list[str]) -> str:
    """The one that Excel is told by a first line such as ``sep=;``."""
    first = sample[0].rstrip("\r\n").lower()
    return first[4] if len(first) == 5 and first.startswith("sep=") else ""


def _separator_of(sample: list[str]) -> str:
    """The separator that makes most rows equally wide; raises Refused if none does."""
    scores = {separator: _consistency(sample, separator) for separator in _SEPARATORS}
    best = max(_SEPARATORS, key=lambda separator: scores[separator] or 0)
    if scores[best]:
        return best
    if _is_one_column(sample):
        return ","
    raise Refused("text file" if 0 in scores.values() else "text", csv.field_size_limit())


def _consistency(sample: list[str], separator: str) -> float | None:
    """How many of the rows are as wide as most, a little more for wider ones; 0 for no table.

    None where a cell is too long.
    """
    try:
        widths = [len(row) for row in csv.reader(sample, delimiter=separator) if any(row)]
    except csv.Error:
        return None
    if not widths:
        return 0
    width, rows = Counter(widths).most_common(1)[0]
    at_least = sum(each > 1 for each in widths) / len(widths)
    if width == 1 and at_least > 0.5:
        width, rows = Counter(each for each in widths if each > 1).most_common(1)[0]
    if width < 2 or rows / len(widths) < 0.5:
        return 0
    return rows / len(widths) + min(width, 100) / 1000


def _is_one_column(sample: list[str]) -> bool:
    lines = [line.strip() for line in sample if line.strip()]
    return len(lines) > 1 and all(
        len(line) <= _SHORT_LINE and not any(mark in line for mark in ",;\t|。，") for line in lines
    )

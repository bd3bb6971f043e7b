"""Every value of a cell arrives as it was sent; nonsense is known as such."""

# ruff: noqa: DTZ001  (a cell has no zone)

from __future__ import annotations

import io
import zlib
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wicco_desktop.exchange.cells import CellError, CellValue, RawRow
from wicco_desktop.exchange.reading.limits import Limits
from wicco_desktop.exchange.reading.outgoing import Outgoing, SheetParts
from wicco_desktop.exchange.reading.wire import (
    BLOCK,
    BrokenFrame,
    block_ends,
    block_rows,
    frames,
    unpacked_facts,
    write_frame,
)

TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
VALUE = st.one_of(
    st.none(),
    TEXT,
    st.booleans(),
    st.integers(-(10**20), 10**20),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(),
    st.datetimes(),
    st.times(),
    TEXT.map(CellError),
)


@given(st.lists(st.lists(VALUE, max_size=12), max_size=30), st.integers(1, 9))
def test_rows_arrive_as_they_were_sent(table: list[list[CellValue]], step: int) -> None:
    out = io.BytesIO()
    outgoing = Outgoing(out, Limits())
    for number, values in enumerate(table):
        outgoing.values(number * step + 1, values)
    outgoing.end(SheetParts())
    out.seek(0)
    arrived: list[RawRow] = []
    for kind, payload in frames(out):
        if kind == BLOCK:
            rows = block_rows(payload)
            widest = max(len(row.cells) for row in rows)
            ends = (rows[0].number, rows[-1].number, len(rows), widest)
            assert block_ends(payload) == ends
            arrived += rows
    sent = {number * step + 1: values for number, values in enumerate(table)}
    for row in arrived:
        values = sent.pop(row.number)
        assert [*row.cells, *[None] * (len(values) - len(row.cells))] == values
        assert [type(cell) for cell in row.cells] == [type(each) for each in values][
            : len(row.cells)
        ]
    assert all(value is None for values in sent.values() for value in values)


@pytest.mark.parametrize(
    "value", [date(1, 1, 1), datetime(2022, 11, 23, 10, 30, 0, 5000), time(23, 59, 59, 999000)]
)
def test_dates_keep_their_parts(value: CellValue) -> None:
    out = io.BytesIO()
    outgoing = Outgoing(out, Limits())
    outgoing.values(1, [value])
    outgoing.end(SheetParts())
    out.seek(0)
    (block,) = (payload for kind, payload in frames(out) if kind == BLOCK)
    assert block_rows(block) == [RawRow(1, (value,))]


@pytest.mark.parametrize(
    "payload",
    [b"", b"x" * 20, zlib.compress(b"[1]"), bytes(16) + zlib.compress(b"{"), bytes(16)],
)
def test_nonsense_is_known_as_such(payload: bytes) -> None:
    with pytest.raises(BrokenFrame):
        block_rows(payload)
    with pytest.raises(BrokenFrame):
        unpacked_facts(payload)


def test_frame_cut_off_is_the_end_and_one_without_bound_is_refused() -> None:
    out = io.BytesIO()
    write_frame(out, BLOCK, b"content")
    assert list(frames(io.BytesIO(out.getvalue()))) == [(BLOCK, b"content")]
    assert list(frames(io.BytesIO(out.getvalue()[:-1]))) == []
    with pytest.raises(BrokenFrame):
        list(frames(io.BytesIO(b"B\xff\xff\xff\xff")))

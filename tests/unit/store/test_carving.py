"""Rows read from pages by themselves: noise is refused as such, never a mistake of the program."""

from __future__ import annotations

import contextlib
import struct

from hypothesis import example, given
from hypothesis import strategies as st

from wicco_desktop.store.salvage import carving


@given(payload=st.binary(max_size=80))
@example(payload=b"\x0a" + b"\xff" * 9)  # a serial type below nothing
@example(payload=b"\x02\x04\x00")  # a number that the page has not the bytes of
def test_noise_is_a_row_or_no_row(payload: bytes) -> None:
    with contextlib.suppress(ValueError, IndexError, struct.error):
        assert isinstance(carving._record(payload), tuple)


def test_a_row_is_read_as_it_is_written_down() -> None:
    assert carving._record(b"\x05\x00\x01\x09\x13" + b"\xfe" + b"abc") == (None, -2, 1, "abc")

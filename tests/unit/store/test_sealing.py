"""Sealed files: what comes out is what went in, and whatever was changed is noticed."""

from __future__ import annotations

import io
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wicco_desktop.store.sealing import CHUNK, MAGIC, SECRET, Seal, SealBrokenError

SEAL = Seal(b"s" * SECRET)


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK + 7])
def test_what_was_sealed_comes_out(size: int) -> None:
    content = os.urandom(size)
    sealed = SEAL.sealed(content)
    assert sealed.startswith(MAGIC)
    assert SEAL.opened(sealed) == content


@given(st.binary(max_size=300), st.lists(st.integers(0, 400), max_size=5))
def test_it_is_read_at_any_place(content: bytes, places: list[int]) -> None:
    reader = SEAL.reading(io.BytesIO(SEAL.sealed(content * 1000)))
    whole = content * 1000
    for place in places:
        reader.seek(place * 500)
        assert reader.read(700) == whole[place * 500 : place * 500 + 700]


def test_nothing_of_the_content_can_be_seen() -> None:
    sealed = SEAL.sealed(b"canary" * 5000)
    assert b"canary" not in sealed
    assert SEAL.sealed(b"canary") != SEAL.sealed(b"canary")


def test_every_changed_byte_is_noticed() -> None:
    sealed = SEAL.sealed(b"The minutes of the first day.")
    for place in range(len(sealed)):
        changed = bytearray(sealed)
        changed[place] ^= 1
        with pytest.raises(SealBrokenError):
            SEAL.opened(bytes(changed))


def test_a_file_that_was_cut_or_lengthened_is_noticed() -> None:
    sealed = SEAL.sealed(os.urandom(2 * CHUNK + 100))
    longer = sealed + b"x"
    without_a_chunk = sealed[: len(MAGIC) + 16] + sealed[len(MAGIC) + 16 + CHUNK + 16 :]
    for broken in (sealed[:-1], sealed[: CHUNK + 80], b"", sealed[:20], longer, without_a_chunk):
        with pytest.raises(SealBrokenError):
            SEAL.opened(broken)


def test_chunks_of_other_files_do_not_fit() -> None:
    first, second = (SEAL.sealed(os.urandom(2 * CHUNK)) for _ in range(2))
    head = len(MAGIC) + 16
    mixed = first[:head] + second[head : head + CHUNK + 16] + first[head + CHUNK + 16 :]
    with pytest.raises(SealBrokenError):
        SEAL.opened(mixed)


def test_another_secret_opens_nothing() -> None:
    other = Seal(b"t" * SECRET)
    with pytest.raises(SealBrokenError):
        other.opened(SEAL.sealed(b"x"))
    assert other.name("ab" * 32) != SEAL.name("ab" * 32)


def test_names_are_the_same_for_the_same_content_and_say_nothing_of_it() -> None:
    digest = "ab" * 32
    assert SEAL.name(digest) == SEAL.name(digest)
    assert digest not in SEAL.name(digest)

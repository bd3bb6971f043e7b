"""What is packed quickly is unpacked by everybody, and the other way round; damage is told."""

from __future__ import annotations

import io
import random
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wicco_desktop.foundation.quick_deflate import PackingError, QuickZip, packed, unpacked

PIECE = st.one_of(
    st.binary(max_size=300),
    st.builds(
        lambda byte, count: byte * count, st.binary(min_size=1, max_size=9), st.integers(0, 40_000)
    ),
)
DATA = st.lists(PIECE, max_size=12).map(b"".join)


def zipped(data: bytes, kind: type[zipfile.ZipFile], level: int | None = None) -> io.BytesIO:
    file = io.BytesIO()
    with kind(file, "w") as archive:
        info = zipfile.ZipInfo("a")
        info.compress_type = zipfile.ZIP_DEFLATED
        archive.writestr(info, data, compresslevel=level)
    file.seek(0)
    return file


@given(DATA)
def test_every_zlib_unpacks_what_was_packed(data: bytes) -> None:
    assert zlib.decompress(packed(data)) == data
    assert unpacked(zlib.compress(data), len(data)) == data


@given(st.binary(max_size=500), st.integers(1, 400))
def test_no_more_is_unpacked_than_asked_for(data: bytes, most: int) -> None:
    assert unpacked(packed(data), most) == data[:most]


@given(DATA, st.integers(1, 9), st.integers(1, 300_000))
def test_a_member_is_read_as_the_library_reads_it(data: bytes, level: int, step: int) -> None:
    with QuickZip(zipped(data, zipfile.ZipFile, level)) as archive, archive.open("a") as member:
        found = b"".join(iter(lambda: member.read(max(step, len(data) // 200 + 1)), b""))
    assert found == data


@given(DATA)
def test_a_member_that_was_written_is_read_by_the_library(data: bytes) -> None:
    with zipfile.ZipFile(zipped(data, QuickZip)) as archive:
        assert archive.testzip() is None
        assert archive.read("a") == data


def test_a_member_can_be_read_again_from_its_beginning() -> None:
    data = random.Random(1).randbytes(50_000) * 3
    with QuickZip(zipped(data, QuickZip)) as archive, archive.open("a") as member:
        assert member.read(60_000) == data[:60_000]
        member.seek(0)
        assert member.read() == data


def test_members_that_are_only_stored_stay_as_they_are() -> None:
    file = io.BytesIO()
    with QuickZip(file, "w") as archive:
        archive.writestr("a", b"stored")
    with QuickZip(file) as archive:
        assert archive.getinfo("a").compress_size == len(b"stored")
        assert archive.read("a") == b"stored"


def test_members_packed_in_another_way_stay_so() -> None:
    file = io.BytesIO()
    with QuickZip(file, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a", b"packed otherwise")
    for kind in (zipfile.ZipFile, QuickZip):
        with kind(file) as archive:
            assert archive.read("a") == b"packed otherwise"


def test_the_library_packs_and_unpacks_with_it() -> None:
    """The place where it is put belongs to the library; another version may have another."""
    file = io.BytesIO()
    with QuickZip(file, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("a", "w") as member:
        assert "isal" in type(member._compressor).__module__ + repr(member._compressor)  # type: ignore[attr-defined]
        member.write(b"a" * 9_000)
    with QuickZip(file) as archive, archive.open("a") as member:
        assert type(member._decompressor).__module__ == QuickZip.__module__  # type: ignore[attr-defined]


def test_damage_is_told_or_seen_by_the_checksum() -> None:
    chance = random.Random(2)
    data = bytes(chance.choices(b"<row><c>0123456789", k=20_000))
    whole = zipped(data, QuickZip).getvalue()
    for _ in range(300):
        file = bytearray(whole)
        file[chance.randrange(31, 31 + len(whole) // 2)] ^= 1 << chance.randrange(8)
        with (
            QuickZip(io.BytesIO(bytes(file))) as archive,
            pytest.raises((zlib.error, zipfile.BadZipFile, EOFError)),
        ):
            archive.read("a")


def test_what_is_no_stream_is_refused() -> None:
    with pytest.raises(PackingError):
        unpacked(b"no stream at all", 100)
    broken = bytearray(zipped(b"abc" * 5_000, zipfile.ZipFile).getvalue())
    broken[31:40] = b"\xff" * 9
    with (
        QuickZip(io.BytesIO(bytes(broken))) as archive,
        pytest.raises((zlib.error, zipfile.BadZipFile, EOFError)),
    ):
        archive.read("a")

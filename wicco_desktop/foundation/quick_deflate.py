"""Deflate, the packing of zip archives, by ISA-L: several times as quick as zlib, and as small.

What it packs any zlib unpacks, and the other way round. Loaded when first needed.
"""

from __future__ import annotations

import zipfile
import zlib
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from types import ModuleType

LEVEL = 2
"""Of 0 to 3: as small as level 1 of zlib in a sixth of its time; 3 is no smaller."""

_RAW = -15
"""Window bits of a stream without a head of its own, as zip archives have it."""


class PackingError(zlib.error):
    """What should be unpacked was not packed so, or was damaged since."""


def packed(data: bytes) -> bytes:
    """Some bytes as a zlib stream."""
    return bytes(_isal().compress(data, LEVEL))


def unpacked(data: bytes, most: int) -> bytes:
    """The bytes of a zlib stream, at most so many; raises PackingError."""
    isal = _isal()
    try:
        return bytes(isal.decompressobj().decompress(data, most))
    except isal.error as problem:
        raise PackingError(str(problem)) from problem


class QuickZip(zipfile.ZipFile):
    """A zip archive whose members are packed and unpacked so; all else is as the library does it.

    The library has no place for another way to pack; so it is put where the library keeps its
    own, which the tests hold to every version of Python that they run on.
    """

    def open(self, *arguments: Any, **options: Any) -> IO[bytes]:
        member: Any = super().open(*arguments, **options)
        written = getattr(member, "_zinfo", None)
        if getattr(member, "_compress_type", None) == zipfile.ZIP_DEFLATED:
            member._decompressor = _Unpacking()  # noqa: SLF001
        elif written is not None and written.compress_type == zipfile.ZIP_DEFLATED:
            isal = _isal()
            member._compressor = isal.compressobj(LEVEL, isal.DEFLATED, _RAW)  # noqa: SLF001
        return member  # type: ignore[no-any-return]


class _Unpacking:
    """An object as ``zlib.decompressobj`` makes them, which raises what that raises."""

    def __init__(self) -> None:
        self._isal = _isal()
        self._stream = self._isal.decompressobj(_RAW)

    def decompress(self, data: bytes, most: int) -> bytes:
        try:
            return bytes(self._stream.decompress(data, most))
        except self._isal.error as problem:
            raise PackingError(str(problem)) from problem

    def flush(self) -> bytes:
        try:
            return bytes(self._stream.flush())
        except self._isal.error as problem:
            raise PackingError(str(problem)) from problem

    @property
    def eof(self) -> bool:
        return bool(self._stream.eof)

    @property
    def unconsumed_tail(self) -> bytes:
        return bytes(self._stream.unconsumed_tail)


def _isal() -> ModuleType:
    from isal import isal_zlib

    return isal_zlib

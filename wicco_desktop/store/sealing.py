"""Files encrypted and proof against change, outside the database: attachments and drafts.

A sealed file is ``MAGIC``, sixteen random bytes, chunks of AES-256-GCM and a trailer that holds
digest and size of the content. Every file has a key of its own from those random bytes, so that
chunks are numbered from nought; the trailer, under a number no chunk has, makes a file that was
cut or lengthened show. Read at any place without deciphering the rest.
"""

from __future__ import annotations

import errno
import hashlib
import hmac
import io
import os
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

MAGIC = b"wicco-sealed 1\r\n"
CHUNK = 1 << 16

SECRET = 32
"""Bytes of the random secret that all keys here come from."""

_ID, _TAG, _NUMBER = 16, 16, 12
_HEAD = len(MAGIC) + _ID
_TRAILER = 32 + 8 + _TAG
_LAST = b"\xff" * _NUMBER


class SealBrokenError(OSError):
    """A sealed file that was changed, cut, or is of another secret."""

    def __init__(self) -> None:
        super().__init__(errno.EIO, os.strerror(errno.EIO))


class Seal:
    """What seals and opens the files of one database; ``secret`` lies inside the database."""

    def __init__(self, secret: bytes) -> None:
        if len(secret) != SECRET:
            raise ValueError("secret")
        self._names = _derived(secret, b"names")
        self._files = _derived(secret, b"files")

    def name(self, digest: str) -> str:
        """The name of the file of that content; it says nothing of the content to others."""
        return hmac.new(self._names, digest.encode("ascii"), hashlib.sha256).hexdigest()

    def writing(self, target: Callable[[bytes], object]) -> SealWriter:
        """A new sealed file, given to ``target`` piece by piece."""
        id_ = secrets.token_bytes(_ID)
        target(MAGIC + id_)
        return SealWriter(self._cipher(id_), target)

    def reading(self, source: BinaryIO) -> SealReader:
        """The content of a sealed file; raises SealBrokenError. Closing it closes the source."""
        return SealReader(source, self._cipher)

    def sealed(self, content: bytes) -> bytes:
        """Some bytes, sealed."""
        whole = io.BytesIO()
        writer = self.writing(whole.write)
        writer.write(content)
        writer.finish()
        return whole.getvalue()

    def opened(self, data: bytes) -> bytes:
        """What was sealed; raises SealBrokenError."""
        return self.reading(io.BytesIO(data)).read()

    def _cipher(self, id_: bytes) -> AESGCM:
        # Late: it costs 20 ms, and is needed for encrypted databases only.
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        return AESGCM(_derived(self._files, id_))


class SealWriter:
    """One sealed file while it is written; nothing of it counts before ``finish``."""

    def __init__(self, cipher: AESGCM, target: Callable[[bytes], object]) -> None:
        self._cipher, self._target = cipher, target
        self._rest = bytearray()
        self._chunks = self._size = 0
        self._hashed = hashlib.sha256()

    def write(self, content: bytes) -> None:
        """Add to the content."""
        self._hashed.update(content)
        self._size += len(content)
        self._rest += content
        while len(self._rest) >= CHUNK:
            self._put(bytes(self._rest[:CHUNK]))
            del self._rest[:CHUNK]

    def finish(self) -> str:
        """Write what is left and the trailer; gives the digest of the content."""
        if self._rest:
            self._put(bytes(self._rest))
        trailer = self._hashed.digest() + self._size.to_bytes(8, "big")
        self._target(self._cipher.encrypt(_LAST, trailer, MAGIC))
        return self._hashed.hexdigest()

    def _put(self, chunk: bytes) -> None:
        self._target(self._cipher.encrypt(_number(self._chunks), chunk, MAGIC))
        self._chunks += 1


class SealReader(io.BufferedReader):
    """The content of a sealed file, deciphered as it is read. ``digest`` and ``size`` are known."""

    def __init__(self, source: BinaryIO, cipher: Callable[[bytes], AESGCM]) -> None:
        raw = _Deciphered(source, cipher)
        super().__init__(raw, CHUNK)
        self.digest, self.size = raw.digest, raw.size


class _Deciphered(io.RawIOBase):
    def __init__(self, source: BinaryIO, cipher: Callable[[bytes], AESGCM]) -> None:
        super().__init__()
        self._source = source
        whole = source.seek(0, os.SEEK_END)
        source.seek(0)
        head = source.read(_HEAD)
        if whole < _HEAD + _TRAILER or not head.startswith(MAGIC):
            raise SealBrokenError
        self._cipher = cipher(head[len(MAGIC) :])
        source.seek(whole - _TRAILER)
        trailer = self._deciphered(_LAST, source.read(_TRAILER))
        self.digest, self.size = trailer[:32].hex(), int.from_bytes(trailer[32:], "big")
        if whole != _HEAD + self.size + -(-self.size // CHUNK) * _TAG + _TRAILER:
            raise SealBrokenError
        self._at = 0
        self._known: tuple[int, bytes] = (-1, b"")

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self.size}[whence]
        self._at = max(start + offset, 0)
        return self._at

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]
        if self._at >= self.size:
            return 0
        number, within = divmod(self._at, CHUNK)
        content = self._chunk(number)[within : within + len(buffer)]
        buffer[: len(content)] = content
        self._at += len(content)
        return len(content)

    def close(self) -> None:
        if not self.closed:
            self._source.close()
        super().close()

    def _chunk(self, number: int) -> bytes:
        if self._known[0] != number:
            self._source.seek(_HEAD + number * (CHUNK + _TAG))
            length = min(CHUNK, self.size - number * CHUNK) + _TAG
            chunk = self._deciphered(_number(number), self._source.read(length))
            self._known = number, chunk
        return self._known[1]

    def _deciphered(self, number: bytes, sealed: bytes) -> bytes:
        from cryptography.exceptions import InvalidTag

        try:
            return self._cipher.decrypt(number, sealed, MAGIC)
        except InvalidTag as changed:
            raise SealBrokenError from changed


def is_sealed(path: Path) -> bool:
    """Whether a file begins as sealed ones do. Raises OSError."""
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


def _number(chunk: int) -> bytes:
    return chunk.to_bytes(_NUMBER, "big")


def _derived(key: bytes, purpose: bytes) -> bytes:
    return hmac.new(key, b"wicco " + purpose, hashlib.sha256).digest()

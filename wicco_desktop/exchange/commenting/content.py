"""What a changed part will hold, packed as it is written."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from tempfile import SpooledTemporaryFile
from typing import IO, cast

CHUNK = 1 << 18
_KEEP_IN_MEMORY = 4 << 20


class Content:
    """What a part will hold, packed while it is written; on the disk where it is large."""

    def __init__(self) -> None:
        file = SpooledTemporaryFile(_KEEP_IN_MEMORY)  # noqa: SIM115 - closed by ``close``
        self._file = cast("IO[bytes]", file)
        self._packer = zlib.compressobj(6, zlib.DEFLATED, -15)
        self.crc = self.size = self.packed = 0

    @classmethod
    def of(cls, data: bytes) -> Content:
        """A whole part."""
        content = cls()
        content.write(data)
        content.finish()
        return content

    def write(self, data: bytes) -> None:
        """Take the next bytes."""
        self.crc = zlib.crc32(data, self.crc)
        self.size += len(data)
        self._put(self._packer.compress(data))

    def finish(self) -> None:
        """No more is to come."""
        self._put(self._packer.flush())

    def chunks(self) -> Iterator[bytes]:
        """The packed bytes."""
        self._file.seek(0)
        while chunk := self._file.read(CHUNK):
            yield chunk

    def close(self) -> None:
        """Give back what it took on the disk."""
        self._file.close()

    def _put(self, packed: bytes) -> None:
        self.packed += len(packed)
        self._file.write(packed)

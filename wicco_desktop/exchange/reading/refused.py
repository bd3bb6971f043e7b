"""Why a file is not read, as the reading process says it: a code, and a number where it has one."""

from __future__ import annotations


class Refused(Exception):  # noqa: N818  (an answer, no error)
    """The file is not read. ``code`` is one of those of ``reasons.py``."""

    def __init__(self, code: str, count: int = 0) -> None:
        super().__init__(code)
        self.code = code
        self.count = count

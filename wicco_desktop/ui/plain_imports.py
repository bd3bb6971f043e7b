"""The ``import`` there was, put back after PySide has taken its place."""

from __future__ import annotations

import builtins
from typing import Any


def plain_imports() -> None:
    """Load Qt, and import whatever comes after it without reading its source.

    PySide (6.11, ``shibokensupport/feature.py``) puts an ``import`` of its own in the place of the
    one there was, for ``from __feature__ import …``, which is not used here. With it the source
    file of every module that is imported later is read, searched for "PySide6" and kept: of a start
    15 of 450 ms and 10 MB, later more for the tables of names.
    """
    import PySide6.QtCore  # noqa: F401

    known: dict[str, Any] = vars(builtins)
    before, by_pyside = known.get("__orig_import__"), known.get("__feature_import__")
    if before is not None and by_pyside is not None and builtins.__import__ is by_pyside:
        builtins.__import__ = before

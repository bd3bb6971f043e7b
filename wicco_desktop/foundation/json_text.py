"""Values as JSON text and back, quickly: beside the names what an import spends most time on."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from typing import Any

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def to_json(value: object) -> str:
    """Texts, integers, truth values and None, in lists, tuples and mappings, as compact JSON.

    ``json.loads`` gives what was told. Raises TypeError for what JSON does not know.
    """
    try:
        return _compiled()(value).decode()
    except TypeError:  # an integer of more than 64 bits, half of a surrogate pair
        return _ENCODER.encode(value)


def from_json(text: bytes) -> Any:
    """What JSON in UTF-8 tells; an integer of more than 64 bits comes as the nearest float.

    Raises ValueError for what is none, or is nested deeper than anything of ours.
    """
    import orjson

    return orjson.loads(text)


@cache
def _compiled() -> Callable[[object], bytes]:
    # Loaded late: who only looks writes nothing.
    import orjson

    return orjson.dumps

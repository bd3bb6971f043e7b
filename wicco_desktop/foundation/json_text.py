"""Values as JSON text, quickly: what a write spends most of its time on beside the names."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def to_json(value: object) -> str:
    """Texts, integers, truth values and None, in lists, tuples and mappings, as compact JSON.

    ``json.loads`` gives what was told. Raises TypeError for what JSON does not know.
    """
    try:
        return _compiled()(value).decode()
    except TypeError:  # an integer of more than 64 bits, half of a surrogate pair
        return _ENCODER.encode(value)


@cache
def _compiled() -> Callable[[object], bytes]:
    # Loaded late: who only looks writes nothing.
    import orjson

    return orjson.dumps

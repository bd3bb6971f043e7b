"""What is left of a person who was erased: a record that bears this name and nothing else.

The name stands in the data itself, so that minutes, exports and lists show it like any other.
"""

from __future__ import annotations

from wicco_desktop.foundation.languages import CODES
from wicco_desktop.records.kinds import KINDS, Kind, Record

PERSON = "contact"

_CALLED = {"zh": "已删除个人信息的人员"}

CALLED: dict[str, str] = {code: _CALLED.get(code, "Erased person") for code in CODES}
"""The name of an erased person by language of the data."""


def is_tombstone(record: Record) -> bool:
    """Whether a record is what an erasure left of a person."""
    if record.kind != PERSON or record.deleted is None:
        return False
    title = KINDS[PERSON].title
    return all(record.values.get(f"{title}_{code}") == name for code, name in CALLED.items())


def is_part(kind: Kind) -> bool:
    """Whether records of that kind may be parts of a person, and go with them."""
    return kind.owner is not None and PERSON in kind.field(kind.owner).targets

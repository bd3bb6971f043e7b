"""Whether a database is built as the steps build it: no trigger, view or table of anybody else's.

What lies in a file is executed by the library: a trigger of a hostile file would run with our
writes, a view in place of a table would answer our questions. So nothing is asked of a file, and
nothing written into it, before its schema is seen to be ours.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from contextlib import closing
from typing import Any

from wicco_desktop.foundation.errors import UsageError
from wicco_desktop.foundation.messages import N_
from wicco_desktop.store import driver, migrations, sealing_secret

KNOWN = {
    1: "736de5d590467c5781c2365f8fe6fbbe7f7c08c2f4f5e0984d0b42d4f997bcf6",
    2: "cb64ff93641b9aef43c2907084329c65afe3111956701e722372eb58510749eb",
    3: "79469fd69a9820e931a654e09fcea233f49d9df0c9f20fd787314be551317907",
    4: "93c98fa2a585abb0547fdedbbd5cb86a0ad64fb028341068b48ec85afe94ad37",
}
"""The digest of the schema that the steps up to a number make: compared in a third of a
millisecond, where making it anew in memory takes ten. Optional; ``digest_of(built(n))``."""

_ASKED = "SELECT type, name, tbl_name, sql FROM sqlite_schema"
_OF_THE_LIBRARY = {"sqlite_sequence", "sqlite_stat1", "sqlite_stat4"}
"""Tables that SQLite makes by itself, or when somebody had it look at its indexes."""
_MOST_NAMED = 3
_LONGEST_NAME = 60

Entry = tuple[str, str, str, str]
"""Type, name, table and statement of a part of a schema."""


class ForeignSchemaError(UsageError):
    """A file that says it is ours, and is not built so."""


def refuse_foreign(connection: Any, version: int, file: str) -> None:
    """Raise ForeignSchemaError unless the file is built as one of that version is.

    ``connection`` is one of the library's own. Reads only.
    """
    found = entries(connection)
    if KNOWN.get(version) == digest_of(found):
        return
    wanted = built(version)
    if found == wanted:
        return
    other = sorted(found ^ wanted)
    named = dict.fromkeys(f"{kind} {name[:_LONGEST_NAME]}" for kind, name, _table, _sql in other)
    raise ForeignSchemaError(
        N_(
            "{file} is not built as this program builds a database ({parts}), so it is not "
            "opened. Nothing in it was changed."
        ),
        file=file,
        parts=", ".join(list(named)[:_MOST_NAMED]) + (" …" if len(named) > _MOST_NAMED else ""),
    )


def entries(connection: Any) -> frozenset[Entry]:
    """The parts of a schema, without those of the library itself and of an encrypted database."""
    return frozenset(
        (str(kind), str(name), str(table), _plain(sql))
        for kind, name, table, sql in connection.execute(_ASKED)
        if not (kind == "table" and name in _OF_THE_LIBRARY)
        and (name, _plain(sql)) != (sealing_secret.TABLE, sealing_secret.STATEMENT)
    )


def built(version: int) -> frozenset[Entry]:
    """What the steps up to a number make."""
    with closing(driver.in_memory()) as connection:
        for number in range(1, version + 1):
            for statement in migrations.step(number).STATEMENTS:
                connection.execute(statement)
        return entries(connection)


def digest_of(parts: Iterable[Entry]) -> str:
    """One number for a schema."""
    return hashlib.sha256(json.dumps(sorted(parts)).encode()).hexdigest()


def _plain(sql: object) -> str:
    """A statement without what makes no difference."""
    return " ".join(str(sql or "").split())

"""Whether a row beside the records says something that this program understands.

For what a check cannot compare with anything: transactions, exports, returned workbooks.
"""

from __future__ import annotations

import contextlib
import json
import zlib
from collections.abc import Callable, Mapping
from typing import Any

from wicco_desktop.foundation.clock import parse_moment
from wicco_desktop.store import changelog, exports
from wicco_desktop.store.tables import EXPORT, EXPORT_SHEET, RETURNED_VALUE, TRANSACTION

Row = Mapping[str, Any]


def is_readable(table: str, row: Row) -> bool:
    """Whether what a row of a table holds can be read."""
    read = _READ.get(table)
    if read is None:
        return True
    with contextlib.suppress(ValueError, KeyError, TypeError, AttributeError, zlib.error):
        read(row)
        return True
    return False


def is_moment(text: object) -> bool:
    """Whether it is a moment as stored."""
    with contextlib.suppress(ValueError, TypeError):
        parse_moment(text)  # type: ignore[arg-type]
        return True
    return False


def _transaction(row: Row) -> None:
    parse_moment(row["at"])
    changelog.decode_message(row["summary"])


def _export(row: Row) -> None:
    parse_moment(row["at"])
    changelog.decode_message(row["told"])


def _sheet(row: Row) -> None:
    columns = json.loads(row["columns"])
    if not isinstance(columns, list) or len(exports.unpacked(row["records"])) != row["count"]:
        raise ValueError(row["count"])


def _value(row: Row) -> None:
    changelog.decode(row["base"])
    changelog.decode(row["theirs"])


_READ: dict[str, Callable[[Row], None]] = {
    TRANSACTION.name: _transaction,
    EXPORT.name: _export,
    EXPORT_SHEET.name: _sheet,
    RETURNED_VALUE.name: _value,
}

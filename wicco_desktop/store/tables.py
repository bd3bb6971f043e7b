"""The tables beside the records': the change log and the search index's directory.

Declared here for queries; made by the migrations, which never import this module.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text

from wicco_desktop.records import METADATA

TRANSACTION = Table(
    "log_transaction",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("at", String(24), nullable=False),
    Column("who", Text, nullable=False),
    Column("device", String(36), nullable=False),
    Column("device_name", Text, nullable=False),
    Column("through", String(16), nullable=False),
    Column("summary", Text, nullable=True),
    Column("reverses", Integer, ForeignKey("log_transaction.id"), nullable=True, index=True),
    Index("ix_log_transaction_device", "device", "id"),
    sqlite_autoincrement=True,
)
"""One row a write. ``id`` only grows: it is the order of the log, whatever the clock says."""

CHANGE = Table(
    "log_change",
    METADATA,
    Column("n", Integer, primary_key=True, autoincrement=True),
    Column("transaction", Integer, ForeignKey("log_transaction.id"), nullable=False, index=True),
    Column("kind", String(32), nullable=False),
    Column("record", String(36), nullable=False),
    Column("field", String(64), nullable=True),
    Column("old", Text, nullable=True),
    Column("new", Text, nullable=True),
    Column("source", Text, nullable=True),
    Index("ix_log_change_record", "record", "n"),
    sqlite_autoincrement=True,
)
"""An edit is one row a column; a new record one row with ``field`` NULL and all values in ``new``.

Values are JSON. ``source`` says where a value came from (sheet and cell of a workbook).
"""

SEARCH_ENTRY = Table(
    "search_entry",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("record", String(36), nullable=False, unique=True),
    Column("kind", String(32), nullable=False),
)
"""Which record a row of the full text index stands for."""

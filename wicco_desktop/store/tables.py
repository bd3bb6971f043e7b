"""The tables beside the records': change log, search index, workbooks out and in, merges, erasures.

Declared here for queries; made by the migrations, which never import this module.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
)

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

EXPORT = Table(
    "export",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("at", String(24), nullable=False, index=True),
    Column("who", Text, nullable=False),
    Column("device_name", Text, nullable=False),
    Column("file", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("headings", String(16), nullable=False),
    Column("told", Text, nullable=False),
)
"""A workbook that went out: when, by whom, and the place in the log whose values it carries."""

EXPORT_SHEET = Table(
    "export_sheet",
    METADATA,
    Column("export", String(36), ForeignKey("export.id"), primary_key=True),
    Column("kind", String(32), primary_key=True),
    Column("columns", Text, nullable=False),
    Column("count", Integer, nullable=False),
    Column("records", LargeBinary, nullable=False),
)
"""The records of one kind in an export: paths of the columns as JSON, ids packed."""

RETURNED_WORKBOOK = Table(
    "returned_workbook",
    METADATA,
    Column("transaction", Integer, ForeignKey("log_transaction.id"), primary_key=True),
    Column("digest", String(64), nullable=False, index=True),
    Column("file", Text, nullable=False),
    Column("export", String(36), nullable=True, index=True),
)
"""A workbook that came back and was applied by that transaction.

``export`` may be one that this database never made: it is no foreign key.
"""

RETURNED_VALUE = Table(
    "returned_value",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column(
        "transaction",
        Integer,
        ForeignKey("returned_workbook.transaction"),
        nullable=False,
        index=True,
    ),
    Column("kind", String(32), nullable=False),
    Column("record", String(36), nullable=False),
    Column("path", Text, nullable=False),
    Column("base", Text, nullable=True),
    Column("theirs", Text, nullable=True),
    Column("open", Boolean, nullable=False, index=True),
    Column("cell", Text, nullable=False),
    Index("ix_returned_value_record", "record", "path"),
)
"""What became of one cell of it: undecided (``open``) or dealt with. Values are JSON."""

WORKBOOK_MAPPING = Table(
    "workbook_mapping",
    METADATA,
    Column("shape", Text, primary_key=True),
    Column("mapping", Text, nullable=False),
)
"""How workbooks of a shape were read last; a convenience, not logged."""

MERGED_RECORD = Table(
    "merged_record",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("kind", String(32), nullable=False),
    Column("record", String(36), nullable=False, index=True),
    Column("survivor", String(36), nullable=False, index=True),
    Column("deleted", String(24), nullable=False),
    Column("transaction", Integer, ForeignKey("log_transaction.id"), nullable=False, index=True),
)
"""A record that a transaction merged into another. It stands for the survivor as long as it is
deleted since the very moment ``deleted``: so an undo, a redo and a restoration need no more."""

DISTINCT_PAIR = Table(
    "distinct_pair",
    METADATA,
    Column("first", String(36), primary_key=True),
    Column("second", String(36), primary_key=True),
    Column("kind", String(32), nullable=False, index=True),
    Column("at", String(24), nullable=False),
    Column("who", Text, nullable=False),
)
"""Two records that somebody said are not the same, the lesser id first; not logged."""

ERASED_RECORD = Table(
    "erased_record",
    METADATA,
    Column("record", String(36), primary_key=True),
    Column("kind", String(32), nullable=False),
    Column("transaction", Integer, ForeignKey("log_transaction.id"), nullable=False, index=True),
    Column("file", String(64), nullable=True),
    Column("swept", Boolean, nullable=False, index=True),
)
"""A record whose values were erased for good, and the transaction that says so.

``swept``: neither a page of the file nor the folder of attachments holds anything of it any more;
``file`` is the attachment that is still to be removed.
"""

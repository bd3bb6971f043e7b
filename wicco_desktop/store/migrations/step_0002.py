"""Schema 2: exports, what became of returned workbooks, remembered mappings."""

STATEMENTS = (
    """
    CREATE TABLE export (
    id VARCHAR(36) NOT NULL,
    at VARCHAR(24) NOT NULL,
    who TEXT NOT NULL,
    device_name TEXT NOT NULL,
    file TEXT NOT NULL,
    position INTEGER NOT NULL,
    headings VARCHAR(16) NOT NULL,
    told TEXT NOT NULL,
    CONSTRAINT pk_export PRIMARY KEY (id)
)
    """,
    """
    CREATE INDEX ix_export_at ON export (at)
    """,
    """
    CREATE TABLE export_sheet (
    export VARCHAR(36) NOT NULL,
    kind VARCHAR(32) NOT NULL,
    columns TEXT NOT NULL,
    count INTEGER NOT NULL,
    records BLOB NOT NULL,
    CONSTRAINT pk_export_sheet PRIMARY KEY (export, kind),
    CONSTRAINT fk_export_sheet_export FOREIGN KEY(export)
        REFERENCES export (id)
)
    """,
    """
    CREATE TABLE returned_workbook (
    "transaction" INTEGER NOT NULL,
    digest VARCHAR(64) NOT NULL,
    file TEXT NOT NULL,
    export VARCHAR(36),
    CONSTRAINT pk_returned_workbook PRIMARY KEY ("transaction"),
    CONSTRAINT fk_returned_workbook_transaction FOREIGN KEY("transaction")
        REFERENCES log_transaction (id)
)
    """,
    """
    CREATE INDEX ix_returned_workbook_digest ON returned_workbook (digest)
    """,
    """
    CREATE INDEX ix_returned_workbook_export ON returned_workbook (export)
    """,
    """
    CREATE TABLE returned_value (
    id INTEGER NOT NULL,
    "transaction" INTEGER NOT NULL,
    kind VARCHAR(32) NOT NULL,
    record VARCHAR(36) NOT NULL,
    path TEXT NOT NULL,
    base TEXT,
    theirs TEXT,
    open BOOLEAN NOT NULL,
    cell TEXT NOT NULL,
    CONSTRAINT pk_returned_value PRIMARY KEY (id),
    CONSTRAINT fk_returned_value_transaction FOREIGN KEY("transaction")
        REFERENCES returned_workbook ("transaction")
)
    """,
    """
    CREATE INDEX ix_returned_value_open ON returned_value (open)
    """,
    """
    CREATE INDEX ix_returned_value_record ON returned_value (record, path)
    """,
    """
    CREATE INDEX ix_returned_value_transaction ON returned_value ("transaction")
    """,
    """
    CREATE TABLE workbook_mapping (
    shape TEXT NOT NULL,
    mapping TEXT NOT NULL,
    CONSTRAINT pk_workbook_mapping PRIMARY KEY (shape)
)
    """,
)

"""Schema 3: records merged into others, and pairs that somebody said are not the same."""

STATEMENTS = (
    """
    CREATE TABLE merged_record (
    id INTEGER NOT NULL,
    kind VARCHAR(32) NOT NULL,
    record VARCHAR(36) NOT NULL,
    survivor VARCHAR(36) NOT NULL,
    deleted VARCHAR(24) NOT NULL,
    "transaction" INTEGER NOT NULL,
    CONSTRAINT pk_merged_record PRIMARY KEY (id),
    CONSTRAINT fk_merged_record_transaction FOREIGN KEY("transaction")
        REFERENCES log_transaction (id)
)
    """,
    """
    CREATE INDEX ix_merged_record_record ON merged_record (record)
    """,
    """
    CREATE INDEX ix_merged_record_survivor ON merged_record (survivor)
    """,
    """
    CREATE INDEX ix_merged_record_transaction ON merged_record ("transaction")
    """,
    """
    CREATE TABLE distinct_pair (
    first VARCHAR(36) NOT NULL,
    second VARCHAR(36) NOT NULL,
    kind VARCHAR(32) NOT NULL,
    at VARCHAR(24) NOT NULL,
    who TEXT NOT NULL,
    CONSTRAINT pk_distinct_pair PRIMARY KEY (first, second)
)
    """,
    """
    CREATE INDEX ix_distinct_pair_kind ON distinct_pair (kind)
    """,
)

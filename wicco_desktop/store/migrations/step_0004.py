"""Schema 4: people who were erased."""

STATEMENTS = (
    """
    CREATE TABLE erased_record (
    record VARCHAR(36) NOT NULL,
    kind VARCHAR(32) NOT NULL,
    "transaction" INTEGER NOT NULL,
    file VARCHAR(64),
    swept BOOLEAN NOT NULL,
    CONSTRAINT pk_erased_record PRIMARY KEY (record),
    CONSTRAINT fk_erased_record_transaction FOREIGN KEY("transaction")
        REFERENCES log_transaction (id)
)
    """,
    """
    CREATE INDEX ix_erased_record_swept ON erased_record (swept)
    """,
    """
    CREATE INDEX ix_erased_record_transaction ON erased_record ("transaction")
    """,
)

"""Schema 3: records merged into others, pairs that are not the same, and a quicker search index.

Names have more keys than before, so that words of three letters have a list of their own, too;
what upgrades fills the new index.
"""

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
    "DROP TABLE search_text",
    "DELETE FROM search_entry",
    """
    CREATE VIRTUAL TABLE search_text USING fts5(
    title, named, body,
    content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2', prefix='1 2 3'
)
    """,
)

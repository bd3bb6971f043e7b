"""Where records live: one write path, the change log, queries, search, drafts, backups.

``Store`` is what services use. Nothing outside this package knows that it is SQLite.
"""

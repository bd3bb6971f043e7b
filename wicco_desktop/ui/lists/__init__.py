"""Lists of records of any length: rows fetched as they come into view."""

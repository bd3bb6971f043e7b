"""The quiet column: what surrounds the record shown, and its history."""

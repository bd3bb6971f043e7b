"""Backups in the window: when they are made, the list of them, taking one back."""

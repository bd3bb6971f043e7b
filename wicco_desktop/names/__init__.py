"""People's names across scripts: keys to find them by, the order they sort in. Pure."""

from wicco_desktop.names.romanise import keys, sort_key

__all__ = ["keys", "sort_key"]

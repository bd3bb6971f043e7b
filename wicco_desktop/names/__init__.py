"""People's names across scripts: romanisation, keys to find them by, the order they sort in. Pure.

Nothing heavy is imported with it; the dictionary of readings loads when a character is first read.
"""

from wicco_desktop.names.comparing import compare
from wicco_desktop.names.keys import all_initials, han_runs, initials, keys, latin_words
from wicco_desktop.names.matches import NameMatch, Verdict
from wicco_desktop.names.order import sort_key
from wicco_desktop.names.surnames import family_name

__all__ = [
    "NameMatch",
    "Verdict",
    "all_initials",
    "compare",
    "family_name",
    "han_runs",
    "initials",
    "keys",
    "latin_words",
    "sort_key",
]

"""People's names across scripts: whether two are one person's, their keys, their order. Pure.

Nothing heavy is imported with it: what compares names loads with the first comparison, the tables
of readings when a character is first read.
"""

from wicco_desktop.names.keys import (
    all_initials,
    han_runs,
    initials,
    keys,
    latin_words,
    read_keys,
)
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
    "match_keys",
    "read_keys",
    "sort_key",
]


def compare(a: str, b: str) -> NameMatch:
    """How sure two names are one person's, and why; the order of the two does not matter.

    Either may be in Chinese, in Latin letters or both, with forms of address, a comma, initials.
    Any text may come; what holds no letter is like nothing.
    """
    from wicco_desktop.names.comparing import compare_names

    return compare_names(a, b)


def match_keys(name: str) -> frozenset[str]:
    """The keys by which the duplicate finder brings names together that may be one person's.

    Names that compare as one nearly always share one. A family name alone has none.
    """
    from wicco_desktop.names.matching_keys import keys_to_match

    return keys_to_match(name)

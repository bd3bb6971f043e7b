"""What a backup is called and what it holds, in the words of the list."""

from __future__ import annotations

from datetime import datetime

from wicco_desktop.foundation.formats import format_ago, format_moment, format_number
from wicco_desktop.foundation.messages import N_
from wicco_desktop.records import KINDS
from wicco_desktop.store.archive_manifest import Manifest
from wicco_desktop.ui.language import LanguageSwitch

SHORT = ("contact", "organisation", "meeting", "note", "follow_up", "delegation", "event")
"""The kinds that a person looks for first; what links them is left to the whole list."""


def when(moment: datetime, now: datetime, switch: LanguageSwitch) -> str:
    """The local moment, and how long ago where that is not long."""
    shown = format_moment(moment, switch.language)
    ago = format_ago(moment, now, switch.language)
    # Translators: when a backup was made: {moment} "23 Nov 2022 10:05", {ago} "5 min ago".
    joined = N_("{moment} · {ago}")
    return shown if ago in shown else switch.tr(joined, moment=shown, ago=ago)


def holds(manifest: Manifest, switch: LanguageSwitch, *, whole: bool = False) -> str:
    """How many records there are of each kind, ``whole``: of every kind; those without left out."""
    rest = [key for key in KINDS if key not in SHORT] if whole else []
    # Translators: how many there are of something in a backup: "Contacts 1,203".
    one = N_("{what} {count}")
    told = []
    for kind in (KINDS[key] for key in (*SHORT, *rest)):
        count = manifest.records.get(kind.plural, 0)
        if count:
            number = format_number(count, switch.language)
            told.append(switch.tr(one, what=switch.tr(kind.labels), count=number))
    return " · ".join(told) or switch.tr(N_("no records yet"))

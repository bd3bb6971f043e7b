"""The sentences about an erasure: what goes, what stays, which backups hold the person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from wicco_desktop.foundation.formats import format_date, format_moment
from wicco_desktop.foundation.messages import N_, NN_, Message
from wicco_desktop.services.erasing import About, HeldBackup
from wicco_desktop.ui.language import LanguageSwitch

_COUNTED: Mapping[str, tuple[str, str]] = {
    "affiliation": NN_("{count} post", "{count} posts"),
    "attachment": NN_("{count} file", "{count} files"),
    "topic_link": NN_("{count} link to a topic", "{count} links to topics"),
    "attendance": NN_("{count} attendance at a meeting", "{count} attendances at meetings"),
    "delegation_member": NN_("{count} place in a delegation", "{count} places in delegations"),
    "note": NN_("{count} note as the speaker", "{count} notes as the speaker"),
    "follow_up": NN_("{count} follow-up as the owner", "{count} follow-ups as the owner"),
}
_WHOLE = ("affiliation", "attachment", "topic_link")

MOST = 6
"""Backups named one by one; more are counted."""


def going(about: About, switch: LanguageSwitch) -> Iterator[str]:
    """What is erased, a sentence each."""
    yield switch.tr(
        N_("Every field of the contact, in all languages, and all that it ever held (history).")
    )
    if about.merged:
        one, many = NN_(
            "{count} record that was merged into this one.",
            "{count} records that were merged into this one.",
        )
        yield switch.ntr(one, many, about.merged)
    parts = list(_counted(about, switch, whole=True))
    if parts:
        alone = N_("What belongs to the person alone: {parts}.")
        yield switch.tr(alone, parts=_joined(parts, switch))
    yield switch.tr(N_("What is being typed, the search index, and what returned workbooks said."))


def staying(about: About, switch: LanguageSwitch) -> Iterator[str]:
    """What is kept, a sentence each."""
    parts = list(_counted(about, switch, whole=False))
    if parts:
        yield switch.tr(
            N_("Without name, role and remarks, as “Erased person”: {parts}."),
            parts=_joined(parts, switch),
        )
    yield switch.tr(
        N_("Texts that others wrote. Those that mention the person are listed when it is done.")
    )


def out_of_reach(switch: LanguageSwitch) -> str:
    """What this program cannot erase."""
    return switch.tr(
        N_(
            "Exported workbooks, printed minutes and copies on other disks are not reached. If an "
            "older backup is restored, the person is back: erase them again."
        )
    )


def held(backups: Iterable[HeldBackup], switch: LanguageSwitch) -> Iterator[str]:
    """The backups that hold the person, a line each; of many the rest is counted."""
    listed = list(backups)
    language = switch.language
    for backup in listed[:MOST]:
        if backup.moment is None or backup.until is None:
            yield switch.tr(N_("{file}, until somebody deletes it"), file=backup.file.name)
            continue
        yield switch.tr(
            # Translators: a backup: when it was made, and when the program deletes it.
            N_("of {moment}, kept until {until} at the latest"),
            moment=format_moment(backup.moment, language),
            until=format_date(backup.until.date().isoformat(), language),
        )
    if len(listed) > MOST:
        one, many = NN_("and {count} more", "and {count} more")
        yield switch.ntr(one, many, len(listed) - MOST)


def last_day(backups: Iterable[HeldBackup], switch: LanguageSwitch) -> str:
    """When the last backup that the program keeps by itself is gone, in a sentence; or none."""
    days = [backup.until for backup in backups if backup.until is not None]
    if len(days) < 2:
        return ""  # the line of the only one says so
    until = format_date(max(days).date().isoformat(), switch.language)
    return switch.tr(N_("The program deletes the last of them by {until}."), until=until)


def _counted(about: About, switch: LanguageSwitch, *, whole: bool) -> Iterator[str]:
    for kind, count in about.counts.items():
        if kind in _COUNTED and (kind in _WHOLE) is whole:
            yield switch.ntr(*_COUNTED[kind], count)


def _joined(parts: list[str], switch: LanguageSwitch) -> str:
    joined: str | Message = parts[0]
    for part in parts[1:]:
        joined = Message(N_("{first}, {others}"), {"first": joined, "others": part})
    return switch.text(joined)

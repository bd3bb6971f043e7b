"""The nine sections of the window, in the order of the navigation and of Ctrl+1…9."""

from __future__ import annotations

from dataclasses import dataclass

from wicco_desktop.foundation.messages import N_


@dataclass(frozen=True, slots=True)
class Section:
    """One entry of the navigation. ``kind`` is what it lists; its records are counted there."""

    key: str
    label: str
    icon: str
    kind: str | None = None


SECTIONS: tuple[Section, ...] = (
    Section("today", N_("Today"), "calendar-check"),
    Section("meetings", N_("Meetings"), "presentation", "meeting"),
    Section("contacts", N_("Contacts"), "users", "contact"),
    Section("organisations", N_("Organisations"), "building-2", "organisation"),
    Section("delegations", N_("Delegations"), "plane", "delegation"),
    Section("events", N_("Events"), "calendar-days", "event"),
    Section("follow_ups", N_("Follow-ups"), "list-checks", "follow_up"),
    Section("exchange", N_("Exchange"), "arrow-left-right"),
    # Translators: the place deleted records lie in until they are restored.
    Section("trash", N_("Trash"), "trash-2"),
)

KIND_ICONS = {section.kind: section.icon for section in SECTIONS if section.kind} | {
    "note": "message-square",
    "attachment": "paperclip",
    "topic": "tags",
    "affiliation": "users",
    "attendance": "users",
}

NEW_LABELS = {
    "meeting": N_("New meeting"),
    "contact": N_("New contact"),
    "organisation": N_("New organisation"),
    "delegation": N_("New delegation"),
    "event": N_("New event"),
    "follow_up": N_("New follow-up"),
}
"""What the button for a new record says, by kind."""


DUPLICATES = "duplicates"
"""The page of records that may be there twice: no section of its own, but of the window."""


def marked(key: str, kinds: tuple[str, ...]) -> str:
    """The section that the navigation marks while a page is shown: its own, or that of its kind."""
    if any(section.key == key for section in SECTIONS):
        return key
    return next((found for kind in kinds if (found := section_of(kind))), SECTIONS[0].key)


def section_of(kind: str) -> str | None:
    """The section that lists the records of a kind, None for one that has none."""
    return next((section.key for section in SECTIONS if section.kind == kind), None)


def icon_of(kind: str) -> str:
    """The icon of a record kind."""
    return KIND_ICONS.get(kind, "link")

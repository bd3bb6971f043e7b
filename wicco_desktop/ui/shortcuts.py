"""Every shortcut in one table: the window makes its actions from it, F1 shows it."""

from __future__ import annotations

import sys
from dataclasses import dataclass

from PySide6.QtGui import QKeySequence

from wicco_desktop.foundation.messages import N_
from wicco_desktop.ui.key_names import NAMES
from wicco_desktop.ui.sections import SECTIONS

ANYWHERE, RECORDS, COMPOSER = N_("Anywhere"), N_("Lists and records"), N_("Notes of a meeting")
RETURNED, TWICE = N_("Returned workbook"), N_("Duplicates")


@dataclass(frozen=True, slots=True)
class Shortcut:
    """Keys (in Qt's portable form) and what they do. ``window``: the window itself listens."""

    id: str
    keys: tuple[str, ...]
    label: str
    group: str = ANYWHERE
    window: bool = True


SHORTCUTS: tuple[Shortcut, ...] = (
    Shortcut("search", ("Ctrl+K",), N_("Search everything")),
    Shortcut("new", ("Ctrl+N",), N_("New record of this kind")),
    *(
        Shortcut(f"section_{section.key}", (f"Ctrl+{number}",), section.label)
        for number, section in enumerate(SECTIONS, start=1)
    ),
    Shortcut("undo", ("Ctrl+Z",), N_("Undo: first the typing, then the last change")),
    Shortcut("redo", ("Ctrl+Shift+Z", "Ctrl+Y"), N_("Redo")),
    Shortcut("back", ("Alt+Left",), N_("Back to the record before")),
    Shortcut("forward", ("Alt+Right",), N_("Forward")),
    Shortcut("history", ("Ctrl+H",), N_("History of the record")),
    Shortcut("print", ("Ctrl+P",), N_("Print")),
    Shortcut("open_workbook", ("Ctrl+O",), N_("Open a returned workbook")),
    Shortcut("export", ("Ctrl+E",), N_("Export to a workbook")),
    Shortcut("settings", ("Ctrl+,",), N_("Settings")),
    Shortcut("lock", ("Ctrl+Shift+L",), N_("Lock the window")),
    Shortcut("shortcuts", ("F1",), N_("Keyboard shortcuts")),
    Shortcut("quit", ("Ctrl+Q",), N_("Quit")),
    Shortcut("save_and_new", ("Ctrl+Return",), N_("Save and new"), RECORDS, window=False),
    Shortcut("rename", ("F2",), N_("Rename"), RECORDS, window=False),
    Shortcut(
        "pin", ("Ctrl+Shift+P",), N_("Keep a field for the next record"), RECORDS, window=False
    ),
    Shortcut("post", ("Ctrl+Shift+N",), N_("Contact: add a post"), RECORDS, window=False),
    Shortcut(
        "open_likely",
        ("Ctrl+Shift+O",),
        N_("New record: open the one it looks like"),
        RECORDS,
        window=False,
    ),
    Shortcut("right", ("Ctrl+Shift+T",), N_("Translation is still right"), RECORDS, window=False),
    Shortcut(
        "group",
        ("Alt+Up", "Alt+Down"),
        N_("List: to the group before or after, letter by letter"),
        RECORDS,
        window=False,
    ),
    Shortcut("delete", ("Del",), N_("Move to Trash"), RECORDS, window=False),
    Shortcut("done", ("Space",), N_("Follow-up done, or open again"), RECORDS, window=False),
    Shortcut("drop", ("D",), N_("Follow-up dropped, or open again"), RECORDS, window=False),
    Shortcut("role", ("R",), N_("Role of a member of a delegation"), RECORDS, window=False),
    Shortcut("meeting_on_day", ("N",), N_("Programme: meeting on this day"), RECORDS, window=False),
    Shortcut("restore", ("Return",), N_("In the Trash: restore"), RECORDS, window=False),
    Shortcut("note", ("Return",), N_("Pick the speaker; end the note"), COMPOSER, window=False),
    Shortcut("decision", ("Ctrl+D",), N_("Make the note a decision"), COMPOSER, window=False),
    Shortcut("follow_up", ("Ctrl+U",), N_("Make the note a follow-up"), COMPOSER, window=False),
    Shortcut("translate", ("Ctrl+T",), N_("The other language"), COMPOSER, window=False),
    Shortcut(
        "move",
        ("Alt+Up", "Alt+Down"),
        N_("Move the note up or down"),
        COMPOSER,
        window=False,
    ),
    Shortcut("theirs", ("P",), N_("Take the partner’s value"), RETURNED, window=False),
    Shortcut("ours", ("O",), N_("Keep our value"), RETURNED, window=False),
    Shortcut("another", ("E",), N_("Type another value"), RETURNED, window=False),
    Shortcut(
        "row", ("Shift+P", "Shift+O"), N_("The same for the whole row"), RETURNED, window=False
    ),
    Shortcut(
        "column",
        ("Ctrl+Shift+P", "Ctrl+Shift+O"),
        N_("The same for the whole column"),
        RETURNED,
        window=False,
    ),
    Shortcut(
        "everything",
        ("Alt+Shift+P", "Alt+Shift+O"),
        N_("The same for everything"),
        RETURNED,
        window=False,
    ),
    Shortcut(
        "accept",
        ("Space",),
        N_("Accept or skip the row; on a cell: theirs or ours"),
        RETURNED,
        window=False,
    ),
    Shortcut(
        "waiting", ("N", "Shift+N"), N_("Next or previous that needs you"), RETURNED, window=False
    ),
    Shortcut("filter", ("F",), N_("Choose which rows are shown"), RETURNED, window=False),
    Shortcut("needs", ("Shift+F",), N_("Only what needs you, or all"), RETURNED, window=False),
    Shortcut("mapping", ("M",), N_("What the column is taken for"), RETURNED, window=False),
    Shortcut("answer", ("Return",), N_("Answer: same person, new post …"), RETURNED, window=False),
    Shortcut("leave", ("Esc",), N_("Back"), RETURNED, window=False),
    Shortcut("compare", ("Return",), N_("Choose field by field"), TWICE, window=False),
    Shortcut("merge", ("M",), N_("Merge into one"), TWICE, window=False),
    Shortcut("apart", ("N",), N_("Not the same"), TWICE, window=False),
    Shortcut("swap", ("S",), N_("Keep the other one"), TWICE, window=False),
    Shortcut(
        "choose",
        ("Left", "Right", "B"),
        N_("Field: take the first, the second, both"),
        TWICE,
        window=False,
    ),
)

BY_ID = {shortcut.id: shortcut for shortcut in SHORTCUTS}


def shown_keys(keys: str) -> str:
    """The keys as the keyboard names them, in every language: ``Ctrl+Enter``, on a Mac ``⌘↩``."""
    if sys.platform == "darwin":
        return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    return "+".join(NAMES.get(key, key) for key in keys.split("+"))

"""What the composer says about its state: the kind, the question, the keys. Message ids, pure."""

from __future__ import annotations

from wicco_desktop.foundation.languages import language
from wicco_desktop.foundation.messages import N_, Message
from wicco_desktop.records.note import NOTE_KINDS
from wicco_desktop.services.composing import STATEMENT, Composition, Step
from wicco_desktop.services.note_rows import MEANINGS


def badge(now: Composition) -> tuple[str, str]:
    """The kind's label and its colour; both empty for a statement."""
    if now.kind == STATEMENT:
        return "", ""
    return NOTE_KINDS[now.kind], MEANINGS.get(now.kind, "")


def question(now: Composition) -> str:
    """What the line asks for besides the note."""
    match now.step:
        case Step.OWNER:
            # Translators: before the line into which the owner of a follow-up is typed.
            return N_("Owner:")
        case Step.DUE:
            # Translators: before the line into which the due date of a follow-up is typed.
            return N_("Due:")
    return ""


def hint(now: Composition, example: str) -> Message | None:
    """What stands in the empty line. ``example`` is what may be typed to pick a speaker."""
    match now.step:
        case Step.OWNER:
            return Message(N_("who does it · ↵ nobody yet · Esc back to the text"))
        case Step.DUE:
            return Message(N_("9 Dec, +7, next Friday … · ↵ no date yet"))
        case Step.PASTE:
            return None
    if now.at_second:
        return Message(N_("the same in the other language · ↵ ends the note · Ctrl+T back"))
    if not example:
        return Message(
            N_(
                "A note · @name ↵ picks the speaker · Ctrl+D decision · Ctrl+U follow-up · "
                "Ctrl+T other language"
            )
        )
    # Translators: {initials} are those of somebody present; ↵ is the Enter key.
    return Message(
        N_(
            "{initials} ↵ picks the speaker · Ctrl+D decision · Ctrl+U follow-up · "
            "Ctrl+T other language"
        ),
        {"initials": example},
    )


def side_name(now: Composition, default: str) -> str:
    """The language of the side that is written now, where both have been begun."""
    if now.step is not Step.NOTE or not (now.at_second or now.second):
        return ""
    return language(now.language(default)).own_name

"""The line at the foot of a meeting that takes everything said: what each key makes of it. Pure.

One ``Composition`` is the whole state of the line; each key gives another one. Nothing here knows
a widget or the database: whoever shows the line finds the people, this decides what Enter means.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from wicco_desktop.foundation.identifiers import new_id
from wicco_desktop.foundation.language_guess import guess_language
from wicco_desktop.foundation.languages import others
from wicco_desktop.foundation.text import clean
from wicco_desktop.services.notes import NewFollowUp, NewNote

EVERYONE = ("@", "＠")
"""What a text begins with that searches everyone for the speaker."""

STATEMENT, DECISION, FOLLOW_UP = "statement", "decision", "follow_up"


class Step(StrEnum):
    """What the line asks for."""

    NOTE = "note"
    OWNER = "owner"
    DUE = "due"
    PASTE = "paste"
    """Whether what was pasted becomes several notes."""


@dataclass(frozen=True, slots=True)
class Someone:
    """A contact by id; without an id someone only named: a speaker as text, an owner to be made."""

    id: str | None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Picked:
    """What stood there before a word became the speaker, for Esc to bring back."""

    word: str
    before: Someone | None


@dataclass(frozen=True, slots=True)
class Composition:
    """What stands in the line. ``first`` is the text begun with, ``second`` its other language."""

    speaker: Someone | None = None
    kind: str = STATEMENT
    first: str = ""
    second: str = ""
    at_second: bool = False
    literal: bool = False
    """The first word is text, although someone present is called so."""

    step: Step = Step.NOTE
    owner: Someone | None = None
    owner_typed: str = ""
    due_typed: str = ""
    pasted: str = ""
    pasted_at: int = 0
    picked: Picked | None = None

    # What is shown

    @property
    def line(self) -> str:
        """What is being typed now."""
        match self.step:
            case Step.OWNER:
                return self.owner_typed
            case Step.DUE:
                return self.due_typed
            case Step.PASTE:
                return ""
        return self.second if self.at_second else self.first

    @property
    def wanted(self) -> str | None:
        """The name by which someone is looked for, None where a text is being typed."""
        if self.step is Step.OWNER:
            return self.owner_typed.strip()
        if self.step is not Step.NOTE or self.at_second or self.second or self.literal:
            return None
        if self.first.startswith(EVERYONE):
            return self.first[1:].strip()
        word = self.first.strip()
        return word if word and len(word.split()) == 1 else None

    @property
    def among_all(self) -> bool:
        """Whether everyone is meant, not only those present."""
        return self.step is Step.OWNER or self.first.startswith(EVERYONE)

    @property
    def blank(self) -> bool:
        """Whether nothing would be lost if the line were cleared; a speaker stays on anyway."""
        return self == Composition(speaker=self.speaker, picked=self.picked)

    def language(self, default: str) -> str:
        """The language the present side will be stored under, as far as can be told."""
        first, second = languages_of(self.first.strip(), self.second.strip(), default)
        return second if self.at_second else first

    # Typing

    def typed(self, text: str) -> Composition:
        """The text of the line has become another one."""
        match self.step:
            case Step.OWNER:
                return replace(self, owner_typed=text, owner=None)
            case Step.DUE:
                return replace(self, due_typed=text)
            case Step.PASTE:
                return self
        picked = self.picked if not text else None
        if self.at_second:
            return replace(self, second=text, picked=picked)
        return replace(self, first=text, picked=picked, literal=self.literal and bool(text))

    def pasting(self, text: str, at: int) -> Composition:
        """Text that reads as several people's notes was pasted at a place of the line."""
        return replace(self, step=Step.PASTE, pasted=text, pasted_at=at)

    # Keys

    def escape(self) -> Composition:
        """Esc: a name is text after all, a paste is text, a question goes back to the note."""
        match self.step:
            case Step.PASTE:
                here = replace(self, step=Step.NOTE, pasted="", pasted_at=0)
                at, line = self.pasted_at, here.line
                return replace(here.typed(line[:at] + self.pasted + line[at:]), literal=True)
            case Step.OWNER | Step.DUE:
                return replace(self, step=Step.NOTE)
        if self.wanted is not None:
            return replace(self, literal=True)
        if self.picked is not None and not self.line:
            word, before = self.picked.word, self.picked.before
            return replace(
                self, first=word, at_second=False, speaker=before, literal=True, picked=None
            )
        return self

    def backspace(self) -> Composition:
        """Backspace with nothing before the cursor: takes back what stands before the line."""
        match self.step:
            case Step.DUE:
                return replace(self, step=Step.OWNER)
            case Step.OWNER:
                return replace(self, step=Step.NOTE)
            case Step.PASTE:
                return self
        if self.line:
            return self
        if self.at_second:
            return replace(self, at_second=False)
        if self.kind != STATEMENT:
            return replace(self, kind=STATEMENT)
        return replace(self, speaker=None, picked=None)

    def decide(self) -> Composition:
        """Ctrl+D: a decision, or no longer one."""
        if self.step is Step.PASTE:
            return self
        kind = STATEMENT if self.kind == DECISION else DECISION
        return replace(self, kind=kind, step=Step.NOTE)

    def follow_up(self) -> Composition:
        """Ctrl+U: a follow-up, or no longer one. Behind a text it goes on to ask for the owner."""
        if self.step is Step.PASTE:
            return self
        if self.kind == FOLLOW_UP:
            return replace(self, kind=STATEMENT, step=Step.NOTE)
        step = Step.OWNER if self._written() else Step.NOTE
        return replace(self, kind=FOLLOW_UP, step=step)

    def other_language(self) -> Composition:
        """Ctrl+T: the other side of the same note."""
        if self.step is Step.PASTE:
            return self
        return replace(self, at_second=not self.at_second, step=Step.NOTE)

    def pick(self, chosen: Someone) -> Composition:
        """Someone was picked for the name that is typed: the speaker, or the owner."""
        if self.step is Step.OWNER:
            return replace(self, owner=chosen, owner_typed=chosen.name, step=Step.DUE)
        picked = Picked(self.first.strip(), self.speaker)
        return replace(self, speaker=chosen, first="", literal=False, picked=picked)

    def enter(
        self, chosen: Someone | None, parse_date: Callable[[str], str], default: str
    ) -> tuple[Composition, NewNote | None]:
        """Enter: pick who is meant, go to the next question, or end the note.

        ``chosen`` is who is marked among those that fit; ``parse_date`` reads the due date and
        raises UserError for what is none; ``default`` is the language of a text without letters.
        """
        if self.step is Step.PASTE:
            return self, None
        if self.wanted is not None and chosen is not None:
            return self.pick(chosen), None
        if self.step is Step.OWNER:
            # A name nobody has and that is not to be made: stay, so that it is not lost.
            if self.owner_typed.strip() and self.owner is None:
                return self, None
            return replace(self, step=Step.DUE), None
        if self.step is Step.NOTE and self.first.startswith(EVERYONE) and self.wanted:
            return self.pick(Someone(None, self.wanted)), None
        if not self._written():
            return self, None
        if self.kind == FOLLOW_UP and self.step is Step.NOTE:
            return replace(self, step=Step.OWNER), None
        due = parse_date(self.due_typed) if self.due_typed.strip() else None
        return Composition(speaker=self.speaker), self._ended(due, default)

    def paste_added(self) -> Composition:
        """What was pasted has become notes."""
        return replace(self, step=Step.NOTE, pasted="", pasted_at=0)

    def _written(self) -> bool:
        return bool(clean(self.first, multiline=True) or clean(self.second, multiline=True))

    def _ended(self, due: str | None, default: str) -> NewNote:
        first, second = (clean(text, multiline=True) for text in (self.first, self.second))
        codes = languages_of(first, second, default)
        return NewNote(
            {code: text for code, text in zip(codes, (first, second), strict=True) if text},
            speaker=self.speaker.id if self.speaker else None,
            speaker_name=self.speaker.name if self.speaker and not self.speaker.id else None,
            kind=self.kind,
            written_first=codes[0] if first else codes[1],
            follow_up=self._asked(due) if self.kind == FOLLOW_UP else None,
            id=new_id(),
        )

    def _asked(self, due: str | None) -> NewFollowUp:
        if self.owner is None:
            return NewFollowUp(due=due, id=new_id())
        name = "" if self.owner.id else self.owner.name
        return NewFollowUp(self.owner.id or new_id(), due, name, new_id())


@dataclass(frozen=True, slots=True)
class Line:
    """The line with what has left it and is not in the database yet: what a draft keeps."""

    now: Composition = field(default_factory=Composition)
    sent: tuple[tuple[NewNote, ...], ...] = ()
    """Each entry is one transaction."""

    @property
    def blank(self) -> bool:
        """Whether there is nothing to be kept."""
        return self.now.blank and not self.sent


def languages_of(first: str, second: str, default: str) -> tuple[str, str]:
    """The languages of two texts that say the same, each in another one; either may be blank.

    ``default`` is the language of a text of figures only.
    """
    if first:
        code = guess_language(first, default)
        return code, others(code)[0]
    code = guess_language(second, default)
    return (others(code)[0], code) if second else (code, others(code)[0])

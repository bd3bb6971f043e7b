"""Pasted text as attributed notes: 陈局长：…, Mr Chan: …, 决定：…, several lines a speaker.

Nothing of the text is lost: what is no speaker stays in the note as it was.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from wicco_desktop.foundation.language_guess import guess_language
from wicco_desktop.foundation.languages import ENGLISH
from wicco_desktop.foundation.text import clean, is_han
from wicco_desktop.services.speaker_labels import (
    LONGEST_LABEL,
    Known,
    bare_label,
    in_brackets,
    is_speaker,
    kind_of_label,
    nobody,
)

STATEMENT = "statement"


@dataclass(frozen=True, slots=True)
class PastedNote:
    """One note found in pasted text; ``speaker`` is the label as it stood, ``""`` for none."""

    speaker: str
    text: str
    language: str
    kind: str = STATEMENT


@dataclass(frozen=True, slots=True)
class _Line:
    """A line taken apart: its label, if the words before its colon are one, and the rest."""

    text: str
    speaker: str | None = None
    kind: str | None = None
    bulleted: bool = False


_BULLET = re.compile(
    r"^\s*(?:[•·●○▪■◆◇►▶➢]\s*|[-*–—]\s+|\(\d{1,2}\)\s*|（\d{1,2}）\s*|[①-⑳]\s*|\d{1,2}[.)](?=\D)\s*"
    r"|\d{1,2}、\s*|[一二三四五六七八九十]{1,3}、\s*)"
)
_CLOCK = r"(?:上午|下午|晚上)?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?:\s?[ap]m)?"
_DAY = r"(?:\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s+)"
_STAMP = re.compile(rf"^\s*[\[(（【]?{_DAY}?{_CLOCK}[\])）】]?\s*[-–—,，]?\s*", re.IGNORECASE)
_SIGNED = re.compile(rf"^(?P<label>\S.{{0,40}}?)\s+{_DAY}?{_CLOCK}$", re.IGNORECASE)
_LABELLED = re.compile(
    rf"^(?P<label>[^:：\n]{{1,{LONGEST_LABEL}}}?)\s*(?P<colon>[:：])(?P<rest>.*)$"
)
_ENDS = '。！？.!?;；…”"）)』」'
_LONGEST_PARAGRAPH = 2_000
_WRAPPED = 50
"""Width (a Chinese character counts twice) from which a line may have been broken by its margin."""


def pasted_notes(
    text: str, known: Known = nobody, language: str = ENGLISH.code
) -> list[PastedNote]:
    """The notes of a pasted text, in order.

    ``known`` says whether a label names someone present; ``language`` is that of notes without a
    letter. A line without a label belongs to the speaker before it, as a note of its own; only
    after a long line that does not end like a sentence is it the rest of a broken one.
    """
    lines = [line.strip() for line in clean(text, multiline=True).split("\n")]
    times = Counter(label for line in lines for label in _labels(line))
    notes: list[PastedNote] = []
    speaker, heading, broken = "", STATEMENT, False
    for written in lines:
        if not written:
            broken = False
            continue
        line = _taken_apart(written, known, times)
        if line.speaker is not None or line.kind is not None:
            speaker, heading = line.speaker or "", STATEMENT
            if not line.text:
                heading, broken = line.kind or STATEMENT, False
                continue
            notes.append(PastedNote(speaker, line.text, "", line.kind or STATEMENT))
        elif broken and not line.bulleted and len(notes[-1].text) < _LONGEST_PARAGRAPH:
            notes[-1] = replace(notes[-1], text=_joined(notes[-1].text, line.text))
        else:
            notes.append(PastedNote(speaker, line.text, "", heading))
        broken = _is_broken(line.text)
    return [replace(note, language=guess_language(note.text, language)) for note in notes]


def is_attributed(notes: list[PastedNote]) -> bool:
    """Whether pasted text says who spoke or what was decided, so that it is worth taking apart."""
    return any(note.speaker or note.kind != STATEMENT for note in notes)


def _labels(line: str) -> Iterator[str]:
    found = _label(_without_marks(line))
    if found:
        yield bare_label(found["label"])


def _without_marks(line: str) -> str:
    return _STAMP.sub("", _BULLET.sub("", line))


def _label(line: str) -> re.Match[str] | None:
    """The words before the first colon of a line, unless it is that of an address or a time."""
    found = _LABELLED.match(line)
    if found is None or not found["label"].strip():
        return None
    rest = found["rest"]
    if found["colon"] == ":" and (rest.startswith(("//", "\\")) or found["label"][-1].isdigit()):
        return None
    return found


def _taken_apart(written: str, known: Known, times: Counter[str]) -> _Line:
    bulleted = bool(_BULLET.match(written))
    line = _BULLET.sub("", written)
    unstamped = _without_marks(written)
    found = _label(unstamped)
    if found:
        kind = kind_of_label(found["label"])
        if kind:
            owner = bare_label(in_brackets(found["label"]))
            return _Line(found["rest"].strip(), owner, kind, bulleted)
        speaker = bare_label(found["label"])
        if is_speaker(speaker, known, times):
            inner = _label(found["rest"].strip())
            kind = kind_of_label(inner["label"]) if inner else None
            rest = inner["rest"] if inner and kind else found["rest"]
            return _Line(rest.strip(), speaker, kind, bulleted)
    signed = _SIGNED.match(unstamped)
    if signed and is_speaker(bare_label(signed["label"]), known, times):
        return _Line("", bare_label(signed["label"]), None, bulleted)
    return _Line(line or written, bulleted=bulleted)


def _is_broken(line: str) -> bool:
    """Whether a line looks broken by a margin: long, and not ended like a sentence."""
    if line[-1] in _ENDS or len(line) >= _WRAPPED * 4:
        return False
    return len(line) + sum(is_han(char) for char in line) >= _WRAPPED


def _joined(before: str, line: str) -> str:
    """Two lines of one paragraph as one: no space between Chinese characters."""
    close = is_han(before[-1]) or is_han(line[0]) or before[-1] in "，、：；"
    return f"{before}{line}" if close else f"{before} {line}"

"""Texts shown to people: kept as message ids, translated only when shown.

``N_`` marks an id for extraction and returns it unchanged; ``NC_`` does so with a context, for
one English word that is several Chinese ones (*Kind* is 类型 of an organisation, 形式 of a
meeting), ``NN_`` with the two forms of a counted message. A ``Translator`` turns ids into one
language; the interface asks the current one anew whenever it shows a text, so the language can
switch while a window is open.
"""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from wicco_desktop.foundation.han_spacing import spaced
from wicco_desktop.foundation.languages import CHINESE, ENGLISH, Language
from wicco_desktop.foundation.paths import translations_folder

CONTEXT_END = "\x04"
"""What gettext puts between a context and its message in a compiled catalogue."""


def N_(message: str) -> str:
    """Mark a message id for extraction; translated when shown."""
    return message


def NC_(context: str, message: str) -> str:
    """Mark a message id that needs a context to be translated; translated when shown."""
    return f"{context}{CONTEXT_END}{message}"


def NN_(one: str, many: str) -> tuple[str, str]:
    """Mark the two forms of a counted message for extraction, as one message."""
    return one, many


@dataclass(frozen=True, slots=True)
class Message:
    """A message id with its named parameters, so that it can be told in any language.

    A parameter that is itself a Message is translated too. ``plural`` and ``count`` make it a
    counted message; ``count`` is then also a parameter.
    """

    id: str
    parameters: Mapping[str, object] = field(default_factory=dict)
    plural: str | None = None
    count: int = 0


class Noun(Message):
    """A label such as *Affiliation* in a sentence: with a capital only where it begins."""

    __slots__ = ()


def message(id_: str, /, **parameters: object) -> Message:
    """A Message from an id that is marked elsewhere, with named parameters."""
    return Message(id_, parameters)


@lru_cache(maxsize=8)
def _catalogue(language: Language) -> gettext.NullTranslations:
    if language.catalogue is None:
        return gettext.NullTranslations()
    path: Path = translations_folder() / language.catalogue / "LC_MESSAGES" / "wicco.mo"
    try:
        with path.open("rb") as file:
            return gettext.GNUTranslations(file)
    except (OSError, ValueError):
        return gettext.NullTranslations()


class Translator:
    """Message ids to the text of one language. A missing translation falls back to English."""

    def __init__(self, language: Language = ENGLISH) -> None:
        self.language = language
        self._catalogue = _catalogue(language)

    def tr(self, id_: str, /, **parameters: object) -> str:
        """The text of a message id, its ``{named}`` placeholders filled in."""
        text = self._catalogue.gettext(id_)
        if text == id_ and CONTEXT_END in id_:
            text = id_.split(CONTEXT_END, 1)[1]
        return self._fill(text, parameters)

    def ntr(self, singular: str, plural: str, count: int, /, **parameters: object) -> str:
        """A counted text, both forms marked with ``NN_``; ``{count}`` is filled in by itself."""
        text = self._catalogue.ngettext(singular, plural, count)
        return self._fill(text, {"count": count, **parameters})

    def text(self, told: Message | str) -> str:
        """The text of a Message (or of a bare message id)."""
        if isinstance(told, str):
            return self.tr(told)
        if told.plural is not None:
            return self.ntr(told.id, told.plural, told.count, **told.parameters)
        return self.tr(told.id, **told.parameters)

    def _fill(self, text: str, parameters: Mapping[str, object]) -> str:
        if not parameters:
            return text
        shown = {
            name: self._parameter(value, begins=text.startswith(f"{{{name}}}"))
            for name, value in parameters.items()
        }
        if self.language == CHINESE:
            text = spaced(text, shown)
        return text.format_map(shown)

    def _parameter(self, value: object, *, begins: bool) -> object:
        if not isinstance(value, Message):
            return value
        text = self.text(value)
        return text[:1].lower() + text[1:] if isinstance(value, Noun) and not begins else text

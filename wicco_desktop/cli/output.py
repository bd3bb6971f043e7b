"""What the command line prints: text in the user's language, or one JSON document in UTF-8.

Whatever the terminal's encoding cannot show is replaced, never raised.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from typing import Any, TextIO

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.messages import N_, Message, Translator
from wicco_desktop.foundation.reasons import reason_of


class ReaderGone(Exception):  # noqa: N818  (nothing is wrong: whoever read has read enough)
    """Nobody reads what is printed any more."""


class Output:
    """Where a command tells what it did. ``json`` is whether a document was asked for."""

    def __init__(self, translator: Translator, *, json: bool = False) -> None:
        self.translator = translator
        self.json = json

    def tr(self, id_: str, /, **parameters: object) -> str:
        """A message id in the user's language."""
        return self.translator.tr(id_, **parameters)

    def line(self, text: str = "") -> None:
        """A line for people; nothing where a document was asked for."""
        if not self.json:
            _write(sys.stdout, f"{text}\n", encoding=None)

    def message(self, told: Message) -> None:
        """A message as a line."""
        self.line(self.translator.text(told))

    def document(self, content: Any) -> None:
        """The one document, where one was asked for."""
        if self.json:
            _write(sys.stdout, _dumped(content) + "\n", encoding="utf-8")

    def documents(self, entries: Iterable[Any]) -> None:
        """The one document, a list, written as it comes: it may be longer than memory."""
        if not self.json:
            return
        before = "[\n"
        for entry in entries:
            _write(sys.stdout, before + _dumped(entry), encoding="utf-8")
            before = ",\n"
        _write(sys.stdout, "[]\n" if before == "[\n" else "\n]\n", encoding="utf-8")

    def document_with(self, content: dict[str, Any], name: str, entries: Iterable[Any]) -> None:
        """The one document, with one more member: a list that may be longer than memory."""
        if not self.json:
            return
        head = _dumped(content).removesuffix("}")
        before = f"{head}{', ' if content else ''}{_dumped(name)}: ["
        for entry in entries:
            _write(sys.stdout, before + _dumped(entry), encoding="utf-8")
            before = ",\n"
        end = "]}\n" if before == ",\n" else before + "]}\n"
        _write(sys.stdout, end, encoding="utf-8")


def tell_problem(sentence: str) -> None:
    """One plain line on the error output."""
    try:
        _write(sys.stderr, "wicco-desktop: " + " ".join(sentence.split()) + "\n", encoding=None)
    except (ReaderGone, UserError):
        return  # nobody is there to be told


def flush() -> None:
    """Bring out what was printed; raises as printing does."""
    _write(sys.stdout, "", encoding=None)


def let_go(stream: TextIO) -> None:
    """Have what is left to be printed vanish: Python would complain of it at its end, in its words.

    It would end with 120 then, whatever the program has told.
    """
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    except (OSError, ValueError, AttributeError):
        return


def _dumped(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False)


def _write(stream: TextIO | None, text: str, *, encoding: str | None) -> None:
    if stream is None:
        return  # a program without a console (pythonw)
    buffer = getattr(stream, "buffer", None)
    try:
        if buffer is None:
            stream.write(text)
        else:
            stream.flush()
            buffer.write(text.encode(encoding or stream.encoding or "utf-8", "replace"))
        stream.flush()
    except BrokenPipeError:
        let_go(stream)
        raise ReaderGone from None
    except OSError as problem:
        let_go(stream)
        raise UserError(
            N_("The output cannot be written: {reason}."), reason=reason_of(problem)
        ) from problem

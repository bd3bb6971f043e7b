"""Reading the arguments: global options before or after the command, everything else its own.

Written by hand because what is wrong is told in the user's language, which argparse cannot.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from wicco_desktop.cli.commands import (
    COMMANDS,
    DATA,
    GLOBAL_FLAGS,
    GLOBAL_VALUES,
    HELP,
    JSON,
    LANGUAGE,
    PASSPHRASE_FILE,
    VERSION,
    WINDOW,
    Command,
)
from wicco_desktop.foundation.errors import UsageError
from wicco_desktop.foundation.languages import CODES, Language, language, system_language
from wicco_desktop.foundation.messages import N_, Translator
from wicco_desktop.foundation.typed import quoted

_MOST_DIGITS = 18

FLAGS = frozenset(GLOBAL_FLAGS).union(*(command.flags for command in COMMANDS.values()))


@dataclass(slots=True)
class Asked:
    """What the arguments ask for. ``arguments`` holds the command's own, by name."""

    command: Command = WINDOW
    arguments: dict[str, str] = field(default_factory=dict)
    fields: list[str] = field(default_factory=list)
    flags: frozenset[str] = frozenset()
    """The command's own options without a value that were given."""
    data: str | None = None
    language: str | None = None
    passphrase_file: str | None = None
    json: bool = False
    help: bool = False
    version: bool = False

    def number(self, name: str, shown: str) -> int | None:
        """An argument as a whole number, None where it was not given; raises UsageError."""
        text = self.arguments.get(name)
        if text is None:
            return None
        if not (text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS):
            raise UsageError(
                N_("{name} must be a whole number, not “{text}”."), name=shown, text=quoted(text)
            )
        return int(text)


def parse(argv: Sequence[str]) -> Asked:
    """What is asked for; raises UsageError for what cannot be understood."""
    command, places = WINDOW, list[str]()
    options: dict[str, str] = {}
    flags: set[str] = set()
    named = False
    for name, value in _tokens(argv):
        if name in FLAGS:
            flags.add(name)
        elif name:
            options[name] = value
        elif not named:
            named, command = True, _command(value)
        else:
            places.append(value)
    asked = Asked(
        command,
        data=options.pop(DATA, None),
        language=options.pop(LANGUAGE, None),
        passphrase_file=options.pop(PASSPHRASE_FILE, None),
        json=JSON in flags,
        help=HELP in flags,
        version=VERSION in flags,
    )
    if not (asked.help or asked.version):
        _place(asked, places)
        _name(asked, options)
        _flag(asked, flags - set(GLOBAL_FLAGS))
    return asked


def _tokens(argv: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Option and value, a flag and ``""``, or ``""`` and an argument by its place."""
    valued = {option.name for option in GLOBAL_VALUES}
    valued |= {option.name for command in COMMANDS.values() for option in command.options}
    rest = iter(argv)
    for typed in rest:
        if "\0" in typed:
            raise UsageError(N_("An argument holds a character that no argument may hold."))
        if typed == "--":
            yield from (("", text) for text in rest)
            return
        name, equals, value = typed.partition("=")
        if typed == "-h":
            yield HELP, ""
        elif not typed.startswith("-") or typed == "-":
            yield "", typed
        elif name in valued:
            given = value if equals else next(rest, None)
            if given is None:
                raise UsageError(N_("{option} needs a value."), option=name)
            yield name, _checked(name, given)
        elif typed in FLAGS:
            yield typed, ""
        elif name in FLAGS:
            raise UsageError(N_("{option} takes no value."), option=name)
        else:
            raise UsageError(
                N_("There is no option {option}. Before a text that begins with a dash, put --."),
                option=quoted(name),
            )


def _checked(name: str, value: str) -> str:
    if name == LANGUAGE and value not in CODES:
        raise UsageError(
            N_("There is no language “{language}” here; there are {languages}."),
            language=quoted(value),
            languages=", ".join(CODES),
        )
    if name in (DATA, PASSPHRASE_FILE) and not value:
        raise UsageError(N_("{option} needs a value."), option=name)
    return value


def _command(name: str) -> Command:
    try:
        return COMMANDS[name]
    except KeyError:
        raise UsageError(
            N_("There is no command “{command}”. The commands are: {commands}."),
            command=quoted(name),
            commands=", ".join(COMMANDS),
        ) from None


def _place(asked: Asked, places: Sequence[str]) -> None:
    left = list(places)
    for argument in asked.command.arguments:
        if argument.required and not left:
            raise UsageError(
                N_("{argument} is missing. Type: {usage}"),
                argument=argument.shown,
                usage=f"wicco-desktop {asked.command.usage}",
            )
        if argument.many:
            asked.fields, left = left, []
        elif left:
            asked.arguments[argument.name] = left.pop(0)
    if left:
        raise UsageError(
            N_("“{argument}” is one argument too many. Type: {usage}"),
            argument=quoted(left[0]),
            usage=f"wicco-desktop {asked.command.usage}",
        )


def _name(asked: Asked, options: Mapping[str, str]) -> None:
    known = {option.name: option for option in asked.command.options}
    for name, value in options.items():
        if name not in known:
            raise UsageError(
                N_("{option} does not belong here. Type: {usage}"),
                option=name,
                usage=f"wicco-desktop {asked.command.usage}".rstrip(),
            )
        asked.arguments[known[name].key] = value


def _flag(asked: Asked, flags: Iterable[str]) -> None:
    for name in flags:
        if name not in asked.command.flags:
            raise UsageError(
                N_("{option} does not belong here. Type: {usage}"),
                option=name,
                usage=f"wicco-desktop {asked.command.usage}".rstrip(),
            )
    asked.flags = frozenset(flags)


def asked_language(argv: Sequence[str], chosen: str = "") -> Language:
    """The language to answer in: asked for, else chosen in the settings, else the system's.

    Looks at the arguments by itself, so that their faults can be told in it.
    """
    asked = chosen
    for before, token in zip(["", *argv], argv, strict=False):
        value = token.removeprefix(f"{LANGUAGE}=") if token.startswith(LANGUAGE) else ""
        value = token if before == LANGUAGE else value
        asked = value if value in CODES else asked
    if asked in CODES:
        return language(asked)
    names = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return system_language(next(filter(None, names), None))


def help_text(command: Command, translator: Translator) -> str:
    """How a command is typed; for the window's, all of them."""
    tr = translator.tr
    before = " ".join(f"[{option.name} {option.shown}]" for option in GLOBAL_VALUES)
    before = f"wicco-desktop {before} [{JSON}]"
    if command is not WINDOW:
        return f"{before} {command.usage}\n\n{tr(command.does)}"
    usages = {entry.usage: tr(entry.does) for entry in COMMANDS.values()}
    width = max(map(len, usages)) + 2
    lines = [f"  {usage:{width}}{does}" for usage, does in usages.items()]
    first = f"  {'':{width}}{tr(WINDOW.does)}"
    return "\n".join([f"{before} COMMAND", "", first, *lines])

"""Every command of the command line, declared once: parsing, help and running read this.

To add a command: one entry here, the function it names, the strings translated.
"""

from __future__ import annotations

from dataclasses import dataclass

from wicco_desktop.foundation.messages import N_


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument by its place. ``many`` takes all that are left, one at least if required."""

    name: str
    shown: str
    required: bool = True
    many: bool = False


@dataclass(frozen=True, slots=True)
class Option:
    """An option of a command, with a value; ``shown`` stands for the value in the help."""

    name: str
    shown: str

    @property
    def key(self) -> str:
        """The name without dashes."""
        return self.name.lstrip("-")


@dataclass(frozen=True, slots=True)
class Command:
    """A command. ``run`` names module and function below ``wicco_desktop.cli``."""

    name: str
    does: str
    run: str
    arguments: tuple[Argument, ...] = ()
    options: tuple[Option, ...] = ()
    flags: tuple[str, ...] = ()
    """Options without a value."""

    @property
    def usage(self) -> str:
        """How it is typed."""
        parts = [self.name]
        for argument in self.arguments:
            shown = argument.shown + (" …" if argument.many else "")
            parts.append(shown if argument.required else f"[{shown}]")
        parts += [f"[{option.name} {option.shown}]" for option in self.options]
        parts += [f"[{flag}]" for flag in self.flags]
        return " ".join(filter(None, parts))


DATA, JSON, LANGUAGE, HELP, VERSION = "--data", "--json", "--language", "--help", "--version"
PASSPHRASE_FILE = "--passphrase-file"  # noqa: S105 - the name of an option

GLOBAL_VALUES = (
    Option(DATA, "FILE"),
    Option(LANGUAGE, "en|zh"),
    Option(PASSPHRASE_FILE, "FILE"),
)
GLOBAL_FLAGS = (JSON, HELP, VERSION)

_ID = Argument("id", "ID")
_KIND = Argument("kind", "KIND")
_FIELDS = Argument("fields", "FIELD=VALUE", many=True)
_LIMIT = Option("--limit", "N")
_HEADINGS = Option("--headings", "en|zh|both")

WINDOW = Command("", N_("open the window"), "windows:window")
"""What is done when no command is named."""

COMMANDS: dict[str, Command] = {
    command.name: command
    for command in (
        Command(
            "demo",
            N_("open a new database with the Macao visit, or make its tour"),
            "windows:demo",
            options=(Option("--out", "DIR"),),
        ),
        Command(
            "list",
            N_("list the records of a kind"),
            "reading:list_records",
            (_KIND,),
            (_LIMIT, Option("--offset", "N")),
        ),
        Command("show", N_("show a record"), "reading:show", (_ID,)),
        Command("add", N_("make a record"), "writing:add", (_KIND, _FIELDS)),
        Command("set", N_("change fields of a record"), "writing:change", (_ID, _FIELDS)),
        Command("history", N_("list every change to a record"), "reading:history", (_ID,)),
        Command(
            "undo",
            N_("take back the last transaction, or the one named"),
            "writing:undo",
            (Argument("transaction", "TRANSACTION", required=False),),
        ),
        Command("redo", N_("do again what was undone last"), "writing:redo"),
        Command(
            "search",
            N_("find records by their words"),
            "reading:search",
            (Argument("text", "TEXT"),),
            (Option("--kind", "KIND"), _LIMIT),
        ),
        Command(
            "import",
            N_("compare a workbook with the records; with --apply take what asks no question"),
            "importing:import_workbook",
            (Argument("file", "FILE"),),
            (Option("--kind", "KIND"), Option("--sheet", "NAME")),
            flags=("--apply",),
        ),
        Command(
            "export",
            N_("write a workbook for a partner"),
            "exchanging:export",
            (Argument("file", "FILE.xlsx"),),
            (Option("--kind", "KIND"), Option("--search", "TEXT"), _HEADINGS),
        ),
        Command(
            "template",
            N_("write an empty workbook for a partner to fill in"),
            "exchanging:template",
            (Argument("file", "FILE.xlsx"),),
            (Option("--kind", "KIND"),),
        ),
        Command(
            "duplicates",
            N_("list records that may be the same, the likeliest first"),
            "duplicates:duplicates",
            options=(Option("--kind", "contacts|organisations"),),
        ),
        Command(
            "merge",
            N_("merge the second record into the first; undo parts them again"),
            "duplicates:merge",
            (Argument("first", "A"), Argument("second", "B")),
        ),
        Command(
            "erase",
            N_("say what erasing a person would do; with --confirm and a name of theirs, do it"),
            "erasing:erase",
            (_ID,),
            (Option("--confirm", "NAME"),),
        ),
        Command("check", N_("check file, references, log and index"), "reading:check"),
        Command(
            "backup",
            N_("write one archive of database and attachments"),
            "archives:backup",
            (Argument("file", "FILE", required=False),),
        ),
        Command(
            "restore",
            N_("make a database of an archive, after checking every byte"),
            "archives:restore",
            (Argument("file", "FILE"),),
        ),
        Command("backups", N_("list the backups beside the database"), "archives:backups"),
        Command(
            "salvage",
            N_("make a new database of what can be read of a damaged one"),
            "salvaging:salvage",
            (Argument("file", "FILE"), Argument("new", "NEW")),
        ),
    )
}

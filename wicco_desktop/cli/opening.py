"""The database of a command: which one, opened for reading or writing, closed at the end."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from wicco_desktop.cli.commands import PASSPHRASE_FILE
from wicco_desktop.cli.output import Output
from wicco_desktop.cli.parser import Asked
from wicco_desktop.foundation.errors import UsageError
from wicco_desktop.foundation.messages import N_
from wicco_desktop.foundation.paths import user_folders
from wicco_desktop.foundation.reasons import reason_of
from wicco_desktop.foundation.settings import SettingsFile
from wicco_desktop.foundation.typed import quoted
from wicco_desktop.services.identity import writer_of
from wicco_desktop.services.workspace import Workspace
from wicco_desktop.store.database_key import PassphraseNeededError
from wicco_desktop.store.driver_errors import plain_errors
from wicco_desktop.store.store import Store

PASSPHRASE = "WICCO_DESKTOP_PASSPHRASE"  # noqa: S105 - the name of a variable
"""The environment variable that may hold the passphrase."""


@dataclass
class Call:
    """One command as it is run: what was asked, and where to answer."""

    asked: Asked
    output: Output

    @cached_property
    def database(self) -> Path:
        """The database file; ``--data`` or the one in the user's data folder."""
        if self.asked.data is None:
            return user_folders().database
        path = file_at(self.asked.data)
        if path.is_dir():
            raise UsageError(N_("{file} is a folder, not a database."), file=str(path))
        return path

    @cached_property
    def passphrase(self) -> str | None:
        """That of an encrypted database: from a file, else from the environment; never asked for.

        Raises UsageError for a file that cannot be read or is empty.
        """
        named = self.asked.passphrase_file
        if named is None:
            return os.environ.get(PASSPHRASE) or None
        path = file_at(named)
        try:
            first = path.read_text("utf-8-sig").partition("\n")[0].removesuffix("\r")
        except (OSError, ValueError) as problem:
            raise UsageError(
                N_("The file {file} cannot be opened: {reason}."),
                file=str(path),
                reason=reason_of(problem),
            ) from problem
        if not first:
            raise UsageError(N_("There is no passphrase in {file}."), file=str(path))
        return first

    @contextlib.contextmanager
    def telling_of_passphrases(self) -> Iterator[None]:
        """Say how a passphrase is given where one is needed."""
        try:
            yield
        except PassphraseNeededError as needed:
            raise UsageError(
                N_(
                    "{file} is encrypted or not a WICCO database. Give its passphrase in the "
                    "environment variable {variable}, or a file that holds it with {option}."
                ),
                file=str(needed.message.parameters["file"]),
                variable=PASSPHRASE,
                option=PASSPHRASE_FILE,
            ) from needed

    @property
    def code(self) -> str:
        """The code of the language to answer in."""
        return self.output.translator.language.code

    @contextlib.contextmanager
    def reading(self) -> Iterator[Workspace]:
        """The services over the database; nothing is written but a database that is missing."""
        with self._open(SettingsFile(user_folders().settings), read_only=True) as workspace:
            yield workspace

    @contextlib.contextmanager
    def writing(self) -> Iterator[Workspace]:
        """The services over the database, locked against every other writer."""
        settings = SettingsFile(user_folders().settings)
        if not settings.path.exists():
            # The next command must be known to come from the same device, or its bare undo would
            # find nothing. Where the folder cannot be written, undo takes the number.
            with contextlib.suppress(OSError):
                settings.save()
        with self._open(settings, read_only=False) as workspace:
            yield workspace

    @contextlib.contextmanager
    def _open(self, settings: SettingsFile, *, read_only: bool) -> Iterator[Workspace]:
        with self.telling_of_passphrases():
            store = Store.open(
                self.database,
                writer=writer_of(settings.values),
                read_only=read_only,
                passphrase=self.passphrase,
            )
        try:
            with plain_errors(self.database):
                workspace = Workspace.over(store)
                if not read_only and store.unswept():
                    workspace.erasing.finish()
                yield workspace
        finally:
            store.close()


def file_at(text: str) -> Path:
    """The path that was typed, ``~`` resolved; raises UsageError for one that cannot be."""
    path = Path(text)
    try:
        path = path.expanduser()
        path.exists()
    except (OSError, RuntimeError, ValueError) as problem:
        reason = reason_of(problem)
        raise UsageError(
            N_("The file {file} cannot be opened: {reason}."), file=quoted(text), reason=reason
        ) from problem
    return path

"""The database of a command: which one, opened for reading or writing, closed at the end."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

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
from wicco_desktop.store.driver import plain_errors
from wicco_desktop.store.store import Store


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
        store = Store.open(self.database, writer=writer_of(settings.values), read_only=read_only)
        try:
            with plain_errors(self.database):
                yield Workspace.over(store)
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

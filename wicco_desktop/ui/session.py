"""What every page is given: the open database's services, the background, language, settings.

Passed to constructors, never reached for globally. Pages hear of every write, whoever made it,
by ``written`` and show themselves anew; they ask for another record by ``open_record``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.messages import N_
from wicco_desktop.foundation.reasons import reason_of
from wicco_desktop.foundation.settings import Settings, SettingsFile
from wicco_desktop.services.workspace import Workspace
from wicco_desktop.store.attachments import AttachmentFolder
from wicco_desktop.store.drafts import Drafts
from wicco_desktop.store.edits import Written
from wicco_desktop.ui.background import Failed, Reader, Writer
from wicco_desktop.ui.errors import ErrorDoor
from wicco_desktop.ui.language import LanguageSwitch
from wicco_desktop.ui.theme import Theme

T = TypeVar("T")


class Session(QObject):
    """One open database in one window."""

    written = Signal(object)
    """A ``Written`` after each transaction, on the window's thread, before its own callback."""

    open_requested = Signal(str, str)
    """Kind and id of a record that somebody wants to see."""

    new_requested = Signal(str, object)
    """Kind of a record to be made, and the values it begins with."""

    def __init__(
        self,
        workspace: Workspace,
        *,
        drafts: Drafts,
        attachments: AttachmentFolder,
        language: LanguageSwitch,
        theme: Theme,
        settings: SettingsFile,
        writer: Writer,
        reader: Reader,
        errors: ErrorDoor,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.drafts = drafts
        self.attachments = attachments
        self.language = language
        self.theme = theme
        self.settings_file = settings
        self.writer = writer
        self.reader = reader
        self.errors = errors
        # Emitted on the writing thread; Qt carries it to the window's.
        workspace.store.subscribe(self._tell)

    def _tell(self, written: Written) -> None:
        self.written.emit(written)

    @property
    def settings(self) -> Settings:
        """The user's choices; ``save_settings`` after changing one."""
        return self.settings_file.values

    def save_settings(self) -> None:
        """Write the choices; a folder that cannot be written is told, not raised."""
        try:
            self.settings_file.save()
        except OSError as problem:
            self.errors.show(
                UserError(
                    N_("Your settings cannot be saved in {folder}: {reason}."),
                    folder=str(self.settings_file.path.parent),
                    reason=reason_of(problem),
                )
            )

    def write(
        self,
        work: Callable[[], T],
        done: Callable[[T], None] | None = None,
        failed: Failed | None = None,
        *,
        owner: QObject | None = None,
    ) -> None:
        """Do something that writes, on the writing thread, after what was asked before it."""
        self.writer.write(work, done, failed, owner=owner)

    def read(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        *,
        owner: QObject,
        topic: str | None = None,
    ) -> None:
        """Read in the background; a later call of the same owner and topic supersedes it."""
        self.reader.read(work, done, owner=owner, topic=topic)

    def open_record(self, kind: str, id_: str) -> None:
        """Ask the window to show a record."""
        self.open_requested.emit(kind, id_)

    def new_record(self, kind: str, values: dict[str, object] | None = None) -> None:
        """Ask the window to begin a new record with some values filled in."""
        self.new_requested.emit(kind, values or {})

    @property
    def code(self) -> str:
        """The code of the interface language, which is also the user's first data language."""
        return self.language.language.code

"""Where the program's own files lie, and the user's folders.

Resources and translations lie beside the package in a checkout and inside it in an installed
wheel. The user's folders come from the system's conventions; ``WICCO_DESKTOP_HOME`` puts all of
them under one folder (portable use, tests).
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HOME_VARIABLE = "WICCO_DESKTOP_HOME"

_PACKAGE = Path(__file__).resolve().parent.parent


@cache
def _own_folder(name: str) -> Path:
    installed = _PACKAGE / name
    return installed if installed.is_dir() else _PACKAGE.parent / name


def resources_folder() -> Path:
    """Icons, style sheet and sample visit."""
    return _own_folder("resources")


def translations_folder() -> Path:
    """The message catalogues, one folder a locale."""
    return _own_folder("translations")


@dataclass(frozen=True, slots=True)
class UserFolders:
    """The folders a user's own files lie in; none is made before something is written there."""

    data: Path
    settings: Path
    log: Path
    unfinished: Path
    """Notes of files that are being written elsewhere (``foundation/scratch.py``)."""

    @classmethod
    def below(cls, base: Path) -> UserFolders:
        """All of them in one folder."""
        return cls(base / "data", base / "settings", base / "log", base / "unfinished")

    @property
    def database(self) -> Path:
        """The database that is opened when none is named."""
        return self.data / "wicco.db"


def user_folders() -> UserFolders:
    """The current user's folders. Raises UserError for a user who has none."""
    home = os.environ.get(HOME_VARIABLE)
    if home:
        base = Path(home)
        return UserFolders.below(base)
    import platformdirs

    dirs = platformdirs.PlatformDirs("WICCO Desktop", appauthor=False)
    try:
        folders = (dirs.user_data_dir, dirs.user_config_dir, dirs.user_log_dir)
        state = dirs.user_state_dir
    except RuntimeError as problem:
        # Here, for messages need to know where the translations lie.
        from wicco_desktop.foundation.errors import UserError
        from wicco_desktop.foundation.messages import N_

        raise UserError(
            N_("You have no home folder here. Set {variable} to the folder for your files."),
            variable=HOME_VARIABLE,
        ) from problem
    data, settings, log = map(Path, folders)
    return UserFolders(data, settings, log, Path(state) / "unfinished")

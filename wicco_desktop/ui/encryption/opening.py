"""Opening a database that may want a passphrase, and giving one to a database that is open.

The composition root says how a file is opened; here is what is asked around it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from wicco_desktop.foundation.errors import Cancelled, UserError
from wicco_desktop.foundation.messages import N_
from wicco_desktop.store.database_key import (
    DatabaseKey,
    Passphrase,
    PassphraseNeededError,
    WrongPassphraseError,
    new_key,
    unlocked,
)
from wicco_desktop.ui.language import LanguageSwitch
from wicco_desktop.ui.session import Session
from wicco_desktop.ui.theme import Theme

T = TypeVar("T")

Open = Callable[[Path, Passphrase | None], T]


def opened(
    open_with: Open[T],
    path: Path,
    switch: LanguageSwitch,
    theme: Theme,
    given: Passphrase | None = None,
) -> T | None:
    """Open a database, asking for its passphrase where it has one; None: the user gave up.

    Raises UserError for what is wrong otherwise.
    """
    try:
        return open_with(path, given)
    except (PassphraseNeededError, WrongPassphraseError):
        key = _asked(path, switch, theme)
    return None if key is None else open_with(path, key)


def made(open_with: Open[T], path: Path, switch: LanguageSwitch, theme: Theme) -> T | None:
    """Make a database, encrypted if the user likes; None: the user gave up. Raises UserError."""
    from wicco_desktop.ui.encryption.new_passphrase import NewPassphraseDialog, Purpose

    dialog = NewPassphraseDialog(switch, theme, Purpose.NEW_FILE)
    going_on, chosen = bool(dialog.exec()), dialog.chosen
    dialog.deleteLater()
    return open_with(path, chosen or None) if going_on else None


def refuse_while_busy(session: Session) -> None:
    """Raise UserError while something is being written: the database is about to be closed."""
    if session.writer.busy:
        raise UserError(
            N_("Something is still being written. Set the passphrase when that is done.")
        )


def changed(
    path: Path,
    present: DatabaseKey | None,
    wanted: str,
    switch: LanguageSwitch,
    theme: Theme,
) -> DatabaseKey | None:
    """Give a closed database another passphrase (empty: none); its new key.

    Raises Cancelled where the user stopped it, else whatever went wrong; then it is as it was.
    """
    from wicco_desktop.store.converting import convert
    from wicco_desktop.ui.encryption.converting import ConvertingDialog

    keys: list[DatabaseKey | None] = []

    def work(progress: Callable[[float], None]) -> None:
        key = new_key(wanted)
        convert(path, present, key, progress=progress)
        keys.append(key)

    dialog = ConvertingDialog(switch, theme, path, work)
    dialog.run()
    problem = dialog.problem
    dialog.deleteLater()
    if keys:
        return keys[0]
    raise problem or Cancelled


def passphrase_of(
    backup: Path, switch: LanguageSwitch, theme: Theme, problem: UserError
) -> str | None:
    """What the user types for a backup of another passphrase, unchecked; None: given up."""
    from wicco_desktop.ui.encryption.passphrase_dialog import PassphraseDialog

    dialog = PassphraseDialog(switch, theme, backup, str)
    if isinstance(problem, WrongPassphraseError):
        dialog.tell(problem.message)
    dialog.exec()
    typed = dialog.opened
    dialog.deleteLater()
    return typed


def _asked(path: Path, switch: LanguageSwitch, theme: Theme) -> DatabaseKey | None:
    from wicco_desktop.ui.encryption.passphrase_dialog import PassphraseDialog

    dialog = PassphraseDialog(switch, theme, path, lambda typed: unlocked(path, typed))
    dialog.exec()
    key = dialog.opened
    dialog.deleteLater()
    return key

"""A window gets its lock where the database has a passphrase; of any other it costs nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wicco_desktop.ui.encryption.locking import Locking
    from wicco_desktop.ui.session import Session
    from wicco_desktop.ui.window import MainWindow


def make_lockable(session: Session, window: MainWindow) -> Locking | None:
    """Connect the lock of a window; without a passphrase the action for it is off."""
    actions, dialogs = window.actions_.actions, window.dialogs
    actions["lock"].setEnabled(session.workspace.store.encrypted)
    if not session.workspace.store.encrypted:
        return None
    from wicco_desktop.ui.encryption.locking import Locking

    locking = Locking(session, window, window.flush, always=(actions["quit"],))
    dialogs.lock_wanted.connect(locking.lock)
    dialogs.lock_after_changed.connect(locking.restart)
    return locking

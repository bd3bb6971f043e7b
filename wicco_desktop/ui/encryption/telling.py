"""Says after a database was encrypted that older backups are not, and offers to replace them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from wicco_desktop.foundation.messages import N_, NN_, Message

if TYPE_CHECKING:
    from wicco_desktop.ui.window import MainWindow


def offer_to_replace_backups(window: MainWindow) -> None:
    """Ask, if there are backups that the present passphrase does not protect."""
    session = window.session
    store = session.workspace.store
    if not store.encrypted:
        return
    from wicco_desktop.services.open_backups import open_backups

    session.read(lambda: open_backups(store), lambda found: _ask(window, found), owner=window)


def _ask(window: MainWindow, found: list[Path]) -> None:
    if not found:
        return
    from wicco_desktop.services.open_backups import replace_open_backups
    from wicco_desktop.ui.question import ask

    session = window.session
    language = session.language
    one, many = NN_(
        "{count} older backup is not protected by the new passphrase.",
        "{count} older backups are not protected by the new passphrase.",
    )
    ask(
        language,
        window,
        text=language.text(Message(one, {}, many, len(found))),
        more=language.tr(
            N_(
                "They can be replaced by one new, encrypted backup of the present state; earlier "
                "states can then not be restored any more. Copies elsewhere stay as they are, and "
                "special programs may find traces on this disk of what was not encrypted before."
            )
        ),
        label=N_("Replace them"),
        go_on=lambda: session.write(
            lambda: replace_open_backups(session.workspace),
            lambda _none: _tell(window),
            owner=window,
        ),
        ended=lambda: None,
        careful=True,
    )


def _tell(window: MainWindow) -> None:
    window.notices.notify(N_("The older backups are gone. One encrypted backup was made."))

"""What every page of the window offers, so that the window needs to know no page by name."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wicco_desktop.ui.session import Session


class Page(QWidget):
    """Base of the pages. A page retranslates and refreshes itself by the session's signals."""

    asked = Signal(str)
    """The window is to do something, by the id it has in the window's actions."""

    long_work = Signal(object)
    """A Message that names work other writes wait for, such as *the import*; None: it has ended."""

    kinds: tuple[str, ...] = ()
    """Kinds of records this page shows, the first one being what Ctrl+N makes here."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        session.language.changed.connect(self.retranslate)

    def activate(self) -> None:
        """The page has come to the front: bring it up to date, put the focus where it helps."""

    def show_record(self, kind: str, id_: str) -> None:
        """Show one record of one of ``kinds``."""

    def new_record(self, kind: str, values: Mapping[str, object]) -> None:
        """Begin a new record of one of ``kinds``."""

    def current_record(self) -> tuple[str, str] | None:
        """Kind and id of the record shown, None where there is none."""
        return None

    def flush(self) -> None:
        """Turn what is being typed into logged changes: the page or the window is left."""

    def stop(self) -> None:
        """The window closes: long work that writes nothing is to stop."""

    def retranslate(self) -> None:
        """Show every text anew in the language of the session."""

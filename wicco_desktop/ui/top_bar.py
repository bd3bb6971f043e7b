"""The bar above the pages: the search box, the button for a new record, the menu of everything."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QToolButton, QWidget

from wicco_desktop.foundation.messages import N_
from wicco_desktop.ui.icons import icon
from wicco_desktop.ui.search_box import SearchBox
from wicco_desktop.ui.sections import NEW_LABELS
from wicco_desktop.ui.session import Session
from wicco_desktop.ui.shortcuts import shown_keys


class TopBar(QWidget):
    """Knows which kind a new record would be of; makes none."""

    new_wanted = Signal()

    def __init__(self, session: Session, menu: QMenu, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._kind = "meeting"
        self.search = SearchBox(session, self)
        self.new = QPushButton(self)
        self.new.setProperty("look", "primary")
        self.new.clicked.connect(self.new_wanted)
        self.menu = QToolButton(self)
        self.menu.setIcon(icon("ellipsis"))
        self.menu.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu.setMenu(menu)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.search, 1)
        self._row.addWidget(self.new)
        self._row.addWidget(self.menu)
        session.language.changed.connect(self.retranslate)
        session.theme.changed.connect(self._arrange)
        self._arrange()
        self.retranslate()

    def show_kind(self, kind: str) -> None:
        """Offer a new record of this kind."""
        self._kind = kind
        self.retranslate()

    def retranslate(self) -> None:
        """Show every text in the language of the interface."""
        tr = self._session.language.tr
        self.new.setText(tr(NEW_LABELS[self._kind]))
        self.new.setToolTip(f"{self.new.text()} ({shown_keys('Ctrl+N')})")
        menu = tr(N_("Menu"))
        self.menu.setToolTip(menu)
        self.menu.setAccessibleName(menu)

    def _arrange(self) -> None:
        steps = self._session.theme.steps
        self._row.setContentsMargins(steps(3.5), steps(2.5), steps(3.5), steps(2.5))
        self._row.setSpacing(steps(2))

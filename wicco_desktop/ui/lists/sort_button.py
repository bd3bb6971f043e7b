"""The button that says how a list is sorted, with the menu of its orders."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from wicco_desktop.foundation.messages import N_
from wicco_desktop.services.sortings import Sorting, sorting, sortings
from wicco_desktop.ui.icons import icon
from wicco_desktop.ui.session import Session


class SortButton(QToolButton):
    """Offers the orders of a kind; the one chosen is remembered."""

    chosen = Signal(object)
    """The ``Sorting`` chosen."""

    def __init__(self, session: Session, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._kind = kind
        self._key = f"list.{kind}.sorting"
        self._actions: dict[str, QAction] = {}
        self.setIcon(icon("arrow-down-up"))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        menu, group = QMenu(self), QActionGroup(self)
        for one in sortings(kind):
            action = menu.addAction("")
            action.setCheckable(True)
            action.setChecked(one.key == self.sorting.key)
            action.triggered.connect(lambda _on=False, one=one: self.choose(one))
            group.addAction(action)
            self._actions[one.key] = action
        self.setMenu(menu)
        self.retranslate()

    @property
    def sorting(self) -> Sorting:
        """The order chosen last, the usual one where none was; by names as they are shown."""
        chosen = sorting(self._kind, self._session.settings.window.get(self._key))
        return chosen.spoken(self._session.code)

    def choose(self, one: Sorting) -> None:
        """Sort in that order from now on."""
        self._session.settings.window[self._key] = one.key
        self._session.save_settings()
        self._actions[one.key].setChecked(True)
        self.retranslate()
        self.chosen.emit(one)

    def retranslate(self) -> None:
        """Show every text in the language of the interface."""
        tr = self._session.language.tr
        for one in sortings(self._kind):
            self._actions[one.key].setText(tr(one.label))
        # Translators: tooltip of the button that sorts a list; {order} is Name, Day …
        told = tr(N_("Sorted by: {order}"), order=tr(self.sorting.label))
        self.setToolTip(told)
        self.setAccessibleName(told)

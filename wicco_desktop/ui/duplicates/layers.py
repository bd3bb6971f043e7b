"""What the page of duplicates shows at a time: the pairs, or why there are none."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QSplitter, QStackedWidget, QWidget

from wicco_desktop.foundation.messages import N_
from wicco_desktop.ui.duplicates.comparison_panel import ComparisonPanel
from wicco_desktop.ui.duplicates.pair_list import PairList
from wicco_desktop.ui.empty_place import EmptyPlace
from wicco_desktop.ui.session import Session

WIDTHS = (400, 760)


class Layers(QStackedWidget):
    """The pairs with the comparison; nothing found; a search that was stopped or is under way."""

    def __init__(
        self,
        session: Session,
        pairs: PairList,
        panel: ComparisonPanel,
        look: Callable[[], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._list = pairs
        self._page = parent
        switch = session.language
        self.pairs = QSplitter(Qt.Orientation.Horizontal, self)
        for number, part in enumerate((pairs, panel)):
            self.pairs.addWidget(part)
            self.pairs.setStretchFactor(number, number + 1)
        self.pairs.setChildrenCollapsible(False)
        self.pairs.setHandleWidth(1)
        steps = session.theme.steps
        pairs.setMinimumWidth(steps(50))
        panel.setMinimumWidth(steps(90))
        self.pairs.setSizes([steps(width / 4) for width in WIDTHS])
        self.none = EmptyPlace(
            switch,
            "check",
            N_("Nothing is here twice"),
            N_(
                "Records that may be the same – by name in any script and spelling, by telephone, "
                "email or website – would be listed here, to be merged into one or set apart."
            ),
            [(N_("Look again"), look)],
            self,
        )
        self.stopped = EmptyPlace(
            switch,
            "search",
            N_("The search was stopped"),
            N_("Nothing was changed. Look again whenever you like."),
            [(N_("Look again"), look)],
            self,
        )
        self.searching = EmptyPlace(
            switch,
            "search",
            N_("Looking for records that are there twice"),
            N_("You can go on working meanwhile."),
            parent=self,
        )
        for layer in (self.searching, self.pairs, self.none, self.stopped):
            self.addWidget(layer)

    def show_searching(self) -> None:
        """A search is under way."""
        self.setCurrentWidget(self.searching)

    def show_stopped(self) -> None:
        """A search did not come to its end."""
        self._show(self.stopped)

    def show_pairs(self, *, any_left: bool) -> None:
        """Show the pairs, or that none is left."""
        self._show(self.pairs if any_left else self.none)

    def focus_front(self) -> None:
        """Put the focus where the keys do something now."""
        front = self.currentWidget()
        if front is self.pairs:
            self._list.setFocus(Qt.FocusReason.OtherFocusReason)
        elif isinstance(front, EmptyPlace) and front.buttons:
            front.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)
        elif front is not None:
            front.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, layer: QWidget) -> None:
        """Bring a layer to the front; the focus goes with it, unless it is beside the page."""
        if layer is self.currentWidget():
            return
        focused = QApplication.focusWidget()
        within = focused is None or self._page.isAncestorOf(focused)
        self.setCurrentWidget(layer)
        if within:
            self.focus_front()

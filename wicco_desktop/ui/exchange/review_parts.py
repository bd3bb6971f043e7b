"""The parts of the review page, made and arranged: head, bars, table, panel, foot."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from wicco_desktop.foundation.messages import N_
from wicco_desktop.ui.exchange.answers import answers_of, today_of
from wicco_desktop.ui.exchange.caution_bar import CautionBar
from wicco_desktop.ui.exchange.decision_panel import DecisionPanel
from wicco_desktop.ui.exchange.filter_chips import FilterChips
from wicco_desktop.ui.exchange.mapping_bar import MappingBar
from wicco_desktop.ui.exchange.organisations_bar import OrganisationsBar
from wicco_desktop.ui.exchange.review_head import ReviewHead
from wicco_desktop.ui.exchange.review_model import ReviewModel
from wicco_desktop.ui.exchange.review_table import ReviewTable
from wicco_desktop.ui.exchange.unread_sheet import UnreadSheet
from wicco_desktop.ui.progress import ProgressStrip
from wicco_desktop.ui.session import Session

PANEL = 58
"""Width of the panel in steps of spacing."""


class ReviewParts(QWidget):
    """What the page consists of; knows where everything is, and no review."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        switch, theme, answers = session.language, session.theme, answers_of(session)
        self.head = ReviewHead(switch, self)
        self.strip = ProgressStrip(switch, self)
        self.caution = CautionBar(switch, self)
        self.chips = FilterChips(switch, self)
        self.mapping = MappingBar(switch, self)
        self.organisations = OrganisationsBar(switch, answers, self)
        self.tabs = QTabBar(self)
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.model = ReviewModel(switch, self)
        self.table = ReviewTable(self.model, theme, self)
        self.nothing, self.unread = QLabel(self), UnreadSheet(switch, self)
        self.nothing.setProperty("look", "quiet")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.panel = DecisionPanel(switch, answers, today_of(session), self)
        self.promise, self.backup = QLabel(self), QLabel(self)
        self._arrange()
        theme.changed.connect(self._fit)
        self.retranslate()

    def retranslate(self) -> None:
        """Show every text of its own in the language of the interface."""
        tr = self.session.language.tr
        self.promise.setText(
            tr(N_("Nothing is written until you apply; one Undo takes it all back."))
        )
        self.backup.setText(tr(N_("A backup is made before applying")))
        self.nothing.setText(tr(N_("No such rows in this sheet. Esc shows all.")))
        self.table.setAccessibleName(tr(N_("Rows of the workbook")))
        self.table.answer = tr(N_("Decide (Enter)"))
        self.tabs.setAccessibleName(tr(N_("Sheets of the workbook")))

    def show_tabs(self, names: Sequence[str], current: str) -> None:
        """Show a tab a sheet where there are several."""
        self.tabs.blockSignals(True)
        if [self.tabs.tabText(n).replace("&&", "&") for n in range(self.tabs.count())] != [*names]:
            while self.tabs.count():
                self.tabs.removeTab(0)
            for name in names:
                self.tabs.addTab(name.replace("&", "&&"))
        if current in names:
            self.tabs.setCurrentIndex([*names].index(current))
        self.tabs.setVisible(len(names) > 1)
        self.tabs.blockSignals(False)

    def show_layer(self, layer: QWidget) -> None:
        """Show the table, or what stands in its place."""
        self._layers.setCurrentWidget(layer)

    def _arrange(self) -> None:
        self._layers = QStackedWidget(self)
        for layer in (self.table, self.nothing, self.unread):
            self._layers.addWidget(layer)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.addWidget(self._layers)
        self.splitter.addWidget(self.panel)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self._above = QVBoxLayout()
        above: tuple[QWidget, ...] = (self.head, self.strip, self.caution, self.chips)
        for part in (*above, self.mapping, self.organisations, self.tabs):
            self._above.addWidget(part)
        self._foot = QHBoxLayout()
        for label in (self.promise, self.backup):
            label.setProperty("look", "quiet")
            label.setWordWrap(True)
        self.backup.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._foot.addWidget(self.promise, 3)
        self._foot.addWidget(self.backup, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._above)
        column.addWidget(_line())
        column.addWidget(self.splitter, 1)
        column.addWidget(_line())
        column.addLayout(self._foot)
        self._fit()

    def _fit(self) -> None:
        steps = self.session.theme.steps
        self._above.setContentsMargins(steps(3.5), steps(2.5), steps(3.5), steps(1.5))
        self._above.setSpacing(steps(2))
        self._foot.setContentsMargins(steps(3.5), steps(1), steps(3.5), steps(1))
        self.panel.setMinimumWidth(steps(42))
        self._share()

    def _share(self) -> None:
        """The panel takes a quarter of the width, between limits; the table the rest."""
        steps, width = self.session.theme.steps, self.width()
        panel = max(steps(42), min(steps(PANEL), width // 3))
        self.splitter.setSizes([max(1, width - panel), panel])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()


def _line() -> QFrame:
    line = QFrame()
    line.setProperty("look", "line")
    return line

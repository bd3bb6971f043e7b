"""Exchange: what came in from partners and other laptops, and what went out to them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from wicco_desktop.foundation.clock import Clock, parse_moment, system_clock
from wicco_desktop.foundation.formats import format_ago
from wicco_desktop.foundation.messages import N_
from wicco_desktop.services.exchanges import Exchange, Exchanges
from wicco_desktop.ui.empty_place import EmptyPlace
from wicco_desktop.ui.pages.page import Page
from wicco_desktop.ui.row_button import RowButton
from wicco_desktop.ui.session import Session


class ExchangePage(Page):
    """Past imports in rows, the newest first; while there are none, what the place is for."""

    def __init__(
        self, session: Session, clock: Clock = system_clock, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, parent)
        self._clock = clock
        self._exchanges = Exchanges(session.workspace.store, session.workspace.history)
        self.rows: list[RowButton] = []
        inside = QWidget()
        inside.setProperty("look", "page")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(12, 16, 20, 8)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self.area = QScrollArea(self)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidget(inside)
        self.area.setWidgetResizable(True)
        self.empty = EmptyPlace(
            session.language,
            "arrow-left-right",
            N_("Nothing exchanged yet"),
            N_(
                "Workbooks that go out to partners and come back, and what is merged from other "
                "laptops, will be listed here, each with what it changed. Every import is one Undo."
            ),
            parent=self,
        )
        self._layers = QStackedWidget(self)
        self._layers.addWidget(self.area)
        self._layers.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._layers)
        session.written.connect(self._read_if_shown)

    def activate(self) -> None:
        self._name()
        self.area.setFocus(Qt.FocusReason.OtherFocusReason)
        self._read()

    def retranslate(self) -> None:
        self._name()
        self._read_if_shown()

    def _name(self) -> None:
        self.area.setAccessibleName(self.session.language.tr(N_("Exchange")))

    def _read_if_shown(self) -> None:
        if self.isVisible():
            self._read()

    def _read(self) -> None:
        code = self.session.code
        self.session.read(
            lambda: self._exchanges.past(code), self._show, owner=self, topic="exchanges"
        )

    def _show(self, past: list[Exchange]) -> None:
        for row in self.rows:
            self._column.removeWidget(row)
            row.deleteLater()
        self.rows = [self._row(entry) for entry in past]
        for number, row in enumerate(self.rows):
            self._column.insertWidget(number, row)
        self._layers.setCurrentWidget(self.area if past else self.empty)

    def _row(self, entry: Exchange) -> RowButton:
        language = self.session.language
        row = RowButton(self.session.theme, self)
        ago = format_ago(parse_moment(entry.at), self._clock(), language.language)
        detail = " · ".join(filter(None, (ago, entry.who, entry.device)))
        row.show_texts(language.text(entry.told), "", detail)
        return row

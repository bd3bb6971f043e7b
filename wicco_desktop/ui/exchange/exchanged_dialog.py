"""What one past exchange was about: each value an import changed, each record an export took."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from wicco_desktop.foundation.messages import N_, NN_
from wicco_desktop.services.exchanges import Exchange
from wicco_desktop.ui.entries import ENTER
from wicco_desktop.ui.exchange.exchanged_reading import Exchanged, ExchangedReading
from wicco_desktop.ui.session import Session
from wicco_desktop.ui.surroundings.history_rows import HistoryPainter, HistoryRows


class ExchangedRows(QListView):
    """The rows; Enter and a double click open."""

    opened = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(self.opened)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self.opened.emit()
        else:
            super().keyPressEvent(event)


class ExchangedDialog(QDialog):
    """Read in the background when it is shown; Enter goes to the record of a row, Esc back."""

    def __init__(self, session: Session, exchange: Exchange, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._exchange = exchange
        self._reading = ExchangedReading(session)
        self._found: Exchanged | None = None
        self.model = HistoryRows(self)
        self.list = ExchangedRows(self)
        self._painter = HistoryPainter(session.theme, self)
        self.list.setItemDelegate(self._painter)
        self.list.setModel(self.model)
        self.told = QLabel(self)
        self.told.setProperty("look", "quiet")
        self.told.setWordWrap(True)
        self.open_, self.close_ = QPushButton(self), QPushButton(self)
        for button in (self.open_, self.close_):
            button.setAutoDefault(False)
        self.list.opened.connect(self.open_record)
        self.open_.clicked.connect(self.open_record)
        self.close_.clicked.connect(self.reject)
        self._arrange()
        session.language.changed.connect(self.retranslate)
        session.theme.changed.connect(self.list.doItemsLayout)
        self.retranslate()
        self.list.setFocus()

    def open_record(self) -> None:
        """Show the record of the row gone to in place of the list."""
        index = self.list.currentIndex()
        if self._found is not None and index.isValid():
            key = self._found.keys[index.row()]
            self.accept()
            self._session.open_record(*key)

    def retranslate(self) -> None:
        """Show every text in the language of the interface."""
        switch, reading, exchange = self._session.language, self._reading, self._exchange
        told = switch.sentence(exchange.told)
        self.setWindowTitle(told)
        self.list.setAccessibleName(told)
        self.open_.setText(switch.tr(N_("Show record")))
        self.close_.setText(switch.tr(N_("Close")))
        self._tell()
        self._session.read(lambda: reading.read(exchange), self._show, owner=self, topic="exchange")

    def _show(self, found: Exchanged) -> None:
        at = max(0, self.list.currentIndex().row())
        self._found = found
        # Translators: what stands in a history for no value.
        self.model.replace(found.rows, self._session.language.tr(N_("(blank)")))
        if found.rows:
            self.list.setCurrentIndex(self.model.index(min(at, len(found.rows) - 1)))
        self._tell()

    def _tell(self) -> None:
        """Say what the list does not: that there is more, or nothing."""
        switch, found = self._session.language, self._found
        told = ""
        if found is not None and not found.rows:
            told = switch.tr(N_("Nothing is kept of what it was about."))
        elif found is not None and found.more:
            told = switch.ntr(*NN_("and {count} more", "and {count} more"), found.more)
        self.told.setText(told)
        self.open_.setEnabled(found is not None and bool(found.rows))

    def _arrange(self) -> None:
        foot = QHBoxLayout()
        foot.addWidget(self.told, 1)
        foot.addWidget(self.open_)
        foot.addWidget(self.close_)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(8)
        column.addWidget(self.list, 1)
        column.addLayout(foot)
        steps = self._session.theme.steps
        self.resize(min(steps(150), 900), min(steps(130), 560))

"""The whole history of a record: filter by field, bring a value back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from wicco_desktop.foundation.messages import N_
from wicco_desktop.records import KINDS
from wicco_desktop.store.edits import Written
from wicco_desktop.ui.session import Session
from wicco_desktop.ui.surroundings.history_reading import FieldKey, HistoryReading, HistoryRow
from wicco_desktop.ui.surroundings.history_rows import HistoryPainter, HistoryRows

SHORT = 40


class RowsList(QListView):
    """A list whose Enter is told to the view."""

    def __init__(self, view: HistoryView) -> None:
        super().__init__(view)
        self._view = view

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._view.bring_back()
        else:
            super().keyPressEvent(event)


class HistoryView(QWidget):
    """Filter above, rows, *bring back* below; read in the background, after every write anew."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._reading = HistoryReading(session)
        self._record: tuple[str, str] | None = None
        self._rows: list[HistoryRow] = []
        self.filter = QComboBox(self)
        self.filter.activated.connect(self._filter)
        self.model = HistoryRows(self)
        self.list = RowsList(self)
        self._painter = HistoryPainter(session.theme, self)
        self.list.setItemDelegate(self._painter)
        self.list.setModel(self.model)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.selectionModel().currentChanged.connect(self._went_to)
        self.told = QLabel(self)
        self.told.setProperty("look", "quiet")
        self.told.setWordWrap(True)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.button = QPushButton(self)
        self.button.clicked.connect(self.bring_back)
        foot = QHBoxLayout()
        foot.addWidget(self.told, 1)
        foot.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.filter)
        column.addWidget(self.list, 1)
        column.addLayout(foot)
        session.written.connect(self._hear)
        session.language.changed.connect(self.retranslate)
        session.theme.changed.connect(self.list.doItemsLayout)
        self.retranslate()

    def show_record(self, kind: str, id_: str) -> None:
        """Show the history of another record."""
        if self._record != (kind, id_):
            self._record = (kind, id_)
            self._show([])
        self.refresh()

    def refresh(self) -> None:
        """Read anew."""
        if self._record is None:
            return
        (kind, id_), reading = self._record, self._reading
        self.session.read(lambda: reading.read(kind, id_), self._show, owner=self, topic="history")

    def current(self) -> HistoryRow | None:
        """The row gone to."""
        index = self.list.currentIndex()
        return self.model.rows[index.row()] if index.isValid() else None

    def bring_back(self) -> None:
        """Make the value from before the change of this row the present one: a new change."""
        row = self.current()
        if row is None or row.change is None:
            return
        change, history = row.change, self.session.workspace.history
        self.session.write(lambda: history.bring_back(change), owner=self)

    def retranslate(self) -> None:
        """Show every text in the language of the interface."""
        tr = self.session.language.tr
        self.filter.setAccessibleName(tr(N_("Show only one field")))
        self.list.setAccessibleName(tr(N_("History")))
        self.button.setText(tr(N_("Bring back")))
        self.refresh()
        self._went_to()

    def _hear(self, _written: Written) -> None:
        if self.isVisible():
            self.refresh()

    def _show(self, rows: Sequence[HistoryRow]) -> None:
        self._rows = list(rows)
        chosen = self.filter.currentData()
        tr = self.session.language.tr
        fields: dict[FieldKey, str] = {}
        for row in rows:
            if row.field is not None:
                kind, key = row.field
                label = tr(KINDS[kind].field(key).label)
                own = self._record is not None and kind == self._record[0]
                fields.setdefault(row.field, label if own else f"{tr(KINDS[kind].label)} · {label}")
        self.filter.clear()
        self.filter.addItem(tr(N_("All fields")), None)
        for field, label in sorted(fields.items(), key=lambda pair: pair[1]):
            self.filter.addItem(label, field)
        at = next((n for n in range(self.filter.count()) if self.filter.itemData(n) == chosen), 0)
        self.filter.setCurrentIndex(at)
        self._filter()

    def _filter(self) -> None:
        field = self.filter.currentData()
        rows = [row for row in self._rows if field is None or row.field == tuple(field)]
        # Translators: what stands in a history for no value.
        self.model.replace(rows, self.session.language.tr(N_("(blank)")))
        if rows:
            self.list.setCurrentIndex(self.model.index(0))
        self._went_to()

    def _went_to(self, _now: QModelIndex | None = None, _before: QModelIndex | None = None) -> None:
        row = self.current()
        self.button.setEnabled(row is not None and row.change is not None)
        tr = self.session.language.tr
        if row is None or row.change is None:
            self.told.setText("")
        elif row.field is None:
            self.told.setText(tr(N_("Takes that back.")))
        elif row.old:
            old = " ".join(row.old.split())
            old = old if len(old) <= SHORT else old[:SHORT] + "…"
            self.told.setText(tr(N_("Makes “{value}” the value again."), value=old))
        else:
            self.told.setText(tr(N_("Makes the field blank again.")))

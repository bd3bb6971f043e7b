"""A list of the columns of a sheet, each with a tick: Space ticks, two buttons tick all or none."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from wicco_desktop.exchange.columns import ExchangeColumn
from wicco_desktop.exchange.heading_text import Headings, heading
from wicco_desktop.foundation.languages import CHINESE
from wicco_desktop.foundation.messages import N_, NC_
from wicco_desktop.ui.language import LanguageSwitch
from wicco_desktop.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_STATE = QStyle.StateFlag
_PATH = int(Qt.ItemDataRole.UserRole)
ON, OFF = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class _Ticked(QStyledItemDelegate):
    """Paints the row one is at itself: a style sheet moves its text under the tick."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if option.state & _STATE.State_Selected:
            painter.fillRect(option.rect, QColor(self._theme.colours.chosen))
        option.state &= ~(_STATE.State_Selected | _STATE.State_MouseOver)
        super().paint(painter, option, index)


class ColumnTicks(QWidget):
    """Which columns of one kind are wanted."""

    changed = Signal()

    def __init__(self, switch: LanguageSwitch, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._switch = switch
        self._columns: tuple[ExchangeColumn, ...] = ()
        self.list = QListWidget(self)
        self.list.setProperty("look", "field")
        self.list.setSpacing(2)
        self.list.setItemDelegate(_Ticked(theme, self.list))
        self.all, self.none = QPushButton(self), QPushButton(self)
        self.list.itemChanged.connect(lambda _item: self.changed.emit())
        self.all.clicked.connect(lambda: self._tick_all(ON))
        self.none.clicked.connect(lambda: self._tick_all(OFF))
        buttons = QHBoxLayout()
        for button in (self.all, self.none):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list, 1)
        column.addLayout(buttons)
        self.retranslate()

    def show_columns(self, columns: tuple[ExchangeColumn, ...], left_out: Iterable[str]) -> None:
        """Offer these, all ticked but those left out."""
        self._columns = columns
        without = frozenset(left_out)
        self.list.blockSignals(True)
        self.list.clear()
        for column in columns:
            item = QListWidgetItem(self.list)
            item.setData(_PATH, column.path)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(OFF if column.path in without else ON)
        self.list.setCurrentRow(0)
        self.list.blockSignals(False)
        self.retranslate()
        self.changed.emit()

    @property
    def left_out(self) -> frozenset[str]:
        """The paths of those that are not ticked."""
        items = (self.list.item(row) for row in range(self.list.count()))
        return frozenset(str(item.data(_PATH)) for item in items if item.checkState() == OFF)

    @property
    def any_ticked(self) -> bool:
        """Whether at least one column is wanted."""
        return len(self.left_out) < self.list.count()

    def retranslate(self) -> None:
        """Show every text in the language of the interface."""
        tr = self._switch.tr
        self.list.setAccessibleName(tr(N_("Columns")))
        self.all.setText(tr(N_("All columns")))
        self.none.setText(tr(NC_("columns", "None")))
        told_in: Headings = "zh" if self._switch.language is CHINESE else "en"
        self.list.blockSignals(True)
        for row, column in enumerate(self._columns):
            self.list.item(row).setText(heading(column, told_in))
        self.list.blockSignals(False)

    def _tick_all(self, state: Qt.CheckState) -> None:
        self.list.blockSignals(True)
        for row in range(self.list.count()):
            self.list.item(row).setCheckState(state)
        self.list.blockSignals(False)
        self.changed.emit()

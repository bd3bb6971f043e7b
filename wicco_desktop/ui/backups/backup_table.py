"""The table of backups: when each was made, why, what it holds, its size, its state."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from wicco_desktop.foundation.formats import format_size
from wicco_desktop.foundation.messages import N_, NC_, Message
from wicco_desktop.services.backups import Listed
from wicco_desktop.ui.backups.words import holds, when
from wicco_desktop.ui.language import LanguageSwitch
from wicco_desktop.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
WHEN, WHY, HOLDS, SIZE, STATE = range(5)
_HEADINGS = (
    NC_("backup", "Made"),
    NC_("backup", "Why"),
    NC_("backup", "Holds"),
    NC_("backup", "Size"),
    NC_("backup", "State"),
)


class _Roomy(QStyledItemDelegate):
    """Rows as high as those of the program's lists."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        hint = super().sizeHint(option, index)
        return QSize(hint.width() + self._theme.steps(3), self._theme.steps(7))


class BackupTable(QTreeWidget):
    """Shows what it is given; a row that was chosen stays so."""

    def __init__(self, switch: LanguageSwitch, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._switch = switch
        self._listed: list[Listed] = []
        self._states: Mapping[int, Message] = {}
        self.setRootIsDecorated(False)
        self.setAllColumnsShowFocus(True)
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setColumnCount(len(_HEADINGS))
        self.setItemDelegate(_Roomy(theme, self))
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(HOLDS, QHeaderView.ResizeMode.Stretch)

    @property
    def is_empty(self) -> bool:
        """Whether there is no backup."""
        return not self._listed

    def chosen(self) -> Listed | None:
        """The backup of the current row."""
        row = self.currentIndex().row()
        return self._listed[row] if 0 <= row < len(self._listed) else None

    def show_backups(self, listed: Sequence[Listed]) -> None:
        """Other rows; ``write`` fills them."""
        chosen = self.chosen()
        self._listed = list(listed)
        self.clear()
        for _listed in listed:
            QTreeWidgetItem(self)
        same = (n for n, one in enumerate(listed) if chosen and one.snapshot == chosen.snapshot)
        self.setCurrentIndex(self.model().index(next(same, 0), 0))

    def write(self, now: Callable[[], datetime], states: Mapping[int, Message]) -> None:
        """Show every text; ``states`` are what checks have found, by the number of a backup."""
        tr = self._switch.tr
        self.setHeaderLabels([tr(heading) for heading in _HEADINGS])
        self.headerItem().setTextAlignment(SIZE, _RIGHT)
        self.setAccessibleName(tr(N_("Backups")))
        for number, listed in enumerate(self._listed):
            item = self.topLevelItem(number)
            if item is not None:
                self._write(item, listed, now(), states.get(listed.snapshot.number))

    def _write(
        self, item: QTreeWidgetItem, listed: Listed, now: datetime, state: Message | None
    ) -> None:
        switch, manifest = self._switch, listed.manifest
        known = Message(N_("verified") if manifest is not None else N_("damaged"))
        item.setText(WHEN, when(listed.snapshot.moment, now, switch))
        item.setText(WHY, switch.tr(listed.why))
        item.setText(HOLDS, holds(manifest, switch) if manifest is not None else "")
        item.setText(SIZE, format_size(listed.size, switch.language))
        item.setTextAlignment(SIZE, _RIGHT)
        item.setText(STATE, switch.text(state or known))
        item.setToolTip(HOLDS, item.text(HOLDS))

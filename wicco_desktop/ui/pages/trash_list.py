"""The rows of the Trash: what it was, when it was deleted and by whom."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from wicco_desktop.foundation.clock import Clock, parse_moment
from wicco_desktop.foundation.formats import format_ago
from wicco_desktop.foundation.messages import N_
from wicco_desktop.records import KINDS
from wicco_desktop.services.titles import UNNAMED
from wicco_desktop.services.trash import Deleted
from wicco_desktop.ui.entries import ENTER
from wicco_desktop.ui.icons import draw_icon
from wicco_desktop.ui.sections import icon_of
from wicco_desktop.ui.session import Session

Index = QModelIndex | QPersistentModelIndex
LINE = Qt.ItemDataRole.UserRole


class TrashModel(QAbstractListModel):
    """What lies in the Trash, in words."""

    def __init__(self, session: Session, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._clock = clock
        self.lines: list[Deleted] = []

    def show(self, lines: Sequence[Deleted]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.lines = list(lines)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.lines[index.row()]
        if role == LINE:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{self.name(line)} {line.title.other} · {self.detail(line)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{self.name(line)} {line.title.other}\n{self.detail(line)}"
        return None

    def name(self, line: Deleted) -> str:
        """The name in the user's language."""
        return line.title.text or self._session.language.tr(UNNAMED)

    def detail(self, line: Deleted) -> str:
        """Kind, when and by whom it was deleted."""
        language = self._session.language
        ago = format_ago(parse_moment(line.at), self._clock(), language.language)
        # Translators: {ago} is a time such as "2 min ago" or "yesterday 10:05".
        told = language.tr(N_("deleted {ago}"), ago=ago)
        kind = language.tr(KINDS[line.kind].label)
        return " · ".join(filter(None, (kind, told, line.who, line.device)))


class TrashDelegate(QStyledItemDelegate):
    """Two lines a record with the icon of its kind."""

    def __init__(self, session: Session, model: TrashModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = session.theme
        self._model = model

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        lines = 1.45 * (self._theme.pixels() + self._theme.pixels("small"))
        return QSize(self._theme.steps(60), round(lines) + self._theme.steps(3))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(LINE)
        if not isinstance(line, Deleted):
            return
        colours, steps, rect = self._theme.colours, self._theme.steps, option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(colours.chosen))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(colours.accent), 1))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        side = round(self._theme.pixels() * 16 / 13)
        inside = rect.adjusted(steps(5), steps(1.5), -steps(3), -steps(1.5))
        middle = inside.top() + (inside.height() - side) // 2
        draw_icon(
            painter,
            QRect(inside.left(), middle, side, side),
            icon_of(line.kind),
            QColor(colours.quiet),
        )
        inside.adjust(side + steps(3), 0, 0, 0)
        first = QRect(inside.left(), inside.top(), inside.width(), inside.height() // 2)
        name = self._model.name(line)
        taken = self._write(painter, first, name, "text", colours.text, QFont.Weight.DemiBold)
        self._write(
            painter,
            first.adjusted(taken + steps(2), 0, 0, 0),
            line.title.other,
            "small",
            colours.quiet,
        )
        second = inside.adjusted(0, first.height(), 0, 0)
        self._write(painter, second, self._model.detail(line), "small", colours.quiet)
        painter.restore()

    def _write(
        self,
        painter: QPainter,
        rect: QRect,
        text: str,
        pixels: str,
        colour: str,
        weight: QFont.Weight = QFont.Weight.Normal,
    ) -> int:
        font = QFont(painter.font())
        font.setPixelSize(self._theme.pixels(pixels))
        font.setWeight(weight)
        painter.setFont(font)
        painter.setPen(QColor(colour))
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, rect.width()))
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        return metrics.horizontalAdvance(shown)


class TrashList(QListView):
    """Several rows can be chosen; Enter restores them."""

    restore_wanted = Signal()

    def __init__(self, session: Session, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = TrashModel(session, clock, self)
        self.setModel(self.rows)
        self.setItemDelegate(TrashDelegate(session, self.rows, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setTabKeyNavigation(False)
        self.setProperty("look", "plain")
        self.doubleClicked.connect(lambda _index: self.restore_wanted.emit())

    def chosen(self) -> list[Deleted]:
        """The rows chosen, from above."""
        return [self.rows.lines[row] for row in sorted({i.row() for i in self.selectedIndexes()})]

    def go_to(self, row: int) -> None:
        """Choose one row, the last where there are fewer."""
        if self.rows.lines:
            self.setCurrentIndex(self.rows.index(max(0, min(row, len(self.rows.lines) - 1))))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and self.selectedIndexes():
            self.restore_wanted.emit()
        else:
            super().keyPressEvent(event)

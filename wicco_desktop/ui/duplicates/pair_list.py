"""The pairs, best first: both names, how likely they are one, and why."""

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
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from wicco_desktop.foundation.messages import N_
from wicco_desktop.services.listing import Row
from wicco_desktop.ui.duplicates.evidence_words import in_one_line
from wicco_desktop.ui.duplicates.reading import PairShown
from wicco_desktop.ui.entries import ENTER
from wicco_desktop.ui.language import LanguageSwitch
from wicco_desktop.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
PAIR = Qt.ItemDataRole.UserRole


def score_told(switch: LanguageSwitch, shown: PairShown) -> str:
    """How likely two are one, in per cent."""
    # Translators: how likely two records are the same, such as "86 %".
    return switch.tr(N_("{percent} %"), percent=round(100 * shown.pair.score))


class PairModel(QAbstractListModel):
    """The pairs in words."""

    def __init__(self, switch: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._switch = switch
        self.pairs: list[PairShown] = []

    def show(self, pairs: Sequence[PairShown]) -> None:
        """Show other pairs."""
        self.beginResetModel()
        self.pairs = list(pairs)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.pairs)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        shown = self.pairs[index.row()]
        if role == PAIR:
            return shown
        if role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.ToolTipRole,
        ):
            names = "\n".join(
                " · ".join(filter(None, (row.text, row.other, row.detail)))
                for row in (shown.first, shown.second)
            )
            return f"{names}\n{self.score(shown)} · {self.evidence(shown)}"
        return None

    def score(self, shown: PairShown) -> str:
        """How likely they are one."""
        return score_told(self._switch, shown)

    def evidence(self, shown: PairShown) -> str:
        """Why, in one line."""
        return in_one_line(self._switch, shown.pair.evidence)


class PairDelegate(QStyledItemDelegate):
    """Three lines: either record, and the evidence; at the right how likely."""

    def __init__(self, theme: Theme, model: PairModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        theme = self._theme
        height = 2 * theme.pixels() + theme.pixels("small")
        return QSize(theme.steps(50), round(height * 1.5) + theme.steps(4))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        shown = index.data(PAIR)
        if not isinstance(shown, PairShown):
            return
        theme, colours, rect = self._theme, self._theme.colours, option.rect
        steps = theme.steps
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(colours.chosen))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(colours.hover))
        painter.setPen(QColor(colours.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(colours.accent), 1))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        inside = rect.adjusted(steps(5), steps(2), -steps(3), -steps(2))
        line = round(theme.pixels() * 1.5)
        score = self._model.score(shown)
        room = self._metrics(painter, "small", QFont.Weight.DemiBold).horizontalAdvance(score)
        corner = QRect(inside.right() - room, inside.top(), room + 1, line)
        self._write(painter, corner, score, "small", colours.accent, QFont.Weight.DemiBold)
        first = QRect(inside.left(), inside.top(), inside.width() - room - steps(2), line)
        self._name(painter, first, shown.first)
        second = QRect(inside.left(), first.bottom() + 1, inside.width(), line)
        self._name(painter, second, shown.second)
        third = QRect(
            inside.left(),
            second.bottom() + 1,
            inside.width(),
            round(theme.pixels("small") * 1.5),
        )
        self._write(painter, third, self._model.evidence(shown), "small", colours.quiet)
        painter.restore()

    def _name(self, painter: QPainter, rect: QRect, row: Row) -> None:
        """The name, and smaller the other one and what tells it apart."""
        colours = self._theme.colours
        strong = QFont.Weight.DemiBold
        taken = self._write(painter, rect, row.text, "text", colours.text, strong)
        rest = rect.adjusted(taken + self._theme.steps(2), 0, 0, 0)
        more = " · ".join(filter(None, (row.other, row.detail)))
        self._write(painter, rest, more, "small", colours.quiet)

    def _metrics(self, painter: QPainter, pixels: str, weight: QFont.Weight) -> QFontMetrics:
        font = QFont(painter.font())
        font.setPixelSize(self._theme.pixels(pixels))
        font.setWeight(weight)
        painter.setFont(font)
        return QFontMetrics(font)

    def _write(
        self,
        painter: QPainter,
        rect: QRect,
        text: str,
        pixels: str,
        colour: str,
        weight: QFont.Weight = QFont.Weight.Normal,
    ) -> int:
        """Write a text cut to the rectangle; returns how wide it became."""
        metrics = self._metrics(painter, pixels, weight)
        painter.setPen(QColor(colour))
        one_line = " ".join(text.split())
        cut = metrics.elidedText(one_line, Qt.TextElideMode.ElideRight, max(0, rect.width()))
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, cut)
        return metrics.horizontalAdvance(cut)


class PairList(QListView):
    """Up and Down go through the pairs, Enter goes into the comparison."""

    opened = Signal()
    """The user wants to choose field by field."""

    current_changed = Signal()

    def __init__(self, switch: LanguageSwitch, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = PairModel(switch, self)
        self.setModel(self.rows)
        self.setItemDelegate(PairDelegate(theme, self.rows, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setProperty("look", "plain")
        self.doubleClicked.connect(lambda _index: self.opened.emit())
        self.selectionModel().currentChanged.connect(lambda _now, _old: self.current_changed.emit())
        theme.changed.connect(self.doItemsLayout)

    def current(self) -> PairShown | None:
        """The pair at hand."""
        row = self.currentIndex().row()
        return self.rows.pairs[row] if 0 <= row < len(self.rows.pairs) else None

    def show_pairs(self, pairs: Sequence[PairShown]) -> None:
        """Show other pairs; one stays at the pair one was at, else at its place in the list."""
        before, row = self.current(), max(0, self.currentIndex().row())
        kept = before and (before.pair.a, before.pair.b)
        at = [number for number, one in enumerate(pairs) if (one.pair.a, one.pair.b) == kept]
        self.rows.show(pairs)
        if pairs:
            self.setCurrentIndex(self.rows.index(at[0] if at else min(row, len(pairs) - 1)))
        self.current_changed.emit()

    def without(self, decided: PairShown) -> list[PairShown]:
        """The pairs but for one."""
        both = (decided.pair.a, decided.pair.b)
        return [one for one in self.rows.pairs if (one.pair.a, one.pair.b) != both]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (*ENTER, Qt.Key.Key_Right) and self.current() is not None:
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Letters are commands here, never a search."""

"""The results under the search box: a list that lies over the window and never takes the focus."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from wicco_desktop.foundation.messages import N_
from wicco_desktop.services.search_results import Found
from wicco_desktop.ui.icons import draw_icon
from wicco_desktop.ui.language import LanguageSwitch
from wicco_desktop.ui.matched_parts import matched_parts
from wicco_desktop.ui.result_lines import ResultLines
from wicco_desktop.ui.sections import icon_of
from wicco_desktop.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
FOUND = Qt.ItemDataRole.UserRole


class ResultModel(QAbstractListModel):
    """What was found, and the words it was found by."""

    def __init__(self, switch: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = ResultLines(switch.tr)
        self.results: list[Found] = []
        self.typed = ""

    def show(self, results: Sequence[Found], typed: str) -> None:
        """Show other results."""
        self.beginResetModel()
        self.results, self.typed = list(results), typed
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.results)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        found = self.results[index.row()]
        if role == FOUND:
            return found
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return " · ".join(filter(None, (*self.lines.name(found), self.lines.second(found)[0])))
        return None


class ResultDelegate(QStyledItemDelegate):
    """Two lines a result, the words that match in the accent and bold."""

    def __init__(self, theme: Theme, model: ResultModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        line = self._theme.pixels() + self._theme.pixels("small")
        return QSize(100, round(line * 1.5) + self._theme.steps(2))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        found = index.data(FOUND)
        if not isinstance(found, Found):
            return
        rect, state = option.rect, option.state
        steps, colours = self._theme.steps, self._theme.colours
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(colours.chosen))
        side = round(self._theme.pixels() * 16 / 13)
        top = rect.top() + steps(1)
        icon = QRect(rect.left() + steps(2.5), top + steps(0.5), side, side)
        draw_icon(painter, icon, icon_of(found.kind), QColor(colours.quiet))
        left = icon.right() + steps(2.5)
        width = rect.right() - steps(2.5) - left
        lines = self._model.lines
        name, _other = lines.name(found)
        shown = lines.first(found)
        spans = matched_parts(shown, self._model.typed)
        first = QRect(left, top, width, round(self._theme.pixels() * 1.5))
        self._line(painter, first, shown, spans, quiet_from=len(name), pixels="text")
        line, at = lines.second(found)
        below = [
            (at + start, at + end) for start, end in matched_parts(line[at:], self._model.typed)
        ]
        second = QRect(left, first.bottom(), width, round(self._theme.pixels("small") * 1.5))
        self._line(painter, second, line, below, quiet_from=0, pixels="small")
        painter.restore()

    def _line(
        self,
        painter: QPainter,
        rect: QRect,
        text: str,
        spans: Sequence[tuple[int, int]],
        *,
        quiet_from: int,
        pixels: str,
    ) -> None:
        font = QFont(painter.font())
        font.setPixelSize(self._theme.pixels(pixels))
        # Bold words are a little wider than measured here.
        room = round(rect.width() * 0.96)
        text = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room)
        colours = self._theme.colours
        marked, quiet = QTextCharFormat(), QTextCharFormat()
        marked.setFontWeight(QFont.Weight.Bold)
        marked.setForeground(QColor(colours.accent))
        quiet.setForeground(QColor(colours.quiet))
        quiet.setProperty(QTextCharFormat.Property.FontPixelSize, self._theme.pixels("small"))
        ranges = [_range(quiet_from, len(text), quiet)]
        ranges += [_range(start, min(end, len(text)), marked) for start, end in spans]
        layout = QTextLayout(text, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        layout.setTextOption(option)
        layout.setFormats(ranges)
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(1e6)
        layout.endLayout()
        painter.setPen(QColor(colours.text))
        painter.setClipRect(rect)
        layout.draw(painter, QPointF(rect.left(), rect.top()))
        painter.setClipping(False)


def _range(start: int, end: int, look: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = start, max(0, end - start), look
    return made


class ResultsPopup(QFrame):
    """The list with, where nothing was found, a sentence. Moved by the search box."""

    picked = Signal(object)
    """A ``Found`` that was clicked."""

    def __init__(
        self, switch: LanguageSwitch, theme: Theme, most_rows: int, parent: QWidget
    ) -> None:
        """``most_rows`` are shown at once, the others scroll."""
        super().__init__(parent)
        self._switch = switch
        self._theme = theme
        self._most_rows = most_rows
        self.setProperty("look", "suggestions")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.model = ResultModel(switch, self)
        self.view = QListView(self)
        self.view.setModel(self.model)
        self.view.setItemDelegate(ResultDelegate(theme, self.model, self.view))
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setMouseTracking(True)
        self.view.setUniformItemSizes(True)
        self.view.clicked.connect(lambda index: self.picked.emit(index.data(FOUND)))
        self.nothing = QLabel(self)
        self.nothing.setProperty("look", "quiet")
        self.nothing.setWordWrap(True)
        self.nothing.setContentsMargins(12, 8, 12, 8)
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 2, 2, 2)
        column.setSpacing(0)
        column.addWidget(self.view)
        column.addWidget(self.nothing)
        switch.changed.connect(self.retranslate)
        self.retranslate()
        self.hide()

    def show_results(self, results: Sequence[Found], typed: str, under: QRect) -> None:
        """Show these under a place of the parent; the best one is the current one."""
        self.model.show(results, typed)
        self.view.setVisible(bool(results))
        self.nothing.setVisible(not results)
        if results:
            self.view.setCurrentIndex(self.model.index(0))
        self.retranslate()
        self._place(under)
        self.show()
        self.raise_()

    def current(self) -> Found | None:
        """The result that Enter opens."""
        found = self.view.currentIndex().data(FOUND)
        return found if isinstance(found, Found) else None

    def move_by(self, rows: int) -> None:
        """Go down (up, negative) so many rows, not past either end."""
        count = self.model.rowCount()
        if count:
            row = max(0, min(count - 1, self.view.currentIndex().row() + rows))
            self.view.setCurrentIndex(self.model.index(row))

    def retranslate(self) -> None:
        """Show every text in the language of the interface."""
        tr = self._switch.tr
        self.view.setAccessibleName(tr(N_("Search results")))
        # Translators: {text} is what the user typed into the search box.
        told = tr(
            N_("Nothing found for “{text}”. Fewer or shorter words find more."),
            text=self.model.typed[:60],
        )
        self.nothing.setText(told)
        self.view.viewport().update()

    def _place(self, under: QRect) -> None:
        parent = self.window()
        width = min(max(under.width(), self._theme.steps(90)), parent.width() - 16)
        rows = min(self.model.rowCount(), self._most_rows)
        height = (
            self.nothing.heightForWidth(width)
            if not rows
            else rows * max(1, self.view.sizeHintForRow(0))
        )
        room = parent.height() - under.bottom() - 16
        self.setGeometry(under.left(), under.bottom() + 4, width, min(height + 6, max(60, room)))

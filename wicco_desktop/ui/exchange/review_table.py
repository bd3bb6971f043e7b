"""The table of a returned workbook: shows a ``ReviewModel`` and tells what the keys ask for.

Rows are as high as what they say; only those in view are ever measured, and scrolling goes by
rows, so that a hundred thousand of them scroll like a hundred.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from wicco_desktop.ui.entries import ENTER
from wicco_desktop.ui.exchange.review_model import MARK, ReviewModel
from wicco_desktop.ui.exchange.review_painter import ReviewPainter, Span
from wicco_desktop.ui.exchange.scopes import CHOICES, SCOPES
from wicco_desktop.ui.theme import Theme

_Key, _Mod = Qt.Key, Qt.KeyboardModifier

SAMPLED = 60
"""Rows that say how wide the columns should be."""

_TURNS = 4
"""Times that rows take their height and are scrolled to; two are mostly enough."""

NARROWEST, WIDEST, MARK_WIDTH = 22, 60, 24
"""Widths of columns in steps of spacing."""


class ReviewTable(QTableView):
    """Single keys are commands here, with any input method: it takes no composed text."""

    chosen = Signal(object, object)
    """A ``Choice`` for a ``Scope``."""

    type_wanted = Signal()
    """E: another value for the cell."""

    toggled = Signal()
    """Space: the row accepted or not; on a cell that differs, theirs or ours."""

    answer_wanted = Signal()
    """Enter: to what can be answered about the cell or its row."""

    next_wanted = Signal(int)
    """N: to the next (1) or the one before (-1) that waits for somebody."""

    filter_wanted = Signal()
    needs_wanted = Signal()
    """Shift+F: only what waits, or everything again."""

    column_menu_wanted = Signal(int)
    """What the column of a section is taken for is to be corrected."""

    left = Signal()
    """Esc."""

    moved = Signal()
    """Another cell is at hand."""

    def __init__(self, model: ReviewModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = model
        self._theme = theme
        self.locked = False
        """Whether the keys decide nothing for the moment."""
        self.answer = ""
        """The word behind a line that asks."""
        self._cells = ReviewPainter(theme, self)
        self.setModel(model)
        self._set_up()
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self.fit_rows)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self.fit_rows())
        model.modelReset.connect(self._later.start)
        model.dataChanged.connect(lambda *_area: self._later.start())
        theme.changed.connect(self._restyle)

    def _set_up(self) -> None:
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setFrameShape(self.Shape.NoFrame)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        across = self.horizontalHeader()
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        across.setHighlightSections(False)
        across.setSectionsClickable(True)
        across.sectionClicked.connect(self._ask_for_menu)
        down = self.verticalHeader()
        down.hide()
        down.setMinimumSectionSize(8)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._restyle()

    # Measures

    def fit_columns(self) -> None:
        """Make the columns as wide as their headings and the first rows need, within limits."""
        steps = self._theme.steps
        across, metrics = self.horizontalHeader(), self.fontMetrics()
        widths = [0] * self.rows.columnCount()
        for row in range(min(SAMPLED, self.rows.rowCount())):
            shown = self.rows.prepared(row)
            for number, cell in enumerate(shown.cells if shown else (), start=1):
                widest = max(metrics.horizontalAdvance(line.text) for line in cell.lines)
                widths[number] = max(widths[number], widest + steps(5))
        across.setMinimumSectionSize(steps(10))
        across.resizeSection(MARK, steps(MARK_WIDTH))
        for section in range(1, len(widths)):
            heading = across.sectionSizeHint(section) + steps(2)
            wanted = max(widths[section], heading)
            across.resizeSection(section, max(steps(NARROWEST), min(wanted, steps(WIDEST))))

    def fit_rows(self) -> None:
        """Make the rows in view as high as they need."""
        measures, down = self._cells.measures(self.font()), self.verticalHeader()
        bottom, room = 0, self.viewport().height()
        row = max(0, self.rowAt(0))
        down.blockSignals(True)  # one layout at the end instead of one a row
        changed = False
        while bottom < room and row < self.rows.rowCount():
            height = measures.height(self.rows.prepared(row))
            if down.sectionSize(row) != height:
                down.resizeSection(row, height)
                changed = True
            bottom += height
            row += 1
        down.blockSignals(False)
        if changed:
            self.updateGeometries()
            self.viewport().update()

    def _restyle(self) -> None:
        self._cells.restyle()
        measures = self._cells.measures(self.font())
        self.verticalHeader().setDefaultSectionSize(measures.height(None))
        self.setMinimumHeight(self._theme.steps(24))
        self.fit_columns()
        self.fit_rows()

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.steps(60), self._theme.steps(24))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_rows()

    # Place

    def go_to(self, row: int, column: int) -> None:
        """Be at a cell, in view as a whole."""
        index = self.rows.index(row, column)
        self.setCurrentIndex(index)
        self._reveal(index)

    def _reveal(self, index: QModelIndex | QPersistentModelIndex) -> None:
        """Bring a cell into view as a whole: scrolling shows rows, and these take their height."""
        for _ in range(_TURNS):
            self.fit_rows()
            seen = self.visualRect(index)
            if self.viewport().rect().contains(seen.adjusted(1, 1, -1, -1)):
                break
            self.scrollTo(index)

    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().currentChanged(current, previous)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self._reveal(current)
        self.viewport().update()
        self.moved.emit()

    # What the user does

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, mods = event.key(), event.modifiers() & ~_Mod.KeypadModifier
        if self._decides(key, mods):
            return
        plain, shift = mods == _Mod.NoModifier, mods == _Mod.ShiftModifier
        if key == _Key.Key_N and (plain or shift):
            self.next_wanted.emit(1 if plain else -1)
        elif key == _Key.Key_F and plain:
            self.filter_wanted.emit()
        elif key == _Key.Key_F and shift:
            self.needs_wanted.emit()
        elif key == _Key.Key_M and plain:
            self._ask_for_menu(self.currentIndex().column())
        elif key in ENTER and plain:
            self.answer_wanted.emit()
        elif key == _Key.Key_Escape and plain:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _decides(self, key: int, mods: Qt.KeyboardModifier) -> bool:
        choice, scope = CHOICES.get(key), SCOPES.get(mods)
        if choice is not None and scope is not None:
            if not self.locked:
                self.chosen.emit(choice, scope)
            return True
        if mods == _Mod.NoModifier and key in (_Key.Key_E, _Key.Key_Space):
            if not self.locked:
                (self.type_wanted if key == _Key.Key_E else self.toggled).emit()
            return True
        return False

    def keyboardSearch(self, _search: str) -> None:
        """Letters are commands here, never a search."""

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return
        if self._below_rect(index.row()).contains(event.position().toPoint()):
            self.answer_wanted.emit()
        elif index.column() == MARK and not self.locked:
            self.toggled.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.column() > MARK and not self.locked:
            self.type_wanted.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self._ask_for_menu(self.currentIndex().column())

    def _ask_for_menu(self, section: int) -> None:
        if section > MARK and not self.locked:
            self.column_menu_wanted.emit(section)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        measures, changed = self._cells.measures(self.font()), event.rect()
        painter.fillRect(changed, measures.field)
        spans, width = self._spans(), self.viewport().width()
        current = self.currentIndex()
        for row in self.rows_in_view():
            area = QRect(0, self.rowViewportPosition(row), width, self.rowHeight(row))
            shown = self.rows.prepared(row) if area.intersects(changed) else None
            if shown is None:
                continue
            below = self._below_rect(row)
            area.setHeight(area.height() - below.height())
            self._cells.draw_row(painter, measures, area, shown, spans)
            painter.fillRect(0, area.bottom(), width, 1, measures.line_colour)
            if not below.isEmpty():
                answer = self.answer if shown.row.waits else ""
                self._cells.draw_below(painter, measures, below, shown, answer)
            if row == current.row() and self.hasFocus():
                left = self.columnViewportPosition(current.column())
                here = QRect(left, area.top(), self.columnWidth(current.column()), area.height())
                self._cells.draw_focus(painter, measures, here)

    def _spans(self) -> list[Span]:
        """The columns in view."""
        first = max(0, self.columnAt(0))
        last = self.columnAt(self.viewport().width() - 1)
        columns = range(first, (self.rows.columnCount() if last < 0 else last + 1))
        return [Span(c, self.columnViewportPosition(c), self.columnWidth(c)) for c in columns]

    def rows_in_view(self) -> range:
        """The rows that are shown now, wholly or in part."""
        if not self.rows.rowCount():
            return range(0)
        first, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        return range(max(first, 0), (self.rows.rowCount() if last < 0 else last + 1))

    def _below_rect(self, row: int) -> QRect:
        """Where the line below a row is drawn; empty where it has none."""
        shown = self.rows.prepared(row)
        if shown is None or not shown.below:
            return QRect()
        strip = self._cells.measures(self.font()).strip
        bottom = self.rowViewportPosition(row) + self.rowHeight(row)
        return QRect(0, bottom - strip, self.viewport().width(), strip)

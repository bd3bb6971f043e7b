"""The grid of a returned workbook: how high and wide, what is in view, how it is drawn.

Rows are as high as what they say; only those in view are ever measured, and scrolling goes by
rows, so that a hundred thousand of them scroll like a hundred. The mark of a row stays where it
is while the columns scroll, and beside it who the row is once the names are out of view.
"""

from __future__ import annotations

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from wicco_desktop.ui.exchange.review_model import MARK, ReviewModel
from wicco_desktop.ui.exchange.review_painter import ReviewPainter, Span
from wicco_desktop.ui.theme import Theme

SAMPLED = 60
"""Rows that say how wide the columns should be."""

_TURNS = 4
"""Times that rows take their height and are scrolled to; two are mostly enough."""

NARROWEST, WIDEST, MARK_WIDTH, NAME_WIDTH = 22, 60, 30, 36
"""Widths in steps of spacing: of columns, of the marks, of the names kept beside these."""


class HeadingRow(QHeaderView):
    """Headings that pass beneath the place of the marks."""

    def __init__(self, theme: Theme, grid: ReviewGrid) -> None:
        super().__init__(Qt.Orientation.Horizontal, grid)
        self._theme = theme
        self._grid = grid

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.offset() > 0:
            painter = QPainter(self.viewport())
            colours, width = self._theme.colours, self._grid.kept_width()
            painter.fillRect(0, 0, width, self.height() - 1, QColor(colours.ground))


class ReviewGrid(QTableView):
    """Shows a ``ReviewModel``; decides nothing."""

    moved = Signal()
    """Another cell is at hand."""

    def __init__(self, model: ReviewModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = model
        self._theme = theme
        self.answer = ""
        """The word behind a line that asks."""
        self._cells = ReviewPainter(theme, self)
        self.setHorizontalHeader(HeadingRow(theme, self))
        self.setModel(model)
        self._set_up()
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self.fit_rows)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self.fit_rows())
        # The marks stay where they are: what lies beneath them is not merely moved.
        self.horizontalScrollBar().valueChanged.connect(lambda _value: self._show_kept())
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
        down = self.verticalHeader()
        down.hide()
        down.setMinimumSectionSize(8)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._restyle()

    def _show_kept(self) -> None:
        for part in (self.viewport(), self.horizontalHeader().viewport()):
            part.update()

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

    def kept_width(self) -> int:
        """How much stays at the left: the marks, and the names as long as none is in view."""
        marks, titles = self.columnWidth(MARK), self.rows.titles
        ends = [self.columnViewportPosition(one) + self.columnWidth(one) for one in titles]
        return marks + self._theme.steps(NAME_WIDTH) if ends and max(ends) <= marks else marks

    def go_to(self, row: int, column: int) -> None:
        """Be at a cell, in view as a whole."""
        index = self.rows.index(row, column)
        self.setCurrentIndex(index)
        self.reveal(index)

    def reveal(self, index: QModelIndex | QPersistentModelIndex) -> None:
        """Bring a cell into view as a whole: scrolling shows rows, and these take their height."""
        for _ in range(_TURNS):
            self.fit_rows()
            seen, kept = self.visualRect(index), self.kept_width()
            room = self.viewport().rect().adjusted(0 if index.column() == MARK else kept, 0, 0, 0)
            if room.contains(seen.adjusted(1, 1, -1, -1)):
                break
            self.scrollTo(index)

    def scrollTo(
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        super().scrollTo(index, hint)
        hidden = self.kept_width() - self.visualRect(index).left()
        if index.column() != MARK and hidden > 0:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - hidden)

    def cell_under(self, place: QPoint) -> QModelIndex:
        """The cell at a place of the viewport; marks and names lie over what is beneath them."""
        index = self.indexAt(place)
        on_mark = index.isValid() and place.x() < self.kept_width()
        return index.siblingAtColumn(MARK) if on_mark else index

    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().currentChanged(current, previous)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.reveal(current)
        self.viewport().update()
        self.moved.emit()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        measures, changed = self._cells.measures(self.font()), event.rect()
        painter.fillRect(changed, measures.field)
        spans, width = self._spans(), self.viewport().width()
        current, mark = self.currentIndex(), Span(MARK, 0, self.columnWidth(MARK))
        kept = self.kept_width()
        for row in self.rows_in_view():
            area = QRect(0, self.rowViewportPosition(row), width, self.rowHeight(row))
            shown = self.rows.prepared(row) if area.intersects(changed) else None
            if shown is None:
                continue
            below = self.below_rect(row)
            area.setHeight(area.height() - below.height())
            self._cells.draw_row(painter, measures, area, shown, spans)
            if spans[0].column != MARK or spans[0].left < 0:
                painter.fillRect(0, area.top(), kept, area.height(), measures.field)
                self._cells.draw_row(painter, measures, area, shown, [mark])
                if kept > mark.width:
                    self._cells.draw_name(
                        painter,
                        measures,
                        area.adjusted(mark.width, 0, 0, 0),
                        shown,
                        kept - mark.width,
                    )
                painter.fillRect(kept - 1, area.top(), 1, area.height(), measures.line_colour)
            painter.fillRect(0, area.bottom(), width, 1, measures.line_colour)
            if not below.isEmpty():
                answer = self.answer if shown.row.waits else ""
                self._cells.draw_below(painter, measures, below, shown, answer)
            if row == current.row() and self.hasFocus():
                on_mark = current.column() == MARK
                left = 0 if on_mark else self.columnViewportPosition(current.column())
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

    def below_rect(self, row: int) -> QRect:
        """Where the line below a row is drawn; empty where it has none."""
        shown = self.rows.prepared(row)
        if shown is None or not shown.below:
            return QRect()
        strip = self._cells.measures(self.font()).strip
        bottom = self.rowViewportPosition(row) + self.rowHeight(row)
        return QRect(0, bottom - strip, self.viewport().width(), strip)

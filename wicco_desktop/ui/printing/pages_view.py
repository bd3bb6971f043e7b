"""The preview: the pages as they will be, one under another."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from wicco_desktop.ui.editors.editor import restyle
from wicco_desktop.ui.printing.paper import A4, Paper
from wicco_desktop.ui.theme import Theme

WIDEST = 1.6
"""How much larger than in print a page is shown at most, at 100 %."""


class _Pages(QWidget):
    """All pages; only those in sight are drawn."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.paper: Paper | None = None

    @property
    def _scale(self) -> float:
        gap = self._theme.steps(3)
        size = self.paper.size if self.paper is not None else A4
        return min(max(0.1, (self.width() - 2 * gap) / size.width()), WIDEST)

    def heightForWidth(self, _width: int) -> int:
        return self.height()

    def fit(self) -> None:
        """Be as high as the pages are at the present width."""
        gap = self._theme.steps(3)
        count = self.paper.pages if self.paper is not None else 0
        height = self.paper.size.height() * self._scale + gap if self.paper is not None else 0
        self.setMinimumHeight(round(count * height + gap))
        self.update()

    def place(self, page: int) -> QRectF:
        """Where a page is."""
        assert self.paper is not None
        gap = self._theme.steps(3)
        width, height = (
            self.paper.size.width() * self._scale,
            self.paper.size.height() * self._scale,
        )
        return QRectF((self.width() - width) / 2, gap + page * (height + gap), width, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colours = self._theme.colours
        painter.fillRect(event.rect(), QColor(colours.hover))
        for page in range(self.paper.pages if self.paper is not None else 0):
            place = self.place(page)
            if self.paper is None or not place.intersects(QRectF(event.rect())):
                continue
            painter.fillRect(place, Qt.GlobalColor.white)
            painter.setPen(QColor(colours.strong_line))
            painter.drawRect(place.adjusted(-0.5, -0.5, 0, 0))
            painter.save()
            painter.setClipRect(place)
            painter.translate(place.topLeft())
            painter.scale(self._scale, self._scale)
            self.paper.draw(painter, page)
            painter.restore()


class PagesView(QScrollArea):
    """Scrolls through the pages."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages = _Pages(theme)
        self.setWidget(self._pages)
        self.setWidgetResizable(True)
        self.setProperty("look", "field")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().setSingleStep(24)
        theme.changed.connect(self._pages.fit)

    @property
    def paper(self) -> Paper | None:
        """What is shown."""
        return self._pages.paper

    def show_paper(self, paper: Paper | None) -> None:
        """Show other pages, from the first one on."""
        self._pages.paper = paper
        self._pages.fit()
        self.verticalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._pages.fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        restyle(self, "focused", True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        restyle(self, "focused", False)

    def sizeHint(self) -> QSize:
        return QSize(round(A4.width()), round(A4.height()))

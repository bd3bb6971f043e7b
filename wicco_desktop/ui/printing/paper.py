"""Minutes laid out on pages. What is previewed, printed and written as PDF is the same layout.

Everything is measured in points (1/72 inch) without hinting, so that the pages break alike on
every screen, printer and file. May be made and drawn on any one thread.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import (
    QCoreApplication,
    QEventLoop,
    QRectF,
    QSizeF,
    Qt,
    QThread,
)
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPalette,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextOption,
    QTextTable,
    QTextTableCell,
)

from wicco_desktop.ui.fonts import interface_families
from wicco_desktop.ui.printing.page_breaks import SheetRow, common_ends, slices

A4 = QSizeF(595.28, 841.89)
TEXT, LINE_HEIGHT, FOOTER = 10, 15, 8
"""Sizes of text and lines in points; the lines of both languages are equally high."""

SIDE, TOP, BOTTOM = 57.0, 54.0, 66.0
"""Margins in points: 20 mm at the sides; the footer stands in the lower one."""

INK, QUIET, LINE = QColor("#1c2326"), QColor("#5f6b71"), QColor("#c9cfd2")
"""Paper is white in every theme."""

_STYLE = """
td {{ line-height: {line}px; }}
td.zh {{ font-family: {chinese}; }}
"""


def _font(points: int) -> QFont:
    font = QFont(interface_families())
    font.setPixelSize(points)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    # A ligature would be copied out of a PDF as one strange character.
    font.setFeature(QFont.Tag("liga"), 0)
    return font


def _style() -> str:
    # What both scripts share, such as “ and …, is as wide as a character in Chinese text.
    families = interface_families(chinese_first=True)
    chinese = ", ".join(f"'{family}'" for family in families)
    return _STYLE.format(line=LINE_HEIGHT, chinese=chinese)


class Paper:
    """One document on pages of a size."""

    def __init__(self, rich: str, title: str, size: QSizeF = A4) -> None:
        """``rich`` is the HTML of the document, ``title`` stands in the footer of every page."""
        self.size = size
        self.title = title
        self._body = QRectF(SIDE, TOP, size.width() - 2 * SIDE, size.height() - TOP - BOTTOM)
        # The layout sets timers: a thread can have them only after its first event loop, and they
        # must have run out before anything is drawn on another thread.
        events = QEventLoop() if QThread.currentThread() is not _window_thread() else None
        self._document = document = QTextDocument()
        document.setUndoRedoEnabled(False)
        document.setUseDesignMetrics(True)
        document.setDocumentMargin(0)
        document.setDefaultFont(_font(TEXT))
        document.setDefaultStyleSheet(_style())
        wrapped = QTextOption()
        wrapped.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        document.setDefaultTextOption(wrapped)
        document.setHtml(rich)
        document.setTextWidth(self._body.width())
        self._slices = slices(list(_rows(document)), self._body.height())
        if events is not None:
            events.processEvents()

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return len(self._slices)

    def move_to_window(self) -> None:
        """Let the window draw pages that were laid out on another thread (the present one)."""
        self._document.moveToThread(_window_thread())

    def draw(self, painter: QPainter, page: int) -> None:
        """Draw a page (from 0), its footer too; a unit of the painter is a point."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        part = self._slices[page]
        context = QAbstractTextDocumentLayout.PaintContext()
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Text, INK)
        context.palette = palette
        shown = QRectF(0, part.top, self._body.width(), part.bottom - part.top)
        context.clip = shown
        painter.save()
        painter.translate(self._body.left(), self._body.top() - part.top)
        painter.setClipRect(shown)
        self._document.documentLayout().draw(painter, context)
        painter.restore()
        self._draw_footer(painter, page)
        painter.restore()

    def _draw_footer(self, painter: QPainter, page: int) -> None:
        top = self.size.height() - BOTTOM + 20
        place = QRectF(self._body.left(), top, self._body.width(), 20)
        font = _font(FOOTER)
        number = f"{page + 1} / {self.pages}"
        metrics = QFontMetricsF(font)
        room = place.width() - metrics.horizontalAdvance(number) - 16
        painter.setPen(LINE)
        painter.drawLine(place.topLeft(), place.topRight())
        painter.setFont(font)
        painter.setPen(QUIET)
        title = metrics.elidedText(self.title, Qt.TextElideMode.ElideRight, room)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(place, middle | Qt.AlignmentFlag.AlignLeft, title)
        painter.drawText(place, middle | Qt.AlignmentFlag.AlignRight, number)


def plain_text(rich: str) -> str:
    """The words of a document in one column, a row a line, a blank line before each heading."""
    document = QTextDocument()
    document.setHtml(rich)
    lines: list[str] = []
    block = document.begin()
    while block.isValid():
        text = block.text().replace("\u2028", "\n").rstrip()
        if text and block.blockFormat().headingLevel() and lines:
            lines.append("")
        lines += [text] if text else []
        block = block.next()
    return "\n".join(lines)


def _window_thread() -> QThread:
    application = QCoreApplication.instance()
    assert application is not None
    return application.thread()


def _rows(document: QTextDocument) -> Iterator[SheetRow]:
    """The rows of the tables of a document, as they lie on the endless sheet."""
    for table in document.rootFrame().childFrames():
        if not isinstance(table, QTextTable):
            continue
        measured = [_measured(document, table, row) for row in range(table.rows())]
        end = document.documentLayout().frameBoundingRect(table).bottom()
        bottoms = [*(top for top, *_rest in measured[1:]), end]
        for (top, ink, heading, ends), bottom in zip(measured, bottoms, strict=True):
            yield SheetRow(top, bottom, ink, heading, ends)


def _measured(
    document: QTextDocument, table: QTextTable, row: int
) -> tuple[float, float, bool, tuple[float, ...]]:
    """Top, top of the text, whether it is a heading, and the common ends of lines of a row."""
    cells = [table.cellAt(row, column) for column in range(table.columns())]
    columns = [list(_lines(document, cell)) for cell in cells]
    ink = min((lines[0][0] for lines in columns if lines), default=0.0)
    padding = max(cell.format().toTableCellFormat().topPadding() for cell in cells)
    heading = any(_is_heading(cell.firstCursorPosition().block()) for cell in cells)
    return ink - padding, ink, heading, tuple(common_ends(columns))


def _lines(document: QTextDocument, cell: QTextTableCell) -> Iterator[tuple[float, float]]:
    """Top and bottom of every line of a cell."""
    block, last = cell.firstCursorPosition().block(), cell.lastCursorPosition().block()
    while block.isValid():
        top = document.documentLayout().blockBoundingRect(block).top()
        layout = block.layout()
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            yield top + line.y(), top + line.y() + line.height()
        if block == last:
            return
        block = block.next()


def _is_heading(block: QTextBlock) -> bool:
    """Whether a block stays with what follows: a heading, or the name of who speaks."""
    if block.blockFormat().headingLevel():
        return True
    cursor = QTextCursor(block)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    strong = cursor.charFormat().fontWeight() >= QFont.Weight.DemiBold.value
    return strong and bool(block.text())

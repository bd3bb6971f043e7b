"""Drawing pages on what takes pages, a printer or a PDF; and printing as a whole."""

from __future__ import annotations

from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrinter

from wicco_desktop.foundation.errors import Cancelled, UserError
from wicco_desktop.foundation.messages import N_, Message
from wicco_desktop.ui.printing.paper import Paper
from wicco_desktop.ui.progress import Progress

POINTS = 72


def draw_pages(paper: Paper, device: QPagedPaintDevice, pages: range, progress: Progress) -> None:
    """Draw some pages; raises Cancelled, and UserError where the device takes none."""
    painter = QPainter()
    if not painter.begin(device):
        raise UserError(N_("The printer cannot be reached."))
    try:
        scale = device.logicalDpiX() / POINTS
        painter.scale(scale, scale)
        for done, page in enumerate(pages):
            if progress.cancelled:
                raise Cancelled
            if done:
                device.newPage()
            paper.draw(painter, page)
            progress.report(done + 1, len(pages), Message(N_("Writing the pages")))
    finally:
        painter.end()


def print_minutes(rich: str, title: str, printer: QPrinter, progress: Progress) -> None:
    """Lay a document out for the paper in the printer, and print the pages chosen there.

    Touches no widget, so it runs on any thread. Raises what ``draw_pages`` raises.
    """
    progress.report(0, 0, Message(N_("Laying out the pages")))
    printer.setFullPage(True)
    size = printer.pageLayout().fullRect(QPageLayout.Unit.Point).size()
    paper = Paper(rich, title, size)
    first = max(1, printer.fromPage())
    last = min(paper.pages, printer.toPage() or paper.pages)
    draw_pages(paper, printer, range(first - 1, last), progress)

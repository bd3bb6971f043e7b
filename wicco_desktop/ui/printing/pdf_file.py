"""Minutes as a PDF file: fonts embedded, its text true when copied, written whole or not at all."""

from __future__ import annotations

import contextlib
import os
import re
from functools import cache
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF
from PySide6.QtGui import (
    QFont,
    QPageLayout,
    QPageSize,
    QPdfWriter,
    QRawFont,
)

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.messages import N_, Message
from wicco_desktop.foundation.reasons import reason_of
from wicco_desktop.foundation.scratch import unfinished
from wicco_desktop.ui.fonts import interface_families
from wicco_desktop.ui.printing.page_painter import draw_pages
from wicco_desktop.ui.printing.paper import Paper
from wicco_desktop.ui.progress import Progress

RESOLUTION = 1200
PROGRAM = "WICCO Desktop"

_RADICALS = range(0x2E80, 0x2FE0)
_IDEOGRAPHS = range(0x4E00, 0xA000)
_MAPPING = re.compile(rb"begincmap.*?endcmap", re.DOTALL)
_CODE = re.compile(rb"<(2[EF][0-9A-F]{2})>")


def write_pdf(rich: str, title: str, path: Path, progress: Progress) -> None:
    """Lay out a document and write it; the file is there whole or as it was before.

    Touches no widget, so it runs on any thread. Raises UserError where the file cannot be written,
    and Cancelled.
    """
    progress.report(0, 0, Message(N_("Laying out the pages")))
    paper = Paper(rich, title)
    _save(_drawn(paper, progress), path)


def _drawn(paper: Paper, progress: Progress) -> bytes:
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(paper.title)
    writer.setCreator(PROGRAM)
    writer.setResolution(RESOLUTION)
    size = QPageSize(paper.size, QPageSize.Unit.Point)
    writer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)))
    try:
        draw_pages(paper, writer, range(paper.pages), progress)
    finally:
        buffer.close()
    return with_true_characters(bytes(content.data()))


def with_true_characters(pdf: bytes) -> bytes:
    """The file with the characters that were meant, where Qt names a radical that looks alike.

    A font has one glyph for 门 (U+95E8) and the radical ⻔ (U+2ED4), and Qt's table from glyphs to
    characters takes the lower number: copied and searched text would be wrong. Both numbers have
    four digits, so nothing in the file moves.
    """
    alike = _ideographs()

    def mend(mapping: re.Match[bytes]) -> bytes:
        return _CODE.sub(lambda code: alike.get(code[1], code[0]), mapping[0])

    return _MAPPING.sub(mend, pdf)


@cache
def _ideographs() -> dict[bytes, bytes]:
    """For each radical, as Qt writes it, the ideograph that has the same glyph."""
    alike: dict[bytes, bytes] = {}
    for family in interface_families():
        font = QRawFont.fromFont(QFont([family], 12))
        glyphs = dict(zip(_glyphs(font, _IDEOGRAPHS), _IDEOGRAPHS, strict=True))
        for radical, glyph in zip(_RADICALS, _glyphs(font, _RADICALS), strict=True):
            if glyph and glyph in glyphs:
                alike.setdefault(b"%04X" % radical, b"<%04X>" % glyphs[glyph])
    return alike


def _glyphs(font: QRawFont, codes: range) -> list[int]:
    return list(font.glyphIndexesForString("".join(map(chr, codes))))


def _save(content: bytes, path: Path) -> None:
    beside = path.with_name(f".{path.name}.part")
    with unfinished(beside):
        try:
            with beside.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(path)
        except OSError as problem:
            with contextlib.suppress(OSError):
                beside.unlink(missing_ok=True)
            raise UserError(
                N_("The file {file} cannot be written: {reason}."),
                file=str(path),
                reason=reason_of(problem),
            ) from problem

"""Small pictures of stored photographs: decoded in the background, turned as EXIF says, kept."""

from __future__ import annotations

import contextlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader, QPixmap

from wicco_desktop.ui.qt_texts import in_use
from wicco_desktop.ui.session import Session

MOST = 400
"""Thumbnails kept in memory: some 30 kB each."""

_TURNED = QImageIOHandler.Transformation.TransformationRotate90
"""The bit that says that width and height change places."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A thumbnail by the file's digest and the size it covers, in device pixels."""

    digest: str
    width: int
    height: int


def decode(content: bytes, size: QSize) -> QImage:
    """The picture as small as it still covers the size, upright; null for what is no picture.

    In memory: the file may be sealed, and nothing of it shall lie about unsealed.
    """
    data = QByteArray(content)
    device = QBuffer(data)
    device.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(device)
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    whole = reader.size()
    if whole.isValid():
        turned = bool(reader.transformation().value & _TURNED.value)
        cover = size.transposed() if turned else size
        mode = Qt.AspectRatioMode.KeepAspectRatioByExpanding
        small = whole.scaled(cover, mode)
        if small.width() < whole.width():
            reader.setScaledSize(small)
    return reader.read()


class Thumbnails(QObject):
    """Asked for what is to be painted; says when it has come."""

    arrived = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._kept: OrderedDict[Wanted, QPixmap | None] = OrderedDict()
        self._asked: set[Wanted] = set()

    def get(self, wanted: Wanted, content: Callable[[], BinaryIO | None]) -> QPixmap | None:
        """The thumbnail; None while it is being decoded and for what is no picture."""
        if wanted in self._kept:
            self._kept.move_to_end(wanted)
            return self._kept[wanted]
        if wanted not in self._asked:
            self._asked.add(wanted)

            def read() -> QImage:
                found = content()
                if found is None:
                    return QImage()
                with found, in_use(), contextlib.suppress(OSError):
                    return decode(found.read(), QSize(wanted.width, wanted.height))
                return QImage()

            self._session.read(read, lambda image: self._keep(wanted, image), owner=self)
        return None

    def _keep(self, wanted: Wanted, image: QImage) -> None:
        self._asked.discard(wanted)
        self._kept[wanted] = None if image.isNull() else QPixmap.fromImage(image)
        while len(self._kept) > MOST:
            self._kept.popitem(last=False)
        self.arrived.emit()

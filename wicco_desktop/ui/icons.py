"""Lucide icons (ISC licence, see ``resources/icons/LICENSE``), drawn in the colours of the theme.

An icon asks the application's palette for its colour each time it is drawn, so it follows a
switch between light and dark by itself, and is sharp at any scale.
"""

from __future__ import annotations

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QIcon,
    QIconEngine,
    QPainter,
    QPalette,
    QPixmap,
)

from wicco_desktop.foundation.paths import resources_folder

Role = QPalette.ColorRole
ICON_SIZE = 16
"""Logical pixels of an icon beside 13 px text."""


@lru_cache(maxsize=256)
def _source(name: str) -> str:
    return (resources_folder() / "icons" / f"{name}.svg").read_text("utf-8")


@lru_cache(maxsize=512)
def _drawn(name: str, colour: str, width: int, height: int) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer  # loaded with the first icon, not at start

    renderer = QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode()))
    pixmap = QPixmap(width, height)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    side = min(width, height)
    renderer.render(painter, QRectF((width - side) / 2, (height - side) / 2, side, side))
    painter.end()
    return pixmap


def draw_icon(painter: QPainter, rect: QRect, name: str, colour: QColor) -> None:
    """Draw an icon into a rectangle (logical pixels), sharp on any screen."""
    scale = painter.device().devicePixelRatio()
    pixmap = _drawn(name, colour.name(), round(rect.width() * scale), round(rect.height() * scale))
    painter.drawPixmap(rect, pixmap)


class _PaletteEngine(QIconEngine):
    """Draws one Lucide icon in a role of the application's palette."""

    def __init__(self, name: str, role: Role) -> None:
        super().__init__()
        self._name = name
        self._role = role

    def _colour(self, mode: QIcon.Mode) -> QColor:
        palette = QGuiApplication.palette()
        if mode == QIcon.Mode.Disabled:
            return palette.color(QPalette.ColorGroup.Disabled, self._role)
        return palette.color(QPalette.ColorGroup.Active, self._role)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        """Draw into the rectangle."""
        draw_icon(painter, rect, self._name, self._colour(mode))

    def pixmap(self, size: QSize, mode: QIcon.Mode, _state: QIcon.State) -> QPixmap:
        """The icon at a size in device pixels."""
        return _drawn(self._name, self._colour(mode).name(), size.width(), size.height())

    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        """The icon for a screen of that scale, with all the pixels the screen has."""
        if _asks_in_logical_pixels():
            size = size * scale
        pixmap = QPixmap(self.pixmap(size, mode, state))
        pixmap.setDevicePixelRatio(scale)
        return pixmap

    def clone(self) -> QIconEngine:
        """Another engine that draws the same."""
        return _PaletteEngine(self._name, self._role)


class _Probe(QIconEngine):
    """Notes the size in which Qt asks for a pixmap."""

    asked = QSize()

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Nothing."""

    def scaledPixmap(
        self, size: QSize, _mode: QIcon.Mode, _state: QIcon.State, _scale: float
    ) -> QPixmap:
        """Note the size."""
        _Probe.asked = QSize(size)
        return QPixmap(size)


@cache
def _asks_in_logical_pixels() -> bool:
    """Whether this Qt asks ``scaledPixmap`` for logical pixels: 6.11 does, once it was others."""
    QIcon(_Probe()).pixmap(QSize(8, 8), 2.0)
    return _Probe.asked.width() == 8


@lru_cache(maxsize=256)
def icon(name: str, role: Role = Role.ButtonText) -> QIcon:
    """The Lucide icon of that name; raises KeyError where it is not among the resources.

    ``role`` is the palette role it is drawn in: ButtonText the text, PlaceholderText quiet,
    Accent the accent, HighlightedText what stands on the accent.
    """
    if not (resources_folder() / "icons" / f"{name}.svg").is_file():
        raise KeyError(name)
    return QIcon(_PaletteEngine(name, role))

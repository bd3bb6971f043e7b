"""The thumbnails of a record in rows, as high as there are; a document shows its name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from wicco_desktop.records import Record
from wicco_desktop.ui.entries import ENTER
from wicco_desktop.ui.icons import draw_icon
from wicco_desktop.ui.photos.thumbnails import Thumbnails, Wanted
from wicco_desktop.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
WIDTH, HEIGHT, GAP = 23, 15, 1.5
"""Of a thumbnail, in steps of spacing."""


@dataclass(frozen=True, slots=True)
class Photo:
    """One attachment as shown. ``missing``: its file is not beside the database."""

    record: Record
    caption: str
    missing: bool = False

    @property
    def is_picture(self) -> bool:
        """Whether there may be a thumbnail."""
        return self.record.text("media_type").startswith("image/")


class PhotoModel(QAbstractListModel):
    """The attachments in order."""

    photos: tuple[Photo, ...] = ()

    def replace(self, photos: Sequence[Photo]) -> None:
        """Show others."""
        if tuple(photos) != self.photos:
            self.beginResetModel()
            self.photos = tuple(photos)
            self.endResetModel()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.photos)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        shown = (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
        if role in (Qt.ItemDataRole.DisplayRole, *shown):
            photo = self.photos[index.row()]
            return photo.caption or photo.record.text("file_name")
        return None


class PhotoPainter(QStyledItemDelegate):
    """Draws a thumbnail, or an icon with the name of the file."""

    def __init__(
        self,
        theme: Theme,
        thumbnails: Thumbnails,
        content: Callable[[Record], BinaryIO | None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._theme, self._thumbnails, self._content = theme, thumbnails, content

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        steps = self._theme.steps
        return QSize(steps(WIDTH + GAP), steps(HEIGHT + GAP))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, PhotoModel)
        photo, colours = model.photos[index.row()], self._theme.colours
        gap = self._theme.steps(GAP)
        place = option.rect.adjusted(0, 0, -gap, -gap)
        frame = QPainterPath()
        frame.addRoundedRect(QRectF(place), self._theme.steps(1), self._theme.steps(1))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillPath(frame, QColor(colours.hover))
        painter.setClipPath(frame)
        if not self._draw_picture(painter, place, photo):
            self._draw_name(painter, place, photo, option)
        painter.setClipping(False)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.drawPath(frame)
        elif photo.missing:
            painter.setPen(QPen(QColor(colours.decide.text), 1, Qt.PenStyle.DashLine))
            painter.drawPath(frame)
        painter.restore()

    def _draw_picture(self, painter: QPainter, place: QRect, photo: Photo) -> bool:
        if photo.missing or not photo.is_picture:
            return False
        scale = painter.device().devicePixelRatio()
        wanted = Wanted(
            photo.record.text("file"), round(place.width() * scale), round(place.height() * scale)
        )
        record = photo.record
        pixmap = self._thumbnails.get(wanted, lambda: self._content(record))
        if pixmap is None:
            return False
        whole = pixmap.size()
        part = QSize(wanted.width, wanted.height).scaled(whole, Qt.AspectRatioMode.KeepAspectRatio)
        source = QRect(
            (whole.width() - part.width()) // 2,
            (whole.height() - part.height()) // 2,
            part.width(),
            part.height(),
        )
        painter.drawPixmap(place, pixmap, source)
        return True

    def _draw_name(
        self, painter: QPainter, place: QRect, photo: Photo, option: QStyleOptionViewItem
    ) -> None:
        colours, steps = self._theme.colours, self._theme.steps
        colour = QColor(colours.decide.text if photo.missing else colours.quiet)
        side = steps(5)
        square = QRect(place.center().x() - side // 2, place.top() + steps(2.5), side, side)
        name = "image" if photo.is_picture else "file-text"
        draw_icon(painter, square, "triangle-alert" if photo.missing else name, colour)
        font = option.font
        font.setPixelSize(self._theme.pixels("tiny"))
        painter.setFont(font)
        painter.setPen(colour)
        text = place.adjusted(4, square.bottom() - place.top() + 3, -4, -2)
        shown = painter.fontMetrics().elidedText(
            photo.record.text("file_name"), Qt.TextElideMode.ElideMiddle, text.width()
        )
        painter.drawText(text, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, shown)


class PhotoList(QListView):
    """Arrow keys go from one to the next; the panel scrolls, not the list."""

    opened = Signal()
    removed = Signal()
    chosen = Signal()
    """Another one is at hand."""

    menu_wanted = Signal(object)
    """A menu for the one at hand, at a place of the screen."""

    def __init__(
        self,
        theme: Theme,
        thumbnails: Thumbnails,
        content: Callable[[Record], BinaryIO | None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.photos = PhotoModel(self)
        self.setModel(self.photos)
        self.setItemDelegate(PhotoPainter(theme, thumbnails, content, self))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setSpacing(0)
        self.setProperty("look", "plain")
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setAcceptDrops(False)
        thumbnails.arrived.connect(self.viewport().update)
        theme.changed.connect(self.fit)
        self.doubleClicked.connect(lambda _index: self.opened.emit())
        self.selectionModel().currentChanged.connect(lambda *_both: self.chosen.emit())

    @property
    def current(self) -> Photo | None:
        """The one at hand."""
        at = self.currentIndex().row()
        return self.photos.photos[at] if 0 <= at < len(self.photos.photos) else None

    def show_photos(self, photos: Sequence[Photo]) -> None:
        """Show these; the one at hand stays so if it is there still."""
        before = self.current
        self.photos.replace(photos)
        self.setVisible(bool(photos))
        self.fit()
        ids = [photo.record.id for photo in photos]
        if before is not None and before.record.id in ids:
            self.go_to(ids.index(before.record.id))

    def go_to(self, at: int) -> None:
        """Make one the one at hand."""
        if self.photos.photos:
            at = max(0, min(len(self.photos.photos) - 1, at))
            self.setCurrentIndex(self.photos.index(at))

    def fit(self) -> None:
        """As high as all rows together."""
        cell = QSize(self._theme.steps(WIDTH + GAP), self._theme.steps(HEIGHT + GAP))
        self.setGridSize(cell)
        across = max(1, self.viewport().width() // max(1, cell.width()))
        rows = -(-len(self.photos.photos) // across)
        self.setFixedHeight(max(1, rows * cell.height()))
        self.doItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def event(self, event: QEvent) -> bool:
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Delete:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
        elif event.key() in ENTER and self.current is not None:
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Delete and self.current is not None:
            self.removed.emit()
        elif event.text().strip():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.current is None:
            self.go_to(0)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.current is not None:
            self.menu_wanted.emit(event.globalPos())

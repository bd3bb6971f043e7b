"""One line of fields that share a width by their weights, and break into several when it is narrow.

So a form holds at 200 %, in a small window and with long words, without a bar to scroll sideways.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget, QWidgetItem


@dataclass(slots=True)
class _Item:
    item: QLayoutItem
    weight: int
    least: int

    def narrowest(self) -> int:
        return max(self.least, self.item.minimumSize().width())

    def height(self, width: int) -> int:
        if self.item.hasHeightForWidth():
            return int(self.item.heightForWidth(width))
        return self.item.sizeHint().height()


class RowLayout(QLayout):
    """Widgets side by side as long as each has its least width, hidden ones left out."""

    def __init__(self, spacing: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[_Item] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def add(self, widget: QWidget, weight: int = 1, least: int = 0) -> None:
        """Add a widget with its share of the width, and the width it should not fall below."""
        self.addChildWidget(widget)
        self._items.append(_Item(QWidgetItem(widget), weight, least))
        self.invalidate()

    def set_least(self, widget: QWidget, least: int) -> None:
        """Another least width: the size of the text has changed."""
        for entry in self._items:
            if entry.item.widget() is widget:
                entry.least = least
        self.invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(_Item(item, 1, 0))

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index].item if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index).item if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:
        shown = self._shown()
        width = sum(max(entry.narrowest(), entry.item.sizeHint().width()) for entry in shown)
        width += self.spacing() * max(0, len(shown) - 1)
        return QSize(width, self.heightForWidth(width))

    def minimumSize(self) -> QSize:
        width = max((entry.item.minimumSize().width() for entry in self._shown()), default=0)
        return QSize(width, 0)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def _shown(self) -> list[_Item]:
        return [entry for entry in self._items if not entry.item.isEmpty()]

    def _lines(self, width: int) -> list[list[_Item]]:
        """As few lines as hold everything, their weights as even as can be, in order."""
        shown = self._shown()
        best: list[tuple[int, int, int]] = [(0, 0, 0)]
        """For the first n items: lines, unevenness, where the last line begins."""
        for end in range(1, len(shown) + 1):
            found: list[tuple[int, int, int]] = []
            for start in range(end - 1, -1, -1):
                need = sum(entry.narrowest() + self.spacing() for entry in shown[start:end])
                if need - self.spacing() > width and start < end - 1:
                    break
                lines, uneven, _ = best[start]
                weight = sum(entry.weight for entry in shown[start:end])
                found.append((lines + 1, uneven + weight * weight, start))
            best.append(min(found))
        made: list[list[_Item]] = []
        end = len(shown)
        while end > 0:
            start = best[end][2]
            made.insert(0, shown[start:end])
            end = start
        return made

    def _widths(self, line: list[_Item], width: int) -> list[int]:
        """Shares by weight, except that nobody gets less than the least."""
        left = width - self.spacing() * (len(line) - 1)
        fixed: dict[int, int] = {}
        while len(fixed) < len(line):
            free = [index for index in range(len(line)) if index not in fixed]
            weights = sum(line[index].weight for index in free)
            rest = left - sum(fixed.values())
            short = [
                index
                for index in free
                if rest * line[index].weight / weights < line[index].narrowest()
            ]
            if not short or len(short) == len(free):
                for index in free:
                    fixed[index] = rest * line[index].weight // weights
                break
            fixed |= {index: line[index].narrowest() for index in short}
        widths = [fixed[index] for index in range(len(line))]
        widths[-1] += max(0, left - sum(widths))
        return widths

    def _place(self, rect: QRect, *, move: bool) -> int:
        margins = self.contentsMargins()
        inner = rect.marginsRemoved(margins)
        top = inner.top()
        for line in self._lines(inner.width()):
            if top > inner.top():
                top += self.spacing()
            widths = self._widths(line, inner.width())
            height = max(entry.height(width) for entry, width in zip(line, widths, strict=True))
            at = inner.left()
            for entry, width in zip(line, widths, strict=True):
                if move:
                    tall = min(height, entry.height(width))
                    entry.item.setGeometry(QRect(at, top, width, tall))
                at += width + self.spacing()
            top += height
        return top - inner.top() + margins.top() + margins.bottom()

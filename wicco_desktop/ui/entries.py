"""The two places text is typed into: one line, and an area that grows. All text goes through them.

They keep four promises. Text that an input method is still composing is not there yet: it is not
in ``committed_text()``, causes no signal, and keys typed meanwhile belong to the input method.
Ctrl+Z undoes the typing; with no typing to undo the key goes on to the window. Showing a text
that stands there already moves neither cursor nor selection. Leaving is told once, and not when
only a menu opens. And a text too long for Qt to lay out at once is shown in part and not edited;
of a paste only as much is taken as can be, and ``overfull`` says so.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QFocusEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QStyle, QStyleOptionFrame, QWidget

from wicco_desktop.ui.dropping import workbook_in

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STAYING = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason)
LONGEST_LINE = 20_000
"""Characters of one line that are laid out while typing without a wait."""
LONGEST_AREA = 100_000
"""Characters of an area likewise."""
LONGEST_RUN = 20_000
"""From so many characters on, an area breaks lines anywhere: a word without end takes minutes."""
Undo, Redo = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo


def without_surrogates(text: str) -> str:
    """The text without lone surrogates, which Qt cannot take."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def length(text: str) -> int:
    """Characters as Qt counts them: an emoji or a rare Han character is two."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def beginning(text: str, most: int) -> str:
    """As much of the text as has so many characters for Qt, none of them halved."""
    if length(text) <= most:
        return text
    return text.encode("utf-16-le", "surrogatepass")[: 2 * most].decode("utf-16-le", "ignore")


class LineEdit(QLineEdit):
    """One line of text."""

    edited = Signal()
    """The user has changed the committed text."""

    entered = Signal()
    """Enter, unless it ended a composition."""

    left = Signal()
    """The focus has gone elsewhere."""

    came = Signal()
    """The focus has come."""

    overfull = Signal()
    """More was pasted than fits."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaxLength(LONGEST_LINE)
        # Told last: what is typed takes back what was said before.
        self.inputRejected.connect(self.overfull, Qt.ConnectionType.QueuedConnection)
        self._whole: str | None = None
        self._composing = False
        self._told = ""
        self.textEdited.connect(self._text_edited)

    @property
    def composing(self) -> bool:
        """Whether an input method is composing."""
        return self._composing

    def committed_text(self) -> str:
        """The text without what is being composed."""
        return self.text() if self._whole is None else self._whole

    def show_text(self, text: str) -> None:
        """Show a text that nobody typed here; one that stands there already stays as it is."""
        text = without_surrogates(text)
        too_long = length(text) > LONGEST_LINE
        self._whole = text if too_long else None
        self.setReadOnly(too_long)
        self._told = beginning(text, LONGEST_LINE - 1) + "…" if too_long else text
        if self._told != self.text():
            self.setText(self._told)
            self.setCursorPosition(0)
            if self.hasFocus():
                self.selectAll()

    def forget_typing(self) -> None:
        """From now on there is no typing to undo."""
        if self.isUndoAvailable() or self.isRedoAvailable():
            cursor = self.cursorPosition()
            self.setText(self.text())
            self.setCursorPosition(cursor)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)
        self._text_edited()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if self._composing:
                event.accept()
                return True
            if self._nothing_to(event):
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._composing:
            if event.key() in ENTER:
                QGuiApplication.inputMethod().commit()
            return
        if self._nothing_to(event):
            event.ignore()
        elif event.key() in ENTER and event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() not in _STAYING:
            self.came.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _STAYING:
            self.left.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if workbook_in(event.mimeData()) is not None:
            event.ignore()  # for the window, not a text
        else:
            super().dragEnterEvent(event)

    def _nothing_to(self, event: QKeyEvent) -> bool:
        return (event.matches(Undo) and not self.isUndoAvailable()) or (
            event.matches(Redo) and not self.isRedoAvailable()
        )

    def _text_edited(self) -> None:
        if not self._composing and self.text() != self._told:
            self._told = self.text()
            self.edited.emit()


class TextArea(QPlainTextEdit):
    """Several lines of text; as high as its content, up to ``most_lines``."""

    edited = Signal()
    left = Signal()
    came = Signal()
    overfull = Signal()

    def __init__(
        self, parent: QWidget | None = None, *, least_lines: int = 1, most_lines: int = 14
    ) -> None:
        super().__init__(parent)
        self._lines = (least_lines, most_lines)
        self._composing = False
        self._told = ""
        self._whole: str | None = None
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(2)
        self.textChanged.connect(self._text_edited)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self._grow()

    @property
    def composing(self) -> bool:
        """Whether an input method is composing."""
        return self._composing

    def committed_text(self) -> str:
        """The text without what is being composed."""
        return self.toPlainText() if self._whole is None else self._whole

    def show_text(self, text: str) -> None:
        """Show a text that nobody typed here; one that stands there already stays as it is."""
        text = without_surrogates(text).replace("\r\n", "\n").replace("\r", "\n")
        too_long = length(text) > LONGEST_AREA
        self._whole = text if too_long else None
        self.setReadOnly(too_long)
        self._told = beginning(text, LONGEST_AREA - 1) + "…" if too_long else text
        self._break_lines(len(self._told))
        if self._told != self.toPlainText():
            self.setPlainText(self._told)
            if self.hasFocus():
                self.moveCursor(QTextCursor.MoveOperation.End)

    def forget_typing(self) -> None:
        """From now on there is no typing to undo."""
        self.document().clearUndoRedoStacks()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)
        self._text_edited()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if self._composing:
                event.accept()
                return True
            if self._nothing_to(event) or self._not_mine(event):
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._composing:
            if event.key() in ENTER:
                QGuiApplication.inputMethod().commit()
        elif self._nothing_to(event) or self._not_mine(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() not in _STAYING:
            self.came.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _STAYING:
            self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._grow()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        # A workbook is for the window, not a text.
        return workbook_in(source) is None and super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        room = LONGEST_AREA - self.document().characterCount() + 1
        room += length(self.textCursor().selectedText())
        text = source.text()
        fits = beginning(text, max(room, 0))
        self._break_lines(len(fits) + self.document().characterCount())
        self.textCursor().insertText(fits)
        self.ensureCursorVisible()
        if fits != text:  # told last: what is typed takes back what was said before
            self.overfull.emit()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.height())

    def _break_lines(self, length: int) -> None:
        mode = QTextOption.WrapMode
        anywhere = length > LONGEST_RUN
        self.setWordWrapMode(mode.WrapAnywhere if anywhere else mode.WrapAtWordBoundaryOrAnywhere)

    def _not_mine(self, event: QKeyEvent) -> bool:
        # Ctrl+Enter is the window's: save and new.
        return event.key() in ENTER and bool(
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        )

    def _nothing_to(self, event: QKeyEvent) -> bool:
        document = self.document()
        return (event.matches(Undo) and not document.isUndoAvailable()) or (
            event.matches(Redo) and not document.isRedoAvailable()
        )

    def _text_edited(self) -> None:
        text = self.toPlainText()
        if not self._composing and text != self._told:
            self._told = text
            self.edited.emit()

    def _grow(self) -> None:
        least, most = self._lines
        line = self.fontMetrics().lineSpacing()
        needed, block = 0.0, self.document().firstBlock()
        # Lines with Chinese in them can be higher than others: what is laid out is measured.
        while block.isValid() and needed <= most * line:
            needed += self.blockBoundingRect(block).height()
            block = block.next()
        fits = needed <= most * line
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOff if fits else policy.ScrollBarAsNeeded
        )
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        inside = self.style().subElementRect(QStyle.SubElement.SE_ShapedFrameContents, option, self)
        around = self.height() - inside.height() + 2 * self.document().documentMargin()
        self.setFixedHeight(round(max(least * line, min(needed, most * line)) + around))

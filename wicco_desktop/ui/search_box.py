"""One box over everything (Ctrl+K): finds as one types, opens with Enter, keeps the focus.

Only committed text is searched, so an input method may compose in peace. Answers that come after
one has typed on are dropped.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from wicco_desktop.foundation.messages import N_
from wicco_desktop.ui.entries import ENTER, LineEdit
from wicco_desktop.ui.session import Session
from wicco_desktop.ui.shortcuts import shown_keys

if TYPE_CHECKING:
    from wicco_desktop.services.search_results import Found, SearchResults
    from wicco_desktop.ui.search_results import ResultsPopup

MOST_ROWS = 9
"""Rows of results shown at once; a page of the popup."""

_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: MOST_ROWS,
    Qt.Key.Key_PageUp: -MOST_ROWS,
}


class SearchBox(LineEdit):
    """The box itself; the popup lies in the window and is steered from here."""

    picked = Signal(str, str)
    """Kind and id of the record that the user wants to see."""

    given_up = Signal()
    """Esc in an empty box: back to where one was."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._popup: ResultsPopup | None = None
        self._answered = ""
        self._open_first = False
        self.keys = QLabel(self)
        self.keys.setProperty("look", "key")
        self.edited.connect(self._search)
        session.language.changed.connect(self.retranslate)
        session.theme.changed.connect(self._place_keys)
        self.retranslate()

    @cached_property
    def _results(self) -> SearchResults:
        from wicco_desktop.services.search_results import SearchResults

        workspace = self._session.workspace
        return SearchResults(workspace.store, workspace.searching, workspace.titles)

    @property
    def popup(self) -> ResultsPopup:
        """The results, made when there are some: only then is the window known."""
        if self._popup is None:
            from wicco_desktop.ui.search_results import ResultsPopup

            session = self._session
            self._popup = ResultsPopup(session.language, session.theme, MOST_ROWS, self.window())
            self._popup.picked.connect(self._open)
        return self._popup

    def begin(self) -> None:
        """Take the focus to search, with what was searched before ready to be typed over."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        self._search()

    def retranslate(self) -> None:
        """Show every text in the language of the interface."""
        tr = self._session.language.tr
        self.setPlaceholderText(tr(N_("Search people, places, notes — 汉字, pinyin or initials")))
        self.setAccessibleName(tr(N_("Search everything")))
        self.keys.setText(shown_keys("Ctrl+K").replace("+", " "))
        self._place_keys()
        if self._popup is not None and self._popup.isVisible():
            self._search()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.composing:
            super().keyPressEvent(event)
        elif event.key() in _STEPS and self._shown():
            self.popup.move_by(_STEPS[Qt.Key(event.key())])
        elif event.key() in ENTER:
            self._enter()
        elif event.key() == Qt.Key.Key_Escape:
            self._escape()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (
            Qt.FocusReason.PopupFocusReason,
            Qt.FocusReason.ActiveWindowFocusReason,
        ):
            self._close()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_keys()
        if self._shown():
            self._close()

    def _search(self) -> None:
        typed = self.committed_text().strip()
        self._open_first = False
        if not typed:
            self._close()
            return
        code, tr = self._session.code, self._session.language.tr

        def find() -> list[Found]:
            # What a search needs is loaded by the first one, and here: the letter stands by then.
            from wicco_desktop.ui.result_lines import ResultLines

            found = self._results.find(typed, code)
            ResultLines(tr).mark_ahead(found, typed)
            return found

        self._session.read(
            find,
            lambda found: self._show(typed, found),
            owner=self,
            topic="search",
        )

    def _show(self, typed: str, found: list[Found]) -> None:
        if typed != self.committed_text().strip() or not self.hasFocus():
            return
        self._answered = typed
        if self._open_first:
            self._open_first = False
            if found:
                self._open(found[0])
                return
        under = QRect(self.mapTo(self.window(), QPoint(0, 0)), self.size())
        self.popup.show_results(found, typed, under)

    def _enter(self) -> None:
        typed = self.committed_text().strip()
        if self._shown() and self._answered == typed:
            current = self.popup.current()
            if current is not None:
                self._open(current)
        elif typed:
            # Quicker than the answer: the best result is opened as soon as it is known.
            self._search()
            self._open_first = True

    def _escape(self) -> None:
        if self._shown():
            self._close()
        elif self.text():
            self.clear()
            self._search()
        else:
            self.given_up.emit()

    def _open(self, found: Found) -> None:
        self._close()
        self.picked.emit(found.kind, found.id)

    def _close(self) -> None:
        self._session.reader.forget(self, "search")
        if self._popup is not None:
            self._popup.hide()

    def _shown(self) -> bool:
        return self._popup is not None and self._popup.isVisible()

    def _place_keys(self) -> None:
        self.keys.adjustSize()
        gap = self._session.theme.steps(2)
        self.keys.move(
            self.width() - self.keys.width() - gap, (self.height() - self.keys.height()) // 2
        )
        self.setTextMargins(0, 0, self.keys.width() + gap // 2, 0)

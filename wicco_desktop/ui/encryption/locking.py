"""The window locked: after some idle minutes, or at once. Work that goes on goes on.

What is typed is saved first. Then nothing of the contents can be seen or reached: the window
shows the lock screen, dialogs are hidden, actions are off, readable copies are removed. After
unlocking everything is as it was.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from wicco_desktop.foundation.messages import N_
from wicco_desktop.ui.encryption.lock_screen import LockScreen
from wicco_desktop.ui.session import Session

_DOING = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.InputMethod,
}
_WATCHED = {*_DOING, QEvent.Type.Resize, QEvent.Type.Show}
MINUTE = 60_000


class Locking(QObject):
    """Locks one window whose database has a passphrase; of any other it does nothing."""

    def __init__(
        self,
        session: Session,
        window: QMainWindow,
        flush: Callable[[], None],
        *,
        always: tuple[QAction, ...] = (),
    ) -> None:
        """``flush`` turns what is typed into changes; ``always`` are actions that stay."""
        super().__init__(window)
        self._session, self._window, self._flush = session, window, flush
        self._always = always
        self.screen: LockScreen | None = None
        self._idle = QTimer(self, singleShot=True)
        self._idle.timeout.connect(self.lock)
        self._focus: QWidget | None = None
        self._hidden: list[QWidget] = []
        self._off: list[QAction] = []
        self._drops = False
        application = QApplication.instance()
        if session.workspace.store.encrypted and application is not None:
            application.installEventFilter(self)
        self.restart()

    @property
    def possible(self) -> bool:
        """Whether there is a passphrase to unlock with."""
        return self._session.workspace.store.encrypted

    @property
    def locked(self) -> bool:
        """Whether the window is locked."""
        return self.screen is not None

    def restart(self) -> None:
        """Count the idle minutes from now on, as the settings have it."""
        minutes = self._session.settings.lock_after
        if self.possible and minutes and not self.locked:
            self._idle.start(minutes * MINUTE)
        else:
            self._idle.stop()

    def lock(self) -> None:
        """Lock now."""
        if self.locked or not self.possible:
            return
        self._idle.stop()
        self._flush()
        self._focus = QApplication.focusWidget()
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()
        store = self._session.workspace.store
        screen = LockScreen(
            self._session.language, self._session.theme, store.path.stem, self._window
        )
        screen.typed.connect(self._try)
        self.screen = screen
        for widget in QApplication.topLevelWidgets():
            if widget is not self._window and widget.isVisible():
                self._hide(widget)
        self._set_reachable(False)
        screen.setGeometry(self._window.rect())
        screen.show()
        screen.raise_()
        screen.setFocus(Qt.FocusReason.OtherFocusReason)
        photos = self._session.workspace.photos
        self._session.read(photos.copies.clear, lambda _none: None, owner=self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind not in _WATCHED:
            return False
        if kind in _DOING and not self.locked and self._idle.isActive():
            self._idle.start()
        elif self.screen is not None:
            if watched is self._window and kind == QEvent.Type.Resize:
                self.screen.setGeometry(self._window.rect())
            elif (
                kind == QEvent.Type.Show
                and isinstance(watched, QWidget)
                and watched.isWindow()
                and watched is not self._window
            ):
                # What a piece of work opens at its end waits, too.
                QTimer.singleShot(0, watched, lambda: self._hide(watched))
        return False

    # ---- Locked and unlocked ---------------------------------------------------------------

    def _hide(self, widget: QWidget) -> None:
        if self.locked and widget not in self._hidden:
            self._hidden.append(widget)
            widget.destroyed.connect(lambda: self._forget(widget))
            widget.hide()

    def _forget(self, widget: QWidget) -> None:
        self._hidden = [other for other in self._hidden if other is not widget]

    def _set_reachable(self, reachable: bool) -> None:
        central: QWidget | None = self._window.centralWidget()
        if central is not None:
            central.setVisible(reachable)
        if reachable:
            for action in self._off:
                action.setEnabled(True)
            self._off = []
            self._window.setAcceptDrops(self._drops)
            return
        self._off = [
            action
            for action in self._window.actions()
            if action.isEnabled() and action not in self._always
        ]
        for action in self._off:
            action.setEnabled(False)
        self._drops = self._window.acceptDrops()
        self._window.setAcceptDrops(False)

    def _try(self, typed: str) -> None:
        if self.screen is not None:
            self.screen.wait(True)
            store = self._session.workspace.store
            self._session.read(lambda: store.is_passphrase(typed), self._answered, owner=self)

    def _answered(self, right: bool) -> None:
        screen = self.screen
        if screen is None:
            return
        if not right:
            screen.refuse(N_("That is not the passphrase. Small and capital letters differ."))
            return
        self.screen = None
        screen.hide()
        screen.deleteLater()
        self._set_reachable(True)
        hidden, self._hidden = self._hidden, []
        for widget in hidden:
            widget.show()
        if not hidden and self._focus is not None and self._focus.isVisible():
            self._focus.setFocus(Qt.FocusReason.OtherFocusReason)
        self.restart()

"""The one calm dialog on mistakes of the program: how many, the report, the log, go on.

It takes no focus, so that whoever is typing types on, and lies in the corner of the window.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from wicco_desktop.foundation.messages import N_, NN_
from wicco_desktop.ui.bugs import Bug
from wicco_desktop.ui.language import LanguageSwitch

FROM_CORNER = 24


class BugDialog(QDialog):
    """Says that the program made a mistake, and offers the report. Does not block the window."""

    log_wanted = Signal()
    """The user would like to see the folder of the log."""

    def __init__(
        self, switch: LanguageSwitch, parent: QWidget | None = None, *, fatal: bool = False
    ) -> None:
        """``fatal``: the program cannot start."""
        super().__init__(parent)
        self._switch = switch
        self._fatal = fatal
        self.bugs: dict[str, Bug] = {}
        self.setModal(fatal)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, on=not fatal)
        self.heading = QLabel(self)
        self.heading.setProperty("look", "name")
        self.sentence = QLabel(self)
        self.times = QLabel(self)
        self.place = QLabel(self)
        self.place.setProperty("look", "quiet")
        labels = (self.heading, self.sentence, self.times, self.place)
        for label in labels:
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.copy, self.log, self.go_on = (QPushButton(self) for _ in range(3))
        self.copy.clicked.connect(self._copy)
        self.log.clicked.connect(self.log_wanted)
        self.go_on.setProperty("look", "primary")
        self.go_on.setDefault(True)
        self.go_on.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addWidget(self.log)
        buttons.addStretch(1)
        buttons.addWidget(self.copy)
        buttons.addWidget(self.go_on)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        for label in labels:
            column.addWidget(label)
        column.addLayout(buttons)
        self.setMinimumWidth(480)
        switch.changed.connect(self.retranslate)
        self.retranslate()

    def tell(self, bug: Bug) -> None:
        """Tell of a bug; while the dialog is open there is only this one for all of them."""
        if not self.isVisible():
            self.bugs.clear()
        self.bugs[bug.key] = bug
        self.retranslate()
        if not self.isVisible():
            active = QApplication.activeWindow()
            self.show()
            self._to_corner()
            if active is not None and not self._fatal:
                active.activateWindow()  # where a system activates it all the same
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def text(self) -> str:
        """Every report that is told, each with how often it happened."""
        return "\n".join(bug.text() for bug in self.bugs.values())

    def retranslate(self) -> None:
        """Show every text in the language of the interface."""
        tr, ntr = self._switch.tr, self._switch.ntr
        self.setWindowTitle(tr(N_("A mistake in the program")))
        went_on = N_("It was not your fault, and what you typed is kept. You can go on working.")
        fatal = N_("The program cannot start. Your records were not touched.")
        self.heading.setText(tr(N_("Something went wrong in the program")))
        self.sentence.setText(tr(fatal if self._fatal else went_on))
        count = sum(bug.count for bug in self.bugs.values())
        one, many = NN_("It happened {count} time.", "It happened {count} times so far.")
        self.times.setText(ntr(one, many, count))
        self.times.setVisible(count > 1)
        path = next((bug.path for bug in reversed(self.bugs.values()) if bug.path), None)
        self.place.setVisible(path is not None)
        if path is not None:
            # Translators: {file} is the name of a file that describes the mistake.
            told = N_("The report is the file {file} in the log folder. It names no one.")
            self.place.setText(tr(told, file=path.name))
        self.copy.setText(tr(N_("Copy report")))
        self.log.setText(tr(N_("Open the log folder")))
        self.go_on.setText(tr(N_("Close") if self._fatal else N_("Go on")))
        self.setAccessibleName(self.heading.text())
        self.setAccessibleDescription(self.sentence.text())

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text())

    def _to_corner(self) -> None:
        window = self.parentWidget()
        if window is not None and window.isVisible():
            self.adjustSize()
            corner = window.window().frameGeometry().bottomRight()
            size = QPoint(self.width() + FROM_CORNER, self.height() + FROM_CORNER)
            self.move(corner - size)

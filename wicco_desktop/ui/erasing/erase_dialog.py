"""Asks twice before a person is erased: what goes and what stays, then the name typed by hand.

Nothing is chosen beforehand: Enter and Esc leave everything as it is. While it is being done the
dialog stays, since it can neither be stopped halfway nor taken back.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from wicco_desktop.foundation.messages import N_, Message
from wicco_desktop.services.erasing import About, Done
from wicco_desktop.ui.erasing import words
from wicco_desktop.ui.progress import Progress, ProgressStrip
from wicco_desktop.ui.session import Session

WIDTH, HEIGHT = 138, 128
"""Size in steps of spacing, where the screen has the room."""

BULLET = "•"


class EraseDialog(QDialog):
    """About one contact."""

    erased = Signal(object)
    """A ``Done``: it has happened."""

    def __init__(self, session: Session, contact: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._contact = contact
        self.about: About | None = None
        self._working = False
        self.question = QLabel(self)
        self.question.setProperty("look", "name")
        self.final = QLabel(self)
        self.final.setProperty("look", "strong")
        self.final.setProperty("meaning", "unreadable")
        self.told = QLabel(self)
        self.told.setTextFormat(Qt.TextFormat.RichText)
        self.told.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.told.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.asked = QLabel(self)
        self.name = QLineEdit(self)
        self.asked.setBuddy(self.name)
        for label in (self.question, self.final, self.told, self.asked):
            label.setWordWrap(True)
        self.strip = ProgressStrip(session.language, self)
        self.strip.cancel.hide()
        self.pages = QStackedWidget(self)
        self.cancel, self.go_on, self.erase = (QPushButton(self) for _ in range(3))
        self.erase.setProperty("meaning", "unreadable")
        self._arrange()
        self.cancel.clicked.connect(self.reject)
        self.go_on.clicked.connect(self._ask_again)
        self.erase.clicked.connect(self._erase)
        self.name.textChanged.connect(self._enable)
        session.language.changed.connect(self.retranslate)
        self.retranslate()
        self._look()

    def reject(self) -> None:
        """Leave all as it is; not while it is being done."""
        if not self._working:
            super().reject()

    def retranslate(self) -> None:
        """Show every text in the language of the interface."""
        switch = self._session.language
        tr = switch.tr
        self.setWindowTitle(tr(N_("Erase a person")))
        self.cancel.setText(tr(N_("Cancel")))
        self.go_on.setText(tr(N_("Go on…")))
        self.erase.setText(tr(N_("Erase for good")))
        self.final.setText(tr(N_("This cannot be undone, not by Undo either.")))
        self.name.setAccessibleName(tr(N_("Name of the person, to confirm")))
        if self.about is None:
            self.question.setText(tr(N_("Looking for what belongs to this person…")))
        else:
            self._tell(self.about)
        self._enable()

    # The two questions

    def _look(self) -> None:
        erasing, contact, code = self._session.workspace.erasing, self._contact, self._session.code
        self._session.reader.read(
            lambda: erasing.about(contact, code), self._found, self._failed, owner=self
        )

    def _found(self, about: About) -> None:
        self.about = about
        self.retranslate()

    def _tell(self, about: About) -> None:
        switch = self._session.language
        tr = switch.tr
        self.question.setText(tr(N_("Erase {name}?"), name=self._called))
        held = list(words.held(about.backups, switch))
        self.told.setText(
            _section(tr(N_("Erased for good")), words.going(about, switch))
            + _section(tr(N_("Kept")), words.staying(about, switch))
            + _section(
                tr(N_("Backups that still hold the person")),
                [*held, words.last_day(about.backups, switch)]
                if held
                else [tr(N_("There is none."))],
            )
            + _section(tr(N_("To be seen to by hand")), [words.out_of_reach(switch)])
        )
        self.asked.setText(tr(N_("To erase this person, type the name: {name}"), name=self._called))

    @property
    def _called(self) -> str:
        """The name that is shown, and to be typed."""
        if self.about is None:
            return ""
        return self.about.title.text or self.about.names[0]

    def _ask_again(self) -> None:
        self.pages.setCurrentIndex(1)
        self._enable()
        self.name.setFocus()

    def _enable(self) -> None:
        again = self.pages.currentIndex() == 1
        known = self.about is not None
        self.go_on.setVisible(not again)
        self.erase.setVisible(again)
        self.go_on.setEnabled(known)
        confirmed = self.about is not None and self.about.is_called(self.name.text())
        self.erase.setEnabled(again and confirmed and not self._working)
        self.cancel.setEnabled(not self._working)
        self.name.setEnabled(not self._working)

    # The work

    def _erase(self) -> None:
        if self.about is None or self._working or not self.about.is_called(self.name.text()):
            return
        self._working = True
        self._enable()
        progress = Progress(self)
        self.strip.follow(progress)
        self.strip.cancel.hide()
        erasing, drafts = self._session.workspace.erasing, self._session.drafts
        contact, called = self.about.contact, self.name.text()
        self._session.write(
            lambda: erasing.erase(
                contact, called, drafts, lambda stage: progress.report(0, 0, Message(stage))
            ),
            self._done,
            self._failed,
            owner=self,
        )

    def _done(self, done: Done) -> None:
        self._working = False
        self.strip.finish()
        self.accept()
        self.erased.emit(done)

    def _failed(self, error: BaseException) -> None:
        self._working = False
        self.strip.finish()
        super().reject()
        self._session.errors.show(error)

    def _arrange(self) -> None:
        steps = self._session.theme.steps
        first = QScrollArea(self)
        first.setWidgetResizable(True)
        first.setFrameShape(QFrame.Shape.NoFrame)
        first.setWidget(self.told)
        self.area = first
        second = QWidget(self)
        column = QVBoxLayout(second)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(steps(2))
        for widget in (self.final, self.asked, self.name):
            column.addWidget(widget)
        column.addStretch(1)
        self.pages.addWidget(first)
        self.pages.addWidget(second)
        row = QHBoxLayout()
        row.addStretch(1)
        for button in (self.go_on, self.erase, self.cancel):
            button.setAutoDefault(False)
            row.addWidget(button)
        # Enter does nothing by itself; what is chosen is pressed.
        self.cancel.setAutoDefault(True)
        for one, other in pairwise((self.name, self.go_on, self.erase, self.cancel)):
            QWidget.setTabOrder(one, other)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(steps(5), steps(4), steps(5), steps(4))
        whole.setSpacing(steps(3))
        whole.addWidget(self.question)
        whole.addWidget(self.pages, 1)
        whole.addWidget(self.strip)
        whole.addLayout(row)
        room = self.screen().availableSize()
        self.resize(min(steps(WIDTH), room.width() - 24), min(steps(HEIGHT), room.height() - 48))
        self.cancel.setFocus()


def _section(heading: str, sentences: Iterable[str]) -> str:
    """A heading with its sentences, each behind a bullet."""
    items = "".join(
        f"<tr><td>{BULLET}&nbsp;</td><td>{_escaped(sentence)}</td></tr>"
        for sentence in sentences
        if sentence
    )
    return f"<p style='margin-bottom: 2px'><b>{_escaped(heading)}</b></p><table>{items}</table>"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

"""The check of the database: what is under way, what was found, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import shiboken6
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from wicco_desktop.foundation.errors import Cancelled, UserError
from wicco_desktop.foundation.formats import format_moment
from wicco_desktop.foundation.messages import N_, Message
from wicco_desktop.services.checking import Outcome
from wicco_desktop.services.newest_backup import newest_good_backup
from wicco_desktop.store.rota import Snapshot
from wicco_desktop.ui.editors.editor import restyle
from wicco_desktop.ui.progress import Progress, ProgressStrip
from wicco_desktop.ui.session import Session

T = TypeVar("T")

Looked = tuple[Outcome, Snapshot | None]
Tell = Callable[[int, int, Message], None]


class CheckDialog(QDialog):
    """Begins when it is shown. Closing it stops what is under way; nothing is held up meanwhile."""

    restore_requested = Signal(object)
    """Path of the newest good backup: it shall take the place of the database."""

    salvage_requested = Signal()
    """What can be read shall go into a new database."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._progress: Progress | None = None
        self._outcome: Outcome | None = None
        self._backup: Snapshot | None = None
        self._told: tuple[Message, str] = (Message(""), "")
        self.told, self.advice = QLabel(self), QLabel(self)
        for label in (self.told, self.advice):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.list = QListWidget(self)
        self.list.setWordWrap(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.strip = ProgressStrip(session.language, self)
        self.mend, self.restore, self.salvage, self.copy, self.again, self.close_ = (
            QPushButton(self) for _ in range(6)
        )
        for button in self._buttons:
            button.setAutoDefault(False)
        for button in (self.mend, self.restore):
            button.setProperty("look", "primary")
        self._arrange()
        self.mend.clicked.connect(self.begin_mending)
        self.restore.clicked.connect(self._restore)
        self.salvage.clicked.connect(self._salvage)
        self.copy.clicked.connect(self._copy)
        self.again.clicked.connect(self.begin)
        self.close_.clicked.connect(self.reject)
        session.language.changed.connect(self.retranslate)
        self.begin()
        self.close_.setFocus()

    @property
    def outcome(self) -> Outcome | None:
        """What was found, None before."""
        return self._outcome

    def begin(self) -> None:
        """Look at everything."""
        store, checking = self._session.workspace.store, self._session.workspace.checking
        self._outcome = self._backup = None

        def look(tell: Tell, cancelled: Callable[[], bool]) -> Looked:
            outcome = checking.full(tell, cancelled)
            backup = None
            if outcome.lasting:
                tell(0, 0, Message(N_("Looking for the newest good backup…")))
                backup = newest_good_backup(store.path, connect=store.connect, cancelled=cancelled)
            return outcome, backup

        self._work(look, self._show, self._session.reader.read)

    def begin_mending(self) -> None:
        """Make every index anew, then look again."""
        checking = self._session.workspace.checking

        def mend(tell: Tell, cancelled: Callable[[], bool]) -> None:
            def told(done: int, of: int, doing: Message) -> None:
                if cancelled():
                    raise Cancelled
                tell(done, of, doing)

            checking.mend(told)

        self._work(mend, lambda _none: self.begin(), self._session.write)

    def done(self, result: int) -> None:
        if self._progress is not None:
            self._progress.cancel()
        super().done(result)

    def retranslate(self) -> None:
        """Show every text in the language of the interface."""
        switch = self._session.language
        tr = switch.tr
        self.setWindowTitle(tr(N_("Check of the database")))
        self.list.setAccessibleName(tr(N_("What was found")))
        # Translators: makes every index of the database anew.
        self.mend.setText(tr(N_("Mend")))
        self.restore.setText(tr(N_("Restore this backup")))
        self.salvage.setText(tr(N_("Save what can be read…")))
        self.copy.setText(tr(N_("Copy the list")))
        self.again.setText(tr(N_("Check again")))
        self.close_.setText(tr(N_("Close")))
        message, meaning = self._told
        self.told.setText(switch.text(message))
        restyle(self.told, "meaning", meaning)
        outcome = self._outcome
        if outcome is not None:
            self.list.clear()
            self.list.addItems([switch.text(problem) for problem in outcome.problems])
            if outcome.more:
                self.list.addItem(tr(N_("There may be more; the check stopped here.")))
        self.advice.setText(self._advice())
        self._enable()

    # What is shown

    def _show(self, looked: Looked) -> None:
        self._outcome, self._backup = looked
        outcome = self._outcome
        if outcome.sound:
            told = N_("The database is sound: file, references, log, search index, attachments.")
            self._told = Message(told), "theirs"
        elif outcome.broken:
            told = N_(
                "The file of the database is damaged. Nothing is written into it any more; what "
                "you type is kept as drafts."
            )
            self._told = Message(told), "unreadable"
        else:
            self._told = Message(N_("Not everything is as it should be.")), "decide"
        self.retranslate()

    def _advice(self) -> str:
        tr, outcome = self._session.language.tr, self._outcome
        if outcome is None or outcome.sound:
            return ""
        told = []
        if outcome.mendable and not outcome.broken:
            told.append(tr(N_("What concerns indexes can be mended: they are made anew.")))
        if outcome.lasting and self._backup is not None:
            when = format_moment(self._backup.moment, self._session.language.language)
            newest = N_("The newest good backup is of {when}; every byte of it was checked.")
            told.append(tr(newest, when=when))
        elif outcome.lasting:
            told.append(tr(N_("There is no good backup beside the database.")))
        if outcome.lasting:
            told.append(
                tr(
                    N_(
                        "What can be read can also be saved into a new database, with a list of "
                        "what cannot; the present file stays as it is."
                    )
                )
            )
        return " ".join(told)

    def _enable(self) -> None:
        outcome, at_rest = self._outcome, self._progress is None
        found = at_rest and outcome is not None and not outcome.sound
        self.list.setVisible(outcome is not None and not outcome.sound)
        self.advice.setVisible(bool(self.advice.text()))
        lasting = found and outcome is not None and outcome.lasting
        self.mend.setVisible(
            found and outcome is not None and outcome.mendable and not outcome.broken
        )
        self.restore.setVisible(lasting and self._backup is not None)
        self.salvage.setVisible(lasting)
        self.copy.setVisible(found)
        self.again.setVisible(at_rest)

    # What is done

    def _work(
        self,
        work: Callable[[Tell, Callable[[], bool]], T],
        done: Callable[[T], None],
        run: Callable[..., None],
    ) -> None:
        progress = self._progress = Progress(self)
        self.strip.follow(progress)
        self._told = Message(""), ""
        self.retranslate()

        def ended(result: T) -> None:
            self._finish()
            done(result)

        def failed(problem: BaseException) -> None:
            if not shiboken6.isValid(self):
                return  # closed, which stopped it
            self._finish()
            if isinstance(problem, Cancelled):
                self._told = Message(N_("Stopped: not everything was looked at.")), ""
            elif isinstance(problem, UserError):
                self._told = problem.message, "unreadable"
            else:
                self._session.errors.show(problem)
            self.retranslate()

        run(lambda: work(progress.report, lambda: progress.cancelled), ended, failed, owner=self)

    def _finish(self) -> None:
        self._progress = None
        self.strip.finish()

    def _restore(self) -> None:
        if self._backup is not None:
            self.accept()
            self.restore_requested.emit(self._backup.path)

    def _salvage(self) -> None:
        self.accept()
        self.salvage_requested.emit()

    def _copy(self) -> None:
        lines = [self.list.item(row).text() for row in range(self.list.count())]
        QGuiApplication.clipboard().setText("\n".join(lines))

    @property
    def _buttons(self) -> tuple[QPushButton, ...]:
        return (self.mend, self.restore, self.salvage, self.copy, self.again, self.close_)

    def _arrange(self) -> None:
        steps = self._session.theme.steps
        row = QHBoxLayout()
        row.setSpacing(steps(2))
        row.addWidget(self.copy)
        row.addStretch(1)
        for button in (self.mend, self.restore, self.salvage, self.again, self.close_):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(steps(5),) * 4)
        column.setSpacing(steps(3))
        column.addWidget(self.told)
        column.addWidget(self.strip)
        column.addWidget(self.list, 1)
        column.addWidget(self.advice)
        column.addStretch()
        column.addLayout(row)
        self.resize(min(steps(190), 900), min(steps(100), 520))

"""The line at the foot: whether everything is saved, and when; the history; the last backup."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from wicco_desktop.foundation.clock import Clock, parse_moment
from wicco_desktop.foundation.messages import N_, NN_, Message
from wicco_desktop.store.edits import Transaction, Written
from wicco_desktop.ui.editors.editor import restyle
from wicco_desktop.ui.session import Session

TICK = 1000
"""Milliseconds between two looks at the clock."""

PATIENCE = 300
"""Milliseconds of writing before the line says so: a save is told when it is done."""


class StateLine(QWidget):
    """Says what became of what was typed. Reads no widget but its own."""

    history_wanted = Signal()

    def __init__(self, session: Session, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._clock = clock
        self._saved: datetime | None = None
        self._backup: datetime | None = None
        self._backup_failed = False
        self._long_work: Message | None = None
        self._slow = False
        self.state = QLabel(self)
        self.state.setProperty("look", "quiet")
        self.history = QPushButton(self)
        self.history.setProperty("look", "foot")
        self.history.setCursor(Qt.CursorShape.PointingHandCursor)
        self.history.clicked.connect(self.history_wanted)
        self.backup = QLabel(self)
        self.backup.setProperty("look", "quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 2, 14, 2)
        row.setSpacing(4)
        row.addWidget(self.state, 1)
        row.addWidget(self.history)
        row.addWidget(self.backup)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE)
        self._patience.timeout.connect(self._grow_slow)
        self._ticking = QTimer(self, interval=TICK)
        self._ticking.timeout.connect(self.refresh)
        self._ticking.start()
        session.written.connect(self._note_written)
        session.writer.busy_changed.connect(self._note_busy)
        session.language.changed.connect(self.retranslate)
        self.retranslate()

    def look_back(self) -> None:
        """Say when something was saved last, by whoever had the file open."""
        store = self._session.workspace.store
        self._session.read(lambda: store.transactions(limit=1), self._note_last, owner=self)

    def show_backup(self, moment: datetime | None) -> None:
        """Say when the last backup was made."""
        self._backup, self._backup_failed = moment, False
        self.refresh()

    def show_backup_problem(self) -> None:
        """Say that the last backup failed; until one is made."""
        self._backup_failed = True
        self.refresh()

    def show_long_work(self, name: Message | None) -> None:
        """Long work holds the writer: ``name`` as in *waits for …*; None when it has ended."""
        self._long_work = name
        self.refresh()

    def retranslate(self) -> None:
        """Show every text in the language of the interface."""
        self.setAccessibleName(self._session.language.tr(N_("State")))
        self.history.setText(self._session.language.tr(N_("History")))
        self.refresh()

    def refresh(self) -> None:
        """Look at the clock and the queue, and say how things stand."""
        # A timer may be due after the drafts have been closed with the window.
        self._show(self.state, self._told())
        language = self._session.language
        ago = self._ago(self._backup)
        # Translators: {ago} is a time such as "14 min ago".
        told = language.tr(N_("Backup {ago}"), ago=ago) if ago else ""
        if self._backup_failed:
            told = language.tr(N_("The last backup failed"))
        restyle(self.backup, "meaning", "decide" if self._backup_failed else "")
        self._show(self.backup, f"· {told}" if told else "")
        self.backup.setVisible(bool(told))

    def _told(self) -> str:
        language, waiting = self._session.language, self._session.writer.waiting
        if self._long_work is not None and waiting > 1:
            # Translators: {work} names what is under way, such as "the import".
            one, many = NN_("{count} save waits for {work}", "{count} saves wait for {work}")
            return language.ntr(one, many, waiting - 1, work=language.text(self._long_work))
        if self._slow and waiting:
            return language.tr(N_("Saving…"))
        ago = self._ago(self._saved)
        if self._session.drafts.all():
            # Text is still being typed: it is on disk, but not yet a change of the record.
            return (
                language.tr(N_("Draft kept · saved {ago}"), ago=ago)
                if ago
                else language.tr(N_("Draft kept"))
            )
        # Translators: {ago} is a time such as "2 s ago" or "yesterday 10:05".
        return language.tr(N_("Saved {ago}"), ago=ago) if ago else ""

    def _ago(self, moment: datetime | None) -> str:
        if moment is None:
            return ""
        from wicco_desktop.foundation.formats import format_ago

        return format_ago(moment, self._clock(), self._session.language.language)

    def _show(self, label: QLabel, text: str) -> None:
        if label.text() != text:
            label.setText(text)

    def _note_written(self, _written: Written) -> None:
        self._saved = self._clock()
        self.refresh()

    def _note_last(self, transactions: list[Transaction]) -> None:
        if transactions and self._saved is None:
            self._saved = parse_moment(transactions[0].at)
            self.refresh()

    def _note_busy(self, busy: bool) -> None:
        self._slow = False
        if busy:
            self._patience.start()
        else:
            self._patience.stop()
        self.refresh()

    def _grow_slow(self) -> None:
        self._slow = True
        self.refresh()

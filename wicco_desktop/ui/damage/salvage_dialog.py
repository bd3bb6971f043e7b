"""Saving what can be read of a damaged database: progress, then what is saved and what is not.

The database is open nowhere meanwhile, and is not changed.
"""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QListWidget, QPushButton, QVBoxLayout

from wicco_desktop.foundation.errors import Cancelled, UserError
from wicco_desktop.foundation.formats import format_number
from wicco_desktop.foundation.messages import N_, Message
from wicco_desktop.records import kind_named
from wicco_desktop.services.salvaging import Salvaged, proposed, salvage
from wicco_desktop.store.database_key import Passphrase
from wicco_desktop.ui.background import Reader
from wicco_desktop.ui.editors.editor import restyle
from wicco_desktop.ui.language import LanguageSwitch
from wicco_desktop.ui.progress import Progress, ProgressStrip
from wicco_desktop.ui.theme import Theme

MOST = 1000
"""Things that are listed."""

_Done = tuple[Salvaged, list[Message], int]


class SalvageDialog(QDialog):
    """Begins at once. Esc while it works stops it; then nothing was made."""

    def __init__(
        self, source: Path, passphrase: Passphrase | None, switch: LanguageSwitch, theme: Theme
    ) -> None:
        super().__init__()
        self._switch = switch
        self.target = proposed(source)
        self.chosen: Path | None = None
        """The new database, if the user wants to go on with it."""
        self.problem: BaseException | None = None
        """A mistake of the program that ended it."""
        self._progress: Progress | None = Progress(self)
        self._worker = Reader(self._fail, threads=1)
        self.told, self.counts = QLabel(self), QLabel(self)
        for label in (self.told, self.counts):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.list = QListWidget(self)
        self.list.setWordWrap(True)
        self.list.setAccessibleName(switch.tr(N_("What is not as it was")))
        self.strip = ProgressStrip(switch, self)
        self.go_on, self.copy, self.close_ = (QPushButton(self) for _ in range(3))
        self.go_on.setProperty("look", "primary")
        self._arrange(theme)
        self._label(source)
        self.go_on.clicked.connect(self._go_on)
        self.copy.clicked.connect(self._copy)
        self.close_.clicked.connect(self.reject)
        self.strip.follow(self._progress)
        progress, code = self._progress, switch.language.code

        def work() -> _Done:
            done = salvage(
                source,
                self.target,
                passphrase=passphrase,
                tell=progress.report,
                cancelled=lambda: progress.cancelled,
            )
            return done, list(islice(done.told(code), MOST)), len(done.items)

        self._worker.read(work, self._show)

    def reject(self) -> None:
        """Esc: ask the work to stop; the dialog goes when it has."""
        if self._progress is not None:
            self._progress.cancel()
        else:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._progress is not None:
            self.reject()
            event.ignore()
        else:
            super().closeEvent(event)

    def _show(self, found: _Done) -> None:
        self._finish()
        done, told, count = found
        tr, language = self._switch.tr, self._switch.language
        counts = [
            f"{tr(kind_named(plural).labels)}: {format_number(number, language)}"
            for plural, number in done.records.items()
        ]
        saved = tr(N_("What can be read is in {file}."), file=str(done.file))
        self.told.setText(
            f"{saved} {tr(N_('Nothing is missing.'))}"
            if done.whole
            else f"{saved} {tr(N_('Not everything is as it was:'))}"
        )
        restyle(self.told, "meaning", "theirs" if done.whole else "decide")
        self.counts.setText(" · ".join(counts))
        self.counts.show()
        self.list.addItems([self._switch.text(line) for line in told])
        if count > len(told):
            more = format_number(count - len(told), language)
            self.list.addItem(tr(N_("and {count} more"), count=more))
        for widget, shown in (
            (self.list, not done.whole),
            (self.copy, not done.whole),
            (self.go_on, True),
            (self.close_, True),
        ):
            widget.setVisible(shown)
        self.go_on.setFocus()

    def _fail(self, problem: BaseException) -> None:
        self._finish()
        if isinstance(problem, Cancelled):
            super().reject()
            return
        if not isinstance(problem, UserError):
            self.problem = problem
            super().reject()
            return
        self.told.setText(self._switch.text(problem.message))
        restyle(self.told, "meaning", "unreadable")
        self.close_.show()
        self.close_.setFocus()

    def _finish(self) -> None:
        self._worker.close()
        self._progress = None
        self.strip.finish()

    def _go_on(self) -> None:
        self.chosen = self.target
        self.accept()

    def _copy(self) -> None:
        lines = [self.list.item(row).text() for row in range(self.list.count())]
        QGuiApplication.clipboard().setText("\n".join(lines))

    def _label(self, source: Path) -> None:
        tr = self._switch.tr
        self.setWindowTitle(tr(N_("Save what can be read")))
        self.told.setText(
            tr(
                N_("What can be read of {file} goes into {new}. {file} stays as it is."),
                file=source.name,
                new=self.target.name,
            )
        )
        self.go_on.setText(tr(N_("Go on with the new database")))
        self.copy.setText(tr(N_("Copy the list")))
        self.close_.setText(tr(N_("Close")))

    def _arrange(self, theme: Theme) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.steps(2))
        row.addWidget(self.copy)
        row.addStretch(1)
        row.addWidget(self.go_on)
        row.addWidget(self.close_)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.steps(5),) * 4)
        column.setSpacing(theme.steps(3))
        for widget in (self.told, self.counts, self.strip):
            column.addWidget(widget)
        column.addWidget(self.list, 1)
        column.addStretch()
        column.addLayout(row)
        for part in (self.counts, self.list, self.go_on, self.copy, self.close_):
            part.hide()
        self.resize(min(theme.steps(170), 820), min(theme.steps(90), 460))

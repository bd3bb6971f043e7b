"""A database encrypted, changed or decrypted while nobody has it open, with a small window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from wicco_desktop.foundation.errors import Cancelled
from wicco_desktop.foundation.messages import N_
from wicco_desktop.ui.background import Reader
from wicco_desktop.ui.language import LanguageSwitch
from wicco_desktop.ui.theme import Theme

_PARTS = 1000


class ConvertingDialog(QDialog):
    """Runs ``work`` in the background; ``problem`` says how it failed, None: it did not.

    ``work`` is given a function that is told the part done and raises Cancelled when the user
    wants it stopped.
    """

    _reported = Signal(float)

    def __init__(
        self,
        switch: LanguageSwitch,
        theme: Theme,
        file: Path,
        work: Callable[[Callable[[float], None]], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._switch, self._file, self._work = switch, file, work
        self.problem: BaseException | None = None
        self._cancelled = False
        self._reader = Reader(self._failed, threads=1, parent=self)
        self.sentence = QLabel(self)
        self.sentence.setWordWrap(True)
        self.bar = QProgressBar(self)
        self.bar.setRange(0, _PARTS)
        self.bar.setTextVisible(False)
        self.stop = QPushButton(self)
        self.stop.clicked.connect(self._cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.steps(6),) * 4)
        column.setSpacing(theme.steps(3))
        column.addWidget(self.sentence)
        column.addWidget(self.bar)
        column.addWidget(self.stop)
        self.setMinimumWidth(theme.steps(100))
        self._reported.connect(lambda part: self.bar.setValue(round(part * _PARTS)))
        switch.changed.connect(self.retranslate)
        self.retranslate()

    def run(self) -> bool:
        """Do the work and stay until it ends; whether it was done."""
        self._reader.read(lambda: self._work(self._report), lambda _none: self.accept(), owner=self)
        done = bool(self.exec())
        self._reader.close()
        return done

    def retranslate(self) -> None:
        """Show every text in the language of the interface."""
        tr = self._switch.tr
        self.setWindowTitle("WICCO Desktop")
        self.sentence.setText(
            tr(
                N_(
                    "{file} is written anew. If the computer stops now, the file is as it was "
                    "before."
                ),
                file=self._file.name,
            )
        )
        self.bar.setAccessibleName(self.sentence.text())
        self.stop.setText(tr(N_("Stopping…") if self._cancelled else N_("Cancel")))

    def reject(self) -> None:
        """Escape is Cancel: the work says when it has ended."""
        self._cancel()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._cancel()
        event.ignore()

    def _report(self, part: float) -> None:
        if self._cancelled:
            raise Cancelled
        self._reported.emit(part)

    def _cancel(self) -> None:
        self._cancelled = True
        self.stop.setEnabled(False)
        self.retranslate()

    def _failed(self, problem: BaseException) -> None:
        self.problem = problem
        super().reject()

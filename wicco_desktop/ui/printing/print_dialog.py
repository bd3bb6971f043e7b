"""Ctrl+P: the minutes as they will look, in the languages chosen; on paper, as PDF, or copied."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QStandardPaths, Qt
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.languages import language, others
from wicco_desktop.foundation.messages import N_, NN_, Message
from wicco_desktop.services.minutes import DelegationMinutes, MeetingMinutes
from wicco_desktop.ui.editors.editor import restyle
from wicco_desktop.ui.printing.pages_view import PagesView
from wicco_desktop.ui.printing.paper import Paper
from wicco_desktop.ui.printing.wording import BOTH, CHOICES, Wording, read_minutes
from wicco_desktop.ui.progress import Progress, ProgressStrip
from wicco_desktop.ui.qt_texts import in_use
from wicco_desktop.ui.segments import segment
from wicco_desktop.ui.session import Session

CHOICE, FOLDER = "print.languages", "print.folder"
"""Where the settings keep the languages chosen last, and the folder saved to last."""

WIDTH, HEIGHT = 190, 200
"""Size in steps of spacing, where the screen has the room."""


class PrintDialog(QDialog):
    """Preview and what can be done with it."""

    def __init__(self, session: Session, kind: str, id_: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.session = session
        self._minutes: MeetingMinutes | DelegationMinutes | None = None
        self.wording: Wording | None = None
        """What is shown; None while it is being read."""
        self._progress: Progress | None = None
        self._told: Message | None = None
        self.view = PagesView(session.theme, self)
        self.choices = {choice: self._choice_button(choice) for choice in CHOICES}
        self.pages = QLabel(self)
        self.pages.setProperty("look", "quiet")
        self.told = QLabel(self)
        self.told.setWordWrap(True)
        self.strip = ProgressStrip(session.language, self)
        self.copy, self.save, self.print, self.close_ = (QPushButton(self) for _ in range(4))
        self.print.setProperty("look", "primary")
        self._arrange()
        self._connect()
        self.retranslate()
        self._fit()
        self._enable()
        self._read(kind, id_)
        self.view.setFocus()

    # What can be done

    def choose(self, choice: str) -> None:
        """Show the minutes in these languages."""
        self.choices[choice].setChecked(True)
        if self._minutes is None:
            return
        self.session.settings.window[CHOICE] = choice
        wording = Wording.of(self._minutes, choice, self.session.code)

        def lay_out() -> tuple[Wording, Paper]:
            with in_use():
                paper = Paper(wording.rich(), wording.title())
                paper.move_to_window()
            return wording, paper

        self.session.reader.read(lay_out, self._show, self._failed, owner=self, topic="minutes")

    def copy_minutes(self) -> None:
        """Put the minutes into the clipboard, for a letter (rich) or a message (plain)."""
        if self.wording is not None:
            data = QMimeData()
            data.setHtml(self.wording.rich())
            data.setText(self.wording.plain())
            QGuiApplication.clipboard().setMimeData(data)
            self._tell(Message(N_("Copied: paste it into a letter or a message.")))

    def ask_where(self) -> None:
        """Ask for the name of a PDF file."""
        if self.wording is None:
            return
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        kept = self.session.settings.window.get(FOLDER)
        folder = Path(str(kept or QStandardPaths.writableLocation(documents)))
        tr = self.session.language.tr
        dialog = QFileDialog(self, tr(N_("Save as PDF")), str(folder), "PDF (*.pdf)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(self.wording.file_name())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.save_pdf(Path(name)))
        dialog.open()

    def save_pdf(self, path: Path) -> None:
        """Write the PDF file, in the background."""
        from wicco_desktop.ui.printing.pdf_file import write_pdf

        wording = self.wording
        if wording is not None:
            self.session.settings.window[FOLDER] = str(path.parent)
            rich, title = wording.rich(), wording.title()
            self._work(
                lambda progress: write_pdf(rich, title, path, progress),
                # Translators: {file} is the path of the PDF file just written.
                Message(N_("Saved as {file}"), {"file": str(path)}),
            )

    def ask_printer(self) -> None:
        """Ask which printer, how many, which pages; then print."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        if self.wording is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self.wording.title())
        # Only by exec() does it show the system's own dialog on every system.
        if QPrintDialog(printer, self).exec() == QDialog.DialogCode.Accepted:
            self.print_on(printer)

    def print_on(self, printer: object) -> None:
        """Print on a ``QPrinter``, in the background."""
        from PySide6.QtPrintSupport import QPrinter

        from wicco_desktop.ui.printing.page_painter import print_minutes

        wording = self.wording
        if wording is not None and isinstance(printer, QPrinter):
            rich, title = wording.rich(), wording.title()
            self._work(
                lambda progress: print_minutes(rich, title, printer, progress),
                Message(N_("Sent to the printer.")),
            )

    # The work

    def _read(self, kind: str, id_: str) -> None:
        """Read the minutes, on the writing thread: what is being saved just now is in them."""
        workspace = self.session.workspace
        kept = self.session.settings.window.get(CHOICE)
        choice = str(kept) if kept in CHOICES else BOTH
        self.choices[choice].setChecked(True)

        def show(minutes: MeetingMinutes | DelegationMinutes) -> None:
            self._minutes = minutes
            self.choose(choice)

        self.session.write(
            lambda: read_minutes(workspace, kind, id_), show, self._failed, owner=self
        )

    def _work(self, work: Callable[[Progress], None], done: Message) -> None:
        if self._progress is not None:
            return
        progress = self._progress = Progress(self)
        self.strip.follow(progress)
        self._tell(None)
        self._enable()

        def finish(message: Message | None, meaning: str = "") -> None:
            self._progress = None
            self.strip.finish()
            self._tell(message, meaning)
            self._enable()

        def failed(error: BaseException) -> None:
            if progress.cancelled:
                finish(Message(N_("Cancelled: nothing was written.")))
            elif isinstance(error, UserError):
                finish(error.message, "decide")
            else:
                finish(None)
                self.session.errors.show(error)

        def do() -> None:
            with in_use():
                work(progress)

        self.session.reader.read(do, lambda _nothing: finish(done), failed, owner=self)

    def _show(self, read: tuple[Wording, Paper]) -> None:
        self.wording, paper = read
        self.view.show_paper(paper)
        self.retranslate()
        self._enable()

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, UserError):
            self._tell(error.message, "decide")
        else:
            self.session.errors.show(error)

    def _tell(self, message: Message | None, meaning: str = "") -> None:
        self._told = message
        self.told.setText(self.session.language.text(message) if message else "")
        restyle(self.told, "meaning", meaning)

    def _enable(self) -> None:
        ready = self.wording is not None and self._progress is None
        for button in (self.copy, self.save, self.print, *self.choices.values()):
            button.setEnabled(ready)

    # How it looks

    def retranslate(self) -> None:
        """Show every text in the language of the interface."""
        tr, code = self.session.language.tr, self.session.code
        self.setWindowTitle(tr(N_("Print the minutes")))
        names = {entry: language(entry).own_name for entry in CHOICES if entry != BOTH}
        names[BOTH] = " · ".join(names[entry] for entry in (code, *others(code)))
        for choice, button in self.choices.items():
            button.setText(names[choice])
        self.copy.setText(tr(N_("Copy")))
        self.save.setText(tr(N_("Save as PDF…")))
        self.print.setText(tr(N_("Print…")))
        self.close_.setText(tr(N_("Close")))
        paper = self.view.paper
        one, many = NN_("{count} page", "{count} pages")
        shown = self.session.language.ntr(one, many, paper.pages) if paper is not None else ""
        self.pages.setText(shown)
        self.view.setAccessibleName(tr(N_("Preview of the pages")))
        self.view.setAccessibleDescription(self.pages.text())
        self._tell(self._told, str(self.told.property("meaning") or ""))

    def _choice_button(self, choice: str) -> QPushButton:
        button = segment(self, choice, CHOICES)
        button.clicked.connect(lambda: self.choose(choice))
        return button

    def _arrange(self) -> None:
        group = QButtonGroup(self)
        head = QHBoxLayout()
        head.setSpacing(0)
        for button in self.choices.values():
            group.addButton(button)
            head.addWidget(button)
        head.addStretch(1)
        head.addWidget(self.pages)
        foot = QHBoxLayout()
        foot.addWidget(self.told, 1)
        for button in (self.copy, self.save, self.print, self.close_):
            button.setAutoDefault(False)
            foot.addWidget(button)
        column = QVBoxLayout(self)
        steps = self.session.theme.steps
        column.setContentsMargins(steps(4), steps(4), steps(4), steps(4))
        column.setSpacing(steps(3))
        column.addLayout(head)
        column.addWidget(self.view, 1)
        column.addWidget(self.strip)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.copy.clicked.connect(self.copy_minutes)
        self.save.clicked.connect(self.ask_where)
        self.print.clicked.connect(self.ask_printer)
        self.close_.clicked.connect(self.close)
        for keys, act in (
            ("Ctrl+C", self.copy_minutes),
            ("Ctrl+S", self.ask_where),
            ("Ctrl+P", self.ask_printer),
        ):
            QShortcut(QKeySequence(keys), self, act)
        self.session.language.changed.connect(self.retranslate)

    def _fit(self) -> None:
        steps, room = self.session.theme.steps, self.screen().availableSize()
        self.resize(min(steps(WIDTH), room.width() - 24), min(steps(HEIGHT), room.height() - 48))

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._progress is not None:
            self._progress.cancel()
        super().closeEvent(event)

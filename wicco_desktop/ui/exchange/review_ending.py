"""How a review ends: applied, skipped as a whole, closed; and the workbook saved with comments."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from wicco_desktop.foundation.errors import Cancelled
from wicco_desktop.foundation.messages import N_, NN_, Message
from wicco_desktop.ui.exchange.desk import Desk
from wicco_desktop.ui.exchange.showing_files import show_in_folder
from wicco_desktop.ui.notices import Action, NoticeBar
from wicco_desktop.ui.question import ask
from wicco_desktop.ui.session import Session

SUFFIX = ".xlsx"

CANCELLED = N_("Cancelled: nothing was written.")


class ReviewEnding(QObject):
    """Asks where that is due, and does it at the desk."""

    applied = Signal(object)
    """The ``Written`` of what was applied."""

    closed = Signal()
    """The review was given up; nothing was written."""

    def __init__(self, session: Session, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._session = session
        self._desk = desk
        self._page = page
        self.question: QMessageBox | None = None
        """What is asked, while it is asked."""
        self.dialog: QFileDialog | None = None
        """Where the name of a file is asked for, while it is open."""

    def apply(self) -> None:
        """Write what is accepted."""
        self._desk.apply(self.applied.emit, self._failed)

    def skip(self) -> None:
        """Ask, then write nothing and remember that."""
        one, many = NN_(
            "Leave the {count} row of this workbook as it is here?",
            "Leave all {count} rows of this workbook as they are here?",
        )
        rows = self._desk.facts.counts.rows
        self.ask(
            self._session.language.ntr(one, many, rows),
            N_("Nothing is changed, and it asks no more when it comes back."),
            N_("Skip all"),
            lambda: self._desk.skip_everything(self.applied.emit, self._failed),
        )

    def close(self) -> None:
        """Give the review up, asking first where something was decided."""
        if self._desk.busy:
            return
        if not self._desk.touched:
            self.closed.emit()
            return
        self.ask(
            self._session.language.tr(N_("Close the review without applying it?")),
            N_("What you decided here is lost. Nothing was written."),
            N_("Close the review"),
            self.closed.emit,
        )

    def ask(self, title: str, more: str, label: str, go_on: Callable[[], None]) -> None:
        """Ask a question in a window of its own; ``more`` and ``label`` are message ids."""
        if self.question is not None:
            return
        switch = self._session.language
        self.question = ask(
            switch,
            self._page,
            text=title,
            more=switch.tr(more),
            label=label,
            go_on=go_on,
            ended=self._answered,
            careful=True,
        )

    def _answered(self) -> None:
        self.question = None

    def ask_where(self) -> None:
        """Ask for the name of the commented workbook."""
        if self._desk.busy:
            return
        tr, file = self._session.language.tr, self._desk.review.file
        suffix = file.suffix if file.suffix.lower() == ".xlsm" else SUFFIX
        # Translators: part of a file's name, such as "partners (comments).xlsx".
        name = tr(N_("{name} (comments)"), name=file.stem)
        dialog = QFileDialog(self._page, tr(N_("Save with comments")), str(file.parent))
        dialog.setNameFilter(f"Excel (*{suffix})")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suffix.removeprefix("."))
        dialog.selectFile(f"{name}{suffix}")
        dialog.fileSelected.connect(lambda chosen: self.save_comments(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.finished.connect(lambda _result: setattr(self, "dialog", None))
        self.dialog = dialog
        dialog.open()

    def save_comments(self, target: Path) -> None:
        """Write the partner's workbook with comments, in the background."""
        from wicco_desktop.services.review.comments import save_comments

        review, code = self._desk.review, self._session.code

        def done(_nothing: None) -> None:
            told = Message(N_("Saved as {file}"), {"file": str(target)})
            self._notify(
                told, "theirs", Action(N_("Show in folder"), lambda: show_in_folder(target))
            )

        self._desk.run(
            lambda progress: save_comments(
                review, target, language=code, cancelled=lambda: progress.cancelled
            ),
            done,
            self._failed,
        )

    def _failed(self, problem: BaseException) -> None:
        if isinstance(problem, Cancelled):
            self._notify(Message(CANCELLED), "ours")
        else:
            self._session.errors.show(problem)

    def _notify(self, told: Message, meaning: str, action: Action | None = None) -> None:
        bar = self._page.window().findChild(NoticeBar)
        if bar is not None:
            bar.notify(told, meaning, action)

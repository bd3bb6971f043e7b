"""Ctrl+E: what goes into a workbook, which columns, which headings; then where it lies."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from wicco_desktop.exchange.columns import sheet_columns
from wicco_desktop.exchange.writing.target_file import SUFFIX
from wicco_desktop.foundation.errors import Cancelled, UserError
from wicco_desktop.foundation.formats import format_number
from wicco_desktop.foundation.messages import N_, NN_, Message
from wicco_desktop.services.exporting import Options
from wicco_desktop.store.file_names import safe_name
from wicco_desktop.ui.editors.editor import restyle
from wicco_desktop.ui.exchange.export_choices import ExportChoices
from wicco_desktop.ui.exchange.export_form import ExportForm
from wicco_desktop.ui.exchange.export_scopes import SELECTED, TEMPLATE, WHOLE, Scope
from wicco_desktop.ui.exchange.showing_files import open_file, show_in_folder
from wicco_desktop.ui.progress import Progress
from wicco_desktop.ui.session import Session


class ExportDialog(QDialog):
    """Asks, writes in the background, shows where the file is."""

    def __init__(self, session: Session, scopes: Sequence[Scope], parent: QWidget) -> None:
        super().__init__(parent)
        self.session = session
        self.scopes = list(scopes)
        self.written: Path | None = None
        """The workbook that was written last."""
        self._choices = ExportChoices(session)
        self._left_out: dict[str, frozenset[str]] = {}
        self._counts: dict[int, int] = {}
        self._progress: Progress | None = None
        self._told: Message | None = None
        self.form = ExportForm(session, self)
        self.form.headings_chosen = self._choices.headings
        self._fill()
        self._connect()
        self.retranslate()
        self._show_scope()
        self._count()
        self.form.what.setFocus()

    # What can be done

    @property
    def scope(self) -> Scope:
        """What is chosen."""
        return self.scopes[max(0, self.form.what.currentIndex())]

    @property
    def options(self) -> Options:
        """How it is to be written."""
        return Options(
            self.session.code,
            self.form.headings_chosen,
            remarks=self.form.remarks.isChecked(),
            left_out=dict(self._left_out) if self._one_kind else {},
        )

    def ask_where(self) -> None:
        """Ask for the name of the file."""
        if self._progress is not None:
            return
        tr = self.session.language.tr
        name = safe_name(self.session.language.text(self.scope.file_name))
        folder = self._choices.folder
        title = tr(N_("Export to a workbook"))
        # Translators: kind of files in the dialog that saves one.
        dialog = QFileDialog(self, title, str(folder), tr(N_("Workbook")) + f" (*{SUFFIX})")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(SUFFIX.lstrip("."))
        dialog.selectFile(name + SUFFIX)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda chosen: self.write(Path(chosen)))
        dialog.open()

    def write(self, path: Path) -> None:
        """Write the workbook, when what is being saved just now is saved."""
        if self._progress is not None:
            return
        self._choices.keep(self.scope.key, self.form.headings_chosen, self._left_out)
        self._choices.keep_folder(path.parent)
        work = self._work(path)
        progress = self._progress = Progress(self)
        self.form.strip.follow(progress)
        self._tell(None)
        self._enable()

        def failed(error: BaseException) -> None:
            self._failed(error)

        self.session.write(
            lambda: None,
            lambda _saved: self.session.reader.read(
                lambda: work(progress), lambda rows: self._done(path, rows), failed, owner=self
            ),
            failed,
            owner=self,
        )

    def done(self, result: int) -> None:
        if self._progress is not None:
            self._progress.cancel()
        super().done(result)

    # The work

    def _work(self, path: Path) -> Callable[[Progress], int | None]:
        """What is to be done off the window's thread: how many rows went out, None: a template."""
        exporting, scope, options = self.session.workspace.exporting, self.scope, self.options
        what = scope.what
        if what is None:

            def write_template(_progress: Progress) -> None:
                exporting.template(path, scope.kinds, options)

            return write_template

        def write(progress: Progress) -> int:
            made = exporting.export(
                path, what, options, progress.report, lambda: progress.cancelled
            )
            return sum(made.rows.values())

        return write

    def _done(self, path: Path, rows: int | None) -> None:
        self.written = path
        if rows is None:
            told = Message(N_("Saved as {file}"), {"file": str(path)})
        else:
            one, many = NN_("{count} record is in {file}", "{count} records are in {file}")
            told = Message(one, {"file": str(path)}, many, rows)
        self._finish(told)
        self.form.show_folder.setFocus()

    def _failed(self, error: BaseException) -> None:
        if not shiboken6.isValid(self):
            return  # closed, which cancelled it
        if isinstance(error, Cancelled):
            self._finish(Message(N_("Cancelled: nothing was written.")))
        elif isinstance(error, UserError):
            self._finish(error.message, "decide")
        else:
            self._finish(None)
            self.session.errors.show(error)

    def _finish(self, message: Message | None, meaning: str = "") -> None:
        self._progress = None
        self.form.strip.finish()
        self._tell(message, meaning)
        self._enable()

    def _count(self) -> None:
        """Say how many records each entry has, as soon as that is known."""
        exporting, code = self.session.workspace.exporting, self.session.code
        scopes = list(enumerate(self.scopes))

        def read() -> dict[int, int]:
            return {
                at: sum(exporting.counts(scope.what, code).values())
                for at, scope in scopes
                if scope.what is not None
            }

        def show(counts: dict[int, int]) -> None:
            self._counts = counts
            self.retranslate()
            self._enable()

        self.session.read(read, show, owner=self, topic="counts")

    # What is shown

    @property
    def _one_kind(self) -> bool:
        return len(self.scope.kinds) == 1

    def _fill(self) -> None:
        for _scope in self.scopes:
            self.form.what.addItem("")
        self.form.what.setCurrentIndex(self._first_choice())

    def _first_choice(self) -> int:
        """What is meant here, else what was exported last."""
        keys = [scope.key for scope in self.scopes]
        meant = next((at for at, scope in enumerate(self.scopes) if scope.meant), None)
        if meant is not None:
            return meant
        kept = self._choices.scope
        return keys.index(kept if kept in keys and kept not in (SELECTED, TEMPLATE) else WHOLE)

    def _show_scope(self) -> None:
        """Another entry was chosen: its columns."""
        form, scope = self.form, self.scope
        form.show_columns(one_kind=self._one_kind)
        if self._one_kind:
            (kind,) = scope.kinds
            left_out = self._left_out.get(kind, self._choices.left_out(kind))
            columns = sheet_columns(kind)
            form.columns.show_columns(columns, left_out)
        self._enable()

    def _ticked(self) -> None:
        if self._one_kind:
            self._left_out[self.scope.kinds[0]] = self.form.columns.left_out
        self._enable()

    def _enable(self) -> None:
        at = max(0, self.form.what.currentIndex())
        anything = self.scope.what is None or self._counts.get(at, 1) > 0
        ticked = not self._one_kind or self.form.columns.any_ticked
        at_rest = self._progress is None
        self.form.enable(ready=anything and ticked, at_rest=at_rest)
        self.form.remarks.setEnabled(at_rest and self.scope.key != TEMPLATE)
        self.form.show_written(written=self.written is not None and at_rest)

    def _tell(self, message: Message | None, meaning: str = "") -> None:
        self._told = message
        self.form.told.setText(self.session.language.text(message) if message else "")
        self.form.told.setVisible(message is not None)
        restyle(self.form.told, "meaning", meaning)

    def _look_at(self, look: Callable[[Path], None]) -> None:
        if self.written is not None:
            try:
                look(self.written)
            except UserError as error:
                self._tell(error.message, "decide")

    def _connect(self) -> None:
        form = self.form
        form.what.currentIndexChanged.connect(self._show_scope)
        form.columns.changed.connect(self._ticked)
        form.export.clicked.connect(self.ask_where)
        form.close_.clicked.connect(self.reject)
        form.show_folder.clicked.connect(lambda: self._look_at(show_in_folder))
        form.open.clicked.connect(lambda: self._look_at(open_file))
        self.session.language.changed.connect(self.retranslate)

    def retranslate(self) -> None:
        """Show every text in the language of the interface."""
        language = self.session.language
        self.setWindowTitle(language.tr(N_("Export to a workbook")))
        for at, scope in enumerate(self.scopes):
            told = language.text(scope.label)
            if at in self._counts:
                count = format_number(self._counts[at], language.language)
                # Translators: what may be exported, and how many records that is.
                told = language.tr(N_("{what} ({count})"), what=told, count=count)
            self.form.what.setItemText(at, told)
        self.form.retranslate()
        self._tell(self._told, str(self.form.told.property("meaning") or ""))

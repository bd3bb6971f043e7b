"""The backups there are: when, why, what each holds; made, checked, copied, asked to be restored.

Restores nothing itself: the database is open in this very window.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QVBoxLayout, QWidget

from wicco_desktop.foundation.clock import parse_moment
from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.formats import format_moment
from wicco_desktop.foundation.messages import N_, NC_, NN_, Message
from wicco_desktop.services.backups import BY_HAND, Listed
from wicco_desktop.store.archive import SUFFIX
from wicco_desktop.store.archive_manifest import Manifest
from wicco_desktop.store.rota import Snapshot, Verified
from wicco_desktop.ui.backups.backups_form import BackupsForm
from wicco_desktop.ui.backups.strip_work import StripWork
from wicco_desktop.ui.backups.words import holds
from wicco_desktop.ui.editors.editor import restyle
from wicco_desktop.ui.exchange.showing_files import show_in_folder
from wicco_desktop.ui.question import ask
from wicco_desktop.ui.session import Session

FOLDER = "backups.folder"
"""Where the settings keep the folder that a copy was saved to, or a backup taken from, last."""


class BackupsDialog(QDialog):
    """Stops nothing but the window it belongs to; long work in it can be cancelled."""

    restore_requested = Signal(object)
    """Path of the backup that is to be restored; the user was asked."""

    backed_up = Signal(object)
    """When the user had a backup made (a datetime)."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._backups = session.workspace.backups
        self._known = False
        """Whether it is known what backups there are: none, too, is something known."""
        self._checked: dict[int, Message] = {}
        self._told: Message | None = None
        self._keys: tuple[QWidget | None, QWidget | None] = (None, None)
        """What had the keys when long work began, and what Qt handed them on to."""
        self.form = BackupsForm(session.language, session.theme, self)
        self._work = StripWork(session, self.form.strip, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.form)
        steps = session.theme.steps
        self.resize(min(steps(250), 1000), min(steps(140), 600))
        self._connect()
        self.retranslate()
        self._tell(None)
        self._enable()
        self._read()
        self.form.table.setFocus()

    def done(self, result: int) -> None:
        self._work.cancel()
        super().done(result)

    def retranslate(self) -> None:
        """Show every text in the language of the interface."""
        self.setWindowTitle(self._session.language.tr(N_("Backups")))
        now = self._session.workspace.store.now
        self.form.table.write(lambda: parse_moment(now()), self._checked)
        self._show_details()
        self._tell(self._told, str(self.form.told.property("meaning") or ""))

    # What can be done

    def back_up(self) -> None:
        """Make a backup now."""

        def made(snapshot: Snapshot) -> None:
            self._tell(Message(N_("The backup is made and checked.")), "theirs")
            self.backed_up.emit(snapshot.moment)
            self._read()

        backups = self._backups
        self._work.begin(N_("Making a backup"), lambda tell: backups.make(BY_HAND, tell), made)

    def check(self) -> None:
        """Read every byte of the backup that is chosen."""
        chosen = self.form.table.chosen()
        if chosen is None:
            return

        def checked(found: Verified) -> None:
            one, many = NN_("{count} attachment is damaged", "{count} attachments are damaged")
            spoilt = Message(one, {}, many, len(found.damaged))
            state = spoilt if found.damaged else Message(N_("checked now"))
            self._checked[chosen.snapshot.number] = state
            if found.damaged:
                self._tell(spoilt, "decide")
            else:
                told = N_("Every byte is as it was written, and the database in it is sound.")
                self._tell(Message(told), "theirs")
            self._show()

        def failed() -> None:
            self._checked[chosen.snapshot.number] = Message(N_("damaged"))
            self._show()

        backups, snapshot = self._backups, chosen.snapshot
        self._work.begin(
            N_("Checking the backup"), lambda tell: backups.verify(snapshot, tell), checked, failed
        )

    def ask_where(self) -> None:
        """Ask where the backup that is chosen is to be copied to, as one archive."""
        chosen = self.form.table.chosen()
        if chosen is None:
            return
        tr = self._session.language.tr
        dialog = QFileDialog(self, tr(N_("Save a copy of the backup")), self._folder())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(self._filters())
        dialog.setDefaultSuffix(SUFFIX.lstrip("."))
        stamp = chosen.snapshot.moment.strftime("%Y-%m-%d-%H%M%S")
        dialog.selectFile(f"{self._session.workspace.store.path.stem}-{stamp}{SUFFIX}")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.save_copy(chosen.snapshot, Path(name)))
        dialog.open()

    def save_copy(self, snapshot: Snapshot, target: Path) -> None:
        """Write one archive with everything in it."""
        self._session.settings.window[FOLDER] = str(target.parent)

        def written(manifest: Manifest) -> None:
            told = Message(N_("Saved as {file}"), {"file": str(target)})
            if manifest.missing:
                one, many = NN_(
                    "Saved as {file}, without {count} attachment whose copy is damaged",
                    "Saved as {file}, without {count} attachments whose copies are damaged",
                )
                told = Message(one, {"file": str(target)}, many, len(manifest.missing))
            self._tell(told, "decide" if manifest.missing else "theirs")

        backups = self._backups
        self._work.begin(
            N_("Saving a copy"), lambda tell: backups.export(snapshot, target, tell), written
        )

    def restore(self) -> None:
        """Ask whether the backup that is chosen is to be restored."""
        chosen = self.form.table.chosen()
        if chosen is not None and chosen.manifest is not None and self._work.at_rest:
            self.ask_to_restore(chosen.snapshot.path)

    def ask_which(self) -> None:
        """Ask for a file with a backup."""
        dialog = QFileDialog(
            self, self._session.language.tr(N_("Restore from a file")), self._folder()
        )
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(self._filters())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.ask_to_restore(Path(name)))
        dialog.open()

    def ask_to_restore(self, path: Path) -> None:
        """Look into a backup; where it is whole, ask whether it shall take the present's place."""
        backups = self._backups

        def looked(manifest: Manifest) -> None:
            switch = self._session.language
            moment = format_moment(parse_moment(manifest.moment), switch.language)
            ask(
                switch,
                self,
                text=switch.tr(N_("Restore the backup of {when}?"), when=moment),
                more=switch.tr(
                    N_(
                        "Everything becomes as it was then: {holds}. What is there now is backed "
                        "up first and stays in this list. What you are typing stays as a draft."
                    ),
                    holds=holds(manifest, switch),
                ),
                label=NC_("backup", "Restore"),
                go_on=lambda: self._ask_for(path),
                ended=lambda: None,
                careful=True,
            )

        self._work.begin(
            N_("Looking into the backup"), lambda _tell: backups.look_into(path), looked
        )

    def show_folder(self) -> None:
        """Show where the backup that is chosen lies."""
        chosen = self.form.table.chosen()
        if chosen is not None:
            try:
                show_in_folder(chosen.snapshot.path)
            except UserError as problem:
                self._tell(problem.message, "decide")

    def _ask_for(self, path: Path) -> None:
        self.accept()
        self.restore_requested.emit(path)

    def _note_work(self) -> None:
        if not self._work.at_rest:
            self._tell(None)
            had_keys = self.focusWidget()
            self._enable()
            # What has the keys may be greyed out now: Qt hands them on to what is next.
            self._keys = (had_keys, self.focusWidget())
            return
        self._enable()
        held, handed_on = self._keys
        if held is not None and self.focusWidget() is handed_on:
            held.setFocus()
        self._keys = (None, None)

    def _note_cancelled(self) -> None:
        self._tell(Message(N_("Cancelled: nothing was written.")))

    def _read(self) -> None:
        self._session.read(self._backups.listed, self._list, owner=self, topic="backups")

    # What is shown

    def _list(self, listed: list[Listed]) -> None:
        self._known = True
        self.form.table.show_backups(listed)
        self._show()

    def _show(self) -> None:
        self.retranslate()
        self._enable()

    def _show_chosen(self) -> None:
        self._show_details()
        self._enable()

    def _show_details(self) -> None:
        chosen, tr = self.form.table.chosen(), self._session.language.tr
        if chosen is None:
            none = self._known and self.form.table.is_empty
            told = tr(N_("There is no backup yet.")) if none else ""
        elif chosen.manifest is None:
            told = tr(N_("It cannot be read: it was damaged or changed."))
        else:
            told = holds(chosen.manifest, self._session.language, whole=True)
        self.form.details.setText(told)

    def _enable(self) -> None:
        chosen = self.form.table.chosen()
        readable = chosen is not None and chosen.manifest is not None
        at_rest = self._work.at_rest
        self.form.enable(any_chosen=chosen is not None, readable=readable, at_rest=at_rest)

    def _tell(self, message: Message | None, meaning: str = "") -> None:
        self._told = message
        told = self.form.told
        told.setText(self._session.language.text(message) if message else "")
        told.setVisible(message is not None)
        restyle(told, "meaning", meaning)

    def _filters(self) -> list[str]:
        tr = self._session.language.tr
        return [f"{tr(N_('Backups'))} (*{SUFFIX})", f"{tr(N_('All files'))} (*)"]

    def _folder(self) -> str:
        return str(self._session.settings.window.get(FOLDER) or "")

    def _connect(self) -> None:
        form = self.form
        self._work.changed.connect(self._note_work)
        self._work.cancelled.connect(self._note_cancelled)
        self._work.failed.connect(lambda problem: self._tell(problem.message, "unreadable"))
        form.table.currentItemChanged.connect(self._show_chosen)
        form.table.itemActivated.connect(lambda *_: self.restore())
        form.restore.clicked.connect(self.restore)
        form.copy.clicked.connect(self.ask_where)
        form.check.clicked.connect(self.check)
        form.show_folder.clicked.connect(self.show_folder)
        form.back_up.clicked.connect(self.back_up)
        form.from_file.clicked.connect(self.ask_which)
        form.close_.clicked.connect(self.reject)
        self._session.language.changed.connect(self.retranslate)

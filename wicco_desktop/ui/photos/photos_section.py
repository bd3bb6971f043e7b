"""The photographs and documents of a record: dropped, looked at, described, put away.

Reusable in the panel of every kind that has attachments.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QLabel, QMenu, QToolButton, QWidget

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.messages import N_, NN_, Message
from wicco_desktop.records import Record
from wicco_desktop.services.photos import Taken
from wicco_desktop.services.titles import title_of
from wicco_desktop.ui.dropping import workbook_in
from wicco_desktop.ui.forms.autosave import Autosave
from wicco_desktop.ui.forms.record_panel import RecordPanel
from wicco_desktop.ui.forms.section import PanelSection
from wicco_desktop.ui.icons import Role, icon
from wicco_desktop.ui.photos.opening import Opening
from wicco_desktop.ui.photos.photo_details import PhotoDetails
from wicco_desktop.ui.photos.photo_list import Photo, PhotoList
from wicco_desktop.ui.photos.thumbnails import Thumbnails
from wicco_desktop.ui.session import Session


class PhotosSection(PanelSection):
    """Thumbnails, the fields of the one at hand, a button that adds."""

    kinds = ("attachment",)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, N_("Photos"), parent)
        self._photos = session.workspace.photos
        self.dialog: QFileDialog | None = None
        """Where files are chosen, while it is open."""
        self.menu: QMenu | None = None
        self.opening = Opening(session, self)
        self.thumbnails = Thumbnails(session, self)
        self.list = PhotoList(session.theme, self.thumbnails, self._photos.content, self)
        self.details = PhotoDetails(session, self)
        self.add_button = QToolButton(self)
        self.add_button.setIcon(icon("image-plus", Role.PlaceholderText))
        self.hint = QLabel(self)
        self.hint.setProperty("look", "hint")
        self.hint.setWordWrap(True)
        self.head.insertWidget(1, self.add_button)
        self.column.addWidget(self.hint)
        self.column.addWidget(self.list)
        self.column.addWidget(self.details)
        self.list.hide()
        self.add_button.clicked.connect(self.choose_files)
        self.list.chosen.connect(lambda: self.details.show_photo(self.list.current))
        self.list.opened.connect(self.open_current)
        self.list.removed.connect(self.remove_current)
        self.list.menu_wanted.connect(self._show_menu)
        self.retranslate()

    def show_for(self, saving: Autosave | None) -> None:
        self.details.show_photo(None)
        self.saving = saving
        self._show("", [])
        self.refresh()

    def refresh(self) -> None:
        if self.saving is None:
            return
        photos, id_ = self._photos, self.saving.id

        def read() -> tuple[str, list[tuple[Record, bool]]]:
            return id_, [(record, photos.is_missing(record)) for record in photos.of(id_)]

        self.session.read(read, lambda found: self._show(*found), owner=self, topic="photos")

    def flush(self) -> None:
        self.details.flush()

    def retranslate(self) -> None:
        super().retranslate()
        tr = self.session.language.tr
        name = tr(N_("Add photos or documents"))
        self.add_button.setToolTip(name)
        self.add_button.setAccessibleName(name)
        self.list.setAccessibleName(tr(N_("Photos")))
        self.hint.setText(tr(N_("Drop photos or documents here.")))
        self.refresh()

    def accept_drops_on(self, panel: QWidget) -> None:
        """Take in the files that are dropped anywhere on a panel."""
        panel.setAcceptDrops(True)
        panel.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent | QDragMoveEvent):
            if self._files(event):
                event.acceptProposedAction()
                return True
        elif isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            files = self._files(event)
            if files:
                event.acceptProposedAction()
                self.add(files)
                return True
        return super().eventFilter(watched, event)

    # What the user does

    def choose_files(self) -> None:
        """Open the dialog in which files are chosen."""
        self.dialog = QFileDialog(self, self.session.language.tr(N_("Add photos or documents")))
        self.dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        self.dialog.filesSelected.connect(lambda names: self.add([Path(name) for name in names]))
        self.dialog.open()

    def add(self, files: Sequence[Path]) -> None:
        """Take files in for the record shown, or for the meeting held when they were taken."""
        saving = self.saving
        if saving is None or saving.deleted or not files:
            return
        saving.create_now()
        photos, kind, id_ = self._photos, saving.kind, saving.id
        self.session.write(
            lambda: photos.add(kind, id_, files), lambda taken: self._added(id_, taken), owner=self
        )

    def open_current(self) -> None:
        """Open the one at hand with the program of the desktop, never a program itself."""
        photo = self.list.current
        if photo is not None:
            self.opening.open(photo.record)

    def remove_current(self) -> None:
        """Put the one at hand into the Trash."""
        photo = self.list.current
        if photo is not None:
            editing, id_ = self.session.workspace.editing, photo.record.id
            self.session.write(lambda: editing.delete([("attachment", id_)]))

    def _added(self, record: str, taken: Taken) -> None:
        for problem in taken.problems:
            self.session.errors.show(problem)
        store = self.session.workspace.store
        elsewhere: dict[str, int] = {}
        for kind, id_ in taken.written.records:
            made = store.get(kind, id_)
            if made is not None and made.kind == "attachment" and made["record"] != record:
                owner = made.text("record")
                elsewhere[owner] = elsewhere.get(owner, 0) + 1
        for owner, count in elsewhere.items():
            meeting = store.get("meeting", owner)
            if meeting is not None:
                self._tell_elsewhere(meeting, count)

    def _tell_elsewhere(self, meeting: Record, count: int) -> None:
        title = title_of(meeting, self.session.code).text or meeting.text("date")
        one, many = NN_(
            "{count} photo went to the meeting held when it was taken: {name}.",
            "{count} photos went to the meeting held when they were taken: {name}.",
        )
        told = Message(one, {"name": title}, many, count)
        self.session.errors.show(UserError("{told}", told=told))

    def _show_menu(self, place: QPoint) -> None:
        tr = self.session.language.tr
        if self.menu is not None:
            self.menu.deleteLater()
        self.menu = QMenu(self)
        for label, act in (
            (N_("Open"), self.open_current),
            (N_("Save a copy…"), self.save_current),
            (N_("Move to Trash"), self.remove_current),
        ):
            self.menu.addAction(tr(label)).triggered.connect(act)
        self.menu.popup(place)

    def save_current(self) -> None:
        """Save a copy of the one at hand."""
        photo = self.list.current
        if photo is not None:
            self.opening.save(photo.record)

    # What is shown

    def _show(self, id_: str, found: Sequence[tuple[Record, bool]]) -> None:
        if self.saving is None or (id_ and id_ != self.saving.id):
            return
        code = self.session.code
        photos = [Photo(record, title_of(record, code).text, gone) for record, gone in found]
        self.list.show_photos(photos)
        self.hint.setVisible(not photos)
        self.details.show_photo(self.list.current)

    def _files(self, event: QDropEvent) -> list[Path]:
        if workbook_in(event.mimeData()) is not None:
            return []  # what a partner sent back is for the window, wherever it is dropped
        urls = event.mimeData().urls()
        return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]


def add_photos(panel: RecordPanel) -> PhotosSection:
    """Put the section at the end of a panel, which takes in the files dropped anywhere on it."""
    section = PhotosSection(panel.session, panel.content)
    panel.add_section(section)
    section.accept_drops_on(panel)
    return section

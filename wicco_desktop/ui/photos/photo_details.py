"""What is said of one photograph: caption in both languages, credit, when it was taken."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from wicco_desktop.foundation.formats import format_size
from wicco_desktop.foundation.messages import N_
from wicco_desktop.ui.forms.autosave import Autosave
from wicco_desktop.ui.forms.field_set import FieldSet
from wicco_desktop.ui.photos.photo_list import Photo
from wicco_desktop.ui.session import Session


class PhotoDetails(QWidget):
    """The fields of the photograph at hand, saved by themselves."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._photo: Photo | None = None
        self.saving: Autosave | None = None
        self.fields = FieldSet(session, "attachment", self)
        self.file = QLabel(self)
        self.file.setProperty("look", "quiet")
        self.file.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.fields.box("caption", self))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.fields.box("credit", self), 1)
        row.addWidget(self.fields.box("taken", self), 1)
        column.addLayout(row)
        column.addWidget(self.file)
        session.language.changed.connect(self.retranslate)
        self.hide()

    def show_photo(self, photo: Photo | None) -> None:
        """Show another one, or none; what was typed is saved."""
        same = photo is not None and self.saving is not None and self.saving.id == photo.record.id
        self._photo = photo
        if photo is None:
            self.flush()
            self.saving = None
        elif not same:
            self.flush()
            store, id_ = self._session.workspace.store, photo.record.id
            record = store.get("attachment", id_) or photo.record
            self.saving = Autosave(self._session, "attachment", record)
            self.fields.attach(self.saving)
        self.setVisible(photo is not None)
        self.retranslate()

    def flush(self) -> None:
        """Turn what is being typed into logged changes."""
        if self.saving is not None:
            self.saving.commit()

    def retranslate(self) -> None:
        """Show name and size of the file in the language of the interface."""
        if self._photo is None:
            return
        record, language = self._photo.record, self._session.language
        parts = [record.text("file_name")]
        if isinstance(record["size"], int):
            parts.append(format_size(record["size"], language.language))
        if self._photo.missing:
            parts.append(language.tr(N_("the file is missing beside the database")))
        self.file.setText(" · ".join(filter(None, parts)))

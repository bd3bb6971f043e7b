"""Settings: every choice holds at once, in every open window; there is no OK and no Cancel."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from wicco_desktop.foundation.languages import INTERFACE, language
from wicco_desktop.foundation.messages import N_, NC_
from wicco_desktop.foundation.settings import TEXT_SIZES
from wicco_desktop.services.identity import login_name, writer_of
from wicco_desktop.ui.encryption.settings_part import EncryptionPart
from wicco_desktop.ui.entries import LineEdit
from wicco_desktop.ui.session import Session

THEME_LABELS = {
    "system": NC_("theme", "As the system"),
    "light": NC_("theme", "Light"),
    "dark": NC_("theme", "Dark"),
}


class SettingsDialog(QDialog):
    """Applies what is chosen and keeps it; asks for another database, opens none."""

    database_requested = Signal(object)
    """Path of a database to open, or to make where there is none."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._rows: list[tuple[QLabel, str]] = []
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(20)
        self._form.setVerticalSpacing(10)
        self.language = self._combo(N_("Language"))
        self.theme = self._combo(N_("Appearance"))
        self.text_size = self._combo(N_("Text size"))
        self.my_name = self._line(N_("My name"))
        self.device_name = self._line(N_("Device name"))
        self.told = QLabel(self)
        self.told.setProperty("look", "quiet")
        self.told.setWordWrap(True)
        self._form.addRow(QLabel(self), self.told)
        self.place = QLabel(str(session.workspace.store.path), self)
        self.place.setWordWrap(True)
        self.place.setTextInteractionFlags(self.place.textInteractionFlags().TextSelectableByMouse)
        self._form.addRow(self._label(N_("Data"), self.place), self.place)
        self.open_another, self.make_new, self.recent = (QPushButton(self) for _ in range(3))
        self.recent.setMenu(QMenu(self.recent))
        self._form.addRow(QLabel(self), self._database_buttons())
        self.encryption = EncryptionPart(session, self._form, self)
        self.encryption.passphrase_wanted.connect(lambda _chosen: self.accept())
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(16)
        column.addLayout(self._form)
        column.addStretch(1)
        column.addWidget(self.buttons)
        self._connect()
        session.language.changed.connect(self.retranslate)
        self.retranslate()
        # Not on the dialog itself: that would forbid it to grow with longer texts.
        self.my_name.setMinimumWidth(session.theme.steps(90))

    def retranslate(self) -> None:
        """Show every text in the language of the interface, every choice as it stands."""
        tr, settings = self._session.language.tr, self._session.settings
        self.setWindowTitle(tr(N_("Settings")))
        for label, told in self._rows:
            label.setText(tr(told))
            buddy = label.buddy()
            if buddy is not None:
                buddy.setAccessibleName(tr(told))
        languages = [(one.code, one.own_name) for one in INTERFACE]
        _fill(self.language, languages, self._session.code)
        themes = [(key, tr(label)) for key, label in THEME_LABELS.items()]
        _fill(self.theme, themes, self._session.theme.choice)
        sizes = [(str(size), f"{size}%") for size in TEXT_SIZES]
        _fill(self.text_size, sizes, str(self._session.theme.text_size))
        self.my_name.show_text(settings.my_name)
        self.my_name.setPlaceholderText(login_name())
        self.device_name.show_text(settings.device_name)
        self.device_name.setPlaceholderText(self._session.workspace.store.writer.device_name)
        self.told.setText(tr(N_("Both names appear next to every change in the history.")))
        self.open_another.setText(tr(N_("Open another…")))
        self.make_new.setText(tr(N_("New…")))
        self.recent.setText(tr(N_("Open recent")))
        close = self.buttons.button(QDialogButtonBox.StandardButton.Close)
        close.setText(tr(N_("Close")))
        self._fill_recent()
        self.encryption.retranslate()

    def done(self, result: int) -> None:
        self._keep_names()
        super().done(result)

    def _connect(self) -> None:
        self.language.activated.connect(self._speak)
        self.theme.activated.connect(self._dress)
        self.text_size.activated.connect(self._dress)
        for line in (self.my_name, self.device_name):
            line.left.connect(self._keep_names)
            line.entered.connect(self._keep_names)
        self.open_another.clicked.connect(self._choose_file)
        self.make_new.clicked.connect(self._choose_new)

    def _speak(self) -> None:
        chosen = language(str(self.language.currentData()))
        self._session.settings.language = chosen.code
        self._session.save_settings()
        self._session.language.switch_to(chosen)

    def _dress(self) -> None:
        theme, size = str(self.theme.currentData()), int(self.text_size.currentData())
        settings = self._session.settings
        settings.theme, settings.text_size = theme, size
        self._session.save_settings()
        self._session.theme.choose(theme, size)

    def _keep_names(self) -> None:
        settings = self._session.settings
        typed = (self.my_name.committed_text().strip(), self.device_name.committed_text().strip())
        if typed != (settings.my_name, settings.device_name):
            settings.my_name, settings.device_name = typed
            self._session.save_settings()
            self._session.workspace.store.writer = writer_of(settings)

    def _choose_file(self) -> None:
        tr = self._session.language.tr
        dialog = QFileDialog(self, tr(N_("Open another database")), self._folder())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(self._filters())
        dialog.fileSelected.connect(self._ask_for)
        dialog.open()

    def _choose_new(self) -> None:
        tr = self._session.language.tr
        dialog = QFileDialog(self, tr(N_("New database")), self._folder())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("db")
        dialog.setNameFilters(self._filters())
        dialog.fileSelected.connect(self._ask_for)
        dialog.open()

    def _filters(self) -> list[str]:
        tr = self._session.language.tr
        return [f"{tr(N_('WICCO databases'))} (*.db)", f"{tr(N_('All files'))} (*)"]

    def _folder(self) -> str:
        return str(self._session.workspace.store.path.parent)

    def _ask_for(self, path: str) -> None:
        self.accept()
        self.database_requested.emit(Path(path))

    def _fill_recent(self) -> None:
        menu = self.recent.menu()
        menu.clear()
        here = self._session.workspace.store.path.resolve()
        for name in self._session.settings.recent:
            if Path(name) != here:
                # An & in a path is no mnemonic.
                action = menu.addAction(name.replace("&", "&&"))
                action.triggered.connect(lambda _checked=False, path=name: self._ask_for(path))
        self.recent.setEnabled(not menu.isEmpty())

    def _database_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.open_another, self.make_new, self.recent):
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _label(self, told: str, buddy: QWidget) -> QLabel:
        label = QLabel(self)
        label.setBuddy(buddy)
        self._rows.append((label, told))
        return label

    def _combo(self, told: str) -> QComboBox:
        combo = QComboBox(self)
        self._form.addRow(self._label(told, combo), combo)
        return combo

    def _line(self, told: str) -> LineEdit:
        line = LineEdit(self)
        self._form.addRow(self._label(told, line), line)
        return line


def _fill(combo: QComboBox, choices: list[tuple[str, str]], chosen: str) -> None:
    """Show these choices, key and text; a text size of the system's own is added as it is."""
    combo.clear()
    for key, text in choices:
        combo.addItem(text, key)
    combo.setCurrentIndex(combo.findData(chosen))

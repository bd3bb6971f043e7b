"""Who said a note: a contact, or somebody only named. One line for the two columns of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from wicco_desktop.foundation.messages import N_
from wicco_desktop.ui.editors.completing import CompletingLine
from wicco_desktop.ui.editors.editor import Editor
from wicco_desktop.ui.editors.suggestions import Suggestion
from wicco_desktop.ui.forms.autosave import Autosave
from wicco_desktop.ui.language import LanguageSwitch


class SpeakerEditor(Editor):
    """Saves by itself: one change for both columns. Text that is nobody's name stays text."""

    COLUMNS = ("speaker", "speaker_name")

    def __init__(
        self,
        switch: LanguageSwitch,
        saving: Autosave,
        complete: Callable[[str], Sequence[Suggestion]],
        resolve: Callable[[str], Suggestion | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(switch, parent)
        self._saving = saving
        self._resolve = resolve
        self._title = ""
        self.line = CompletingLine(switch, complete, self)
        self._put(self.line)
        self.setFocusProxy(self.line)
        self.line.edited.connect(self._typed)
        self.line.picked.connect(self._picked)
        self.line.left.connect(self._save)
        saving.refreshed.connect(self._refreshed)
        self.set_label(N_("Speaker"))
        self.show_stored()

    def inputs(self) -> tuple[QWidget, ...]:
        return (self.line,)

    def value(self) -> str | None:
        return self.line.committed_text().strip() or None

    def set_value(self, value: str | None) -> None:
        self.line.show_text(value or "")

    def set_typed(self, text: str) -> None:
        self.line.show_text(text)
        self._typed()

    def show_stored(self) -> None:
        """Show who the note is of, or the name that was being typed."""
        typed = self._saving.text("speaker_name")
        speaker = self._saving.stored("speaker")
        found = self._resolve(str(speaker)) if speaker else None
        self._title = found.title if found else str(self._saving.stored("speaker_name") or "")
        self.line.show_text(typed or self._title)
        self.line.set_suffix(found.other_title if found and not typed else "")

    def _refreshed(self, column: str) -> None:
        if column in self.COLUMNS and not self.line.hasFocus():
            self.show_stored()

    def _typed(self) -> None:
        text = self.line.committed_text()
        self.line.set_suffix("")
        if text == self._title:
            for column in self.COLUMNS:
                self._saving.take_theirs(column)
            return
        self._saving.type_in("speaker", "")
        self._saving.type_in("speaker_name", text)
        self._edited()

    def _picked(self, entry: Suggestion) -> None:
        self._saving.type_in("speaker", entry.id)
        self._saving.type_in("speaker_name", "")
        self._title = entry.title
        self.line.show_text(entry.title)
        self.line.set_suffix(entry.other_title)
        self._save()

    def _save(self) -> None:
        self._saving.commit(self.COLUMNS)

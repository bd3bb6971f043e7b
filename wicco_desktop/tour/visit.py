"""The guided tour: the real window, offscreen, driven by keys; leaves a database and pictures.

It enters the sample visit, records a meeting of invented people through the forms as a person
would, looks at every section in both languages and both themes, takes back what it did last, and
says what it did. Nothing of it is recorded beforehand: a picture shows what the window showed.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from wicco_desktop.foundation.errors import UsageError
from wicco_desktop.foundation.languages import CHINESE, ENGLISH
from wicco_desktop.foundation.languages import language as language_of
from wicco_desktop.foundation.messages import N_, Translator
from wicco_desktop.foundation.paths import UserFolders
from wicco_desktop.foundation.reasons import reason_of
from wicco_desktop.tour.hands import DATABASE, Hands, Say
from wicco_desktop.tour.partners import ReturnedWorkbook


def run_tour(out: Path, *, language: str | None, say: Say) -> list[Path]:
    """Take the tour into the folder ``out``; gives back the files it left there.

    ``say`` is told each step, in the language. Raises UsageError when the folder cannot be used
    or already holds a tour's database that is in use.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    out = out.absolute()
    try:
        out.mkdir(parents=True, exist_ok=True)
        (out / DATABASE).unlink(missing_ok=True)
        shutil.rmtree(out / f"{Path(DATABASE).stem}.files", ignore_errors=True)
    except OSError as problem:
        raise UsageError(
            N_("The folder {folder} cannot be used: {reason}."),
            folder=str(out),
            reason=reason_of(problem),
        ) from problem
    with tempfile.TemporaryDirectory(prefix="wicco-tour-") as home:
        folders = UserFolders.below(Path(home))
        tour = _Tour(out, folders, Translator(language_of(language or "en")), say)
        try:
            tour.take()
        finally:
            tour.end()
    return tour.left


class _Tour(Hands):
    """One tour; its methods are its steps."""

    def take(self) -> None:
        """Every step, in order."""
        from wicco_desktop.app import enter_sample

        enter_sample(self.session)
        self.settle()
        self.say(self.tr(N_("Entered the sample visit to Macao.")))
        self._record_a_meeting()
        self._look_around()
        self._speak_chinese()
        self._take_back()
        self.left.insert(0, self.out / DATABASE)
        self._exchange()

    # ---- The steps --------------------------------------------------------------------------

    def _record_a_meeting(self) -> None:
        self.press("Ctrl+2")
        self.press("Ctrl+N")
        self.write("Twin city talks (invented)")
        self.press("Tab")
        self.write("友好城市会谈（虚构）")
        self.press("Tab")
        self.write("2022-11-26")
        self.press("Tab")
        self.settle()
        composer = self.composer()
        for line in (
            "Both cities want to exchange engineers.",
            "两市希望互派工程师。",
        ):
            self.focus(composer)
            self.write(line)
            self.press("Return")
            self.settle()
        self.focus(composer)
        self.write("A programme is to be agreed by spring.")
        self.press("Ctrl+D")
        self.press("Return")
        self.settle()
        self.picture("recorded-meeting")
        self.say(self.tr(N_("Recorded a meeting with three notes by the keyboard.")))

    def _look_around(self) -> None:
        from PySide6.QtWidgets import QDialog

        for section, key in (("today", "Ctrl+1"), ("follow-ups", "Ctrl+7")):
            self.press(key)
            self.settle()
            self.picture(section)
        for name, kind, words in (
            ("meeting", "meeting", "Bringing Macao's research"),
            ("contact", "contact", "陈祖荣"),
            ("organisation", "organisation", "澳门大学"),
            ("event", "event", "BEYOND"),
            ("delegation", "delegation", "Macao"),
        ):
            self.open(kind, words)
            self.picture(name)
        self.open("meeting", "Bringing Macao's research")
        self.press("Ctrl+H")
        self.settle()
        dialogs = [w for w in self.application.topLevelWidgets() if isinstance(w, QDialog)]
        for dialog in filter(QDialog.isVisible, dialogs):
            self.picture("history", dialog)
            dialog.close()
        self.window.activateWindow()
        self.say(self.tr(N_("Looked at every section.")))

    def _speak_chinese(self) -> None:
        self.session.language.switch_to(CHINESE)
        self.open("meeting", "科研成果")
        self.picture("chinese")
        self.session.theme.choose("dark")
        self.settle()
        self.picture("chinese-dark")
        self.session.language.switch_to(ENGLISH)
        self.settle()
        self.picture("dark")
        self.session.theme.choose("light")
        self.say(self.tr(N_("Switched to Chinese and to dark, and back.")))

    def _take_back(self) -> None:
        store = self.session.workspace.store
        before = store.undoable()
        self.press("Ctrl+1")
        self.press("Ctrl+Z")
        self.settle()
        after = store.undoable()
        if before is None or (after is not None and after.id == before.id):
            raise RuntimeError("Undo took nothing back")
        self.press("Ctrl+Shift+Z")
        self.settle()
        self.say(self.tr(N_("Took the last change back, and did it again.")))

    def _exchange(self) -> None:
        ReturnedWorkbook(self).take()

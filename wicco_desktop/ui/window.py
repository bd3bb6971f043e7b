"""The window: navigation, search, one page at a time, the state line. Arranges and connects.

Which pages there are is told by the composition root; what they show is theirs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QByteArray, QMargins, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from wicco_desktop.foundation.clock import Clock, system_clock
from wicco_desktop.foundation.languages import Language
from wicco_desktop.foundation.messages import N_, Message
from wicco_desktop.ui.bars import Bars, line
from wicco_desktop.ui.closing import Closing
from wicco_desktop.ui.dropping import WorkbookDrops
from wicco_desktop.ui.navigation import Navigation
from wicco_desktop.ui.notices import NoticeBar
from wicco_desktop.ui.page_commands import PageCommands
from wicco_desktop.ui.page_stack import PageStack
from wicco_desktop.ui.pages.factories import PAGES, PageFactory
from wicco_desktop.ui.progress import Progress, ProgressStrip
from wicco_desktop.ui.section_counting import SectionCounting
from wicco_desktop.ui.sections import DUPLICATES, NEW_LABELS, SECTIONS
from wicco_desktop.ui.session import Session
from wicco_desktop.ui.state_line import StateLine
from wicco_desktop.ui.top_bar import TopBar
from wicco_desktop.ui.undo_keys import UndoKeys
from wicco_desktop.ui.window_actions import BACKUPS, CHECK, WindowActions
from wicco_desktop.ui.window_dialogs import WindowDialogs

GEOMETRY = "geometry"
"""Where the settings keep the place and size of the window."""

FIRST_SIZE = QSize(1360, 860)
FRAME = QMargins(4, 32, 4, 4)
"""What a desktop's frame and title take of the screen; they are not known before it shows them."""

ROOMY = 4.5
"""The navigation shows names while the window is so many times as wide as they need."""


class MainWindow(QMainWindow):
    """One database in one window."""

    closed = Signal()
    """Everything typed is saved and the window goes: the store may be closed."""

    database_requested = Signal(object)
    """Path of another database that is to be opened, or made where there is none."""

    sample_wanted = Signal()
    """The user would like to see the sample visit."""

    def __init__(
        self,
        session: Session,
        pages: Mapping[str, PageFactory] = PAGES,
        *,
        clock: Clock = system_clock,
        parent: QWidget | None = None,
    ) -> None:
        """``pages`` are made when first shown, by the key of their section."""
        super().__init__(parent)
        self.session = session
        switch, theme = session.language, session.theme
        self.navigation = Navigation(switch, theme, self)
        self.notices = NoticeBar(switch, self)
        self.progress = ProgressStrip(switch, self)
        self.stack = PageStack(session, pages, self)
        self._commands = PageCommands(self.stack, self.notices)
        self._counts = SectionCounting(session, self.navigation)
        self.undo_keys = UndoKeys(session, self.notices, self.stack.flush, self)
        self.dialogs = WindowDialogs(session, self)
        self.actions_ = WindowActions(switch, self, self._does())
        self.top_bar = TopBar(session, self.actions_.menu, self)
        self.state_line = StateLine(session, clock, self)
        self.closing = Closing(session, self.stack.flush, self.close, self)
        self._drops = WorkbookDrops(self)
        self._before_search: QWidget | None = None
        self._begun = False
        self._arrange()
        self._connect()
        session.errors.use(self.notices)
        self.retranslate()
        self._restore()
        if session.drafts.recovered:
            self._offer_recovered()

    # ---- What others ask for ---------------------------------------------------------------

    def show_section(self, key: str) -> None:
        """Bring a section to the front; one that has no page stays where it is."""
        self.stack.show_section(key)
        if self.stack.section:
            self.navigation.show_section(self.stack.marked)

    def open_workbook(self, file: Path) -> None:
        """Review a workbook that came back."""
        self.show_section("exchange")
        self._commands.open_workbook(file)

    def follow(self, progress: Progress, waits_for: Message) -> None:
        """Show long work until ``long_work_ended``; saves meanwhile *wait for* it."""
        self.progress.follow(progress)
        self.state_line.show_long_work(waits_for)

    def long_work_ended(self) -> None:
        """The long work that was followed is over, however it ended."""
        self.progress.finish()
        self.state_line.show_long_work(None)

    def flush(self) -> None:
        """Turn what is being typed into changes."""
        self.stack.flush()

    def new_record(self) -> None:
        """Begin a record of the kind of the section at the front."""
        self.session.new_record(self._kind())

    def retranslate(self) -> None:
        """Show every text in the language of the interface."""
        name = self.session.workspace.store.path.stem
        # Translators: the title of the window; {file} is the name of the database.
        self.setWindowTitle(self.session.language.tr(N_("WICCO Desktop – {file}"), file=name))

    # ---- Arrangement -----------------------------------------------------------------------

    def _arrange(self) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._bars = Bars(self)
        for bar in (self.notices, self.progress):
            self._bars.add(bar)
        column.addWidget(self.top_bar)
        column.addWidget(line("line"))
        column.addWidget(self._bars)
        column.addWidget(self.stack, 1)
        column.addWidget(line("line"))
        column.addWidget(self.state_line)
        whole = QWidget(self)
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.navigation)
        row.addWidget(line("upright"))
        row.addLayout(column, 1)
        self.setCentralWidget(whole)
        for section in SECTIONS:
            there = self.stack.has(section.key)
            self.navigation.buttons[section.key].setEnabled(there)
            self.actions_.actions[f"section_{section.key}"].setEnabled(there)

    def _connect(self) -> None:
        session, search = self.session, self.top_bar.search
        self.dialogs.database_requested.connect(self.database_requested)
        self.dialogs.workbook_chosen.connect(self.open_workbook)
        self._drops.dropped.connect(self.open_workbook)
        self.stack.long_work.connect(self.state_line.show_long_work)
        self.stack.asked.connect(lambda wanted: self._does()[wanted]())
        self.stack.sample_wanted.connect(self.sample_wanted)
        self.navigation.chosen.connect(self.show_section)
        self.navigation.language_chosen.connect(self._speak)
        self.navigation.settings_wanted.connect(self.dialogs.settings)
        self.top_bar.new_wanted.connect(self.new_record)
        search.picked.connect(session.open_record)
        search.given_up.connect(self._leave_search)
        self.state_line.history_wanted.connect(self._commands.show_history)
        self.undo_keys.concerned.connect(session.open_record)
        self.stack.section_shown.connect(self._note_section)
        self.stack.nowhere.connect(self._tell_nowhere)
        self._counts.counted.connect(self._fit)
        session.language.changed.connect(self.retranslate)
        session.theme.changed.connect(self._fit)

    def _does(self) -> dict[str, Callable[[], object]]:
        does: dict[str, Callable[[], object]] = {
            f"section_{section.key}": lambda key=section.key: self.show_section(key)  # type: ignore[misc]
            for section in SECTIONS
        }
        return does | {
            "search": self._begin_search,
            "new": self.new_record,
            "undo": self.undo_keys.undo,
            "redo": self.undo_keys.redo,
            "back": self.stack.back,
            "forward": self.stack.forward,
            "history": self._commands.show_history,
            "print": self._commands.print_record,
            "open_workbook": self.dialogs.choose_workbook,
            "export": lambda: self.dialogs.export(self.stack.page),
            "settings": self.dialogs.settings,
            "shortcuts": self.dialogs.shortcuts,
            "template": self.dialogs.template,
            DUPLICATES: self._commands.find_duplicates,
            BACKUPS: self.dialogs.backups,
            CHECK: self.dialogs.check,
            "log": self.session.errors.show_log,
            "diagnostics": self.session.errors.copy_diagnostics,
            "erase": self._commands.erase_person,
            "about": self.dialogs.about,
            "lock": self.dialogs.lock_wanted.emit,
            "quit": self.close,
        }

    def _offer_recovered(self) -> None:
        from wicco_desktop.ui.recovery_bar import RecoveryBar

        self.recovery = RecoveryBar(
            self.session,
            self.notices,
            flush=self.stack.flush,
            open_records=self.stack.open_records,
            parent=self,
        )
        self._bars.add(self.recovery)

    # ---- What the parts of the window ask for ----------------------------------------------

    def _kind(self) -> str:
        page = self.stack.page
        kinds = page.kinds if page is not None else ()
        return kinds[0] if kinds and kinds[0] in NEW_LABELS else "meeting"

    def _note_section(self, _key: str) -> None:
        self.navigation.show_section(self.stack.marked)
        self.top_bar.show_kind(self._kind())

    def _speak(self, language: Language) -> None:
        self.session.language.switch_to(language)
        self.session.settings.language = language.code
        self.session.save_settings()

    def _begin_search(self) -> None:
        focused = QApplication.focusWidget()
        if focused is not self.top_bar.search:
            self._before_search = focused
        self.top_bar.search.begin()

    def _leave_search(self) -> None:
        back = self._before_search
        if back is not None and back.isVisible() and back.window() is self:
            back.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.stack.page is not None:
            self.stack.page.activate()

    def _tell_nowhere(self, _id: str) -> None:
        self.notices.notify(N_("There is no record to show for that."))

    # ---- Size, place, end ------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()
        if not self._begun:
            self._begun = True
            self._begin()

    def _begin(self) -> None:
        """Show the first page unless another is shown; once it stands, counts and last change."""
        if not self.stack.section:
            self.show_section(SECTIONS[0].key)
        QTimer.singleShot(0, self, self._counts.read)
        QTimer.singleShot(0, self, self.state_line.look_back)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.closing.settled():
            event.ignore()
            return
        event.accept()
        try:
            self.stack.stop()
            self.keep_geometry()
        finally:
            self.closed.emit()

    def keep_geometry(self) -> None:
        """Have the next window stand where this one does."""
        kept = bytes(self.saveGeometry().toBase64().data()).decode("ascii")
        self.session.settings.window[GEOMETRY] = kept
        self.session.save_settings()

    def _fit(self) -> None:
        self.navigation.set_compact(self.width() < ROOMY * self.navigation.full_width())

    def _restore(self) -> None:
        kept = self.session.settings.window.get(GEOMETRY)
        if isinstance(kept, str) and self.restoreGeometry(
            QByteArray.fromBase64(kept.encode("ascii", "replace"))
        ):
            return
        room = self.screen().availableSize().shrunkBy(FRAME)
        self.resize(FIRST_SIZE.boundedTo(room))

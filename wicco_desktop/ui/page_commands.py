"""What the window has the page at the front do, where that page can."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from wicco_desktop.foundation.messages import N_
from wicco_desktop.ui.notices import NoticeBar
from wicco_desktop.ui.page_stack import PageStack
from wicco_desktop.ui.pages.abilities import (
    ErasesPeople,
    FindsDuplicates,
    OpensWorkbooks,
    Prints,
    ShowsHistory,
)
from wicco_desktop.ui.sections import DUPLICATES


class PageCommands(QObject):
    """Asks the page what it is able to, and says what to do where it is not."""

    def __init__(self, stack: PageStack, notices: NoticeBar) -> None:
        super().__init__(stack)
        self._stack = stack
        self._notices = notices

    def show_history(self) -> None:
        """Show the history of the record."""
        shows: object = self._stack.page
        if isinstance(shows, ShowsHistory):
            self._stack.flush()
            shows.show_history()
        else:
            self._notices.notify(N_("Open a record to see its history."))

    def print_record(self) -> None:
        """Print the record."""
        prints: object = self._stack.page
        if isinstance(prints, Prints):
            self._stack.flush()
            prints.print_record()
        else:
            self._notices.notify(N_("Open a meeting or a delegation to print it."))

    def erase_person(self) -> None:
        """Ask whether the person shown is to be erased."""
        erases: object = self._stack.page
        if isinstance(erases, ErasesPeople):
            self._stack.flush()
            erases.erase_person()
        else:
            self._notices.notify(N_("Open the contact of the person to be erased."))

    def find_duplicates(self) -> None:
        """Show which records of the kind at the front may be there twice."""
        page = self._stack.page
        kinds = page.kinds if page is not None else ()
        self._stack.show_section(DUPLICATES)
        finds: object = self._stack.page
        if kinds and isinstance(finds, FindsDuplicates):
            finds.find_duplicates(kinds[0])

    def open_workbook(self, file: Path) -> None:
        """Review a workbook that came back."""
        opens: object = self._stack.page
        if isinstance(opens, OpensWorkbooks):
            self._stack.flush()
            opens.open_workbook(file)

"""The pages of the window, each made when it is first shown; knows which record lies where."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from wicco_desktop.services.places import Key, shown_at
from wicco_desktop.ui.pages.factories import PageFactory
from wicco_desktop.ui.pages.page import Page
from wicco_desktop.ui.sections import marked, section_of
from wicco_desktop.ui.session import Session
from wicco_desktop.ui.visited import Place, Visited


class PageStack(QStackedWidget):
    """Goes to sections and records, back and forward."""

    section_shown = Signal(str)
    """Key of the section that has come to the front."""

    sample_wanted = Signal()
    """A page was asked for the sample visit."""

    asked = Signal(str)
    """A page wants the window to do something, by the id of its action."""

    long_work = Signal(object)
    """A page's work that other writes wait for; see ``Page``."""

    nowhere = Signal(str)
    """Id of a record that cannot be shown: it is not there, or linked to nothing."""

    def __init__(
        self, session: Session, factories: Mapping[str, PageFactory], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._factories = dict(factories)
        self._pages: dict[str, Page] = {}
        self._visited = Visited()
        self._section = ""
        session.open_requested.connect(self.open_record)
        session.new_requested.connect(self.new_record)

    @property
    def section(self) -> str:
        """Key of the section at the front, empty before the first was shown."""
        return self._section

    @property
    def marked(self) -> str:
        """Key of the section to be marked: of a page that is none, the one of its kind."""
        return marked(self._section, self.page.kinds if self.page is not None else ())

    @property
    def page(self) -> Page | None:
        """The page at the front."""
        return self._pages.get(self._section)

    def has(self, section: str) -> bool:
        """Whether there is a page for that section."""
        return section in self._factories

    def open_records(self) -> set[str]:
        """The ids of the records that pages show, at the front or behind."""
        shown = (page.current_record() for page in self._pages.values())
        return {record[1] for record in shown if record is not None}

    def flush(self) -> None:
        """Turn what is being typed on any page into changes."""
        with ExitStack() as steps:  # each, even if another page makes a mistake
            for page in self._pages.values():
                steps.callback(page.flush)

    def stop(self) -> None:
        """The window closes: long work of the pages that writes nothing is to stop."""
        for page in self._pages.values():
            page.stop()

    def show_section(self, section: str) -> None:
        """Bring a section to the front."""
        left = self._here()
        if self._show(section) is not None:
            self._visited.go_to(Place(section), left)

    def open_record(self, kind: str, id_: str) -> None:
        """Show a record, a part of one at its owner."""
        self._session.reader.forget(self, "open")  # one that was asked for before comes too late
        if section_of(kind):
            self._open((kind, id_), (kind, id_))
            return
        store = self._session.workspace.store

        def go(top: Key | None) -> None:
            if top is None or section_of(top[0]) is None:
                self.nowhere.emit(id_)
            else:
                self._open(top, (kind, id_))

        self._session.read(lambda: shown_at(store, kind, id_), go, owner=self, topic="open")

    def new_record(self, kind: str, values: Mapping[str, object]) -> None:
        """Begin a new record on the page of its kind."""
        section = section_of(kind)
        left = self._here()
        page = self._show(section) if section else None
        if section and page is not None:
            page.new_record(kind, values)
            self._visited.go_to(Place(section, page.current_record()), left)

    def back(self) -> None:
        """To where one was before."""
        self._go(self._visited.back(self._here()))

    def forward(self) -> None:
        """To where one came back from."""
        self._go(self._visited.forward(self._here()))

    def _open(self, top: Key, wanted: Key) -> None:
        section = section_of(top[0])
        left = self._here()
        page = self._show(section) if section else None
        if section and page is not None:
            page.show_record(*(wanted if wanted[0] in page.kinds else top))
            self._visited.go_to(Place(section, top), left)

    def _go(self, place: Place | None) -> None:
        page = None if place is None else self._show(place.section)
        if page is not None and place is not None and place.record is not None:
            page.show_record(*place.record)

    def _here(self) -> Place | None:
        page = self.page
        return None if page is None else Place(self._section, page.current_record())

    def _show(self, section: str) -> Page | None:
        if section not in self._factories:
            return None
        before = self.page
        if section not in self._pages:
            made = self._factories[section](self._session)
            self._pages[section] = made
            made.asked.connect(self.asked)
            made.long_work.connect(self.long_work)
            sample_wanted = getattr(made, "sample_wanted", None)
            if sample_wanted is not None:
                sample_wanted.connect(self.sample_wanted)
            self.addWidget(made)
        page = self._pages[section]
        if before is not None and before is not page:
            before.flush()
        self._section = section
        self.setCurrentWidget(page)
        self.section_shown.emit(section)
        if before is not page:
            page.activate()
        return page

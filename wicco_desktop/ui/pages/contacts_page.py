"""The page of contacts: as that of every kind, and a person can be erased."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from wicco_desktop.foundation.messages import N_
from wicco_desktop.records.erased import PERSON
from wicco_desktop.services.erasing import Done
from wicco_desktop.ui.forms.pins import Pins
from wicco_desktop.ui.notices import NoticeBar
from wicco_desktop.ui.pages.records_page import RecordsPage
from wicco_desktop.ui.session import Session
from wicco_desktop.ui.window_actions import ERASE_LABEL


class ContactsPage(RecordsPage):
    """Lists the people and shows one."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, PERSON, parent)
        self.list.more = ((ERASE_LABEL, self._erase_listed),)

    def erase_person(self) -> None:
        """Ask, twice, whether the contact shown is to be erased."""
        saving = self.panel.saving
        if saving is None or not (saving.exists or saving.pending):
            self._say(N_("Open the contact of the person to be erased."))
            return
        self.panel.flush()
        # What is being saved comes first: it belongs to what is erased.
        self.session.write(lambda: None, lambda _saved: self._ask(saving.id), owner=self)

    def _erase_listed(self) -> None:
        if self.list.current is not None:
            self.show_record(self._kind, self.list.current)
            self.erase_person()

    def _ask(self, contact: str) -> None:
        from wicco_desktop.ui.erasing.erase_dialog import EraseDialog

        record = self.session.workspace.store.get(PERSON, contact)
        posts = self.session.workspace.people.posts(contact)
        values = {
            PERSON: [record.values] if record is not None else [],
            "affiliation": [post.affiliation.values for post in posts],
        }

        def erased(done: Done) -> None:
            for kind, several in values.items():
                for held in several:
                    Pins(self.session, kind).forget(held)
            self._erased(done)

        dialog = EraseDialog(self.session, contact, self.window())
        dialog.erased.connect(erased)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _erased(self, done: Done) -> None:
        from wicco_desktop.ui.erasing.erased_dialog import ErasedDialog

        self.list.view.setFocus()
        left = ErasedDialog(self.session, done, self.window())
        left.finished.connect(left.deleteLater)
        left.show()

    def _say(self, told: str) -> None:
        bar = self.window().findChild(NoticeBar)
        if bar is not None:
            bar.notify(told)

"""The bar that offers back, at the start, what was typed and not saved."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from wicco_desktop.foundation.messages import N_, NN_, Message
from wicco_desktop.records import KINDS
from wicco_desktop.services.recovery import Found, Recovery, State
from wicco_desktop.store.drafts import Draft
from wicco_desktop.ui.icons import icon
from wicco_desktop.ui.notices import Action, NoticeBar
from wicco_desktop.ui.recovery_dialog import RecoveryDialog
from wicco_desktop.ui.session import Session

LOOKING = 200
"""Milliseconds after a write until it is looked at what is left to be offered."""


class RecoveryBar(QFrame):
    """Hidden while there is nothing to offer. What stands in an open form is offered there."""

    settled = Signal()
    """Nothing is left to be offered."""

    def __init__(
        self,
        session: Session,
        notices: NoticeBar,
        *,
        flush: Callable[[], None],
        open_records: Callable[[], set[str]],
        parent: QWidget | None = None,
    ) -> None:
        """``open_records`` tells the ids of the records whose forms are open."""
        super().__init__(parent)
        self._session = session
        self._notices = notices
        self._flush = flush
        self._open_records = open_records
        self._recovery = Recovery(
            session.workspace.store,
            session.workspace.editing,
            session.drafts,
            session.workspace.titles,
        )
        self.found: list[Found] = []
        self._every: list[Found] = []
        """Those as well that were shown already."""
        self.dialog: RecoveryDialog | None = None
        self._handed_over: set[str] = set()
        self.setProperty("look", "notice")
        self.setProperty("meaning", "decide")
        sign = QLabel(self)
        sign.setPixmap(icon("history").pixmap(16, 16))
        self.sentence = QLabel(self)
        self.sentence.setWordWrap(True)
        self.sentence.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.put, self.show_, self.discard = (QPushButton(self) for _ in range(3))
        self.put.setProperty("look", "primary")
        self.put.clicked.connect(self._put_back_simple)
        self.show_.clicked.connect(self._show_found)
        self.discard.clicked.connect(lambda: self._give_up(self.found))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(8)
        row.addWidget(sign)
        row.addWidget(self.sentence, 1)
        for button in (self.put, self.show_, self.discard):
            row.addWidget(button)
        self._looking = QTimer(self, singleShot=True, interval=LOOKING)
        self._looking.timeout.connect(self.look)
        session.written.connect(lambda _written: self._looking.start())
        session.language.changed.connect(self.retranslate)
        self.hide()
        self.look()

    def look(self) -> None:
        """Look what is left to be offered."""
        code = self._session.code
        self._session.read(
            lambda: self._recovery.found(code), self._offer, owner=self, topic="recovery"
        )

    def retranslate(self) -> None:
        """Show every text in the language of the interface."""
        tr, ntr = self._session.language.tr, self._session.language.ntr
        records = len({entry.record for entry in self.found})
        fields = len(self.found)
        told = ntr(*NN_("{count} field", "{count} fields"), fields)
        where = ntr(*NN_("in {count} record", "in {count} records"), records)
        # Translators: {fields} is such as "3 fields", {records} such as "in 2 records".
        sentence = N_("Text that was not saved was found: {fields} {records}.")
        self.sentence.setText(tr(sentence, fields=told, records=where))
        self.setAccessibleName(self.sentence.text())
        self.put.setText(tr(N_("Put back")))
        self.show_.setText(tr(N_("Show")))
        self.discard.setText(tr(N_("Discard")))

    def _offer(self, found: list[Found]) -> None:
        # A form that is open shows the text in its field, and saves it on leaving.
        self._handed_over |= self._open_records()
        self._every = found
        self.found = [entry for entry in found if entry.record[1] not in self._handed_over]
        # What stands in a form again (a note begun) is shown there, not put back from here.
        simple = any(entry.state.simple for entry in self.found)
        self.put.setEnabled(simple)
        self.put.setVisible(simple)
        self.retranslate()
        self.setVisible(bool(self.found))
        if not self.found:
            self.settled.emit()

    def _put_back_simple(self) -> None:
        simple = [entry for entry in self.found if entry.state.simple]
        left = sum(entry.state.can_be_put_back and not entry.state.simple for entry in self.found)
        self._put_back(simple)
        if left:
            one, many = NN_(
                "{count} text differs from a newer value: press Show to compare.",
                "{count} texts differ from newer values: press Show to compare.",
            )
            self._notices.notify(Message(one, {}, many, left), "decide")

    def _put_back(self, chosen: list[Found]) -> None:
        # Forms that are open save theirs first; what is a draft no more is left out.
        self._flush()
        self._session.write(lambda: self._recovery.put_back(chosen), self._tell_done, owner=self)

    def _tell_done(self, done: list[Found]) -> None:
        if done:
            records = list(dict.fromkeys(entry.record for entry in done))
            action = Action(N_("Show"), partial(self._session.open_record, *records[0]))
            one, many = NN_("{count} text was put back.", "{count} texts were put back.")
            self._notices.notify(
                Message(one, {}, many, len(done)), "theirs", action if len(records) == 1 else None
            )
        self.look()

    def _give_up(self, chosen: list[Found]) -> None:
        gone = self._recovery.give_up(chosen)
        if gone:
            one, many = NN_("{count} text was discarded.", "{count} texts were discarded.")
            action = Action(N_("Bring back"), lambda: self._take_up(gone))
            self._notices.notify(Message(one, {}, many, len(gone)), "ours", action)
        self.look()

    def _take_up(self, drafts: list[Draft]) -> None:
        self._recovery.take_up(drafts)
        self.look()

    def _show_found(self) -> None:
        records = {entry.record for entry in self.found}
        if len(records) == 1 and self.found[0].state is not State.HOMELESS:
            self._open(*records.pop())
            return
        dialog = RecoveryDialog(self._session.language, self.found, self.window())
        dialog.put_back.connect(self._put_back)
        dialog.give_up.connect(self._give_up)
        dialog.opened.connect(self._open)
        dialog.finished.connect(dialog.deleteLater)
        self.dialog = dialog
        dialog.open()

    def _open(self, kind: str, id_: str) -> None:
        """Show a record; its form has the found text in its field."""
        self._handed_over.add(id_)
        self._session.open_record(*self._shown_in(kind, id_))
        self.look()

    def _shown_in(self, kind: str, id_: str) -> tuple[str, str]:
        """The record in whose form another is shown that is not in the database yet."""
        owner = KINDS[kind].owner
        for entry in self._every:
            begun = entry.draft.creates
            if owner is not None and entry.record == (kind, id_) and begun is not None:
                of = str(begun.get(owner) or "")
                targets = KINDS[kind].field(owner).targets
                if of and len(targets) == 1:
                    return targets[0], of
        return kind, id_

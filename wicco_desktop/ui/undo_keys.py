"""Ctrl+Z and Ctrl+Y when the field at hand has no typing left to take back.

What is being typed becomes a change first, so that it is what is taken back; what would reverse
many records is named and asked; what was kept because it was edited since is said.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from wicco_desktop.foundation.messages import N_, NN_, Message
from wicco_desktop.ui.notices import Action, Notice, NoticeBar
from wicco_desktop.ui.session import Session

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMessageBox

    from wicco_desktop.services.undoing import Outcome, Plan, Undoing

SHOWN = 8000
"""Milliseconds for which it is said what was undone, where nothing needs to be decided."""


class UndoKeys(QObject):
    """Takes back and does again through the session; says what it did in the notices."""

    concerned = Signal(str, str)
    """Kind and id of the record that was changed by it."""

    def __init__(
        self,
        session: Session,
        notices: NoticeBar,
        flush: Callable[[], None],
        parent: QWidget,
    ) -> None:
        """``flush`` turns what is being typed into changes."""
        super().__init__(parent)
        self._session = session
        self._notices = notices
        self._flush = flush
        self._window = parent
        self._notice: Notice | None = None
        self.question: QMessageBox | None = None
        """What is asked before many records are reversed, while it is asked."""
        # What its button would reverse is no more the latest.
        session.written.connect(lambda _written: self._forget())

    @cached_property
    def _undoing(self) -> Undoing:
        from wicco_desktop.services.undoing import Undoing

        workspace = self._session.workspace
        return Undoing(workspace.store, workspace.editing, workspace.history)

    def undo(self) -> None:
        """Take back this device's last change."""
        self._begin(self._undoing.next_undo, self._undo, N_("There is nothing to undo."))

    def redo(self) -> None:
        """Do again what was undone last."""
        self._begin(self._undoing.next_redo, self._redo, N_("There is nothing to redo."))

    def _begin(
        self,
        look: Callable[[str], Plan | None],
        go_on: Callable[[Plan], None],
        nothing: str,
    ) -> None:
        self._flush()
        code = self._session.code

        def decide(plan: Plan | None) -> None:
            if plan is None:
                self._say(Message(nothing))
            else:
                go_on(plan)

        # On the writing thread: what was flushed just now is written by then.
        self._session.write(lambda: look(code), decide, owner=self)

    def _undo(self, plan: Plan) -> None:
        # Translators: {what} says what would be undone, such as "import of partners.xlsx".
        self._ask(plan, N_("Undo: {what}"), N_("Undo"), lambda: self._do(plan, again=False))

    def _redo(self, plan: Plan) -> None:
        # Translators: {what} says what would be done again.
        self._ask(plan, N_("Redo: {what}"), N_("Redo"), lambda: self._do(plan, again=True))

    def _ask(self, plan: Plan, title: str, label: str, go_on: Callable[[], None]) -> None:
        if not plan.many:
            go_on()
            return
        if self.question is not None:
            return
        from wicco_desktop.ui.question import ask

        language = self._session.language
        one, many = NN_("It touched {count} record.", "It touched {count} records.")
        kept = language.tr(N_("What was edited since is kept."))
        self.question = ask(
            language,
            self._window,
            text=language.tr(title, what=language.text(plan.told)),
            more=f"{language.ntr(one, many, plan.records)}\n{kept}",
            label=label,
            go_on=go_on,
            ended=self._answered,
        )

    def _answered(self) -> None:
        self.question = None

    def _do(self, plan: Plan, *, again: bool) -> None:
        code = self._session.code
        work = self._undoing.redo if again else self._undoing.undo

        def tell(outcome: Outcome) -> None:
            # Translators: {what} says what was undone, such as "Mobile of Gu Ting".
            told = N_("Redone: {what}") if again else N_("Undone: {what}")
            action = Action(N_("Undo"), self.undo) if again else Action(N_("Redo"), self.redo)
            if not again:
                self._notices.note_taken_back(plan.transaction)
            self._say(Message(told, {"what": outcome.told}), action, outcome)
            if outcome.record is not None:
                self.concerned.emit(*outcome.record)

        self._session.write(lambda: work(plan, code), tell, owner=self)

    def _say(
        self, told: Message, action: Action | None = None, outcome: Outcome | None = None
    ) -> None:
        self._forget()
        notice = self._notices.notify(told, "ours", action)
        self._notice = notice
        for kept in outcome.kept if outcome is not None else ():
            self._notices.notify(kept, "decide")
        QTimer.singleShot(SHOWN, notice, lambda: self._notices.remove(notice))

    def _forget(self) -> None:
        if self._notice is not None and self._notice in self._notices.notices:
            self._notices.remove(self._notice)
        self._notice = None

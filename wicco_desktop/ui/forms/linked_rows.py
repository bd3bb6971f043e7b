"""A short list of records that belong beside the one shown: click or Enter opens one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from wicco_desktop.ui.forms.flat_button import FlatButton
from wicco_desktop.ui.forms.section import PanelSection
from wicco_desktop.ui.session import Session


@dataclass(frozen=True, slots=True)
class LinkedRow:
    """One record: what to call it, and quietly what tells it apart."""

    kind: str
    id: str
    text: str
    detail: str = ""


Read = Callable[[str], Sequence[LinkedRow]]
"""The rows beside the record of an id; runs in the background."""


class LinkedRows(PanelSection):
    """Reads its rows in the background; with none there is nothing to be seen."""

    def __init__(
        self,
        session: Session,
        heading: str,
        read: Read,
        kinds: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        """``kinds`` are those whose change may change the rows."""
        super().__init__(session, heading, parent)
        self.kinds = tuple(kinds)
        self._read = read
        self.buttons: list[FlatButton] = []
        self.rows: tuple[LinkedRow, ...] = ()
        self.column.setSpacing(0)
        # One is there from the start and stays: Qt puts a new control last for Tab, and sections
        # are read in any order.
        self._add_button()
        self.hide()
        self.retranslate()

    def refresh(self) -> None:
        if self.saving is None or not self.saving.exists:
            self._show(())
            return
        read, id_ = self._read, self.saving.id
        self.session.read(lambda: tuple(read(id_)), self._show, owner=self, topic="rows")

    def retranslate(self) -> None:
        super().retranslate()
        self.refresh()

    def _show(self, rows: Sequence[LinkedRow]) -> None:
        self.rows = tuple(rows)
        while len(self.buttons) > max(1, len(rows)):
            button = self.buttons.pop()
            button.hide()
            button.deleteLater()
        while len(self.buttons) < len(rows):
            before = self.buttons[-1]
            QWidget.setTabOrder(before, self._add_button())
        for button, row in zip(self.buttons, rows, strict=False):
            button.show_text(row.text, row.detail)
        self.setVisible(bool(rows))

    def _add_button(self) -> FlatButton:
        button = FlatButton(parent=self)
        number = len(self.buttons)
        button.clicked.connect(lambda: self._open(number))
        self.buttons.append(button)
        self.column.addWidget(button)
        return button

    def _open(self, number: int) -> None:
        row = self.rows[number]
        self.session.open_record(row.kind, row.id)

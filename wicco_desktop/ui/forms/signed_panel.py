"""The form of a record that may be there already: while it is new, it says whom it resembles."""

from __future__ import annotations

from wicco_desktop.ui.forms.autosave import Autosave
from wicco_desktop.ui.forms.duplicate_sign import DuplicateSign
from wicco_desktop.ui.forms.record_panel import RecordPanel


class SignedPanel(RecordPanel):
    """A form with a quiet line below the title; ``arrange`` adds it and then watches."""

    duplicate_sign: DuplicateSign

    def add_duplicate_sign(self) -> None:
        """The line, where the form has come to."""
        self.duplicate_sign = DuplicateSign(self.session, self.kind.key, self.fields, self.content)
        self.column.addWidget(self.duplicate_sign)

    def use(self, saving: Autosave) -> None:
        self.duplicate_sign.forget()
        super().use(saving)

    def retranslate(self) -> None:
        self.duplicate_sign.retranslate()
        super().retranslate()

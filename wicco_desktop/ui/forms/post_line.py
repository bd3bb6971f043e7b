"""One post of a contact: where, as what, from when to when; ended ones fold into a line."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from wicco_desktop.foundation.clock import parse_moment
from wicco_desktop.foundation.formats import format_date_range
from wicco_desktop.foundation.messages import N_
from wicco_desktop.records import Value
from wicco_desktop.ui.editors.field_box import FieldBox
from wicco_desktop.ui.forms.arrangement import Arrangement, Place
from wicco_desktop.ui.forms.autosave import Autosave
from wicco_desktop.ui.forms.field_pins import FieldPins
from wicco_desktop.ui.forms.field_rows import FieldRows
from wicco_desktop.ui.forms.field_set import FieldSet
from wicco_desktop.ui.forms.flat_button import FlatButton
from wicco_desktop.ui.forms.pins import Pins
from wicco_desktop.ui.session import Session

ROWS = (
    (Place("organisation", 3, least=72), Place("start", 2), Place("end", 2)),
    (Place("title"),),
    (Place("department"),),
)
PINNED = ("organisation", "department", "title")
"""What the post of the next new contact may repeat."""


class PostLine(QFrame):
    """The fields of one affiliation after another, and what one does with it.

    Making the fields takes longer than all the rest of showing a contact: a line that is left is
    used again for the next one.
    """

    main_wanted = Signal()
    removal_wanted = Signal()

    def __init__(
        self,
        session: Session,
        saving: Autosave,
        pins: Pins,
        parent: QWidget,
    ) -> None:
        """``saving`` is only held; ``use`` shows it."""
        super().__init__(parent)
        self.session = session
        self.saving = saving
        self.prefilled = False
        """Whether it is a new post that pins have filled in; leaving the contact makes it."""
        self.fields = FieldSet(session, "affiliation", self)
        self.pins = FieldPins(pins, self._values, self)
        self._opened = False
        self.summary = FlatButton("chevron-right", self)
        self.summary.clicked.connect(self.open)
        self.body = QWidget(self)
        body = QVBoxLayout(self.body)
        body.setContentsMargins(0, 0, 0, 0)
        self._body = body
        plan = Arrangement(ROWS, frozenset())
        self.rows = FieldRows(self.fields, plan, self.body, self._box)
        for row in ROWS:
            self.rows.add(row, body)
        body.addWidget(self._foot())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.summary)
        column.addWidget(self.body)

    def use(self, saving: Autosave, *, prefilled: bool = False) -> None:
        """Show an affiliation."""
        self.saving, self.prefilled, self._opened = saving, prefilled, False
        self.fields.attach(saving)
        self.pins.show_state()
        saving.refreshed.connect(self._changed)
        saving.settled.connect(self._changed)
        saving.created.connect(self.show_state)
        self.resize_to_text()
        self.retranslate()

    def leave(self) -> None:
        """Show none any more: what is typed is on its way, and the line is free for another."""
        self.fields.detach()
        self.saving.refreshed.disconnect(self._changed)
        self.saving.settled.disconnect(self._changed)
        self.saving.created.disconnect(self.show_state)
        self.hide()

    def focus_first(self) -> None:
        """Put the focus into the organisation."""
        self.open()
        self.fields.boxes["organisation"].editor.focus_first()

    def inputs(self) -> list[QWidget]:
        """The widgets that take the keys, in the order of Tab."""
        fields = [
            widget
            for row in ROWS
            for place in row
            for widget in self.fields.boxes[place.key].editor.inputs()
        ]
        return [self.summary, *fields, self.main_button, self.end_button, self.remove_button]

    def open(self) -> None:
        """Unfold the fields of an ended post."""
        had_focus = self.summary.hasFocus()
        self._opened = True
        self.show_state()
        if had_focus:
            self.fields.boxes["organisation"].editor.focus_first()

    def end_today(self) -> None:
        """The post ends with today; the date can be changed like any other."""
        self._opened = True
        self.saving.type_in("end", self._today())
        self.fields.links["end"].show_stored()
        self.saving.commit(["end"])

    def show_state(self) -> None:
        """Fold or unfold, and offer what makes sense now."""
        ended = str(self.saving.stored("end") or "")
        past = bool(ended) and ended < self._today()[: len(ended)]
        folded = past and not self._opened and not self.saving.pending
        self.summary.setVisible(folded)
        self.body.setVisible(not folded)
        main = bool(self.saving.stored("main"))
        self.main_sign.setVisible(main and self.saving.exists)
        self.main_button.setVisible(not main and self.saving.exists)
        self.end_button.setVisible(not ended and self.saving.exists)
        self.remove_button.setVisible(self.saving.exists)
        self.foot.setVisible(self.saving.exists)

    def retranslate(self) -> None:
        """Show every text in the language of the interface."""
        tr = self.session.language.tr
        self.main_sign.setText(tr(N_("main post")))
        self.main_button.setText(tr(N_("Make main")))
        self.end_button.setText(tr(N_("Ended today")))
        self.remove_button.setText(tr(N_("Remove")))
        self.summary.show_text(*self._summarised())
        self.show_state()

    def resize_to_text(self) -> None:
        """Follow the size of text."""
        steps = self.session.theme.steps
        self.rows.resize(steps)
        self._body.setSpacing(steps(1.5))

    def _box(self, key: str) -> FieldBox:
        box = self.fields.box(key, self.body, pin=key in PINNED)
        # QWidget.setTabOrder moves an entry without the editor that hands its focus on to it:
        # from the place where that stayed, Tab would lead back into this post.
        box.editor.setFocusProxy(None)  # type: ignore[arg-type]
        self.pins.add(key, box)
        return box

    def _foot(self) -> QWidget:
        self.foot = QWidget(self.body)
        self.main_sign = QLabel(self.foot)
        self.main_sign.setProperty("look", "badge")
        self.main_sign.setProperty("meaning", "theirs")
        self.main_button, self.end_button, self.remove_button = (self._link() for _ in range(3))
        self.main_button.clicked.connect(self.main_wanted)
        self.end_button.clicked.connect(self.end_today)
        self.remove_button.clicked.connect(self.removal_wanted)
        row = QHBoxLayout(self.foot)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for widget in (self.main_sign, self.main_button, self.end_button, self.remove_button):
            row.addWidget(widget)
        row.addStretch(1)
        return self.foot

    def _link(self) -> QPushButton:
        button = QPushButton(self.foot)
        button.setProperty("look", "link")
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        return button

    def _values(self) -> dict[str, Value]:
        return self.saving.values()

    def _changed(self, _column: str) -> None:
        self.summary.show_text(*self._summarised())
        self.show_state()

    def _today(self) -> str:
        now = parse_moment(self.session.workspace.store.now())
        return now.astimezone().date().isoformat()

    def _summarised(self) -> tuple[str, str]:
        code = self.session.code
        stored = self.saving.stored
        when = format_date_range(
            str(stored("start") or "") or None,
            str(stored("end") or "") or None,
            self.session.language.language,
        )
        title = stored(f"title_{code}") or stored("title_en") or stored("title_zh")
        place = self.fields.shown(self.fields.kind.field("organisation"), stored("organisation"))
        words = " · ".join(str(part) for part in (title, place) if part)
        return words, when

"""Who was at a meeting: their side and ours, side by side, each with the title held that day."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSignalBlocker, Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from wicco_desktop.foundation.messages import N_, Message
from wicco_desktop.records import KINDS, Record
from wicco_desktop.services.meeting_people import MeetingPeople, Present
from wicco_desktop.services.meetings import OURS, THEIRS
from wicco_desktop.services.titles import UNNAMED, title_of
from wicco_desktop.store.drafts import Draft, DraftKey
from wicco_desktop.store.edits import Create, Written
from wicco_desktop.ui.editors.chip import Chip
from wicco_desktop.ui.editors.suggestions import Suggestion
from wicco_desktop.ui.forms.autosave import Autosave
from wicco_desktop.ui.forms.references import References
from wicco_desktop.ui.forms.row_layout import RowLayout
from wicco_desktop.ui.forms.section import PanelSection
from wicco_desktop.ui.meeting.linked_chips import LinkedChips, Links
from wicco_desktop.ui.meeting.role_line import RoleLine
from wicco_desktop.ui.session import Session

LABELS = {THEIRS: N_("Their side"), OURS: N_("Our side")}


class AttendanceSection(PanelSection):
    """Both sides of one meeting after another."""

    kinds = ("attendance", "contact", "affiliation", "organisation", "delegation_member")

    people_changed = Signal()
    """Somebody came or went, or is called otherwise."""

    passed = Signal()
    """Enter in our side's empty line: on to the notes."""

    def __init__(
        self, session: Session, references: References, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, N_("Attendance"), parent)
        workspace = session.workspace
        self._references = references
        self._people = MeetingPeople(workspace.store, workspace.people, workspace.meetings)
        self._present: dict[str, Present] = {}
        self._roles: dict[str, str | Message] = {}
        """What was typed, or a message where the delegation says it."""
        self.menu: QMenu | None = None
        """The menu of a chip, while it is open."""
        self.role_line: RoleLine | None = None
        self.heading.hide()
        self.row = RowLayout(8)
        self.sides = {side: self._side(side) for side in (THEIRS, OURS)}
        for chips in self.sides.values():
            self.row.add(chips)
            chips.changed.connect(self._read)
        self.sides[THEIRS].passed.connect(self.sides[OURS].editor.line.setFocus)
        self.sides[OURS].passed.connect(self.passed)
        self.column.addLayout(self.row)
        self.retranslate()

    def show_for(self, saving: Autosave | None) -> None:
        if self.saving is not None:
            self.saving.refreshed.disconnect(self._meeting_changed)
            self.saving.settled.disconnect(self._meeting_changed)
        self.saving = saving
        if saving is not None:
            saving.refreshed.connect(self._meeting_changed)
            saving.settled.connect(self._meeting_changed)
        self._present = {}
        for chips in self.sides.values():
            with QSignalBlocker(chips):
                chips.show_for(saving)
        if saving is not None and not saving.exists:
            self.carry_delegates()
        self._read()

    def refresh(self) -> None:
        for chips in self.sides.values():
            with QSignalBlocker(chips):
                chips.refresh()
        self._read()

    def retranslate(self) -> None:
        super().retranslate()
        for chips in self.sides.values():
            chips.editor.retranslate()

    def resize_fields(self, spacing: int, least: int) -> None:
        """Another size of text: the least width of a side, in pixels."""
        self.row.setSpacing(spacing)
        for chips in self.sides.values():
            self.row.set_least(chips, least)

    def present(self) -> list[Present]:
        """Who is there, their side first, also those on their way to the database."""
        ids = [id_ for chips in self.sides.values() for id_ in chips.ids]
        return [self._present[id_] for id_ in ids if id_ in self._present]

    def carry_delegates(self) -> None:
        """Put the members of the delegation on our side, where nobody is there yet."""
        saving = self.saving
        delegation = saving.values().get("delegation") if saving is not None else None
        if saving is None or not delegation or self.sides[OURS].ids:
            return
        members = self.session.workspace.delegations.members(str(delegation))
        ids = [member.contact.id for member in members if not member.contact.deleted]
        if not ids:
            return
        if saving.exists or saving.pending:
            self.sides[OURS].set_ids(ids)
        else:
            # Nothing is typed yet: shown, and saved with whatever makes the meeting.
            self.sides[OURS].propose(ids)

    @property
    def day(self) -> str | None:
        """The day of the meeting."""
        return str(self.saving.stored("date") or "") or None if self.saving is not None else None

    def _meeting_changed(self, column: str) -> None:
        """Another day, another title; another delegation, other roles."""
        if column in ("date", "delegation"):
            self._read()

    # Names

    def _side(self, side: str) -> LinkedChips:
        meetings = self.session.workspace.meetings

        def read(meeting: str) -> list[str]:
            return [entry.contact.id for entry in meetings.attendees(meeting, side)]

        def save(meeting: str, ids: Sequence[str], made: Sequence[Create]) -> Written:
            return meetings.set_attendance(meeting, side, ids, made)

        links = Links(
            f"attendance_{side}",
            LABELS[side],
            "contact",
            lambda text: self._complete(side, text),
            self._resolve,
            read,
            save,
        )
        return LinkedChips(self.session, self._references, links, self)

    def _read(self) -> None:
        """Who they are: names, the posts of that day, roles."""
        if self.saving is None:
            return
        ids = [id_ for chips in self.sides.values() for id_ in chips.ids]
        self._present = self._people.several(ids, self.day)
        for chips in self.sides.values():
            for id_ in chips.ids:
                record = chips.record(id_)
                if record is not None:
                    self._present[id_] = Present(record)
        self._roles = self._delegates()
        for entry in self.session.workspace.meetings.attendees(self.saving.id):
            if entry.attendance["role"]:
                self._roles[entry.contact.id] = entry.attendance.text("role")
        for chips in self.sides.values():
            chips.editor.retranslate()
        self.people_changed.emit()

    def _delegates(self) -> dict[str, str | Message]:
        """What the members of the delegation are in it, where that says more than member."""
        delegation = self.saving.values().get("delegation") if self.saving is not None else None
        if not delegation:
            return {}
        roles = KINDS["delegation_member"].field("role")
        found: dict[str, str | Message] = {}
        for member in self.session.workspace.delegations.members(str(delegation)):
            choice = roles.choice(member.membership["role"])
            if choice is not None and choice.key != "member":
                found[member.contact.id] = Message(choice.label)
        return found

    def _resolve(self, id_: str) -> Suggestion | None:
        present, code = self._present.get(id_), self.session.code
        if present is None:
            return self._references.resolve(id_)
        title = title_of(present.contact, code)
        role = self._roles.get(id_) or present.title(code)
        detail = self.session.language.text(role) if isinstance(role, Message) else role
        name = title.text or self.session.language.tr(UNNAMED)
        return Suggestion(id_, name, title.other, detail, deleted=title.deleted)

    def _complete(self, side: str, text: str) -> list[Suggestion]:
        """People of the host first on their side, of the delegation on ours."""
        likely = self._likely(side)
        if not text:
            found = self.session.workspace.store.many(likely, "contact")
            return self._references.suggestions([found[id_] for id_ in likely if id_ in found])
        others = {id_ for key, chips in self.sides.items() if key != side for id_ in chips.ids}
        entries = self._references.complete(text, ("contact",))
        return sorted(entries, key=lambda entry: (entry.id in others, entry.id not in likely))

    def _likely(self, side: str) -> list[str]:
        values = self.saving.values() if self.saving is not None else {}
        workspace = self.session.workspace
        if side == OURS:
            delegation = values.get("delegation")
            members = workspace.delegations.members(str(delegation)) if delegation else []
            return [member.contact.id for member in members]
        host = values.get("host")
        posts = workspace.people.people_in(str(host), limit=60) if host else []
        return list(dict.fromkeys(post.text("contact") for post in posts))

    # The menu of a chip

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            chip = QApplication.focusWidget()
            place = chip.mapToGlobal(QPoint(8, chip.height())) if chip else event.globalPos()
        else:
            chip, place = self.childAt(event.pos()), event.globalPos()
        if isinstance(chip, Chip):
            self._show_menu(chip, place)
        else:
            super().contextMenuEvent(event)

    def _show_menu(self, chip: Chip, place: QPoint) -> None:
        tr, id_ = self.session.language.tr, chip.entry.id
        side = next(key for key, chips in self.sides.items() if id_ in chips.ids)
        other = THEIRS if side == OURS else OURS
        if self.menu is not None:
            self.menu.deleteLater()
        self.menu = QMenu(self)
        acts = (
            (N_("Open contact"), lambda: self.session.open_record("contact", id_)),
            (N_("Role…"), lambda: self.ask_role(chip)),
            (N_("To the other side"), lambda: self._move_to(id_, side, other)),
            (N_("Remove"), lambda: self.sides[side].editor.remove(id_)),
        )
        for label, act in acts:
            self.menu.addAction(tr(label)).triggered.connect(act)
        self.menu.popup(place)

    def ask_role(self, chip: Chip) -> None:
        """Ask in what role somebody attended, in a line under the chip."""
        contact = chip.entry.id
        attendance = self._attendance(contact)
        if attendance is None:
            return
        drafts, key = self.session.drafts, DraftKey("attendance", attendance.id, "role")
        role, before = self._own_role(contact), drafts.get(key)
        line = self.role_line = RoleLine(
            self.session.language, role, self, typed=before.text if before else None
        )
        line.typed.connect(lambda text: drafts.put(Draft(key, text, role or None)))
        line.given_up.connect(lambda: drafts.remove(key))
        line.chosen.connect(lambda role: self._set_role(attendance.id, role, key))
        line.open_at(chip.mapToGlobal(QPoint(0, chip.height() + 2)))

    def _own_role(self, contact: str) -> str:
        entry = self._attendance(contact)
        return entry.text("role") if entry is not None else ""

    def _attendance(self, contact: str) -> Record | None:
        meetings = self.session.workspace.meetings
        found = meetings.attendees(self.saving.id) if self.saving is not None else []
        return next((e.attendance for e in found if e.contact.id == contact), None)

    def _set_role(self, attendance: str, role: str, key: DraftKey) -> None:
        meetings, drafts = self.session.workspace.meetings, self.session.drafts
        sent = drafts.get(key)

        def done(_written: object) -> None:
            if drafts.get(key) == sent:  # not typed in again meanwhile
                drafts.remove(key)

        self.session.write(lambda: meetings.set_role(attendance, role), done)

    def _move_to(self, contact: str, side: str, other: str) -> None:
        """To the other side: the attendance stays, with its role."""
        rest = [id_ for id_ in self.sides[side].ids if id_ != contact]
        self.sides[other].set_ids([*self.sides[other].ids, contact])
        self.sides[side].editor.set_value(rest)
        self._read()

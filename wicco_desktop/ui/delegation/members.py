"""Who travels: the members in order with their roles, and a line that adds another.

Enter opens the contact, R (or a click on the role) chooses the role, Alt+Up and Alt+Down move,
Delete takes out.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from wicco_desktop.foundation.messages import N_
from wicco_desktop.records import KINDS
from wicco_desktop.services.people import post_held
from wicco_desktop.services.titles import UNNAMED, referred
from wicco_desktop.store.edits import Create
from wicco_desktop.ui.delegation.inline_list import InlineList, ListFrame
from wicco_desktop.ui.delegation.row_painter import InlineRow
from wicco_desktop.ui.editors.completing import CompletingLine
from wicco_desktop.ui.editors.suggestions import Suggestion
from wicco_desktop.ui.forms.autosave import Autosave
from wicco_desktop.ui.forms.link_draft import LinkDraft
from wicco_desktop.ui.forms.references import References, post_line
from wicco_desktop.ui.forms.section import PanelSection
from wicco_desktop.ui.session import Session

ROLES = KINDS["delegation_member"].field("role").choices
LEADER = "leader"


class MembersSection(PanelSection):
    """The members of the delegation shown."""

    kinds = ("delegation", "delegation_member", "contact", "affiliation", "organisation")

    def __init__(
        self, session: Session, references: References, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, N_("Members"), parent)
        self._references = references
        self._draft = LinkDraft(session, "members", "contact")
        self._coming: dict[str, tuple[Create, ...]] = {}
        """Members on their way to the database, each with what is made for it."""
        self._contacts: dict[str, str] = {}
        self._roles: dict[str, str] = {}
        self.list = InlineList(session.theme, self)
        self.line = CompletingLine(
            session.language,
            self._complete,
            self,
            create=True,
            likely=lambda text: references.likely(text, ("contact",)),
        )
        self.line.setProperty("look", "bare")
        self.frame = ListFrame((self.list, self.line), self)
        self.line.stand_under(self.frame)
        self.column.addWidget(self.frame)
        self.menu: QMenu | None = None
        """The menu of a member or of a role, while it is open."""
        self.list.chosen.connect(self._open)
        self.list.removed.connect(self._remove)
        self.list.moved.connect(self._move)
        self.list.pressed_key.connect(self._key)
        self.list.side_chosen.connect(self._choose_role)
        self.list.menu_wanted.connect(self._show_menu)
        self.line.picked.connect(self._picked)
        self.line.create_requested.connect(self._create)
        self.line.edited.connect(self._keep_draft)
        self.retranslate()

    def show_for(self, saving: Autosave | None) -> None:
        self.line.show_text("")
        self._coming = {}
        super().show_for(saving)
        if saving is not None:
            kept = self._draft.take(saving)
            here = self.session.workspace.delegations.members(saving.id)
            present = {member.contact.id for member in here}
            for contact in kept.ids or ():
                if contact not in present:
                    self._add(contact, tuple(filter(None, [kept.made.get(contact)])))
            self.line.show_text(kept.typed)
            self._keep_draft()

    def refresh(self) -> None:
        """Read who is in the delegation."""
        if self.saving is None:
            self._show(())
            return
        delegation, code = self.saving.id, self.session.code
        self.session.read(
            lambda: self._rows(delegation, code), self._show, owner=self, topic="members"
        )

    def retranslate(self) -> None:
        super().retranslate()
        tr = self.session.language.tr
        self.line.setPlaceholderText(tr(N_("Add a member: name, 汉字, pinyin or initials")))
        self.line.setAccessibleName(tr(N_("Add a member")))
        self.list.setAccessibleName(tr(N_("Members")))
        told = tr(N_("R: role · Alt+↑ Alt+↓: order · Delete: take out"))
        self.list.setAccessibleDescription(told)
        self.heading.setToolTip(told)
        if self.saving is not None:
            self.refresh()

    # What is shown

    def _rows(self, delegation: str, code: str) -> list[tuple[InlineRow, str, str]]:
        """The rows, each with the contact and the key of the role. Runs in the background."""
        workspace, translator = self.session.workspace, self.session.language.translator
        tr = translator.tr
        record = workspace.store.get("delegation", delegation)
        day = record.text("start") if record else ""
        members = workspace.delegations.members(delegation)
        posts = workspace.people.posts_of(member.contact.id for member in members)
        rows = []
        for member in members:
            title = workspace.titles.of(member.contact, code)
            role = KINDS["delegation_member"].field("role").choice(member.membership["role"])
            post = post_held(posts.get(member.contact.id, ()), day)
            row = InlineRow(
                member.membership.id,
                referred(member.contact, translator) or tr(UNNAMED),
                title.other,
                post_line(post, code) if post is not None else "",
                # Translators: shown where a member of a delegation has no role yet.
                tr(role.label) if role else tr(N_("role?")),
            )
            rows.append((row, member.contact.id, role.key if role else ""))
        return rows

    def _show(self, rows: Sequence[tuple[InlineRow, str, str]]) -> None:
        self._contacts = {row.id: contact for row, contact, _role in rows}
        self._roles = {row.id: role for row, _contact, role in rows}
        self.list.show_rows([row for row, _contact, _role in rows])
        self.list.setVisible(bool(rows))

    # What the user does

    def _complete(self, typed: str) -> list[Suggestion]:
        here = set(self._contacts.values())
        found = self._references.complete(typed, ("contact",))
        return [entry for entry in found if entry.id not in here]

    def _picked(self, entry: Suggestion) -> None:
        self._add(entry.id, ())

    def _create(self, name: str) -> None:
        made = self._references.make("contact", name)
        self._add(made.id, (made,))

    def _add(self, contact: str, made: Sequence[Create]) -> None:
        self.line.show_text("")
        if self.saving is None:
            return
        saving = self.saving
        saving.create_now()
        self._coming[contact] = tuple(made)
        self._keep_draft()
        id_, delegations = saving.id, self.session.workspace.delegations

        def done(_written: object) -> None:
            if self.saving is saving:
                self._coming.pop(contact, None)
                self._keep_draft()

        self.session.write(
            lambda: delegations.add_member(id_, contact, made=made), done, owner=self
        )

    def _keep_draft(self) -> None:
        if self.saving is not None:
            made = [entry for entries in self._coming.values() for entry in entries]
            ids = tuple(self._coming) or None
            self._draft.keep(self.saving, self.line.committed_text(), ids, made)

    def _open(self, membership: str) -> None:
        self.session.open_record("contact", self._contacts[membership])

    def _remove(self, membership: str) -> None:
        if len(self._contacts) == 1:
            self.line.setFocus()
        delegations = self.session.workspace.delegations
        self.session.write(lambda: delegations.remove_member(membership))

    def _move(self, membership: str, by: int) -> None:
        delegations = self.session.workspace.delegations
        self.session.write(lambda: delegations.move_member(membership, by))

    def _key(self, membership: str, key: int) -> None:
        if key == Qt.Key.Key_R:
            place = self.list.visualRect(self.list.currentIndex()).bottomRight()
            self._choose_role(membership, self.list.viewport().mapToGlobal(place))

    def _set_role(self, membership: str, role: str) -> None:
        delegations = self.session.workspace.delegations
        self.session.write(lambda: delegations.set_role(membership, role))

    def _choose_role(self, membership: str, place: QPoint) -> None:
        menu = self._new_menu()
        self._add_roles(menu, membership)
        menu.popup(place)

    def _add_roles(self, menu: QMenu, membership: str) -> None:
        group = QActionGroup(menu)
        for choice in ROLES:
            action = menu.addAction(self.session.language.tr(choice.label))
            action.setCheckable(True)
            action.setChecked(choice.key == self._roles.get(membership))
            action.setActionGroup(group)
            action.triggered.connect(
                lambda _checked, key=choice.key: self._set_role(membership, key)
            )
            if action.isChecked():
                menu.setActiveAction(action)

    def _show_menu(self, membership: str, place: QPoint) -> None:
        tr = self.session.language.tr
        menu = self._new_menu()
        menu.addAction(tr(N_("Open contact"))).triggered.connect(lambda: self._open(membership))
        roles = menu.addMenu(tr(KINDS["delegation_member"].field("role").label))
        self._add_roles(roles, membership)
        menu.addSeparator()
        for label, keys, by in ((N_("Move up"), "Alt+Up", -1), (N_("Move down"), "Alt+Down", 1)):
            action = _shown(menu.addAction(tr(label)), keys)
            action.triggered.connect(lambda _checked, by=by: self._move(membership, by))
        menu.addSeparator()
        out = _shown(menu.addAction(tr(N_("Take out of the delegation"))), "Del")
        out.triggered.connect(lambda: self._remove(membership))
        menu.popup(place)

    def _new_menu(self) -> QMenu:
        if self.menu is not None:
            self.menu.deleteLater()
        self.menu = QMenu(self)
        return self.menu


def _shown(action: QAction, keys: str) -> QAction:
    """An action that shows keys which the list itself listens to."""
    action.setShortcut(QKeySequence(keys))
    action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    return action

"""Duplicates: pairs that may be one, gone through from the likeliest, each decided with a key."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.messages import N_, NN_, Message
from wicco_desktop.records import KINDS
from wicco_desktop.services.merging import MERGEABLE
from wicco_desktop.store.edits import Written
from wicco_desktop.ui.duplicates.comparison_panel import ComparisonPanel
from wicco_desktop.ui.duplicates.decision_keys import DecisionKeys
from wicco_desktop.ui.duplicates.decisions import Decisions
from wicco_desktop.ui.duplicates.layers import Layers
from wicco_desktop.ui.duplicates.pair_list import PairList
from wicco_desktop.ui.duplicates.reading import ComparisonShown, DuplicateReading, PairShown
from wicco_desktop.ui.duplicates.search import PairSearch
from wicco_desktop.ui.icons import icon
from wicco_desktop.ui.notices import Action, NoticeBar
from wicco_desktop.ui.pages.page import Page
from wicco_desktop.ui.progress import Progress, ProgressStrip
from wicco_desktop.ui.segments import segment
from wicco_desktop.ui.session import Session


class DuplicatesPage(Page):
    """The list at the left, two records side by side at the right."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.kind = MERGEABLE[0]
        self.kinds = (self.kind,)
        self.search = PairSearch(session, self)
        self.decisions = Decisions(session, self)
        self.title = QLabel(self)
        self.title.setProperty("look", "name")
        self.kind_buttons = {kind: segment(self, kind, MERGEABLE) for kind in MERGEABLE}
        self.again = QPushButton(self)
        self.again.setIcon(icon("search"))
        self.strip = ProgressStrip(session.language, self)
        self.list = PairList(session.language, session.theme, self)
        self.panel = ComparisonPanel(session, self)
        self.layers = Layers(session, self.list, self.panel, self.look, self)
        self.keys = DecisionKeys(lambda: self.decisions.last_is_apart, self)
        self._compared: tuple[str, str] | None = None
        self._swapped = False
        """Whether it is the second of the pair that stays."""
        self._stale = False
        """Whether something was written since the comparison was read."""
        self._arrange()
        self._connect()
        self._show_kind()
        self.retranslate()

    # What the window asks of it

    def activate(self) -> None:
        if self.search.known:
            self.search.read()
        elif not self.search.running:
            self.look()
        self.layers.focus_front()

    def find_duplicates(self, kind: str) -> None:
        """Look among the records of a kind, where these can be merged."""
        if kind in MERGEABLE and kind != self.kind:
            self.kind = kind
            self.kinds = (kind,)
            self._show_kind()
            self.look()

    def stop(self) -> None:
        self.search.stop()

    def retranslate(self) -> None:
        tr = self.session.language.tr
        for kind, button in self.kind_buttons.items():
            button.setText(tr(KINDS[kind].labels))
        self.again.setText(tr(N_("Look again")))
        self.list.setAccessibleName(tr(N_("Possible duplicates")))
        self.panel.retranslate()
        self._tell_count()
        self._read()

    def look(self) -> None:
        """Look through all records of the kind."""
        self.search.begin(self.kind)

    # What is shown

    def _follow(self, progress: Progress) -> None:
        self.strip.follow(progress)
        self.again.setEnabled(False)
        self.layers.show_searching()
        self.list.show_pairs([])
        self._tell_count()

    def _ended(self) -> None:
        self.strip.finish()
        self.again.setEnabled(True)
        if not self.search.known:
            self.layers.show_stopped()

    def _show(self, pairs: list[PairShown]) -> None:
        self.list.show_pairs(pairs)
        self.layers.show_pairs(any_left=bool(pairs))
        self._tell_count()

    def _drop(self, decided: PairShown) -> None:
        """Go on to the next pair at once; what else is another now is read meanwhile."""
        self._show(self.list.without(decided))

    def _tell_count(self) -> None:
        count, language = len(self.list.rows.pairs), self.session.language
        one, many = NN_("{count} possible duplicate", "{count} possible duplicates")
        told = language.ntr(one, many, count) if count else language.tr(N_("Duplicates"))
        self.title.setText(told)

    def _show_kind(self) -> None:
        for kind, button in self.kind_buttons.items():
            button.setChecked(kind == self.kind)

    def _compare(self) -> None:
        """Show the pair at hand side by side, unless it is shown already."""
        pair = self.list.current()
        both = (pair.pair.a, pair.pair.b) if pair is not None else None
        if both == self._compared and not self._stale:
            return
        if both != self._compared:
            self._swapped = False
        self._compared, self._stale = both, False
        focused = self.panel.table.hasFocus()
        self.panel.show_pair(pair)
        if focused and both is None:
            self.layers.focus_front()
        if both is not None:
            self._read_comparison(*both)

    def _read_comparison(self, first: str, second: str) -> None:
        if self._swapped:
            first, second = second, first
        reading = DuplicateReading(self.session.workspace, self.session.language.translator)

        def read() -> ComparisonShown | None:
            try:
                return reading.comparison(first, second)
            except UserError:  # merged or deleted this moment: the list is being read anew
                return None

        self.session.read(read, self.panel.show_comparison, owner=self, topic="comparison")

    def _open(self) -> None:
        """Go into the comparison."""
        if self.panel.shown is not None:
            self.panel.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _heard(self, written: Written) -> None:
        if self.isVisible() and written.concerns(self.kind, "affiliation"):
            self._read()

    def _read(self) -> None:
        self._stale = True
        self.search.read()

    # Decisions

    def _swap(self) -> None:
        """Have the other one stay."""
        if self._compared is not None:
            self._swapped = not self._swapped
            self._read_comparison(*self._compared)

    def _merge(self) -> None:
        pair, shown = self.list.current(), self.panel.shown
        if pair is not None and shown is not None:
            self._return_to_list()
            self.decisions.merge(pair, shown.first, shown.second, self.panel.choices)

    def _set_apart(self) -> None:
        pair = self.list.current()
        if pair is not None:
            self._return_to_list()
            self.decisions.set_apart(pair)

    def _return_to_list(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self, told: Message, take_back: Action) -> None:
        bar = self.window().findChild(NoticeBar)
        if bar is not None:
            bar.notify(told, "theirs", take_back)

    def _untell(self, told: Message) -> None:
        bar = self.window().findChild(NoticeBar)
        if bar is not None:
            bar.withdraw(told)

    # Arrangement

    def _connect(self) -> None:
        session, search, panel, keys = self.session, self.search, self.panel, self.keys
        search.begun.connect(self._follow)
        search.ended.connect(self._ended)
        search.shown.connect(self._show)
        self.list.current_changed.connect(self._compare)
        self.list.opened.connect(self._open)
        panel.left.connect(self._return_to_list)
        panel.open_wanted.connect(lambda id_: session.open_record(self.kind, id_))
        for asks in (keys, panel):
            asks.merge_wanted.connect(self._merge)
            asks.apart_wanted.connect(self._set_apart)
            asks.swap_wanted.connect(self._swap)
        for widget in (self.list, panel.table, self):
            keys.listen_in(widget)
        keys.undo_wanted.connect(self.decisions.take_back)
        self.decisions.told.connect(self._tell)
        self.decisions.untold.connect(self._untell)
        self.decisions.settled.connect(self._drop)
        self.decisions.brought_back.connect(search.bring_back)
        self.decisions.changed.connect(self._read)
        self.again.clicked.connect(self.look)
        for kind, button in self.kind_buttons.items():
            button.clicked.connect(lambda _checked=False, kind=kind: self._choose(kind))
        session.written.connect(self._heard)

    def _choose(self, kind: str) -> None:
        self.find_duplicates(kind)
        self._show_kind()

    def _arrange(self) -> None:
        steps = self.session.theme.steps
        segments = QHBoxLayout()
        segments.setSpacing(0)
        for button in self.kind_buttons.values():
            segments.addWidget(button)
        head = QHBoxLayout()
        head.setContentsMargins(steps(5), steps(2.5), steps(3.5), steps(2.5))
        head.setSpacing(steps(3))
        head.addWidget(self.title, 1)
        head.addLayout(segments)
        head.addWidget(self.again)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        work = QVBoxLayout()
        work.setContentsMargins(steps(3), 0, steps(1.5), 0)
        work.addWidget(self.strip)
        column.addLayout(work)
        column.addWidget(self.layers, 1)

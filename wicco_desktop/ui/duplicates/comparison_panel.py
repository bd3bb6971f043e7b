"""Two records side by side: why they may be one, what each field becomes, and the decision."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from wicco_desktop.foundation.formats import format_number
from wicco_desktop.foundation.messages import N_
from wicco_desktop.records import KINDS
from wicco_desktop.services.merging import Chosen
from wicco_desktop.ui.duplicates.comparison_table import ComparisonTable
from wicco_desktop.ui.duplicates.decision_keys import APART, MERGE, SWAP
from wicco_desktop.ui.duplicates.pair_list import score_told
from wicco_desktop.ui.duplicates.reading import ComparisonShown, PairShown
from wicco_desktop.ui.exchange.key_button import KeyButton
from wicco_desktop.ui.session import Session

MOST_EVIDENCE = 6

LIKELY = (
    (0.85, N_("Very likely the same")),
    (0.65, N_("Probably the same")),
    (0.0, N_("Possibly the same")),
)
"""What is said of a pair from a score on."""


class ComparisonPanel(QWidget):
    """Decides nothing: it says what was chosen."""

    merge_wanted = Signal()
    apart_wanted = Signal()
    swap_wanted = Signal()
    left = Signal()
    """Back to the list."""

    open_wanted = Signal(str)
    """Id of a record that the user wants to see whole."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._pair: PairShown | None = None
        self.heading = QLabel(self)
        self.heading.setProperty("look", "heading")
        self.heading.setWordWrap(True)
        self.evidence = QLabel(self)
        self.evidence.setProperty("look", "evidence")
        self.table = ComparisonTable(session.language, session.theme, self)
        self.moving = QLabel(self)
        self.moving.setProperty("look", "quiet")
        for label in (self.heading, self.evidence, self.moving):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.merge, self.apart, self.swap = (KeyButton(key, self) for key in (MERGE, APART, SWAP))
        self.open_first, self.open_second = QPushButton(self), QPushButton(self)
        self._arrange()
        self._connect()
        self.retranslate()
        self.show_pair(None)

    # What is shown

    @property
    def shown(self) -> ComparisonShown | None:
        """The comparison at hand, None while it is read or there is none."""
        return self.table.rows.shown

    @property
    def choices(self) -> dict[str, Chosen]:
        """What was chosen otherwise than proposed, by column."""
        return dict(self.table.rows.choices)

    def show_pair(self, pair: PairShown | None) -> None:
        """Show why two may be one; their fields follow by ``show_comparison``.

        Of the pair that is shown already the fields stay until they have been read anew.
        """
        if _ids(pair) != _ids(self._pair):
            self.table.show_comparison(None)
        self._pair = pair
        for part in self._parts:
            part.setVisible(pair is not None)
        self._tell()

    def show_comparison(self, shown: ComparisonShown | None) -> None:
        """Show the fields of both."""
        self.table.show_comparison(shown)
        self._tell()

    def retranslate(self) -> None:
        """Show every text in the language of the interface."""
        tr = self._session.language.tr
        self.merge.say(tr(N_("Merge into one")))
        self.apart.say(tr(N_("Not the same")))
        self.swap.say(tr(N_("Keep the other one")))
        self.table.setAccessibleName(tr(N_("Fields side by side")))
        self._tell()

    def _tell(self) -> None:
        pair, shown, language = self._pair, self.shown, self._session.language
        for button in (self.merge, self.apart, self.swap):
            button.setEnabled(shown is not None)
        for link, row in (
            (self.open_first, shown.first if shown else None),
            (self.open_second, shown.second if shown else None),
        ):
            link.setVisible(row is not None)
            # Translators: a button that shows a record; {name} is its name.
            link.setText(language.tr(N_("Open {name}"), name=row.text) if row else "")
        if pair is None:
            return
        told = next(words for least, words in LIKELY if pair.pair.score >= least)
        self.heading.setText(f"{language.tr(told)} · {score_told(language, pair)}")
        evidence = [f"· {language.text(one)}" for one in pair.pair.evidence[:MOST_EVIDENCE]]
        self.evidence.setText("\n".join(evidence))
        self.moving.setText(self._moving_told(shown) if shown else "")
        self.moving.setVisible(bool(self.moving.text()))

    def _moving_told(self, shown: ComparisonShown) -> str:
        language = self._session.language
        if not shown.moving:
            return ""
        number = language.language
        kinds = ", ".join(
            f"{language.tr(KINDS[kind].labels)} {format_number(count, number)}"
            for kind, count in sorted(shown.moving.items())
        )
        # Translators: {kinds} is a list such as "Meetings 3, Affiliations 2".
        return language.tr(
            N_("What refers to {name} follows: {kinds}"), name=shown.second.text, kinds=kinds
        )

    # Arrangement

    def _connect(self) -> None:
        self.merge.clicked.connect(self.merge_wanted)
        self.apart.clicked.connect(self.apart_wanted)
        self.swap.clicked.connect(self.swap_wanted)
        self.table.left.connect(self.left)
        self.table.ended.connect(lambda: self.merge.setFocus(Qt.FocusReason.OtherFocusReason))
        self.open_first.clicked.connect(lambda: self._open(first=True))
        self.open_second.clicked.connect(lambda: self._open(first=False))

    def _open(self, *, first: bool) -> None:
        shown = self.shown
        if shown is not None:
            self.open_wanted.emit(shown.first.id if first else shown.second.id)

    def _arrange(self) -> None:
        steps = self._session.theme.steps
        links = QHBoxLayout()
        links.setSpacing(steps(4))
        for link in (self.open_first, self.open_second):
            link.setProperty("look", "link")
            link.setAutoDefault(False)
            links.addWidget(link)
        links.addStretch(1)
        head = QVBoxLayout()
        head.setContentsMargins(steps(5), steps(3), steps(5), steps(3))
        head.setSpacing(steps(1))
        for label in (self.heading, self.evidence):
            head.addWidget(label)
        head.addLayout(links)
        decisions = QHBoxLayout()
        decisions.setSpacing(steps(2))
        for button in (self.merge, self.apart, self.swap):
            decisions.addWidget(button, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(steps(5), steps(3), steps(5), steps(3))
        foot.setSpacing(steps(2))
        foot.addWidget(self.moving)
        foot.addLayout(decisions)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addLayout(foot)
        self._parts = (
            self.heading,
            self.evidence,
            self.table,
            self.moving,
            self.merge,
            self.apart,
            self.swap,
        )


def _ids(pair: PairShown | None) -> tuple[str, str] | None:
    return None if pair is None else (pair.pair.a, pair.pair.b)

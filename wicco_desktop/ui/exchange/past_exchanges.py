"""The list of what went out and came in, the newest first; above it what waits for somebody."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from wicco_desktop.foundation.clock import Clock, parse_moment
from wicco_desktop.foundation.formats import format_ago
from wicco_desktop.foundation.messages import N_, NC_, NN_
from wicco_desktop.services.exchanges import Exchange, Overview
from wicco_desktop.ui.language import LanguageSwitch
from wicco_desktop.ui.row_button import RowButton
from wicco_desktop.ui.theme import Theme

EXPORTED, APPLIED = NC_("exchange", "exported"), NC_("exchange", "applied")
# Translators: of an import: an Undo took it back.
TAKEN_BACK = NC_("exchange", "taken back")


class PastExchanges(QScrollArea):
    """Rows; shows what it is given."""

    review_wanted = Signal()
    """Back to the workbook that is under review."""

    conflicts_wanted = Signal()
    """The conflicts that nobody has decided."""

    exchange_wanted = Signal(object)
    """What one ``Exchange`` was about."""

    def __init__(
        self, switch: LanguageSwitch, theme: Theme, clock: Clock, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._switch = switch
        self._theme = theme
        self._clock = clock
        self._overview = Overview()
        self._review: tuple[str, int] | None = None
        self.rows: list[RowButton] = []
        inside = QWidget()
        inside.setProperty("look", "page")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(12, 8, 20, 8)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        switch.changed.connect(self._name)
        self._name()

    def show_overview(self, overview: Overview, review: tuple[str, int] | None) -> None:
        """Show other rows; ``review``: name and changes of the workbook under review."""
        if (overview, review) == (self._overview, self._review) and self.rows:
            self._show_times()
            return
        self._overview, self._review = overview, review
        # The focus stays in the list, and is in it as soon as it has rows.
        focused = 0 if self.hasFocus() else None
        focused = next((n for n, row in enumerate(self.rows) if row.hasFocus()), focused)
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = []
        if review is not None:
            self.rows.append(self._review_row(*review))
        if overview.open:
            self.rows.append(self._conflicts_row(overview.open))
        self.rows += [self._row(entry) for entry in overview.past]
        for number, row in enumerate(self.rows):
            self._column.insertWidget(number, row)
            row.show()  # at once: what is not shown yet takes no focus
        if focused is not None and self.rows:
            self.rows[min(focused, len(self.rows) - 1)].setFocus()

    def forget(self) -> None:
        """The words are in another language now: what is shown next is made anew."""
        self._overview, self._review = Overview(), None

    @property
    def empty(self) -> bool:
        """Whether there is nothing to be listed."""
        return not self.rows

    def focus_first(self) -> None:
        """Put the focus to the first row, or the list itself."""
        place: QWidget = self.rows[0] if self.rows else self
        place.setFocus(Qt.FocusReason.OtherFocusReason)

    def _name(self) -> None:
        self.setAccessibleName(self._switch.tr(N_("Exchange")))

    def _review_row(self, file: str, changes: int) -> RowButton:
        row = RowButton(self._theme, self)
        told = NN_("{count} change not applied yet", "{count} changes not applied yet")
        name = self._switch.tr(N_("{file} is under review"), file=file)
        row.show_texts(name, "", self._switch.ntr(*told, changes), "theirs")
        row.clicked.connect(self.review_wanted)
        return row

    def _conflicts_row(self, count: int) -> RowButton:
        row = RowButton(self._theme, self)
        told = NN_("{count} conflict open", "{count} conflicts open")
        more = self._switch.tr(N_("Both sides changed the same; ours stays until you decide."))
        row.show_texts(self._switch.ntr(*told, count), "", more, "decide")
        row.clicked.connect(self.conflicts_wanted)
        return row

    def _row(self, entry: Exchange) -> RowButton:
        row = RowButton(self._theme, self)
        row.setProperty("at", entry.at)
        row.clicked.connect(lambda: self.exchange_wanted.emit(entry))
        self._write(row, entry)
        return row

    def _write(self, row: RowButton, entry: Exchange) -> None:
        language = self._switch
        ago = format_ago(parse_moment(entry.at), self._clock(), language.language)
        way = language.tr(EXPORTED if entry.out else APPLIED if entry.stands else TAKEN_BACK)
        detail = " · ".join(filter(None, (way, ago, entry.who, entry.device)))
        row.show_texts(language.sentence(entry.told), "", detail)

    def _show_times(self) -> None:
        last = self.rows[len(self.rows) - len(self._overview.past) :]
        for row, entry in zip(last, self._overview.past, strict=True):
            self._write(row, entry)

"""One day of a visit being planned: the meetings there are, and a line for each host to come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from wicco_desktop.foundation.formats import format_date_with_weekday
from wicco_desktop.foundation.identifiers import new_id
from wicco_desktop.foundation.messages import N_
from wicco_desktop.services.delegations import Occasion
from wicco_desktop.services.titles import referred
from wicco_desktop.ui.delegation.plan_draft import PlannedLine
from wicco_desktop.ui.editors.completing import CompletingLine
from wicco_desktop.ui.editors.editor import restyle
from wicco_desktop.ui.editors.suggestions import Suggestion
from wicco_desktop.ui.entries import ENTER
from wicco_desktop.ui.forms.references import References
from wicco_desktop.ui.session import Session


class HostLine(CompletingLine):
    """A line for one host. ``host`` is its id once it is picked or made."""

    settled = Signal()
    """A host was picked or made, or taken out again."""

    left_by = Signal(int)
    """The user goes to the next line (1) or the one before (-1)."""

    def __init__(self, session: Session, references: References, parent: QWidget) -> None:
        super().__init__(
            session.language,
            lambda text: references.complete(text, ("organisation",)) if text else [],
            parent,
            create=True,
        )
        self._references = references
        self.host: str | None = None
        self._title = ""
        self.meeting = new_id()
        """The id that the meeting will have."""
        self.picked.connect(self._pick)
        self.edited.connect(self._typed)
        self.left.connect(self._show_loose)

    @property
    def loose(self) -> bool:
        """Whether there is a text that is linked to no organisation."""
        return self.host is None and bool(self.committed_text().strip())

    def take(self, host: str) -> None:
        """Show a host that was picked or made, and go on."""
        found = self._references.resolve(host)
        self.host = host
        self._title = found.title if found is not None else self.committed_text()
        self.show_text(self._title)
        self.set_suffix(found.other_title if found is not None else "")
        restyle(self, "hinted", False)
        self.settled.emit()
        if self.hasFocus():
            self.left_by.emit(1)

    def restore(self, text: str, host: str) -> None:
        """Show a host that was picked before; one to be made is not known by its id yet."""
        self.show_text(text)
        self.take(host)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not self.composing and event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if not plain or self.list.isVisible():
            super().keyPressEvent(event)
        elif event.key() in ENTER and not self.loose:
            self.left_by.emit(1)
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not self.loose:
            self.left_by.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def _pick(self, entry: Suggestion) -> None:
        self.take(entry.id)

    def _typed(self) -> None:
        if self.host is not None and self.committed_text() != self._title:
            self.host = None
            self.set_suffix("")
            self.settled.emit()

    def _show_loose(self) -> None:
        restyle(self, "hinted", self.loose)


class DayPlan(QWidget):
    """The heading of the day, what is there already, and the lines; the last one is empty."""

    changed = Signal()
    typed = Signal()
    """Another text stands in a line, or another host."""
    left_below = Signal(object)
    """From the last, empty line on to the next day."""
    left_above = Signal(object)
    line_focused = Signal(QWidget)
    create_requested = Signal(object, str)
    """A host of this name is to be made for that line."""

    def __init__(
        self, session: Session, date: str, references: References, parent: QWidget
    ) -> None:
        """``date`` is an ISO date, empty for meetings whose day is not known."""
        super().__init__(parent)
        self._session = session
        self._references = references
        self._occasions: tuple[Occasion, ...] = ()
        self.date = date
        self.heading = QLabel(self)
        self.heading.setProperty("look", "heading")
        self.present = QLabel(self)
        self.present.setProperty("look", "quiet")
        self.present.setWordWrap(True)
        self.present.hide()
        self.lines: list[HostLine] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(self.heading)
        self._column.addWidget(self.present)
        self._add_line()
        session.language.changed.connect(self.retranslate)
        self.retranslate()

    def show_present(self, occasions: Sequence[Occasion]) -> None:
        """The meetings there are already on this day."""
        self._occasions = tuple(occasions)
        self.retranslate()

    def retranslate(self) -> None:
        """Show every text in the language of the interface."""
        language = self._session.language
        shown = (
            format_date_with_weekday(self.date, language.language)
            if self.date
            else language.tr(N_("No date yet"))
        )
        self.heading.setText(shown)
        names = [
            referred(occasion.host or occasion.meeting, language.translator)
            for occasion in self._occasions
        ]
        told = " · ".join(filter(None, names))
        self.present.setVisible(bool(told))
        # Translators: before the hosts of meetings that are in the programme already.
        self.present.setText(language.tr(N_("Already there: {hosts}"), hosts=told))
        for line in self.lines:
            line.setPlaceholderText(language.tr(N_("Host: name, 汉字, pinyin or initials")))
            line.setAccessibleName(f"{language.tr(N_('Host'))} {shown}")

    def kept(self) -> list[PlannedLine]:
        """What stands in the lines."""
        return [PlannedLine(line.committed_text(), line.host, line.meeting) for line in self.lines]

    def restore(self, lines: Iterable[PlannedLine]) -> None:
        """Show what stood in the lines before."""
        for kept in lines:
            line = self.lines[-1]
            line.meeting = kept.meeting or line.meeting
            if kept.host is not None:
                line.restore(kept.text, kept.host)
            else:
                line.show_text(kept.text)
                self._add_line()

    def _add_line(self) -> None:
        line = HostLine(self._session, self._references, self)
        line.edited.connect(self.typed)
        line.settled.connect(self.typed)
        line.settled.connect(self._settled)
        line.left_by.connect(lambda by: self._go_on(line, by))
        line.came.connect(lambda: self.line_focused.emit(line))
        line.create_requested.connect(lambda name: self.create_requested.emit(line, name))
        before = self.lines[-1] if self.lines else None
        self.lines.append(line)
        self._column.addWidget(line)
        if before is not None:
            QWidget.setTabOrder(before, line)
            line.show()
        self.retranslate()

    def _settled(self) -> None:
        if self.lines[-1].host is not None:
            self._add_line()
        self.changed.emit()

    def _go_on(self, line: HostLine, by: int) -> None:
        at = self.lines.index(line) + by
        if at < 0:
            self.left_above.emit(self)
        elif at < len(self.lines):
            self.lines[at].setFocus()
        else:
            self.left_below.emit(self)

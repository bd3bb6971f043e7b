"""What is left to do after a person was erased: texts that mention them, backups, files.

Stays open beside the window, so that one record after another can be looked at.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from wicco_desktop.foundation.messages import N_, NN_
from wicco_desktop.records import KINDS
from wicco_desktop.services.erasing import UNFINISHED, Done
from wicco_desktop.services.titles import UNNAMED, Title
from wicco_desktop.ui.erasing import words
from wicco_desktop.ui.session import Session

WIDTH, HEIGHT = 138, 110
_KEY = Qt.ItemDataRole.UserRole


class ErasedDialog(QDialog):
    """Blocks nothing; Esc closes it."""

    def __init__(self, session: Session, done: Done, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._done = done
        self._titles: dict[str, Title] = {}
        self.setModal(False)
        self.told, self.looked, self.backups = (QLabel(self) for _ in range(3))
        self.told.setProperty("look", "name")
        for label in (self.told, self.looked, self.backups):
            label.setWordWrap(True)
        self.backups.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.list = QListWidget(self)
        self.list.setWordWrap(True)
        self.list.itemActivated.connect(self._open)
        self.open_, self.close_ = QPushButton(self), QPushButton(self)
        for button in (self.open_, self.close_):
            button.setAutoDefault(False)  # Enter in the list shows the record, once
        self.open_.clicked.connect(lambda: self._open(self.list.currentItem()))
        self.close_.clicked.connect(self.reject)
        self._rows = [
            *((one.kind, one.record, one.columns) for one in done.mentions),
            *((kind, record, None) for kind, record in done.drafts),
        ]
        row = QHBoxLayout()
        row.addWidget(self.open_)
        row.addStretch(1)
        row.addWidget(self.close_)
        steps = session.theme.steps
        self.list.setSpacing(steps(1))
        column = QVBoxLayout(self)
        column.setContentsMargins(steps(5), steps(4), steps(5), steps(4))
        column.setSpacing(steps(3))
        for label in (self.told, self.looked):
            column.addWidget(label)
        column.addWidget(self.list, 1)
        column.addWidget(self.backups)
        column.addLayout(row)
        for _kind, _record, _columns in self._rows:
            QListWidgetItem(self.list)
        for widget in (self.list, self.open_):
            widget.setVisible(bool(self._rows))
        if self._rows:
            self.list.setCurrentRow(0)
            room = self.screen().availableSize()
            self.resize(
                min(steps(WIDTH), room.width() - 24), min(steps(HEIGHT), room.height() - 48)
            )
        session.language.changed.connect(self._look)
        self.retranslate()
        self._look()
        (self.list if self._rows else self.close_).setFocus()

    def retranslate(self) -> None:
        """Show every text in the language of the interface."""
        switch = self._session.language
        tr = switch.tr
        self.setWindowTitle(tr(N_("Person erased")))
        self.told.setText(tr(N_("The person is erased. No undo brings them back.")))
        if self._rows:
            one, many = NN_(
                "{count} text mentions the person. Look whether it may stay as it is.",
                "{count} texts mention the person. Look whether they may stay as they are.",
            )
            looked = switch.ntr(one, many, len(self._rows))
        else:
            looked = tr(N_("No other text mentions the person by the whole name."))
        self.looked.setText(looked)
        self.list.setAccessibleName(looked)
        self.backups.setText("\n".join(self._left()))
        self.open_.setText(tr(N_("Show record")))
        self.close_.setText(tr(N_("Close")))
        for number, (kind, record, columns) in enumerate(self._rows):
            item = self.list.item(number)
            item.setText(self._line(kind, record, columns))
            item.setData(_KEY, (kind, record))

    def _left(self) -> list[str]:
        """What else may hold something: the file not swept, backups, files put aside."""
        switch = self._session.language
        tr, done = switch.tr, self._done
        lines = []
        if done.unfinished is not None:
            lines.append(tr(UNFINISHED, problem=done.unfinished.message))
        held = list(words.held(done.backups, switch))
        if held:
            lines += [tr(N_("Backups that still hold the person")) + ":"]
            lines += [f"•  {one}" for one in held]
            lines.append(words.last_day(done.backups, switch))
        else:
            lines.append(tr(N_("No backup of this program holds the person.")))
        lines += [tr(N_("May still hold something: {file}"), file=file) for file in done.others]
        return [line for line in lines if line]

    def _line(self, kind: str, record: str, columns: tuple[str, ...] | None) -> str:
        tr = self._session.language.tr
        title = self._titles.get(record)
        name = " ".join((title.text if title else "").split()) or tr(UNNAMED)
        if columns is None:
            where = tr(N_("being typed"))
        elif not columns:
            where = tr(N_("only in earlier versions (history)"))
        else:
            fields = dict.fromkeys(KINDS[kind].columns[column].field.label for column in columns)
            where = " · ".join(map(tr, fields))
        return f"{tr(KINDS[kind].label)} · {where}\n{name[:200]}"

    def _look(self) -> None:
        """Read what the records are called, in the language of the interface."""
        titles, code = self._session.workspace.titles, self._session.code
        ids = [record for _kind, record, _columns in self._rows]
        self.retranslate()
        self._session.read(lambda: titles.many(ids, code), self._named, owner=self, topic="titles")

    def _named(self, titles: dict[str, Title]) -> None:
        self._titles = titles
        self.retranslate()

    def _open(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self._session.open_record(*item.data(_KEY))

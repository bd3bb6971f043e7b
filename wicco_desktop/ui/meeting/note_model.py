"""The rows of the notes list; what stays keeps its place, its selection and its editor."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from wicco_desktop.services.note_rows import NoteRow

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()


class NoteModel(QAbstractListModel):
    """Notes in order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[NoteRow] = []

    @property
    def rows(self) -> Sequence[NoteRow]:
        """What is shown."""
        return self._rows

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            row = self._rows[index.row()]
            said = (row.name, row.own, row.other, row.badge, row.due)
            return " · ".join(filter(None, said))
        return None

    def row_of(self, id_: str) -> int:
        """The place of a note, -1 where it is not there."""
        return next((at for at, row in enumerate(self._rows) if row.id == id_), -1)

    def show(self, rows: Sequence[NoteRow]) -> None:
        """Show these rows: gone ones go, new ones come, the others change or move."""
        wanted = {row.id for row in rows}
        for at in range(len(self._rows) - 1, -1, -1):
            if self._rows[at].id not in wanted:
                self.beginRemoveRows(_NO_PARENT, at, at)
                del self._rows[at]
                self.endRemoveRows()
        self._add([row for row in rows if self.row_of(row.id) < 0])
        self.arrange([row.id for row in rows])
        for at, row in enumerate(rows):
            if self._rows[at] != row:
                self._rows[at] = row
                self.dataChanged.emit(self.index(at), self.index(at))

    def move(self, id_: str, by: int) -> bool:
        """Move a note by some places, as far as there are; returns whether it moved."""
        order = [row.id for row in self._rows]
        at = order.index(id_)
        to = max(0, min(len(order) - 1, at + by))
        order.insert(to, order.pop(at))
        self.arrange(order)
        return to != at

    def arrange(self, order: Sequence[str]) -> None:
        """Put the rows into this order; what points to a row follows it."""
        present = [row.id for row in self._rows]
        if list(order) == present:
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        by_id = {row.id: row for row in self._rows}
        places = {id_: at for at, id_ in enumerate(order)}
        after = [self.index(places[present[index.row()]]) for index in before]
        self._rows = [by_id[id_] for id_ in order]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _add(self, rows: Sequence[NoteRow]) -> None:
        if rows:
            at = len(self._rows)
            self.beginInsertRows(_NO_PARENT, at, at + len(rows) - 1)
            self._rows.extend(rows)
            self.endInsertRows()

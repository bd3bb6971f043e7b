"""What can be asked of an open database about workbooks that went out and came back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wicco_desktop.records import Value
from wicco_desktop.store.database import Database
from wicco_desktop.store.edits import Transaction

if TYPE_CHECKING:  # both are loaded when first asked: a start does without
    from wicco_desktop.store.exports import Export
    from wicco_desktop.store.returned import OpenConflict


class ExchangeReading:
    """A part of ``reading.Reading``."""

    _database: Database

    def export(self, id_: str) -> Export | None:
        """One export with all its records, None where this database made none of that id."""
        from wicco_desktop.store import exports

        return exports.find(self._database.reader(), id_)

    def exports(self, limit: int = 50) -> list[Export]:
        """The newest exports first, without their records; ``counts`` says how many there are."""
        from wicco_desktop.store import exports

        return exports.newest(self._database.reader(), limit)

    def settled(self, export: str) -> dict[tuple[str, str], Value]:
        """The new base of an export by record and path: the value that was dealt with last."""
        from wicco_desktop.store import returned

        return returned.settled(self._database.reader(), export)

    def open_conflicts(self, export: str | None = None) -> list[OpenConflict]:
        """The conflicts nobody has decided yet; see ``returned.open_conflicts``."""
        from wicco_desktop.store import returned

        return returned.open_conflicts(self._database.reader(), export)

    def applied(self, digest: str) -> Transaction | None:
        """The newest transaction in force that applied a file with that SHA-256."""
        from wicco_desktop.store import returned

        return returned.applied(self._database.reader(), digest)

    def made_by(self, transaction: int) -> dict[str, tuple[str, str]]:
        """Kind and id of the records a transaction made, by the source text of their change.

        Where several came from one source (a contact and its post from one row) it is the first.
        """
        from wicco_desktop.store import returned

        return returned.made_by(self._database.reader(), transaction)

    def brought_by(self, digest: str) -> dict[str, tuple[str, str]]:
        """Kind and id of what a file of that SHA-256 made, by source, however often applied."""
        from wicco_desktop.store import returned

        return returned.brought_by(self._database.reader(), digest)

    def mapping(self, shape: str) -> str | None:
        """How a workbook of that shape was read last, as ``Store.remember_mapping`` was told."""
        from wicco_desktop.store import returned

        return returned.mapping(self._database.reader(), shape)

"""What can be read of a damaged database into a new one; what could not is told in plain words.

done = salvage(Path("wicco.db"), Path("salvaged.db"))     # raises UserError, Cancelled
done.records            # how many live records of each kind (plural) the new one has
done.whole              # nothing was lost
done.told("zh")         # Message for each thing that is not as it was
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from wicco_desktop.foundation.clock import Clock, system_clock
from wicco_desktop.foundation.messages import N_, NC_, Message, Noun
from wicco_desktop.records import KINDS
from wicco_desktop.services.checking import label_of
from wicco_desktop.services.titles import Titles
from wicco_desktop.store.database_key import Passphrase
from wicco_desktop.store.edits import Writer
from wicco_desktop.store.salvage import salvaging
from wicco_desktop.store.salvage.report import Item, What
from wicco_desktop.store.salvage.salvaging import Tell
from wicco_desktop.store.store import Store

_TOLD = {
    What.FROM_LOG: N_("{kind} {name} could not be read; it is as the log says."),
    What.LOST: N_("{kind} {record} is lost; only its number can be read."),
    What.ROWS_LOST: N_("Records that are lost and have no name any more – {kind}: {count}"),
    What.FIELD_FROM_LOG: N_("{field} of {kind} {name} could not be read; it is as the log says."),
    What.FIELD_LOST: N_("{field} of {kind} {name} is lost."),
    What.DIFFERENT: N_(
        "{field} of {kind} {name} was not what the log says; the other value is in its history."
    ),
    What.LINK_LOST: N_("{field} of {kind} {name} referred to a record that is lost."),
    What.HISTORY_LOST: N_("The history of {kind} {name} is lost and begins anew."),
    What.HISTORY_SHORT: N_("The history of {kind} {name} has gaps."),
    What.CHANGES_LOST: N_("Changes in the log that could not be read: {count}"),
    What.OTHER_LOST: N_("Entries beside the records that could not be read – {what}: {count}"),
    What.FILE_MISSING: N_("The file {file} of attachment {record} is missing."),
    What.FILE_DAMAGED: N_("The file {file} of attachment {record} is not what was stored."),
}
_BESIDE = {
    "log_transaction": NC_("rows of a table", "who changed what when"),
    "export": NC_("rows of a table", "exports"),
    "export_sheet": NC_("rows of a table", "exports"),
    "returned_workbook": NC_("rows of a table", "returned workbooks"),
    "returned_value": NC_("rows of a table", "returned workbooks"),
    "workbook_mapping": NC_("rows of a table", "headings of workbooks"),
    "merged_record": NC_("rows of a table", "merged records"),
    "distinct_pair": NC_("rows of a table", "records that are not the same"),
}
_NOBODY = Writer("", "", "")


@dataclass(frozen=True)
class Salvaged:
    """The new database, and what is not as it was."""

    file: Path
    records: Mapping[str, int]
    items: tuple[Item, ...]
    passphrase: Passphrase | None = field(default=None, repr=False)

    @property
    def whole(self) -> bool:
        """Whether everything was read."""
        return not self.items

    def told(self, language: str) -> Iterator[Message]:
        """Each thing that is not as it was; records by their names in a language."""
        names = self._names(language)
        for item in self.items:
            yield _message(item, names.get(item.record) or item.record)

    def document(self, language: str) -> list[dict[str, object]]:
        """The same for programs."""
        names = self._names(language)
        return [
            {
                "what": item.what.value,
                "kind": KINDS[item.kind].plural if item.kind in KINDS else item.kind or None,
                "id": item.record or None,
                "title": names.get(item.record) or None,
                "field": item.column,
                "count": item.count,
            }
            for item in self.items
        ]

    def _names(self, language: str) -> dict[str, str]:
        store = Store.open(self.file, writer=_NOBODY, read_only=True, passphrase=self.passphrase)
        try:
            titles = Titles(store).many((item.record for item in self.items), language)
            return {id_: title.text for id_, title in titles.items()}
        finally:
            store.close()


def salvage(
    source: Path,
    target: Path,
    *,
    passphrase: Passphrase | None = None,
    clock: Clock = system_clock,
    tell: Tell = lambda _done, _of, _doing: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Salvaged:
    """Make a new database of what can be read of a damaged one, which is not changed.

    Raises UserError where nothing can be read, it is open elsewhere, or ``target`` exists;
    Cancelled, and then nothing was made.
    """
    report = salvaging.salvage(
        source, target, passphrase=passphrase, clock=clock, tell=tell, cancelled=cancelled
    )
    return Salvaged(report.file, dict(report.records), tuple(report.items), passphrase)


def proposed(source: Path) -> Path:
    """A free name beside a damaged database for the new one."""
    # Translators: no translation: a part of the name of a file.
    target = source.with_name(f"{source.stem}-salvaged{source.suffix or '.db'}")
    number = 1
    while target.exists():
        number += 1
        target = source.with_name(f"{source.stem}-salvaged-{number}{source.suffix or '.db'}")
    return target


def _message(item: Item, name: object) -> Message:
    kind = KINDS.get(item.kind)
    return Message(
        _TOLD[item.what],
        {
            "kind": Noun(kind.label) if kind else item.kind,
            "record": item.record,
            "name": name,
            "field": label_of(kind, item.column),
            "count": item.count,
            "file": item.detail,
            "what": Message(_BESIDE[item.kind]) if item.kind in _BESIDE else item.kind,
        },
    )

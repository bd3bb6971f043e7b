"""The commands that write: add, set, undo, redo. Each is one transaction."""

from __future__ import annotations

from wicco_desktop.cli import shown
from wicco_desktop.cli.naming import check_references, kind_of, living, values_of
from wicco_desktop.cli.opening import Call
from wicco_desktop.cli.reading import show_record
from wicco_desktop.foundation.messages import N_
from wicco_desktop.records import KINDS
from wicco_desktop.services.beginning import begun
from wicco_desktop.services.workspace import Workspace
from wicco_desktop.store.edits import Reversed


def add(call: Call) -> int:
    """``add``: a new record of a kind."""
    kind = kind_of(call.asked.arguments["kind"])
    values = values_of(kind, call.asked.fields)
    with call.writing() as workspace:
        check_references(workspace, kind, values)
        whole = begun(workspace.store, kind, values)
        record = workspace.editing.create(kind.key, whole)
        show_record(call, workspace, record)
    return 0


def change(call: Call) -> int:
    """``set``: new values of some fields of a record."""
    with call.writing() as workspace:
        record = living(workspace, call.asked.arguments["id"])
        kind = KINDS[record.kind]
        values = values_of(kind, call.asked.fields)
        check_references(workspace, kind, values)
        workspace.editing.change(kind.key, record.id, values)
        show_record(call, workspace, workspace.editing.record(kind.key, record.id))
    return 0


def undo(call: Call) -> int:
    """``undo``: the last transaction of this device, or the one named."""
    number = call.asked.number("transaction", "TRANSACTION")
    with call.writing() as workspace:
        done = workspace.editing.undo(number)
        what = workspace.history.describe(done.reverses, call.code)
        call.output.line(call.output.tr(N_("Undone: {what}"), what=what))
        _tell(call, workspace, done)
    return 0


def redo(call: Call) -> int:
    """``redo``: what this device undid last."""
    with call.writing() as workspace:
        done = workspace.editing.redo()
        what = workspace.history.describe(done.reverses, call.code)
        call.output.line(call.output.tr(N_("Redone: {what}"), what=what))
        _tell(call, workspace, done)
    return 0


def _tell(call: Call, workspace: Workspace, done: Reversed) -> None:
    for _kept, message in workspace.history.told_kept(done, call.code):
        call.output.message(message)
    call.output.document(
        {
            "transaction": done.written.transaction,
            "reverses": done.reverses.id,
            "kept": [
                {
                    "id": kept.record,
                    "kind": KINDS[kept.kind].plural,
                    "field": shown.column_name(kept.kind, kept.column),
                }
                for kept in done.kept
            ],
            "changed": done.written.count,
        }
    )

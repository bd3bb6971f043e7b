"""What an undo says before it reverses: also of an import with more changes than are looked at."""

from __future__ import annotations

import pytest

from wicco_desktop.services import undoing
from wicco_desktop.services.undoing import Undoing
from wicco_desktop.services.workspace import Workspace
from wicco_desktop.store.edits import Create, Through


def test_a_large_import_is_named_and_counted_without_being_read(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(undoing, "COUNTED", 3)
    people = [Create("contact", {"name_en": f"Person {n}"}) for n in range(5)]
    written = workspace.store.write(people, through=Through.WORKBOOK)
    plan = Undoing(workspace.store, workspace.editing, workspace.history).next_undo("en")
    assert plan is not None
    assert (plan.transaction, plan.records, plan.changes) == (written.transaction, 5, 5)
    assert plan.many
    assert workspace.store.size_of(plan.transaction) == (5, 5)
    assert len(workspace.store.changes_of(plan.transaction, limit=2)) == 2

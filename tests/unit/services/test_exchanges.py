"""What went out and came in, in one list."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from wicco_desktop.foundation.messages import Message, Translator
from wicco_desktop.services.exchanges import Exchanges
from wicco_desktop.services.workspace import Workspace
from wicco_desktop.store.edits import Create, Through
from wicco_desktop.store.exports import Export
from wicco_desktop.store.store import Store
from wicco_desktop.store.writer import Writer


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    store = Store.open(tmp_path / "test.db", writer=Writer("Tester", "device-1", "Laptop"))
    yield Workspace.over(store)
    store.close()


@pytest.fixture
def exchanges(workspace: Workspace) -> Exchanges:
    return Exchanges(workspace.store, workspace.history)


def export(workspace: Workspace, file: str, **counts: int) -> None:
    made = {kind: workspace.editing.create(kind, {}).id for kind in counts}
    workspace.store.record_export(
        Export(
            f"export-of-{file}",
            file,
            workspace.store.position(),
            "en",
            Message("All records to {file}", {"file": file}),
            dict.fromkeys(counts, ()),
            {kind: (made[kind],) * count for kind, count in counts.items()},
        )
    )


def told(exchanges: Exchanges) -> list[str]:
    return [Translator().text(one.told) for one in exchanges.past("en")]


def test_both_ways_stand_in_one_list_the_newest_first(
    workspace: Workspace, exchanges: Exchanges
) -> None:
    export(workspace, "first.xlsx", contact=2)
    workspace.editing.apply(
        [Create("contact", {"name_en": "Ding Tian"})],
        summary=Message("import of partners.xlsx"),
        through=Through.WORKBOOK,
    )
    export(workspace, "second.xlsx", contact=1, organisation=1)
    assert told(exchanges) == [
        "All records to second.xlsx",
        "import of partners.xlsx",
        "2 contacts to first.xlsx",
    ]
    assert [one.out for one in exchanges.past("en")] == [True, False, True]


def test_what_is_typed_is_no_exchange(workspace: Workspace, exchanges: Exchanges) -> None:
    workspace.editing.create("contact", {"name_en": "Ding Tian"})
    assert told(exchanges) == []


def test_a_transaction_stands_until_it_is_undone_and_again_when_redone(
    workspace: Workspace, exchanges: Exchanges
) -> None:
    editing = workspace.editing
    written = editing.apply([Create("contact", {"name_en": "Ding Tian"})], through=Through.WORKBOOK)
    assert written.transaction is not None
    assert exchanges.stands(written.transaction)
    editing.undo()
    assert not exchanges.stands(written.transaction)
    editing.redo()
    assert exchanges.stands(written.transaction)


def test_an_import_that_was_taken_back_does_not_stand_until_it_is_done_again(
    workspace: Workspace, exchanges: Exchanges
) -> None:
    for name in ("Ding Tian", "Jason Ho"):
        create = [Create("contact", {"name_en": name})]
        workspace.editing.apply(create, summary=Message(name), through=Through.WORKBOOK)
    assert [one.stands for one in exchanges.past("en")] == [True, True]
    workspace.editing.undo()
    assert [one.stands for one in exchanges.past("en")] == [False, True]
    workspace.editing.redo()
    assert [one.stands for one in exchanges.past("en")] == [True, True]
    workspace.editing.undo()
    workspace.editing.undo()
    assert [one.stands for one in exchanges.past("en")] == [False, False]

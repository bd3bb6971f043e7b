"""New rows are recognised however many others stand before them."""

from __future__ import annotations

from wicco_desktop.records import Value
from wicco_desktop.services.review.matching import Matching
from wicco_desktop.services.workspace import Workspace
from wicco_desktop.store.edits import Create


def test_a_row_far_down_is_recognised_by_another_spelling(workspace: Workspace) -> None:
    known = Create("contact", {"name_zh": "陈祖荣"})
    workspace.store.write([known])
    rows: list[dict[str, Value]] = [{"remarks.zh": "空"} for _ in range(4_000)]
    rows.append({"name.en": "Chan Chou Weng"})
    *others, last = Matching(workspace.store, "contact").near(rows)
    assert not any(others)
    assert [match.record for match in last] == [known.id]

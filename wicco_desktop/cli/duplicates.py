"""The commands about records that are there twice: duplicates lists them, merge makes one."""

from __future__ import annotations

from wicco_desktop.cli import shown
from wicco_desktop.cli.naming import id_of, kind_of
from wicco_desktop.cli.opening import Call
from wicco_desktop.cli.reading import show_record
from wicco_desktop.foundation.errors import UsageError
from wicco_desktop.foundation.formats import format_number
from wicco_desktop.foundation.messages import N_
from wicco_desktop.records import KINDS
from wicco_desktop.services.duplicates import Pair
from wicco_desktop.services.merging import MERGEABLE
from wicco_desktop.services.workspace import Workspace


def duplicates(call: Call) -> int:
    """``duplicates``: pairs that may be one, best first, of one kind or of both."""
    kinds = _kinds(call)
    with call.reading() as workspace:
        pairs = [pair for kind in kinds for pair in workspace.duplicates.pairs(kind)]
        pairs.sort(key=lambda pair: -pair.score)
        text = call.output.translator.text
        call.output.documents(
            {
                "a": pair.a,
                "b": pair.b,
                "score": pair.score,
                "evidence": [text(told) for told in pair.evidence],
            }
            for pair in pairs
        )
        if not call.output.json:
            _tell(call, workspace, pairs)
    return 0


def _tell(call: Call, workspace: Workspace, pairs: list[Pair]) -> None:
    translator = call.output.translator
    if not pairs:
        call.output.line(call.output.tr(N_("No two records look alike.")))
    for pair in pairs:
        records = workspace.store.many((pair.a, pair.b), pair.kind)
        for id_ in (pair.a, pair.b):
            call.output.line(shown.heading(workspace.titles, records[id_], translator))
        likely = format_number(round(pair.score * 100), translator.language)
        # Translators: how likely two records are the same, in per cent.
        call.output.line("    " + call.output.tr(N_("likely: {percent} %"), percent=likely))
        for told in pair.evidence:
            call.output.line(f"    {translator.text(told)}")


def merge(call: Call) -> int:
    """``merge``: the second record into the first, undoable."""
    with call.writing() as workspace:
        first, second = (
            id_of(workspace, call.asked.arguments[name]) for name in ("first", "second")
        )
        written = workspace.merging.merge(first.id, second.id)
        merged = workspace.store.transaction(written.transaction or 0)
        if merged is not None:
            call.output.message(workspace.history.describe(merged, call.code))
        show_record(call, workspace, workspace.editing.record(first.kind, first.id))
    return 0


def _kinds(call: Call) -> tuple[str, ...]:
    named = call.asked.arguments.get("kind")
    if named is None:
        return MERGEABLE
    kind = kind_of(named)
    if kind.key not in MERGEABLE:
        raise UsageError(
            N_("Duplicates are looked for among {kinds}, not among {kind}."),
            kinds=", ".join(KINDS[key].plural for key in MERGEABLE),
            kind=kind.plural,
        )
    return (kind.key,)

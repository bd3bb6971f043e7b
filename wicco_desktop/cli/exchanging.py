"""The commands that write workbooks: export, and template for a partner to fill in."""

from __future__ import annotations

from pathlib import Path

from wicco_desktop.cli.naming import kind_of
from wicco_desktop.cli.opening import Call, file_at
from wicco_desktop.cli.shown import labelled
from wicco_desktop.exchange.columns import EXCHANGED, IMPORTED
from wicco_desktop.exchange.heading_text import Headings
from wicco_desktop.exchange.writing.outgoing import BOTH, HEADINGS
from wicco_desktop.exchange.writing.target_file import SUFFIX
from wicco_desktop.foundation.errors import UsageError
from wicco_desktop.foundation.formats import format_number
from wicco_desktop.foundation.messages import N_
from wicco_desktop.foundation.typed import quoted
from wicco_desktop.records import KINDS
from wicco_desktop.services.exporting import Options
from wicco_desktop.services.exporting_scope import Lists


def export(call: Call) -> int:
    """``export``: the records of one kind or of all, every one or what a search finds."""
    path, kinds = _target(call), _kinds(call, EXCHANGED)
    options = Options(call.code, _headings(call))
    what = Lists.of(kinds, call.asked.arguments.get("search", "").strip())
    with call.writing() as workspace:
        done = workspace.exporting.export(path, what, options)
    translator = call.output.translator
    call.output.line(call.output.tr(N_("{file} is written."), file=path))
    for kind, count in done.rows.items():
        label = translator.tr(KINDS[kind].labels)
        told = labelled(label, format_number(count, translator.language), translator)
        call.output.line(f"  {told}")
    rows = {KINDS[kind].plural: count for kind, count in done.rows.items()}
    call.output.document({"file": str(path), "export_id": done.export, "rows": rows})
    return 0


def template(call: Call) -> int:
    """``template``: an empty workbook for new records of one kind or of all."""
    path, kinds = _target(call), _kinds(call, IMPORTED)
    with call.reading() as workspace:
        workspace.exporting.template(path, kinds, Options(call.code))
    call.output.line(call.output.tr(N_("{file} is written."), file=path))
    plurals = [KINDS[kind].plural for kind in kinds]
    call.output.document({"file": str(path), "kinds": plurals})
    return 0


def _target(call: Call) -> Path:
    named = call.asked.arguments["file"]
    path = file_at(named)
    if path.suffix.lower() != SUFFIX and not path.is_dir():
        raise UsageError(
            N_("The name of a workbook ends in {suffix}, not “{name}”."),
            suffix=SUFFIX,
            name=quoted(path.name),
        )
    return path


def _kinds(call: Call, possible: tuple[str, ...]) -> tuple[str, ...]:
    named = call.asked.arguments.get("kind")
    if named is None:
        return possible
    kind = kind_of(named)
    if kind.key not in possible:
        raise UsageError(
            N_("There is no workbook of {kind}. There are those of: {kinds}."),
            kind=kind.plural,
            kinds=", ".join(KINDS[key].plural for key in possible),
        )
    return (kind.key,)


def _headings(call: Call) -> Headings:
    named = call.asked.arguments.get("headings", BOTH)
    chosen = next((headings for headings in HEADINGS if headings == named), None)
    if chosen is None:
        raise UsageError(
            N_("There are no headings “{name}”; there are {names}."),
            name=quoted(named),
            names=", ".join(HEADINGS),
        )
    return chosen

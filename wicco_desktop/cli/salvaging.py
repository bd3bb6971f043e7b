"""The command that saves what can be saved: ``salvage``."""

from __future__ import annotations

from wicco_desktop.cli.opening import Call, file_at
from wicco_desktop.cli.shown import labelled
from wicco_desktop.foundation.formats import format_number
from wicco_desktop.foundation.messages import N_
from wicco_desktop.records import kind_named
from wicco_desktop.services import salvaging

_MOST_TOLD = 1000


def salvage(call: Call) -> int:
    """``salvage``: a new database of what can be read; exit code 1 when anything was not whole."""
    source, target = (file_at(call.asked.arguments[name]) for name in ("file", "new"))
    with call.telling_of_passphrases():
        done = salvaging.salvage(source, target, passphrase=call.passphrase)
    output, translator = call.output, call.output.translator
    told = [translator.text(message) for message in done.told(call.code)]
    output.line(output.tr(N_("What can be read of {file} is in {new}."), file=source, new=target))
    for plural, count in done.records.items():
        number = format_number(count, translator.language)
        label = output.tr(kind_named(plural).labels)
        output.line("  " + labelled(label, number, translator))
    if done.whole:
        output.line(output.tr(N_("Nothing is missing.")))
    else:
        output.line(output.tr(N_("Not everything is as it was:")))
    for line in told[:_MOST_TOLD]:
        output.line("  " + line)
    if len(told) > _MOST_TOLD:
        more = format_number(len(told) - _MOST_TOLD, translator.language)
        output.line("  " + output.tr(N_("and {count} more"), count=more))
    output.document(
        {
            "source": str(source),
            "file": str(target),
            "records": dict(done.records),
            "whole": done.whole,
            "lost": done.document(call.code),
            "problems": told,
        }
    )
    return 0 if done.whole else 1

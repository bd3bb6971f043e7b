"""The commands that keep: backup and restore, each of one verified archive."""

from __future__ import annotations

from wicco_desktop.cli.opening import Call, file_at
from wicco_desktop.cli.shown import labelled
from wicco_desktop.foundation.clock import system_clock
from wicco_desktop.foundation.formats import format_number, format_size
from wicco_desktop.foundation.messages import N_
from wicco_desktop.records import kind_named
from wicco_desktop.store.archive_manifest import Manifest
from wicco_desktop.store.attachments import AttachmentFolder
from wicco_desktop.store.backup import archive_name, write_archive
from wicco_desktop.store.restore import restore_archive


def backup(call: Call) -> int:
    """``backup``: one archive, in the file named or beside the database.

    The exit code is 1 when an attachment was missing or damaged.
    """
    database = call.database
    with call.reading():
        pass  # made if it is missing, refused if it is none of ours
    named = call.asked.arguments.get("file")
    name = archive_name(database, system_clock())
    target = file_at(named) if named else database.with_name(name)
    if target.is_dir():
        target /= name
    manifest = write_archive(database, AttachmentFolder(database), target)
    call.output.line(call.output.tr(N_("The backup {file} is written and verified."), file=target))
    _tell(call, manifest)
    call.output.document({"file": str(target), **_summary(manifest)})
    return 1 if manifest.missing or manifest.damaged else 0


def restore(call: Call) -> int:
    """``restore``: the database and the attachments of an archive in place of the present ones."""
    source = file_at(call.asked.arguments["file"])
    done = restore_archive(source, call.database)
    call.output.line(call.output.tr(N_("{file} is restored."), file=call.database))
    if done.kept is not None:
        call.output.line(call.output.tr(N_("What was there before is in {file}."), file=done.kept))
    _tell(call, done.manifest)
    call.output.document(
        {
            "file": str(source),
            "database": str(call.database),
            "kept": None if done.kept is None else str(done.kept),
            **_summary(done.manifest),
        }
    )
    return 0


def _summary(manifest: Manifest) -> dict[str, object]:
    return {
        "made": manifest.moment,
        "records": dict(manifest.records),
        "attachments": len(manifest.members) - 1,
        "size": manifest.size,
        "missing": list(manifest.missing),
        "damaged": list(manifest.damaged),
    }


def _tell(call: Call, manifest: Manifest) -> None:
    tr, translator = call.output.tr, call.output.translator
    language = translator.language
    for plural, count in manifest.records.items():
        if count:
            label = tr(kind_named(plural).labels)
            call.output.line("  " + labelled(label, format_number(count, language), translator))
    files = format_number(len(manifest.members) - 1, language)
    size = format_size(manifest.size, language)
    told = tr(N_("Attachments: {count}; {size} in all"), count=files, size=size)
    call.output.line(f"  {told}")
    for digest in manifest.missing:
        call.output.line(tr(N_("The attachment {digest} is missing."), digest=digest))
    for digest in manifest.damaged:
        call.output.line(tr(N_("The attachment {digest} is damaged."), digest=digest))

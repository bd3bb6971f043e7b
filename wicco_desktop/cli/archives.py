"""The commands that keep: backup and restore, each of one verified archive."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from wicco_desktop.cli.opening import Call, file_at
from wicco_desktop.cli.shown import labelled
from wicco_desktop.foundation.clock import system_clock
from wicco_desktop.foundation.formats import format_moment, format_number, format_size
from wicco_desktop.foundation.messages import N_
from wicco_desktop.records import kind_named
from wicco_desktop.store.archive_manifest import Manifest
from wicco_desktop.store.archive_place import archive_name
from wicco_desktop.store.backup import write_archive
from wicco_desktop.store.database_key import connection_by
from wicco_desktop.store.restore import restore_archive
from wicco_desktop.store.rota import Rota


def backup(call: Call) -> int:
    """``backup``: one archive, in the file named or beside the database.

    The exit code is 1 when an attachment was missing or damaged.
    """
    database = call.database
    named = call.asked.arguments.get("file")
    name = archive_name(database, system_clock())
    target = file_at(named) if named else database.with_name(name)
    if target.is_dir():
        target /= name
    with call.reading() as workspace:  # made if it is missing, refused if it is none of ours
        store = workspace.store
        manifest = write_archive(database, store.attachments, target, connect=store.connect)
    call.output.line(call.output.tr(N_("The backup {file} is written and verified."), file=target))
    _tell(call, manifest)
    call.output.document({"file": str(target), **_summary(manifest)})
    return 1 if manifest.missing or manifest.damaged else 0


def restore(call: Call) -> int:
    """``restore``: the database and the attachments of an archive in place of the present ones."""
    source = _source(call)
    with call.telling_of_passphrases():
        connect = connection_by(call.database, call.passphrase)
        done = restore_archive(source, call.database, connect=connect, passphrase=call.passphrase)
    call.output.line(call.output.tr(N_("{file} is restored."), file=call.database))
    if done.kept is not None:
        call.output.line(call.output.tr(N_("What was there before is in {file}."), file=done.kept))
    _tell(call, done.manifest)
    _tell_lost(call, done.lost)
    call.output.document(
        {
            "file": str(source),
            "database": str(call.database),
            "kept": None if done.kept is None else str(done.kept),
            "lost": list(done.lost),
            **_summary(done.manifest),
        }
    )
    return 1 if done.lost else 0


def backups(call: Call) -> int:
    """``backups``: every backup beside the database, the newest first, and what it holds."""
    tr, language = call.output.tr, call.output.translator.language
    with call.reading() as workspace:
        listed = workspace.backups.listed()
    documents = []
    for one in listed:
        number, manifest = one.snapshot.number, one.manifest
        when = format_moment(one.snapshot.moment, language)
        size = format_size(one.size, language)
        call.output.line(f"{number}  {when}  {tr(one.why)}  {size}  {one.snapshot.path}")
        if manifest is None:
            call.output.line("  " + tr(N_("It cannot be read: it was damaged or changed.")))
        else:
            _tell(call, manifest)
        documents.append(
            {
                "number": number,
                "file": str(one.snapshot.path),
                "why": one.snapshot.why,
                "bytes": one.size,
                "readable": manifest is not None,
                **(_summary(manifest) if manifest is not None else {}),
            }
        )
    if not listed:
        call.output.line(tr(N_("There is no backup beside {file} yet."), file=call.database))
    call.output.document(documents)
    return 1 if any(one.manifest is None for one in listed) else 0


def _source(call: Call) -> Path:
    """The file named, or the backup of that number beside the database."""
    named = call.asked.arguments["file"]
    path = file_at(named)
    if named.isdecimal() and not path.exists():
        for snapshot in Rota(call.database).snapshots():
            if snapshot.number == int(named):
                return snapshot.path
    return path


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
    _tell_lost(call, manifest.missing)
    for digest in manifest.damaged:
        call.output.line(tr(N_("The attachment {digest} is damaged."), digest=digest))


def _tell_lost(call: Call, digests: Iterable[str]) -> None:
    for digest in digests:
        call.output.line(call.output.tr(N_("The attachment {digest} is missing."), digest=digest))

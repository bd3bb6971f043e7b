"""The command that erases a person. Asked once it tells, asked again with a name it does it."""

from __future__ import annotations

from collections.abc import Iterable

from wicco_desktop.cli.naming import id_of
from wicco_desktop.cli.opening import Call
from wicco_desktop.cli.shown import labelled
from wicco_desktop.foundation.clock import moment_text
from wicco_desktop.foundation.formats import format_date, format_moment, format_number
from wicco_desktop.foundation.messages import N_
from wicco_desktop.records import KINDS
from wicco_desktop.services.erasing import UNFINISHED, About, Done, HeldBackup
from wicco_desktop.services.workspace import Workspace


def erase(call: Call) -> int:
    """``erase``: what would go; with ``--confirm`` and a name of the person, it goes for good.

    The exit code is 1 when the person is erased and the file could not be swept.
    """
    confirmed = call.asked.arguments.get("confirm")
    if confirmed is None:
        with call.reading() as workspace:
            about = _about(call, workspace)
            _tell_about(call, about)
        call.output.document({**_document(about, about.backups), "erased": False})
        return 0
    with call.writing() as workspace:
        about = _about(call, workspace)
        drafts = workspace.store.open_drafts()
        try:
            done = workspace.erasing.erase(about.contact, confirmed, drafts)
        finally:
            drafts.close()
        _tell_done(call, workspace, done)
        call.output.document(_done_document(about, done))
    return 1 if done.unfinished is not None else 0


def _about(call: Call, workspace: Workspace) -> About:
    record = id_of(workspace, call.asked.arguments["id"])
    return workspace.erasing.about(record.id, call.code)


def _tell_about(call: Call, about: About) -> None:
    tr, translator = call.output.tr, call.output.translator
    call.output.line(tr(N_("Names: {names}"), names=" · ".join(about.names)))
    if about.merged:
        call.output.line(
            tr(N_("Records merged into this one, erased with it: {count}"), count=about.merged)
        )
    call.output.line(tr(N_("Goes with it, or loses what it says of the person:")))
    for kind, count in about.counts.items():
        number = format_number(count, translator.language)
        call.output.line("  " + labelled(tr(KINDS[kind].labels), number, translator))
    _tell_backups(call, about.backups)
    call.output.line(
        tr(
            N_("Nothing was erased. To erase this person for good, add: --confirm “{name}”"),
            name=about.title.text or about.names[0],
        )
    )


def _tell_done(call: Call, workspace: Workspace, done: Done) -> None:
    tr = call.output.tr
    call.output.line(tr(N_("The person is erased. No undo brings them back.")))
    if done.unfinished is not None:
        call.output.line(tr(UNFINISHED, problem=done.unfinished.message))
    if done.mentions or done.drafts:
        call.output.line(tr(N_("These texts mention the person. Look at them:")))
    ids = [mention.record for mention in done.mentions]
    titles = workspace.titles.many(ids, call.code)
    for mention in done.mentions:
        title = titles[mention.record].text if mention.record in titles else ""
        call.output.line(f"  {mention.record}  {tr(KINDS[mention.kind].label)}  {title}".rstrip())
    for kind, record in done.drafts:
        call.output.line(f"  {record}  {tr(KINDS[kind].label)}")
    _tell_backups(call, done.backups)
    for file in done.others:
        call.output.line(tr(N_("May still hold something: {file}"), file=file))


def _tell_backups(call: Call, backups: Iterable[HeldBackup]) -> None:
    tr, language = call.output.tr, call.output.translator.language
    for backup in backups:
        if backup.until is None or backup.moment is None:
            call.output.line(
                tr(N_("Still in the backup {file}, until it is deleted."), file=backup.file)
            )
            continue
        call.output.line(
            tr(
                N_("Still in the backup of {moment}, until {until} at the latest: {file}"),
                moment=format_moment(backup.moment, language),
                until=format_date(backup.until.date().isoformat(), language),
                file=backup.file,
            )
        )


def _document(about: About, backups: Iterable[HeldBackup]) -> dict[str, object]:
    return {
        "id": about.contact,
        "names": list(about.names),
        "merged": about.merged,
        "records": {KINDS[kind].plural: count for kind, count in about.counts.items()},
        "backups": [
            {
                "file": str(backup.file),
                "made": moment_text(backup.moment) if backup.moment else None,
                "until": backup.until.date().isoformat() if backup.until else None,
            }
            for backup in backups
        ],
    }


def _done_document(about: About, done: Done) -> dict[str, object]:
    return {
        **_document(about, done.backups),
        "erased": True,
        "finished": done.unfinished is None,
        "mentions": [
            {
                "kind": KINDS[mention.kind].plural,
                "id": mention.record,
                "fields": sorted(
                    {KINDS[mention.kind].columns[name].field.key for name in mention.columns}
                ),
            }
            for mention in done.mentions
        ],
        "drafts": [{"kind": KINDS[kind].plural, "id": id_} for kind, id_ in done.drafts],
        "may_hold": [str(file) for file in done.others],
    }

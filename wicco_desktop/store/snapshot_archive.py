"""A backup of a rota as one archive that needs nothing beside it: to be carried elsewhere."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from wicco_desktop.foundation.clock import parse_moment
from wicco_desktop.foundation.settings import sync_folder
from wicco_desktop.store import archive, archive_manifest, archive_writing, driver
from wicco_desktop.store.archive_manifest import Manifest, Member
from wicco_desktop.store.archive_place import check_room, refuse_to_replace, workspace
from wicco_desktop.store.backup import Counted, Progress, open_and_check, sources
from wicco_desktop.store.database_copy import Connect
from wicco_desktop.store.file_pool import FilePool


def export_snapshot(
    snapshot: Path,
    target: Path,
    *,
    connect: Connect = driver.connect,
    progress: Progress = lambda _: None,
) -> Manifest:
    """Write a backup and its attachments into one archive, and read that back.

    ``target`` is there whole and verified, or not at all. Attachments whose copies are missing or
    damaged are named as missing in its manifest. Raises UserError.
    """
    refuse_to_replace(target)
    with workspace(target) as work:
        said = archive.read_manifest(snapshot)
        check_room(target.parent, said.size + said.members[0].size)
        copy, files = work / archive_manifest.DATABASE, work / archive_manifest.FILES
        within = sum(one.size for one in said.members if not one.apart)
        archive.check(
            snapshot,
            lambda member: copy if member.digest is None else None,
            Counted(within, lambda part: progress(part * 0.3)),
        )
        brought = _bring(FilePool(snapshot.parent), said, files)
        count = Counted(said.size, lambda part: progress(0.3 + part * 0.4))

        def describe(members: tuple[Member, ...]) -> Manifest:
            there = {member.digest for member in members}
            lost = {one.digest or "" for one in said.members if one.digest not in there}
            return replace(said, members=members, missing=tuple(sorted({*said.missing, *lost})))

        moment = parse_moment(said.moment)
        manifest = archive_writing.write(
            work / target.name, sources(copy, brought), describe, moment, count
        )
        copy.unlink()
        open_and_check(work / target.name, work, connect, lambda p: progress(0.7 + p * 0.2))
        progress(1.0)  # the last moment to cancel
        (work / target.name).replace(target)
        sync_folder(target.parent)
    return manifest


def _bring(pool: FilePool, manifest: Manifest, folder: Path) -> list[Path]:
    """The attachments that lie apart, copied under the names they go by."""
    folder.mkdir()
    apart = [(one, folder / one.digest) for one in manifest.members if one.apart and one.digest]
    return [path for one, path in apart if pool.copy_out(one, path)]

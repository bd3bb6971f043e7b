"""Attachments: stored whole or not at all, once, under what they hold, and never changed."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.store.attachments import AttachmentFolder, is_digest


@pytest.fixture
def folder(database_path: Path) -> AttachmentFolder:
    return AttachmentFolder(database_path)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "照片.jpg"
    path.write_bytes(b"\xff\xd8\xff" + b"light" * 1000)
    return path


def files_in(folder: AttachmentFolder) -> list[Path]:
    return sorted(path for path in folder.folder.rglob("*") if path.is_file())


def test_a_file_lies_under_its_digest(folder: AttachmentFolder, source: Path) -> None:
    stored = folder.add(source)
    content = source.read_bytes()
    assert stored.digest == hashlib.sha256(content).hexdigest()
    assert stored.size == len(content)
    assert stored.media_type == "image/jpeg"
    assert stored.file_name == "照片.jpg"
    path = folder.path(stored.digest)
    assert path == folder.folder / stored.digest[:2] / stored.digest
    assert path.read_bytes() == content
    assert folder.verify(stored.digest)
    assert list(folder.all_digests()) == [stored.digest]


def test_the_folder_lies_beside_the_real_database(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "wicco.db").touch()
    (tmp_path / "link.db").symlink_to(tmp_path / "real" / "wicco.db")
    assert AttachmentFolder(tmp_path / "link.db").folder == tmp_path / "real" / "wicco.files"


def test_the_same_content_lies_there_once(folder: AttachmentFolder, source: Path) -> None:
    first = folder.add(source)
    second = folder.add_bytes(source.read_bytes(), "another name.jpg")
    assert first.digest == second.digest
    assert second.file_name == "another name.jpg"
    assert files_in(folder) == [folder.path(first.digest)]


def test_a_damaged_file_is_mended_by_adding_it_again(
    folder: AttachmentFolder, source: Path
) -> None:
    path = folder.path(folder.add(source).digest)
    assert path is not None
    path.chmod(0o600)
    path.write_bytes(b"rot")
    assert not folder.verify(path.name)
    folder.add(source)
    assert folder.verify(path.name)


@pytest.mark.skipif(os.name == "nt", reason="a read-only file could not be removed there")
def test_a_stored_file_is_read_only(folder: AttachmentFolder, source: Path) -> None:
    path = folder.path(folder.add(source).digest)
    assert path is not None
    assert not path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.binary(max_size=50), max_size=6))
def test_what_is_added_can_be_read_back(tmp_path: Path, contents: list[bytes]) -> None:
    folder = AttachmentFolder(tmp_path / f"{os.urandom(8).hex()}.db")
    digests = [folder.add_bytes(content, "x").digest for content in contents]
    assert list(folder.all_digests()) == sorted(set(digests))
    for digest, content in zip(digests, contents, strict=True):
        path = folder.path(digest)
        assert path is not None
        assert path.read_bytes() == content


def test_a_missing_file_is_none(folder: AttachmentFolder) -> None:
    digest = "ab" * 32
    assert folder.path(digest) is None
    assert not folder.verify(digest)
    assert list(folder.all_digests()) == []


@pytest.mark.parametrize("digest", ["", "../../etc/passwd", "AB" * 32, "ab" * 31, "ab" * 32 + "\n"])
def test_what_is_no_digest_leads_nowhere(folder: AttachmentFolder, digest: str) -> None:
    assert not is_digest(digest)
    assert folder.path(digest) is None


def test_other_things_in_the_folder_are_passed_over(folder: AttachmentFolder, source: Path) -> None:
    digest = folder.add(source).digest
    (folder.folder / "Thumbs.db").touch()
    (folder.folder / "zz").mkdir()
    (folder.folder / "zz" / ("ab" * 32)).touch()
    assert list(folder.all_digests()) == [digest]


def test_a_file_that_is_too_large_is_refused_in_plain_words(
    database_path: Path, source: Path
) -> None:
    folder = AttachmentFolder(database_path, largest=100)
    with pytest.raises(UserError, match="too large"):
        folder.add(source)
    with pytest.raises(UserError, match="too large"):
        folder.add_bytes(source.read_bytes(), "x.jpg")
    assert not folder.folder.exists() or files_in(folder) == []


@pytest.mark.parametrize("name", ["missing.jpg", "folder", "pipe"])
def test_what_cannot_be_read_is_told_in_plain_words(
    folder: AttachmentFolder, tmp_path: Path, name: str
) -> None:
    (tmp_path / "folder").mkdir()
    if name == "pipe":
        if not hasattr(os, "mkfifo"):
            pytest.skip("no named pipes here")
        os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UserError, match=name):
        folder.add(tmp_path / name)


def test_a_file_that_changes_while_it_is_read_is_not_kept(
    folder: AttachmentFolder, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.fsync

    def growing(handle: int) -> None:
        with source.open("ab") as file:
            file.write(b"more")
        real(handle)

    monkeypatch.setattr(os, "fsync", growing)
    with pytest.raises(UserError, match="changed while"):
        folder.add(source)
    assert files_in(folder) == []


def test_what_a_killed_process_left_is_cleared(folder: AttachmentFolder, source: Path) -> None:
    digest = folder.add(source).digest
    (folder.folder / "tmp123.part").write_bytes(b"half")
    folder.clear_leftovers()
    assert files_in(folder) == [folder.path(digest)]


def test_a_hostile_name_is_shown_harmless(folder: AttachmentFolder) -> None:
    assert folder.add_bytes(b"x", "../\u202egpj.exe\x00").file_name == "gpj.exe"

"""A database with a passphrase: opened with it alone, everything beside it sealed."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.interrupted_conversion import found
from wicco_desktop.foundation.errors import UserError
from wicco_desktop.store import database_key, driver, migrations
from wicco_desktop.store.backup import verify_archive, write_archive
from wicco_desktop.store.converting import convert
from wicco_desktop.store.database import Database
from wicco_desktop.store.database_key import (
    DatabaseKey,
    PassphraseNeededError,
    WrongPassphraseError,
    unlocked,
)
from wicco_desktop.store.drafts import Draft, DraftKey, drafts_path
from wicco_desktop.store.edits import Create, Writer
from wicco_desktop.store.restore import restore_archive
from wicco_desktop.store.rota import Rota
from wicco_desktop.store.store import Store

ME = Writer("Wang Haolan", "device-1", "Laptop")
PASS = "correct 'horse\" battery ; 马"
CANARY = "canary-in-a-coal-mine"
KEY = DraftKey("contact", "c", "remarks_en")


@pytest.fixture(autouse=True)
def _quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Deriving a key takes a quarter of a second on purpose; here it need not."""
    monkeypatch.setattr(database_key, "ROUNDS", 1)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An encrypted database with the canary in a record, an attachment and a draft."""
    path = tmp_path / "data" / "wicco.db"
    with opened(path) as store:
        store.write([Create("contact", {"name_en": CANARY})])
        store.attachments.add_bytes(CANARY.encode(), "a.txt")
        drafts = store.open_drafts()
        drafts.put(Draft(KEY, CANARY))
        drafts.close()
    return path


@contextlib.contextmanager
def opened(path: Path, passphrase: str | DatabaseKey | None = PASS) -> Iterator[Store]:
    store = Store.open(path, writer=ME, passphrase=passphrase)
    yield store
    store.close()


def names(store: Store) -> list[str]:
    return [record.text("name_en") for record in store.search("canary")]


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_it_opens_with_its_passphrase_again(path: Path) -> None:
    with opened(path) as store:
        assert store.encrypted
        assert names(store) == [CANARY]
        (digest,) = store.attachments.all_digests()
        assert store.attachments.verify(digest)
        with store.attachments.opened(digest) as content:
            assert content.read() == CANARY.encode()
        drafts = store.open_drafts()
        assert [draft.text for draft in drafts.recovered] == [CANARY]
        drafts.close()
        assert list(store.findings()) == []


def test_nothing_that_was_put_in_lies_readable_beside(path: Path) -> None:
    assert found(path.parent, CANARY) == []
    assert not path.read_bytes().startswith(b"SQLite format 3")


@pytest.mark.parametrize(
    ("typed", "error"), [(None, PassphraseNeededError), ("correct horse", WrongPassphraseError)]
)
def test_without_its_passphrase_nothing_is_opened_or_changed(
    path: Path, typed: str | None, error: type[UserError]
) -> None:
    before = bytes_of(path.parent)
    for read_only in (False, True):
        with pytest.raises(error):
            Store.open(path, writer=ME, passphrase=typed, read_only=read_only)
    assert bytes_of(path.parent) == before


def test_the_passphrase_typed_in_composed_letters_is_the_same(tmp_path: Path) -> None:
    with opened(tmp_path / "a.db", "Zürich"):
        pass
    with opened(tmp_path / "a.db", "Zu\u0308rich") as store:
        assert store.is_passphrase("Zürich")
        assert not store.is_passphrase("Zurich")


def test_a_passphrase_for_a_plain_database_is_not_needed(tmp_path: Path) -> None:
    with opened(tmp_path / "a.db", None):
        pass
    with opened(tmp_path / "a.db", PASS) as store:
        assert not store.encrypted


def test_what_is_no_database_is_told_as_such(tmp_path: Path) -> None:
    text, zeros = tmp_path / "text.db", tmp_path / "zeros.db"
    text.write_bytes(b"Minutes of the meeting of the secretariat. " * 4096)
    zeros.write_bytes(bytes(8192))
    for file in (text, zeros):
        with pytest.raises(UserError, match="is not a WICCO database"):
            Store.open(file, writer=ME, passphrase=PASS)


def test_one_of_a_newer_version_is_refused_and_not_a_byte_changes(path: Path) -> None:
    key = unlocked(path, PASS)
    assert key is not None
    with contextlib.closing(driver.connect(path, key=key.raw + key.salt)) as connection:
        connection.execute(f"PRAGMA user_version = {migrations.NEWEST + 1}")
    before = bytes_of(path.parent)
    with pytest.raises(UserError, match="newer version"):
        Store.open(path, writer=ME, passphrase=PASS)
    assert bytes_of(path.parent) == before


def test_a_process_that_died_leaves_nothing_readable_and_nothing_lost(path: Path) -> None:
    with opened(path) as store:
        store.write([Create("contact", {"name_en": f"{CANARY} 2"})])
        live = path.parent.with_name("died")
        live.mkdir()
        for file in path.parent.iterdir():
            if file.is_file() and not file.name.endswith(".lock"):
                (live / file.name).write_bytes(file.read_bytes())
        assert found(path.parent, CANARY) == []
    with opened(live / path.name) as store:
        assert sorted(names(store)) == [CANARY, f"{CANARY} 2"]


def test_a_draft_file_that_does_not_open_is_set_aside(path: Path) -> None:
    drafts_path(path).write_bytes(drafts_path(path).read_bytes()[:-1] + b"x")
    sealed = drafts_path(path).read_bytes()
    with opened(path) as store:
        drafts = store.open_drafts()
        assert drafts.recovered == ()
        assert drafts.set_aside is not None
        assert drafts.set_aside.read_bytes() == sealed
        drafts.close()


def test_a_readable_draft_file_is_taken_in_and_sealed(path: Path, tmp_path: Path) -> None:
    with opened(tmp_path / "plain.db", None) as plain:
        drafts = plain.open_drafts()
        drafts.put(Draft(KEY, f"{CANARY} plain"))
        drafts.close()
    drafts_path(path).write_bytes(drafts_path(tmp_path / "plain.db").read_bytes())
    with opened(path) as store:
        drafts = store.open_drafts()
        assert [draft.text for draft in drafts.recovered] == [f"{CANARY} plain"]
        drafts.close()
    assert found(path.parent, CANARY) == []


def test_its_backups_are_encrypted_and_come_back_with_the_passphrase(path: Path) -> None:
    with opened(path) as store:
        made = Rota(path).make("by-hand", connect=store.connect, attachments=store.attachments)
        manifest = verify_archive(made.path, connect=store.connect)
        assert (manifest.missing, manifest.damaged) == ((), ())
        connect = store.connect
    assert found(path.parent, CANARY) == []
    with opened(path) as store:
        store.write([Create("contact", {"name_en": f"{CANARY} later"})])
    restore_archive(made.path, path, connect=connect)
    with opened(path) as store:
        assert names(store) == [CANARY]
        assert all(map(store.attachments.verify, store.attachments.all_digests()))


def test_an_archive_of_another_passphrase_asks_for_it_and_changes_nothing_without(
    path: Path, tmp_path: Path
) -> None:
    archive = tmp_path / "a.wicco-backup"
    with opened(path) as store:
        write_archive(path, store.attachments, archive, connect=store.connect)
    convert(path, PASS, "another")
    key = unlocked(path, "another")
    assert key is not None
    before = bytes_of(path.parent)
    with pytest.raises(PassphraseNeededError, match="wicco-backup"):
        restore_archive(archive, path, connect=key.connect)
    with pytest.raises(WrongPassphraseError, match="wicco-backup"):
        restore_archive(archive, path, connect=key.connect, passphrase="another")
    assert bytes_of(path.parent) == before
    restore_archive(archive, path, connect=key.connect, passphrase=PASS)
    with opened(path) as store:
        assert names(store) == [CANARY]


def test_an_encrypted_archive_comes_back_where_nothing_was_encrypted(
    path: Path, tmp_path: Path
) -> None:
    archive, plain = tmp_path / "a.wicco-backup", tmp_path / "plain" / "wicco.db"
    with opened(path) as store:
        write_archive(path, store.attachments, archive, connect=store.connect)
    with opened(plain, None) as store:
        store.write([Create("contact", {"name_en": "present"})])
    restore_archive(archive, plain, passphrase=PASS)
    with opened(plain) as store:
        assert names(store) == [CANARY]
        assert all(map(store.attachments.verify, store.attachments.all_digests()))


def test_a_damaged_attachment_is_noticed(path: Path) -> None:
    with opened(path) as store:
        (digest,) = store.attachments.all_digests()
        place = store.attachments.path(digest)
        assert place is not None
        place.chmod(0o600)
        place.write_bytes(place.read_bytes().replace(place.read_bytes()[40:41], b"\0", 1))
        assert not store.attachments.verify(digest)


def test_the_same_content_lies_there_once(path: Path) -> None:
    with opened(path) as store:
        store.attachments.add_bytes(CANARY.encode(), "b.txt")
        assert len(list(store.attachments.stored_files())) == 1


def test_further_connections_derive_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bytes] = []
    real = DatabaseKey.derived

    def derived(passphrase: str, salt: bytes) -> DatabaseKey:
        asked.append(salt)
        return real(passphrase, salt)

    monkeypatch.setattr(DatabaseKey, "derived", derived)
    with opened(path) as store:
        names(store)
        store.write([Create("contact", {"name_en": "one more"})])
        with contextlib.closing(store.connect(path, read_only=True)):
            pass
    assert len(asked) == 1


def test_a_new_database_has_no_secret_and_an_encrypted_one_has(path: Path, tmp_path: Path) -> None:
    Database.create(tmp_path / "plain.db").close()
    assert Database.open(tmp_path / "plain.db").seal() is None
    with opened(path) as store:
        assert store.seal() is not None

"""Attachments and drafts sealed anew: all of them, and what cannot be opened as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.interrupted_conversion import CONVERSIONS, FIRST, opened, preparing
from wicco_desktop.foundation.errors import Cancelled
from wicco_desktop.store.attachments import AttachmentFolder
from wicco_desktop.store.converting import convert
from wicco_desktop.store.resealing import are_alike, reseal_drafts, reseal_files, size_of
from wicco_desktop.store.sealing import Seal

ONE, OTHER = Seal(b"1" * 32), Seal(b"2" * 32)
SEALS = (None, ONE, OTHER)


@pytest.fixture(params=[(a, b) for a in SEALS for b in SEALS if a is not b])
def seals(request: pytest.FixtureRequest) -> tuple[Seal | None, Seal | None]:
    """What files are sealed with before and after."""
    pair: tuple[Seal | None, Seal | None] = request.param
    return pair


Seals = tuple[Seal | None, Seal | None]


def folders(tmp_path: Path, seals: Seals) -> list[AttachmentFolder]:
    return [
        AttachmentFolder(tmp_path / name, seal=seal)
        for name, seal in zip(("old.db", "new.db"), seals, strict=True)
    ]


def test_every_file_opens_by_the_new_seal(tmp_path: Path, seals: Seals) -> None:
    old, new = folders(tmp_path, seals)
    digests = {old.add_bytes(f"{n}".encode() * n, "a.txt").digest for n in range(1, 40)}
    told: list[float] = []
    reseal_files(old.folder, new, seals[0], told.append)
    assert set(new.all_digests()) == digests
    assert all(map(new.verify, digests))
    assert all(map(old.verify, digests))
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_one_that_lies_there_whole_stays_and_one_that_is_spoilt_is_replaced(
    tmp_path: Path, seals: Seals
) -> None:
    old, new = folders(tmp_path, seals)
    whole, spoilt = (old.add_bytes(content, "a.txt").digest for content in (b"whole", b"spoilt"))
    for content in (b"whole", b"spoilt"):
        new.add_bytes(content, "a.txt")
    paths = [new.path(digest) for digest in (whole, spoilt)]
    assert paths[0] is not None
    assert paths[1] is not None
    before = paths[0].stat().st_ino
    paths[1].chmod(0o600)
    paths[1].write_bytes(b"noise")
    reseal_files(old.folder, new, seals[0], lambda _part: None)
    assert paths[0].stat().st_ino == before
    assert new.verify(spoilt)


def test_what_another_secret_sealed_goes_along_as_it_is(tmp_path: Path) -> None:
    old, new = folders(tmp_path, (None, ONE))
    foreign = AttachmentFolder(tmp_path / "old.db", seal=ONE).add_bytes(b"back", "a.txt").digest
    strange = AttachmentFolder(tmp_path / "old.db", seal=OTHER).add_bytes(b"odd", "a.txt").digest
    reseal_files(old.folder, new, None, lambda _part: None)
    assert new.verify(foreign), "the new one's own, which the old one could not read"
    assert AttachmentFolder(tmp_path / "new.db", seal=OTHER).verify(strange)


def test_it_can_be_cancelled(tmp_path: Path, seals: Seals) -> None:
    old, new = folders(tmp_path, seals)
    old.add_bytes(b"one", "a.txt")

    def stop(_part: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        reseal_files(old.folder, new, seals[0], stop)


def test_drafts_open_by_the_new_seal(tmp_path: Path, seals: Seals) -> None:
    before, after = seals
    text = b"wicco-drafts 1 0\n"
    for name in ("a.db.drafts", "a.db.drafts.damaged-1"):
        (tmp_path / name).write_bytes(text if before is None else before.sealed(text))
    (tmp_path / "a.db.drafts-x.part").write_bytes(text)
    reseal_drafts(tmp_path / "a.db", tmp_path / "made", before, after)
    made = sorted((tmp_path / "made").iterdir())
    assert [file.name for file in made] == ["a.db.drafts", "a.db.drafts.damaged-1"]
    for file in made:
        data = file.read_bytes()
        assert (data if after is None else after.opened(data)) == text


def test_drafts_that_do_not_open_are_kept_as_they_are(tmp_path: Path) -> None:
    odd = OTHER.sealed(b"odd")
    (tmp_path / "a.db.drafts").write_bytes(odd)
    reseal_drafts(tmp_path / "a.db", tmp_path / "made", ONE, None)
    assert (tmp_path / "made" / "a.db.drafts").read_bytes() == odd


def test_seals_are_alike_by_their_secret() -> None:
    assert are_alike(None, None)
    assert are_alike(ONE, Seal(b"1" * 32))
    assert not are_alike(ONE, OTHER)
    assert not are_alike(ONE, None)
    assert not are_alike(None, ONE)


def test_a_folder_that_is_not_there_has_no_size(tmp_path: Path) -> None:
    assert size_of(tmp_path / "none") == 0


def test_a_damaged_attachment_moves_on_as_it_is(tmp_path: Path) -> None:
    preparing(CONVERSIONS["encrypt"])(tmp_path)
    file = next(tmp_path.glob("a.files/*/*"))
    file.chmod(0o600)
    file.write_bytes(b"damaged")
    convert(tmp_path / "a.db", None, FIRST)
    store = opened(tmp_path / "a.db", FIRST)
    assert store.attachments.path(file.name) is not None
    assert not store.attachments.verify(file.name)
    store.close()


def test_what_others_put_there_stays(tmp_path: Path) -> None:
    preparing(CONVERSIONS["encrypt"])(tmp_path)
    (tmp_path / "a.files" / "notes.txt").write_text("mine")
    convert(tmp_path / "a.db", None, FIRST)
    assert (tmp_path / "a.files" / "notes.txt").read_text() == "mine"

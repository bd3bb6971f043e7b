"""A passphrase set, changed and removed; interrupted ones are in ``tests/faults``."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.interrupted_conversion import (
    CANARY,
    CONVERSIONS,
    FIRST,
    SECOND,
    check,
    converting,
    found,
    opened,
    preparing,
)
from wicco_desktop.foundation.errors import Cancelled, UserError
from wicco_desktop.store import converting as module
from wicco_desktop.store.converting import convert
from wicco_desktop.store.database_key import WrongPassphraseError
from wicco_desktop.store.swap_place import staging_of


@pytest.mark.parametrize("name", list(CONVERSIONS))
def test_everything_is_there_afterwards(tmp_path: Path, name: str) -> None:
    states = CONVERSIONS[name]
    preparing(states)(tmp_path)
    converting(states)(tmp_path)
    check(tmp_path / "a.db", states[1])
    assert bool(found(tmp_path, CANARY)) == (states[1] is None)


def test_changing_the_passphrase_leaves_attachments_alone(tmp_path: Path) -> None:
    preparing(CONVERSIONS["change"])(tmp_path)
    before = {file: file.read_bytes() for file in tmp_path.glob("a.files/*/*")}
    convert(tmp_path / "a.db", FIRST, SECOND)
    assert {file: file.read_bytes() for file in tmp_path.glob("a.files/*/*")} == before


def test_a_wrong_passphrase_changes_nothing(tmp_path: Path) -> None:
    preparing(CONVERSIONS["change"])(tmp_path)
    before = (tmp_path / "a.db").read_bytes()
    with pytest.raises(WrongPassphraseError):
        convert(tmp_path / "a.db", SECOND, None)
    assert (tmp_path / "a.db").read_bytes() == before
    check(tmp_path / "a.db", FIRST)


def test_it_can_be_cancelled(tmp_path: Path) -> None:
    preparing(CONVERSIONS["encrypt"])(tmp_path)

    def stop(part: float) -> None:
        if part > 0.5:
            raise Cancelled

    with pytest.raises(Cancelled):
        convert(tmp_path / "a.db", None, FIRST, progress=stop)
    check(tmp_path / "a.db", None)


def test_an_open_database_is_refused(tmp_path: Path) -> None:
    preparing(CONVERSIONS["encrypt"])(tmp_path)
    store = opened(tmp_path / "a.db", None)
    with pytest.raises(UserError, match="already open"):
        convert(tmp_path / "a.db", None, FIRST)
    store.close()


def test_without_room_nothing_begins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    preparing(CONVERSIONS["encrypt"])(tmp_path)

    def no_room(_folder: Path, _needed: int) -> None:
        raise UserError("full")

    monkeypatch.setattr(module, "check_room", no_room)
    with pytest.raises(UserError, match="full"):
        convert(tmp_path / "a.db", None, FIRST)
    check(tmp_path / "a.db", None)


def test_the_log_goes_on_where_it_was(tmp_path: Path) -> None:
    preparing(CONVERSIONS["encrypt"])(tmp_path)
    store = opened(tmp_path / "a.db", None)
    place = store.position()
    store.close()
    convert(tmp_path / "a.db", None, FIRST)
    store = opened(tmp_path / "a.db", FIRST)
    assert store.position() == place
    assert not staging_of(tmp_path / "a.db").exists()
    store.close()

"""What a check comes to: what can be mended is, what cannot is not written into any more."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest

from tests.faults.damaged import ME, filled, pages_of
from wicco_desktop.foundation.errors import Cancelled
from wicco_desktop.services.checking import PHASES, Checking
from wicco_desktop.services.newest_backup import newest_good_backup
from wicco_desktop.store import driver, search_index
from wicco_desktop.store.driver_errors import DamagedIndexError
from wicco_desktop.store.edits import Create
from wicco_desktop.store.rota import Rota
from wicco_desktop.store.store import Store


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return filled(tmp_path_factory.mktemp("whole") / "a.db", 40).read_bytes()


@pytest.fixture
def path(whole: bytes, tmp_path: Path) -> Path:
    copy = tmp_path / "a.db"
    copy.write_bytes(whole)
    return copy


def opened(path: Path) -> Store:
    return Store.open(path, writer=ME)


def break_page(path: Path, page: int) -> None:
    content = bytearray(path.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = b"\xff" * 4096
    path.write_bytes(content)


def page_of_contacts(path: Path) -> int:
    return max(max(needs) for needs in pages_of(path, "contact").values())


def test_a_full_check_tells_how_far_it_is_and_what_it_finds(path: Path) -> None:
    store = opened(path)
    told: list[str] = []

    outcome = Checking(store).full(lambda _done, _of, doing: told.append(doing.id))

    assert list(dict.fromkeys(told)) == list(PHASES)
    assert [problem.id for problem in outcome.problems] == [
        "The file {file} of attachment {record} is missing."
    ]
    assert (outcome.lasting, outcome.mendable, outcome.broken) == (True, False, False)
    store.close()


def test_a_check_that_is_cancelled_stops(path: Path) -> None:
    store = opened(path)

    with pytest.raises(Cancelled):
        Checking(store).full(cancelled=lambda: True)
    with pytest.raises(Cancelled):
        Checking(store).quick(cancelled=lambda: True)

    store.write([Create("contact", {"name_en": "Later"})])  # and nothing is held up by it
    store.close()


def test_an_index_of_an_older_program_is_found_and_made_anew(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_index, "MAKING", search_index.MAKING + 1)
    store = opened(path)
    checking = Checking(store)

    outcome = checking.full()

    assert store.index_is_old()
    assert outcome.mendable
    assert outcome.problems[0].id == "The search index was made by an older version of the program."
    checking.mend()
    assert not store.index_is_old()
    assert not checking.full().mendable
    assert store.search("Person")
    store.close()


def test_an_index_of_the_file_that_is_wrong_is_found_and_made_anew(path: Path) -> None:
    connection = driver.connect(path)
    connection.execute("PRAGMA writable_schema=ON")
    asked = "SELECT rootpage FROM sqlite_schema WHERE name = ?"
    roots = [connection.execute(asked, (name,)).fetchone()[0] for name in (
        "ix_contact_order", "ix_contact_order_en")]  # fmt: skip
    connection.close()
    content = bytearray(path.read_bytes())
    one, other = ((root - 1) * 4096 for root in roots)
    content[one : one + 4096] = content[other : other + 4096].replace(b"person", b"nobody")
    path.write_bytes(content)
    store = opened(path)
    checking = Checking(store)

    outcome = checking.full()

    assert outcome.mendable
    assert not outcome.broken
    checking.mend()
    assert [problem.id for problem in checking.full().problems] == [
        "The file {file} of attachment {record} is missing."
    ]
    store.close()


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE search_text_config SET v = 0",
        "DELETE FROM search_text_config",
        "UPDATE search_text_config SET v = 'x'",
        "UPDATE search_text_data SET block = zeroblob(length(block)) WHERE id > 10",
        "UPDATE search_text_data SET block = x'ffffffffffffffff' WHERE id = 10",
        "DELETE FROM search_text_data WHERE id > 10",
        "DELETE FROM search_text_data",
        "DELETE FROM search_text_docsize",
    ],
)
def test_whatever_is_broken_of_the_search_index_is_made_anew_and_nothing_else_is(
    path: Path, harm: str
) -> None:
    connection = driver.connect(path)
    connection.execute(harm)
    connection.close()
    store = opened(path)
    checking = Checking(store)
    with contextlib.suppress(DamagedIndexError):  # some of it can still be used
        store.write([Create("contact", {"name_en": "Ding Tian"})])
    with contextlib.suppress(DamagedIndexError):
        store.search("ding")

    outcome = checking.full()

    assert outcome.mendable
    assert not outcome.broken
    assert len(set(map(str, outcome.problems))) == len(outcome.problems)
    assert store.damaged is None
    checking.mend()
    store.write([Create("contact", {"name_en": "Tian Ding"})])
    assert store.search("tian")
    assert [problem.id for problem in checking.full().problems] == [
        "The file {file} of attachment {record} is missing."
    ]
    store.close()


def test_beside_a_broken_index_the_rest_of_the_file_is_checked(path: Path) -> None:
    connection = driver.connect(path)
    connection.execute("UPDATE search_text_config SET v = 0")
    connection.close()
    break_page(path, page_of_contacts(path))
    store = opened(path)

    outcome = Checking(store).full()

    assert outcome.mendable
    assert outcome.broken
    store.close()


def test_a_broken_file_is_not_written_into_any_more(path: Path) -> None:
    break_page(path, page_of_contacts(path))
    store = opened(path)

    outcome = Checking(store).quick()
    before = path.read_bytes()

    assert outcome.broken
    assert outcome.lasting
    assert store.damaged is not None
    with pytest.raises(driver.DamagedFileError):
        store.write([Create("topic", {"name_en": "Late"})])
    store.close()
    assert path.read_bytes() == before


def test_a_page_found_broken_while_working_ends_the_writing(path: Path) -> None:
    store = opened(path)
    store.write([Create("topic", {"name_en": "Before"})])
    store.close()
    break_page(path, page_of_contacts(path))
    store = opened(path)
    ids = pages_of(path, "topic")

    with pytest.raises(driver.DamagedFileError, match="is damaged"):
        list(store.scan("contact", ["remarks_en"], deleted=None))
    with pytest.raises(driver.DamagedFileError):
        store.write([Create("topic", {"name_en": "After"})])

    store.close()
    assert set(pages_of(path, "topic")) == set(ids)


def test_a_text_that_is_none_is_told_as_damage(path: Path) -> None:
    connection = driver.connect(path)
    connection.execute("UPDATE contact SET mobile = CAST(x'c328' AS TEXT)")
    connection.close()
    store = opened(path)

    with pytest.raises(driver.DamagedFileError):
        list(store.scan("contact", ["mobile"]))
    store.close()


@pytest.mark.parametrize(("left", "unclean"), [(".lock", True), ("-wal", True), (".drafts", False)])
def test_an_end_that_was_none_is_known_at_the_next_start(
    path: Path, left: str, unclean: bool
) -> None:
    path.with_name(path.name + left).write_bytes(b"")

    store = opened(path)

    assert store.unclean is unclean
    store.close()
    store = opened(path)
    assert not store.unclean
    store.close()


def test_the_newest_backup_that_is_good_is_found(path: Path) -> None:
    store = opened(path)
    rota = Rota(path)
    good, bad = (rota.make("by-hand", attachments=store.attachments) for _ in range(2))
    store.close()
    newest = newest_good_backup(path)
    assert newest is not None
    assert newest.path == bad.path
    content = bytearray(bad.path.read_bytes())
    content[len(content) // 2] ^= 1
    bad.path.write_bytes(content)

    newest = newest_good_backup(path)
    assert newest is not None
    assert newest.path == good.path
    with pytest.raises(Cancelled):
        newest_good_backup(path, cancelled=lambda: True)
    good.path.unlink()
    assert newest_good_backup(path) is None

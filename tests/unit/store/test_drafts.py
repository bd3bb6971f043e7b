"""Drafts: what is typed comes back, whatever happens to the file."""

from __future__ import annotations

import errno
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.records.fields import Value
from wicco_desktop.store import draft_file, draft_progress
from wicco_desktop.store import drafts as drafts_module
from wicco_desktop.store.draft_file import decode, encode, encode_line
from wicco_desktop.store.drafts import Draft, DraftKey, Drafts, drafts_path

NEVER = 3600.0
"""An interval that does not pass: only ``flush`` writes."""


def clock() -> datetime:
    return datetime(2022, 11, 23, 2, 0, tzinfo=UTC)


def opened(
    path: Path,
    *,
    interval: float = NEVER,
    on_problem: Callable[[Exception], None] | None = None,
) -> Drafts:
    return Drafts(path, clock, interval=interval, longest=NEVER, on_problem=on_problem)


def draft(text: str, column: str = "name_zh", record: str = "r1") -> Draft:
    return Draft(DraftKey("contact", record, column), text, base="before")


any_text = st.text(st.characters(exclude_categories=()), max_size=40)
values = st.none() | any_text | st.integers(-(2**62), 2**62) | st.booleans()
keys = st.builds(DraftKey, any_text, any_text, any_text)
drafts_of_any_kind = st.builds(
    Draft,
    keys,
    any_text,
    values,
    st.none() | st.dictionaries(any_text, values, max_size=3),
    any_text,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "wicco.db.drafts"


@given(st.lists(drafts_of_any_kind, max_size=6))
def test_every_draft_survives_the_file(drafts: list[Draft]) -> None:
    read = decode(encode(encode_line(one) for one in drafts))
    assert list(read.drafts) == drafts
    assert not read.damaged


@given(st.lists(drafts_of_any_kind, min_size=1, max_size=5), st.data())
def test_damage_to_one_draft_spares_the_others(drafts: list[Draft], data: st.DataObject) -> None:
    lines = [encode_line(one) for one in drafts]
    hit = data.draw(st.integers(0, len(lines) - 1))
    place = data.draw(st.integers(0, len(lines[hit]) - 2))
    line = bytearray(lines[hit])
    line[place] ^= 1 << data.draw(st.integers(0, 7))
    if line[place] == ord("\n"):
        line[place] = 0
    lines[hit] = bytes(line)
    read = decode(encode(lines))
    assert read.damaged
    assert list(read.drafts) == [one for index, one in enumerate(drafts) if index != hit]


@given(st.lists(drafts_of_any_kind, min_size=1, max_size=4), st.data())
def test_a_file_cut_anywhere_is_told_and_keeps_its_whole_lines(
    drafts: list[Draft], data: st.DataObject
) -> None:
    whole = encode(encode_line(one) for one in drafts)
    cut = data.draw(st.integers(1, len(whole) - 2))
    read = decode(whole[:cut])
    assert read.damaged
    assert list(read.drafts) == drafts[: len(read.drafts)]


@given(st.binary(max_size=200))
def test_any_bytes_can_be_read_as_drafts(data: bytes) -> None:
    assert decode(data).drafts == ()


def test_what_was_put_is_recovered_by_the_next_start(path: Path) -> None:
    first = opened(path)
    first.put(draft("陈"))
    first.put(draft("Chen", "name_en"))
    first.put(draft("陈静"))
    first.flush()
    second = opened(path)
    assert [one.text for one in second.recovered] == ["陈静", "Chen"]
    assert second.recovered[0].base == "before"
    assert second.recovered[0].moment == "2022-11-23T02:00:00.000Z"
    assert second.all() == list(second.recovered)
    first.close()
    second.close()


def test_a_recovered_draft_stays_until_it_is_removed(path: Path) -> None:
    first = opened(path)
    first.put(draft("kept"))
    first.close()
    opened(path).close()
    third = opened(path)
    assert third.get(draft("").key) == third.recovered[0]
    third.remove(draft("").key)
    third.close()
    assert not path.exists()


def test_no_file_is_left_when_no_draft_is_left(path: Path) -> None:
    drafts = opened(path)
    drafts.put(draft("a"))
    drafts.flush()
    assert path.exists()
    drafts.remove(draft("a").key)
    drafts.close()
    assert list(path.parent.iterdir()) == []


def test_a_megabyte_with_surrogates_and_controls_survives(path: Path) -> None:
    text = "会\x00\x1b\u2028\u202e\ud83d\ude00\udc80\n\r" * 100_000
    drafts = opened(path)
    drafts.put(draft(text))
    drafts.close()
    again = opened(path)
    assert again.recovered[0].text == text
    again.close()


def test_a_new_record_can_be_made_again_from_its_draft(path: Path) -> None:
    drafts = opened(path)
    created: dict[str, Value] = {"date": "2022-11-23", "sent": True, "order": 3, "host": None}
    drafts.put(Draft(DraftKey("meeting", "new", "subject_zh"), "会谈", None, created))
    drafts.close()
    again = opened(path)
    assert again.recovered[0].creates == created
    again.close()


def test_drafts_are_written_by_themselves(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written = threading.Event()

    def observed(target: Path, data: bytes) -> None:
        target.write_bytes(data)
        written.set()

    monkeypatch.setattr(drafts_module, "write_whole", observed)
    drafts = opened(path, interval=0.0)
    drafts.put(draft("by itself"))
    assert written.wait(5)
    assert b"by itself" in path.read_bytes()
    drafts.close()


def test_put_returns_while_the_disk_hangs(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hanging, go_on = threading.Event(), threading.Event()

    def slow(target: Path, data: bytes) -> None:
        hanging.set()
        assert go_on.wait(10)
        target.write_bytes(data)

    monkeypatch.setattr(drafts_module, "write_whole", slow)
    drafts = opened(path, interval=0.0)
    drafts.put(draft("first"))
    assert hanging.wait(5)
    drafts.put(draft("second"))
    assert drafts.all()[0].text == "second"
    go_on.set()
    drafts.close()
    assert b"second" in path.read_bytes()


def test_a_full_disk_is_told_once_and_the_drafts_are_tried_again(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = True

    def write(target: Path, data: bytes) -> None:
        if full:
            raise OSError(errno.ENOSPC, "No space left on device")
        target.write_bytes(data)

    told: list[Exception] = []
    monkeypatch.setattr(drafts_module, "write_whole", write)
    monkeypatch.setattr(draft_progress, "RETRY", 0.01)
    drafts = opened(path, on_problem=told.append)
    drafts.put(draft("kept"))
    for _ in range(3):
        with pytest.raises(UserError, match="No space left"):
            drafts.flush()
    assert [one.text for one in drafts.all()] == ["kept"]
    full = False
    drafts.flush()
    assert b"kept" in path.read_bytes()
    assert len(told) == 1
    full = True
    drafts.put(draft("more"))
    with pytest.raises(UserError):
        drafts.close()
    assert len(told) == 2


def test_a_failed_write_is_tried_again_without_being_asked(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempts, written = [0], threading.Event()

    def write(target: Path, data: bytes) -> None:
        attempts[0] += 1
        if attempts[0] < 3:
            raise OSError(errno.EIO, "Input/output error")
        target.write_bytes(data)
        written.set()

    monkeypatch.setattr(drafts_module, "write_whole", write)
    monkeypatch.setattr(draft_progress, "RETRY", 0.01)
    drafts = opened(path, interval=0.0)
    drafts.put(draft("third time"))
    assert written.wait(5)
    drafts.close()


def test_a_damaged_file_is_set_aside_and_what_is_readable_kept(path: Path) -> None:
    damaged = encode([encode_line(draft("good")), encode_line(draft("bad"))[:-4] + b"!!!\n"])
    path.write_bytes(damaged)
    drafts = opened(path)
    assert [one.text for one in drafts.recovered] == ["good"]
    assert drafts.set_aside is not None
    assert drafts.set_aside.read_bytes() == damaged
    drafts.close()
    again = opened(path)
    assert [one.text for one in again.recovered] == ["good"]
    assert again.set_aside is None
    again.close()


def test_each_damaged_file_is_kept(path: Path) -> None:
    for content in (b"one", b"two"):
        path.write_bytes(content)
        opened(path).close()
    kept = sorted(file.read_bytes() for file in path.parent.iterdir())
    assert kept == [b"one", b"two"]


def test_a_folder_in_the_place_of_the_file_is_no_reason_not_to_start(path: Path) -> None:
    path.mkdir()
    drafts = opened(path)
    drafts.put(draft("on"))
    drafts.close()
    assert b"on" in path.read_bytes()


def test_half_written_files_of_a_killed_process_are_cleared(path: Path) -> None:
    leftover = path.with_name(path.name + "abc123.part")
    leftover.write_bytes(b"half")
    other = path.with_name("other.db.draftsabc.part")
    other.write_bytes(b"not ours")
    opened(path).close()
    assert not leftover.exists()
    assert other.exists()


def test_nothing_is_written_where_nothing_was_typed(path: Path) -> None:
    drafts = opened(path, interval=0.0)
    drafts.remove(draft("").key)
    drafts.flush()
    drafts.close()
    assert list(path.parent.iterdir()) == []


def test_a_draft_that_did_not_change_is_not_encoded_again(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    encoded: list[str] = []

    def counted(one: Draft) -> bytes:
        encoded.append(one.text)
        return encode_line(one)

    drafts = opened(path)
    monkeypatch.setattr(draft_file, "encode_line", counted)
    drafts.put(draft("long", "about_zh"))
    drafts.flush()
    drafts.put(draft("short", "name_zh"))
    drafts.close()
    assert encoded == ["long", "short"]


def test_drafts_lie_beside_the_real_file(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.db").touch()
    (tmp_path / "link.db").symlink_to(tmp_path / "real" / "a.db")
    assert drafts_path(tmp_path / "link.db") == tmp_path / "real" / "a.db.drafts"


def test_nothing_can_be_put_after_closing(path: Path) -> None:
    drafts = opened(path)
    drafts.close()
    drafts.close()
    with pytest.raises(RuntimeError):
        drafts.put(draft("late"))

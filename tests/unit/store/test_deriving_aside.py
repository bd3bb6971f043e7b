"""The process beside a long write: what it makes is what is made here, whatever becomes of it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import psutil
import pytest

from tests.unit.store.conftest import ME
from wicco_desktop.foundation.errors import Cancelled, UserError
from wicco_desktop.foundation.json_text import to_json
from wicco_desktop.services.workspace import Workspace
from wicco_desktop.store import deriving_aside, inserting, writer
from wicco_desktop.store.deriving_aside import DerivingAside
from wicco_desktop.store.edits import Create, Edit
from wicco_desktop.store.kind_rules import all_rules
from wicco_desktop.store.store import Store

NAMES = ("陈祖荣", "陳祖榮", "Chan Chou Weng", "欧阳娜娜", "José Álvares", "尉迟", "a\0b", "𠀀")
MANY = writer.MANY + 3 * writer.CHUNK + 1

Edits = list[Create | Edit]
Rows = list[tuple[object, ...]]


def people(count: int) -> Iterator[Create]:
    for number in range(count):
        name = NAMES[number % len(NAMES)]
        values = {"name_zh": name, "name_en": f"Chan {number}", "mobile": f"+853 {number}"}
        yield Create("contact", dict(values))
        if number % 5 == 0:
            yield Create("organisation", {"name_zh": "澳门大学", "other_names": name})


def children() -> list[psutil.Process]:
    """The processes beside that are running now."""
    found = []
    for child in psutil.Process().children():
        try:
            if "wicco_desktop.store.deriving_child" in child.cmdline():
                found.append(child)
        except psutil.Error:
            continue
    return found


def contents(store: Store) -> list[Rows]:
    """Every row with its sort keys, without the moment at which it was written."""
    columns = "id, name_zh, name_en, sort_key, sort_key_en"
    queries = [f"SELECT {columns} FROM {kind} ORDER BY id" for kind in ("contact", "organisation")]
    queries.append("SELECT record, kind FROM search_entry ORDER BY record")
    connection = store._database.reader()
    return [list(map(tuple, connection.exec_driver_sql(query))) for query in queries]


def found(store: Store, typed: str) -> set[str]:
    return {hit.id for hit in store.search(typed, limit=10_000)}


@pytest.fixture(scope="module")
def edits() -> Edits:
    return list(people(MANY))


@pytest.fixture(scope="module")
def wanted(edits: Edits, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """What a write comes to that nobody expects to be long."""
    opened = Store.open(tmp_path_factory.mktemp("wanted") / "wanted.db", writer=ME)
    opened.write(edits)
    yield opened
    opened.close()


def is_as_wanted(store: Store, wanted: Store) -> None:
    assert contents(store) == contents(wanted)
    for typed in ("czr", "chan chou weng", "澳门", "am", "ouyang", "4242", "weichi"):
        assert found(store, typed) == found(wanted, typed) != set()
    assert list(Workspace.over(store).checking.problems()) == []
    assert children() == []


def test_a_long_write_is_the_same_with_a_process_beside(
    store: Store, edits: Edits, wanted: Store
) -> None:
    seen: set[int] = set()

    def look(_done: int, _total: int) -> None:
        seen.update(child.pid for child in children())

    store.write(edits, total=len(edits), report=look)
    assert len(seen) == 1
    is_as_wanted(store, wanted)


def test_the_index_is_written_in_few_statements(
    store: Store, edits: Edits, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables: list[str] = []
    insert = inserting._insert_text

    def noting(table: str, *rows: Any) -> None:
        tables.append(table)
        insert(table, *rows)

    monkeypatch.setattr(inserting, "_insert_text", noting)
    plain = [edit for edit in edits if "\0" not in "".join(map(str, edit.values.values()))]
    assert len(plain) > writer.MANY
    store.write(plain, total=len(plain))
    assert tables.count("contact") > 8
    assert 1 <= tables.count("search_text") <= 2


@pytest.mark.parametrize("moment", [0, 1, 5])
def test_a_process_that_is_killed_takes_nothing_with_it(
    store: Store, edits: Edits, wanted: Store, moment: int
) -> None:
    killed: list[int] = []

    def kill(done: int, _total: int) -> None:
        if done >= moment * writer.CHUNK and not killed:
            for child in children():
                child.kill()
                child.wait()
                killed.append(child.pid)

    store.write(edits, total=len(edits), report=kill)
    assert len(killed) == 1
    is_as_wanted(store, wanted)


def test_where_no_process_can_be_started_the_write_does_without(
    store: Store, edits: Edits, wanted: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_arguments: object, **_pipes: object) -> None:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(deriving_aside, "start_own", refused)
    store.write(edits, total=len(edits))
    is_as_wanted(store, wanted)


def test_who_cancels_waits_for_no_process(store: Store, edits: Edits) -> None:
    with pytest.raises(Cancelled):
        store.write(edits, total=len(edits), cancelled=lambda: bool(children()))
    assert children() == []
    assert contents(store)[:2] == [[], []]
    assert store.position() == 0


def test_what_fails_while_a_process_is_beside_leaves_nothing(store: Store, edits: Edits) -> None:
    with pytest.raises(UserError):
        store.write([*edits, edits[0]], total=len(edits))
    assert children() == []
    assert (contents(store)[0], store.position()) == ([], 0)
    store.write([edits[0]])
    assert list(Workspace.over(store).checking.problems()) == []


def test_many_edits_of_what_is_there_start_no_process(store: Store, edits: Edits) -> None:
    few = edits[:100]
    store.write(few)
    changes = [Edit("contact", edit.id, {"mobile": "1"}) for edit in few if edit.kind == "contact"]
    seen: list[int] = []
    store.write(
        changes, total=writer.MANY, report=lambda _done, _total: seen.append(len(children()))
    )
    assert set(seen) == {0}


REQUEST = to_json(("contact", "2026", ("id",), [("1", 1, {})])).encode()
ANSWER = (b'[["1"]]', b'[[1,"","",""]]')


@pytest.fixture
def aside() -> Iterator[DerivingAside]:
    started = DerivingAside(all_rules())
    yield started
    started.end()
    assert children() == []


def test_who_asks_much_more_than_is_answered_is_told(aside: DerivingAside) -> None:
    told = [aside.behind]
    for _request in range(5):
        aside.ask(REQUEST)
    told.append(aside.behind)
    assert [aside.answer() for _request in range(5)] == [ANSWER] * 5
    assert [*told, aside.behind] == [False, True, False]


def test_a_process_that_is_gone_gives_no_answer(aside: DerivingAside) -> None:
    aside.stop()
    aside.ask(REQUEST)
    assert aside.answer() is None


def test_after_half_a_question_nothing_is_asked_and_what_was_before_is_answered(
    aside: DerivingAside, monkeypatch: pytest.MonkeyPatch
) -> None:
    aside.ask(REQUEST)
    assert aside.answer() == ANSWER

    def half(out: BinaryIO, payload: bytes) -> None:
        out.write(payload[:7])
        out.flush()
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("wicco_desktop.store.deriving_aside.write_frame", half)
    aside.ask(REQUEST)
    monkeypatch.undo()
    aside.ask(REQUEST)
    assert aside.answer() is None
    assert aside.answer() is None


def test_after_half_an_answer_no_other_is_taken(
    aside: DerivingAside, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _twice in range(2):
        aside.ask(REQUEST)

    def half(source: BinaryIO) -> bytes:
        source.read(3)
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("wicco_desktop.store.deriving_aside.read_frame", half)
    assert aside.answer() is None
    monkeypatch.undo()
    assert aside.answer() is None


def test_it_ends_when_the_program_is_killed(tmp_path: Path) -> None:
    program = (
        "import time\n"
        "from wicco_desktop.store.deriving_aside import DerivingAside\n"
        "from wicco_desktop.store.kind_rules import all_rules\n"
        "aside = DerivingAside(all_rules())\n"
        "print(aside._child.pid, flush=True)\n"
        "time.sleep(60)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-P", "-c", program],
        stdout=subprocess.PIPE,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(deriving_aside.__file__).parents[2])},
    ) as parent:
        assert parent.stdout is not None
        child = psutil.Process(int(parent.stdout.readline()))
        parent.kill()
    _gone, alive = psutil.wait_procs([child], timeout=20)
    assert [one for one in alive if one.status() != psutil.STATUS_ZOMBIE] == []

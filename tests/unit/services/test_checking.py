"""A check finds what is wrong with a database, whatever it is, and nothing where nothing is."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.messages import Translator
from wicco_desktop.services.checking import Checking
from wicco_desktop.services.workspace import Workspace
from wicco_desktop.store import driver
from wicco_desktop.store.attachments import AttachmentFolder
from wicco_desktop.store.finding import Sort
from wicco_desktop.store.index_faults import asked_words
from wicco_desktop.store.store import Store
from wicco_desktop.store.writer import Writer

ME = Writer("Tester", "device-1", "laptop")
CITY_ENTRY = "(SELECT id FROM search_entry WHERE record='{self.city}')"


class Filled:
    """A small database at rest that uses everything a check looks at."""

    def __init__(self, path: Path) -> None:
        self.path = path
        store = Store.open(path, writer=ME)
        work = Workspace.over(store)
        city = work.editing.create("organisation", {"name_en": "Macao", "name_zh": "澳门"})
        person = work.editing.create(
            "contact", {"name_zh": "丁恬", "name_en": "Ding Tian", "mobile": "+853 2871 0000"}
        )
        work.people.add_post(person.id, {"organisation": city.id, "title_en": "Head"})
        work.editing.change("contact", person.id, {"city_en": "Macao"})
        work.editing.change("contact", person.id, {"city_en": "Taipa"})
        gone = work.editing.create("contact", {"name_en": "Nobody"})
        work.editing.delete([("contact", gone.id)])
        topic = work.editing.create("topic", {"name_en": "Smart cities"})
        link = work.editing.create("topic_link", {"topic": topic.id, "record": city.id})
        self.folder = AttachmentFolder(path)
        kept = self.folder.add_bytes(b"a photograph", "one.jpg")
        picture = work.editing.create(
            "attachment", {"record": city.id, "file": kept.digest, "file_name": "one.jpg"}
        )
        self.city, self.person, self.gone = city.id, person.id, gone.id
        self.link, self.picture, self.digest = link.id, picture.id, kept.digest
        store.close()

    def damage(self, *statements: str) -> None:
        """What no program of ours does: write past the store."""
        connection: Any = driver.connect(self.path)
        connection.execute("PRAGMA foreign_keys=OFF")
        for statement in statements:
            connection.execute(statement.format(self=self))
        connection.close()

    def problems(self) -> list[str]:
        try:
            store = Store.open(self.path, writer=ME, read_only=True)
        except UserError as refused:
            return [str(refused)]
        try:
            return [Translator().text(told) for told in Checking(store).problems()]
        finally:
            store.close()


@pytest.fixture
def filled(tmp_path: Path) -> Filled:
    return Filled(tmp_path / "checked.db")


def test_a_sound_database_has_no_problems(filled: Filled) -> None:
    assert filled.problems() == []


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE contact SET mobile='1' WHERE id='{self.person}'", "Mobile of contact {p} is not"),
        ("UPDATE contact SET deleted=NULL WHERE id='{self.gone}'", "Deleted of contact {g} is not"),
        ("UPDATE contact SET city_older='zh'", "City of contact {p} is not what the log says"),
        ("DELETE FROM topic_link", "Topic link {l} is in the log, but the record is not there"),
        ("DELETE FROM log_change WHERE record='{self.link}'", "log does not know how it came"),
        (
            "DELETE FROM log_change WHERE field IS NULL AND record='{self.person}'",
            "changes of contact {p} in the log do not follow one another",
        ),
        (
            "DELETE FROM log_change WHERE new='\"Macao\"' AND field='city_en'",
            "changes of contact {p} in the log do not follow one another",
        ),
        ("UPDATE log_change SET new='{{' WHERE new='\"Taipa\"'", "do not follow one another"),
        ("UPDATE log_change SET kind='nothing' WHERE record='{self.link}'", "nothing {l} is in"),
        ("DELETE FROM log_transaction WHERE id=1", "Change 1 of the log belongs to no transaction"),
        (
            "INSERT INTO returned_workbook VALUES (99, 'digest', 'a.xlsx', NULL)",
            "A returned workbook belongs to transaction 99, which is not there",
        ),
        (
            "INSERT INTO merged_record VALUES (1, 'contact', 'a', 'b', '2026', 99)",
            "A merge belongs to transaction 99, which is not there",
        ),
        ("UPDATE affiliation SET contact='gone'", "Contact of affiliation"),
        ("UPDATE topic_link SET record='gone'", "Linked record of topic link {l} refers to"),
        ("DELETE FROM search_entry WHERE record='{self.city}'", "does not find organisation {c}"),
        (
            f"DELETE FROM search_text WHERE rowid={CITY_ENTRY}",
            "Search does not find organisation {c}, though it should",
        ),
        ("UPDATE search_entry SET record='other' WHERE record='{self.city}'", "Search still knows"),
        (
            f"UPDATE search_text SET title='x', named='', body='' WHERE rowid={CITY_ENTRY}",
            "Search does not find organisation {c}, though it should",
        ),
    ],
)
def test_damage_past_the_store_is_found(filled: Filled, statement: str, told: str) -> None:
    filled.damage(statement)

    expected = told.format(p=filled.person, g=filled.gone, l=filled.link, c=filled.city)
    assert any(expected in problem for problem in filled.problems()), filled.problems()


def test_a_missing_attachment_is_found(filled: Filled) -> None:
    path = filled.folder.path(filled.digest)
    assert path is not None
    path.unlink()

    assert filled.problems() == [f"The file one.jpg of attachment {filled.picture} is missing."]


def test_an_attachment_that_changed_is_found(filled: Filled) -> None:
    path = filled.folder.path(filled.digest)
    assert path is not None
    path.chmod(0o644)
    path.write_bytes(b"another picture")

    assert filled.problems() == [
        f"The file one.jpg of attachment {filled.picture} is not what was stored."
    ]


def test_broken_pages_are_told_not_raised(filled: Filled) -> None:
    content = bytearray(filled.path.read_bytes())
    for page in range(len(content) // 8192, len(content) // 4096):
        content[page * 4096 : page * 4096 + 64] = b"\xff" * 64
    filled.path.write_bytes(bytes(content))

    assert any("damaged" in problem for problem in filled.problems())


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_a_file_cut_short_is_told(filled: Filled, share: float) -> None:
    content = filled.path.read_bytes()
    filled.path.write_bytes(content[: int(len(content) * share) // 4096 * 4096])

    assert any("damaged" in problem for problem in filled.problems())


def test_every_sort_of_finding_has_its_sentence() -> None:
    from wicco_desktop.services.checking import _TOLD

    assert set(_TOLD) == set(Sort)


def test_a_check_writes_nothing(filled: Filled) -> None:
    before = {path: path.stat().st_mtime_ns for path in filled.path.parent.rglob("*")}
    content = filled.path.read_bytes()

    assert filled.problems() == []

    assert {path: path.stat().st_mtime_ns for path in filled.path.parent.rglob("*")} == before
    assert filled.path.read_bytes() == content


@given(st.lists(st.text(min_size=1, max_size=4).filter(str.strip), max_size=200))
def test_the_words_asked_for_are_words_of_the_record_and_few(words: list[str]) -> None:
    asked = asked_words(words)

    assert set(asked) <= set(words)
    assert len(asked) <= 24


@pytest.mark.parametrize("make", [lambda: "𠂫 x ² ǅ ß İ", lambda: "…—", lambda: "AND OR NOT \"'*"])
def test_odd_texts_are_found_by_their_own_words(tmp_path: Path, make: Callable[[], str]) -> None:
    store = Store.open(tmp_path / "odd.db", writer=ME)
    work = Workspace.over(store)
    work.editing.create("contact", {"name_en": make(), "other_spellings": make()})

    assert list(Checking(store).problems()) == []
    store.close()


@given(st.lists(st.sampled_from(["make", "edit", "empty", "delete", "restore", "undo", "redo"])))
def test_whatever_was_done_through_the_store_is_sound(
    tmp_path_factory: pytest.TempPathFactory, steps: list[str]
) -> None:
    store = Store.open(tmp_path_factory.mktemp("sound") / "sound.db", writer=ME)
    work = Workspace.over(store)
    ids = [work.editing.create("contact", {"name_en": "First", "tags": "a; b"}).id]
    for number, step in enumerate(steps):
        record = ("contact", ids[number % len(ids)])
        with contextlib.suppress(UserError):  # nothing to undo or redo
            if step == "make":
                ids.append(work.editing.create("contact", {"name_zh": f"第{number}人"}).id)
            elif step in ("edit", "empty"):
                text = f"Word{number}" if step == "edit" else ""
                work.editing.change(*record, {"name_en": text, "mobile": text, "wechat": text})
            elif step in ("delete", "restore"):
                (work.editing.delete if step == "delete" else work.editing.restore)([record])
            else:
                (work.editing.undo if step == "undo" else work.editing.redo)()
    assert list(Checking(store).problems()) == []
    store.close()

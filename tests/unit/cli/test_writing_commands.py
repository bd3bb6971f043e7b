"""add, set, undo and redo: one transaction each, told as asked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from wicco_desktop.foundation.paths import user_folders
from wicco_desktop.foundation.settings import SettingsFile
from wicco_desktop.store.rota import Rota
from wicco_desktop.store.store import Store
from wicco_desktop.store.writer import Writer

Make = Callable[..., str]
Run = Callable[..., Any]


def test_add_prints_the_record_as_show_does(run: Run) -> None:
    added = run("add", "contacts", "name.zh=丁恬", "tags=Macao;forum", "--json").document

    assert run("show", added["id"], "--json").document == added
    assert added["values"]["tags"] == "Macao; forum"


def test_set_changes_what_is_named_and_clears_what_is_empty(run: Run, made: Make) -> None:
    id_ = made("contacts", "name.en=Ding Tian", "mobile=+853 1", "email=a@b.example")

    changed = run("set", id_, "mobile=", "email=c@d.example", "name.zh=丁恬", "--json")

    values = changed.document["values"]
    assert (values["mobile"], values["email"]) == (None, "c@d.example")
    assert values["name"] == {"zh": "丁恬", "en": "Ding Tian"}
    numbers = {entry["transaction"] for entry in run("history", id_, "--json").document[:-1]}
    assert len(numbers) == 1


def test_setting_what_is_there_already_logs_nothing(run: Run, made: Make) -> None:
    id_ = made("contacts", "name.en=Ding Tian")

    assert run("set", id_, "name.en=Ding Tian").code == 0

    assert len(run("history", id_, "--json").document) == 1


def test_undo_and_redo_go_back_and_forth_over_several_runs(run: Run, made: Make) -> None:
    id_ = made("contacts", "name.en=Ding Tian")
    run("set", id_, "mobile=1", "phone=2")
    run("set", id_, "mobile=3")

    def mobile() -> Any:
        return run("show", id_, "--json").document["values"]["mobile"]

    first = run("undo", "--json").document
    assert first == {"transaction": 4, "reverses": 3, "kept": [], "changed": 1}
    assert mobile() == "1"
    assert run("undo", "--json").document["changed"] == 2
    assert mobile() is None
    assert run("redo", "--json").document["changed"] == 2
    assert run("redo", "--json").document["changed"] == 1
    assert mobile() == "3"
    nothing = run("redo", "--json")
    assert (nothing.code, nothing.document) == (1, {"error": "There is nothing to redo."})


def test_undo_of_a_named_transaction_keeps_and_lists_what_was_edited_since(
    run: Run, made: Make
) -> None:
    id_ = made("contacts", "name.en=Ding Tian")
    run("set", id_, "mobile=1", "name.en=Ding T.")
    run("set", id_, "mobile=2")

    undone = run("undo", "2", "--json").document

    assert undone["kept"] == [{"id": id_, "kind": "contacts", "field": "mobile"}]
    assert (undone["reverses"], undone["changed"]) == (2, 1)
    assert run("show", id_, "--json").document["values"]["name"]["en"] == "Ding Tian"
    again = run("undo", "2", "--json")
    assert again.code == 1
    assert "undone already" in again.document["error"]


def test_undo_tells_people_what_it_took_back_and_what_it_kept(run: Run, made: Make) -> None:
    id_ = made("contacts", "name.en=Ding Tian")
    run("set", id_, "mobile=1")
    run("set", id_, "mobile=2")

    assert run("undo", "2").out.splitlines() == [
        "Undone: Mobile of Ding Tian",
        "Mobile of Ding Tian was edited since and is kept",
    ]
    assert run("undo").out == "Undone: Mobile of Ding Tian\n"
    assert run("redo").out == "Redone: Mobile of Ding Tian\n"


@pytest.mark.parametrize("number", ["99", "0", "9" * 18])
def test_undo_of_a_transaction_that_is_not_there_is_told(run: Run, number: str) -> None:
    answer = run("undo", number)

    assert answer.code == 1
    assert f"There is no transaction {number}." in answer.err


def test_notes_come_after_one_another_and_know_their_first_language(run: Run, made: Make) -> None:
    meeting = made("meetings", "subject.en=Talks")
    notes = [made("notes", f"meeting={meeting}", f"text.en=Note {n}") for n in range(3)]

    listed = run("list", "notes", "--json").document

    assert [entry["id"] for entry in listed] == notes
    assert listed[0]["values"]["written_first"] == "en"


def test_a_follow_up_begins_open(run: Run, made: Make) -> None:
    id_ = made("follow-ups", "what.en=Send the plan", "due=2022-12-01")

    assert run("show", id_, "--json").document["values"]["status"] == "open"


def test_who_and_device_come_from_the_settings(run: Run, made: Make) -> None:
    settings = SettingsFile(user_folders().settings)
    settings.values.my_name = "王皓岚"
    settings.save()

    id_ = made("contacts", "name.en=Ding Tian")

    assert run("history", id_, "--json").document[0]["by"] == "王皓岚"


def test_a_write_is_refused_while_a_window_has_the_database(
    run: Run, made: Make, database_path: Path
) -> None:
    id_ = made("contacts", "name.en=Ding Tian")
    window = Store.open(database_path, writer=Writer("", "device", ""))
    try:
        for command in (["set", id_, "mobile=1"], ["add", "topics", "name.en=x"], ["undo"]):
            refused = run(*command)
            assert refused.code == 1
            assert "already open in another window" in refused.err
        assert run("show", id_, "--json").document["values"]["mobile"] is None
        assert run("check").code == 0
        assert run("backup").code == 0
    finally:
        window.close()
    assert run("set", id_, "mobile=1").code == 0


def test_backup_and_restore_bring_everything_back(
    run: Run, made: Make, database_path: Path, tmp_path: Path
) -> None:
    id_ = made("contacts", "name.en=Ding Tian")
    archive = tmp_path / "kept.wicco-backup"
    backed = run("backup", str(archive), "--json").document
    assert (backed["file"], backed["records"]["contacts"]) == (str(archive), 1)
    run("set", id_, "mobile=1")

    restored = run("restore", str(archive), "--json").document

    assert Path(restored["kept"]).is_file()
    assert run("show", id_, "--json").document["values"]["mobile"] is None
    assert run("check").code == 0
    elsewhere = tmp_path / "new.db"
    assert run("restore", str(archive), data=elsewhere).code == 0
    assert run("show", id_, data=elsewhere).code == 0


def test_the_backups_beside_the_database_are_listed_and_restored_by_number(
    run: Run, made: Make, database_path: Path
) -> None:
    assert run("backups", "--json").document == []
    id_ = made("contacts", "name.en=Ding Tian")
    first = Rota(database_path).make("working")
    run("set", id_, "mobile=1")
    Rota(database_path).make("closing")

    listed = run("backups", "--json").document
    assert [(one["number"], one["why"]) for one in listed] == [(2, "closing"), (1, "working")]
    assert (listed[1]["file"], listed[1]["records"]["contacts"]) == (str(first.path), 1)
    assert "on closing" in run("backups").out

    restored = run("restore", "1", "--json").document
    assert restored["file"] == str(first.path)
    assert run("show", id_, "--json").document["values"]["mobile"] is None
    assert run("backups", "--json").document[0]["why"] == "before-restore"
    assert run("restore", "77").code == 2


def test_an_archive_that_differs_in_one_byte_is_refused(
    run: Run, made: Make, database_path: Path, tmp_path: Path
) -> None:
    made("contacts", "name.en=Ding Tian")
    archive = tmp_path / "kept.wicco-backup"
    run("backup", str(archive))
    content = bytearray(archive.read_bytes())
    content[len(content) // 2] ^= 1
    archive.write_bytes(bytes(content))
    before = database_path.read_bytes()

    assert run("restore", str(archive)).code in (1, 2)

    assert database_path.read_bytes() == before

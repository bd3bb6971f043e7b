"""Erasing a person: asked with a name, told what stays, what mentions them, which backups hold."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.languages import ENGLISH
from wicco_desktop.foundation.messages import Translator
from wicco_desktop.services.titles import referred
from wicco_desktop.services.trash import Trash
from wicco_desktop.services.workspace import Workspace
from wicco_desktop.store.drafts import Draft, DraftKey, Drafts
from wicco_desktop.store.edits import Edit


@pytest.fixture
def drafts(workspace: Workspace) -> Iterator[Drafts]:
    opened = workspace.store.open_drafts()
    yield opened
    opened.close()


@pytest.fixture
def person(workspace: Workspace) -> str:
    values = {"name_zh": "陈祖荣", "name_en": "Chan Chou Weng", "email": "czr@example.org"}
    return workspace.editing.create("contact", values).id


def note(workspace: Workspace, **values: object) -> str:
    meeting = workspace.editing.create("meeting", {"subject_en": "Talks"}).id
    return workspace.editing.create("note", {"meeting": meeting, **values}).id


def test_it_says_what_goes_and_by_what_names_it_may_be_confirmed(
    workspace: Workspace, person: str
) -> None:
    workspace.people.add_post(person, {"title_en": "Director"})
    note(workspace, speaker=person, text_en="Yes.")
    workspace.store.write([Edit("contact", person, {"name_en": "Chan Cho Wing"})])
    about = workspace.erasing.about(person)
    assert about.counts == {"affiliation": 1, "note": 1}
    assert set(about.names) == {"陈祖荣", "Chan Chou Weng", "Chan Cho Wing"}
    assert about.is_called(" chan  CHO wing ")
    assert not about.is_called("")
    assert not about.is_called("Chan")


def test_without_a_name_of_theirs_nothing_is_erased(
    workspace: Workspace, drafts: Drafts, person: str
) -> None:
    before = workspace.store.position()
    with pytest.raises(UserError, match="not a name of this person"):
        workspace.erasing.erase(person, "Lei Ka Wai", drafts)
    assert workspace.store.position() == before


def test_only_a_person_can_be_erased_and_only_once(workspace: Workspace, drafts: Drafts) -> None:
    organisation = workspace.editing.create("organisation", {"name_en": "Bureau"})
    with pytest.raises(UserError, match="Only people"):
        workspace.erasing.about(organisation.id)
    unnamed = workspace.editing.create("contact", {})
    workspace.erasing.erase(unnamed.id, unnamed.id, drafts)
    with pytest.raises(UserError, match="erased already"):
        workspace.erasing.about(unnamed.id)


def test_texts_of_others_stay_and_are_listed(
    workspace: Workspace, drafts: Drafts, person: str
) -> None:
    speaking = [
        note(workspace, text_zh="会后陈祖荣副局长陪同参观。"),
        note(workspace, text_en="CHOU WENG CHAN will send it."),
        note(workspace, text_en="Write to czr@example.org"),
    ]
    once = note(workspace, text_en="Chan Chou Weng agreed.")
    workspace.store.write([Edit("note", once, {"text_en": "They agreed."})])
    note(workspace, text_en="Mr Chan and Weng Chou-fai agreed.")
    done = workspace.erasing.erase(person, "陈祖荣", drafts)
    found = {mention.record: mention.columns for mention in done.mentions}
    assert found == {
        speaking[0]: ("text_zh",),
        speaking[1]: ("text_en",),
        speaking[2]: ("text_en",),
        once: (),
    }
    record = workspace.store.find(speaking[0])
    assert record is not None
    assert "陈祖荣" in record.text("text_zh")


def test_what_was_being_typed_of_them_goes_and_what_mentions_them_is_listed(
    workspace: Workspace, drafts: Drafts, person: str
) -> None:
    meeting = workspace.editing.create("meeting", {"subject_en": "Talks"}).id
    goes = [
        Draft(DraftKey("contact", person, "mobile"), "6612"),
        Draft(DraftKey("affiliation", "new", "title_en"), "Head", creates={"contact": person}),
    ]
    stays = [
        Draft(DraftKey("meeting", meeting, "composer"), "Chan Chou Weng said"),
        Draft(DraftKey("meeting", meeting, "place_en"), "Macao"),
    ]
    for draft in (*goes, *stays):
        drafts.put(draft)
    done = workspace.erasing.erase(person, "陈祖荣", drafts)
    assert {draft.key for draft in drafts.all()} == {draft.key for draft in stays}
    assert done.drafts == (("meeting", meeting),)
    assert b"6612" not in drafts.path.read_bytes()


def test_backups_that_still_hold_them_are_named_with_the_day_they_go(
    workspace: Workspace, drafts: Drafts, tmp_path: Path
) -> None:
    backups = workspace.backups
    workspace.editing.create("organisation", {"name_en": "Bureau"})
    backups.make("by-hand")
    person = workspace.editing.create("contact", {"name_en": "Chan Chou Weng"}).id
    held = backups.make("by-hand")
    apart = tmp_path / "copy.wicco-backup"
    backups.export(held, apart)
    done = workspace.erasing.erase(person, "Chan Chou Weng", drafts)
    backups.make("by-hand")
    assert [(one.file, one.until is not None) for one in done.backups] == [
        (held.path, True),
        (apart, False),
    ]
    assert done.backups[0].until == backups.gone_by(backups.listed()[1].snapshot)
    assert workspace.erasing.still_holding(person) == done.backups


def test_files_put_aside_as_damaged_are_named(
    workspace: Workspace, drafts: Drafts, person: str
) -> None:
    aside = drafts.path.with_name(f"{drafts.path.name}.damaged-1")
    aside.write_bytes(b"?")
    done = workspace.erasing.erase(person, "陈祖荣", drafts)
    assert done.others == (aside,)


def test_a_sweep_that_fails_is_told_and_done_later(
    workspace: Workspace, drafts: Drafts, person: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_folder: object) -> None:
        raise UserError("The disk is full.")

    monkeypatch.setattr(workspace.store, "sweep", fail)
    done = workspace.erasing.erase(person, "陈祖荣", drafts)
    assert done.unfinished is not None
    assert workspace.store.unswept()
    monkeypatch.undo()
    workspace.erasing.finish()
    assert not workspace.store.unswept()


def test_the_tombstone_is_neither_in_the_trash_nor_said_to_be(
    workspace: Workspace, drafts: Drafts, person: str
) -> None:
    workspace.erasing.erase(person, "陈祖荣", drafts)
    trash = Trash(workspace.store, workspace.editing, workspace.titles)
    assert (trash.deleted("en"), trash.count()) == ([], 0)
    record = workspace.store.find(person)
    assert record is not None
    assert referred(record, Translator(ENGLISH)) == "Erased person"
    history = workspace.history.of("contact", person)
    assert [entry.transaction.through for entry in history] == ["erasure", "typed"]


def test_a_merged_record_leads_to_the_one_that_it_became(
    workspace: Workspace, drafts: Drafts, person: str
) -> None:
    other = workspace.editing.create("contact", {"name_en": "Chen Zurong", "mobile": "66123456"})
    workspace.merging.merge(person, other.id)
    about = workspace.erasing.about(other.id)
    assert (about.contact, about.merged) == (person, 1)
    workspace.erasing.erase(other.id, "Chen Zurong", drafts)
    assert workspace.store.erased([person, other.id]) == {person, other.id}


def test_copies_that_were_opened_are_removed(
    workspace: Workspace, drafts: Drafts, person: str
) -> None:
    copy = workspace.photos.copies.folder() / "card.jpg"
    copy.write_bytes(b"card")
    workspace.erasing.erase(person, "陈祖荣", drafts)
    assert not copy.exists()

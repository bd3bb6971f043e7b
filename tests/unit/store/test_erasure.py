"""A person erased: nothing of theirs is left anywhere, everything else is as it was, and sound."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.identifiers import new_id
from wicco_desktop.foundation.messages import Message
from wicco_desktop.records import KINDS, FieldType, Value
from wicco_desktop.records.erased import CALLED, PERSON, is_part, is_tombstone
from wicco_desktop.store.attachments import AttachmentFolder
from wicco_desktop.store.edits import Create, Edit, Through, deletion, restoration
from wicco_desktop.store.erasure_scope import OF_THE_PERSON
from wicco_desktop.store.exports import Export
from wicco_desktop.store.merged import Merged
from wicco_desktop.store.returned import ReturnedValue, ReturnedWorkbook
from wicco_desktop.store.store import Store
from wicco_desktop.store.writer import Writer

CANARY = "Qanary"
HAN = "金丝雀"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path / "test.db", writer=Writer("Tester", "device-1", "Laptop"))
    yield opened
    opened.close()


@pytest.fixture
def folder(store: Store) -> AttachmentFolder:
    return AttachmentFolder(store.path)


def canaries(kind: str, tag: str) -> dict[str, Value]:
    """A value with a canary for every text of a kind."""
    return {
        name: f"{CANARY}{tag}{name.replace('_', '')} {HAN}"
        for name, column in KINDS[kind].columns.items()
        if not column.mark
        and column.field.type
        in (FieldType.TEXT, FieldType.PHONE, FieldType.EMAIL, FieldType.LIST, FieldType.WEBSITE)
    }


def made(store: Store, kind: str, values: Mapping[str, Value]) -> str:
    record = Create(kind, values)
    store.write([record])
    return record.id


def left_in(folder: Path) -> list[str]:
    """What of the canaries stands in any file of a folder, in the encodings a file may have."""
    found = []
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        data = path.read_bytes()
        low = data.lower()
        for word in (CANARY.lower(), HAN, " ".join(HAN)):
            searched = low if word.isascii() else data
            found += [
                f"{path.name}: {word} in {encoding}"
                for encoding in ("utf-8", "utf-16-le", "utf-16-be", "gb18030")
                if word.encode(encoding) in searched
            ]
    return found


def sound(store: Store) -> None:
    assert list(store.findings()) == []


def erase(store: Store, contact: str, folder: AttachmentFolder) -> None:
    store.erase(contact)
    store.sweep(folder)
    sound(store)


def test_every_kind_that_refers_to_a_contact_says_what_of_it_is_the_persons() -> None:
    referring = {
        kind.key
        for kind in KINDS.values()
        if any(PERSON in field.targets for field in kind.references()) and not is_part(kind)
    }
    assert referring == set(OF_THE_PERSON)


@pytest.fixture
def person(store: Store, folder: AttachmentFolder, tmp_path: Path) -> str:
    """A contact with a canary in every field, in everything of theirs, and in all their past."""
    contact = made(store, "contact", canaries("contact", "first"))
    other = made(store, "contact", canaries("contact", "alias"))
    kept = made(store, "contact", {"name_en": "Kept Person"})
    organisation = made(store, "organisation", {"name_en": "Science Bureau"})
    delegation = made(store, "delegation", {"name_en": "Visit"})
    meeting = made(store, "meeting", {"subject_en": "Talks", "date": "2022-11-23"})
    topic = made(store, "topic", {"name_en": "Smart cities"})
    creates, edits = [], []
    for id_ in (contact, other):
        source = tmp_path / f"{CANARY}.txt"
        source.write_text(f"{CANARY} {id_}")
        stored = folder.add(source)
        source.unlink()
        parts: dict[str, dict[str, Value]] = {
            "affiliation": {"contact": id_, "organisation": organisation},
            "topic_link": {"record": id_, "topic": topic},
            "attendance": {"contact": id_, "meeting": meeting, "side": "theirs", "position": 1},
            "delegation_member": {"contact": id_, "delegation": delegation, "position": 1},
            "attachment": {"record": id_, "file": stored.digest},
        }
        for kind, values in parts.items():
            part = Create(kind, {**canaries(kind, "old"), **values})
            creates.append(part)
            edits.append(Edit(kind, part.id, {"remarks_en": f"{CANARY} later"}))
        said: dict[str, Value] = {"text_en": "We shall see.", "speaker_name": f"{CANARY} {HAN}"}
        creates.append(Create("note", {"meeting": meeting, "speaker": id_, "position": 1, **said}))
        creates.append(Create("follow_up", {"what_en": "Send the plan", "owner": id_}))
    store.write(creates)
    store.write(edits)
    store.write([Edit("contact", contact, canaries("contact", "second"))])
    store.write([Edit("contact", contact, canaries("contact", "third"))])
    store.undo()
    store.redo()
    moment = store.now()
    store.write(
        [deletion("contact", other, moment)],
        through=Through.MERGE,
        summary=Message("{name} merged", {"name": f"{CANARY}aliasnameen {HAN}"}),
        merged=Merged("contact", other, contact, moment),
    )
    store.set_apart("contact", contact, kept)
    store.record_export(
        Export(
            new_id(),
            f"{CANARY}firstnameen {HAN}.xlsx",
            store.position(),
            "en",
            Message("{words}", {"words": CANARY + "firstnameen"}),
            {"contact": ("name.en",)},
            {"contact": (contact, kept)},
        )
    )
    value = ReturnedValue("contact", contact, "name.en", CANARY, HAN, open=True, cell="S!A1")
    store.write([], through=Through.WORKBOOK, returned=ReturnedWorkbook("d", "f", None, [value]))
    return contact


def test_not_a_byte_of_the_person_is_left(
    store: Store, folder: AttachmentFolder, person: str
) -> None:
    assert left_in(store.path.parent)
    erase(store, person, folder)
    assert left_in(store.path.parent) == []
    store.close()
    assert left_in(store.path.parent) == []
    assert list(folder.all_digests()) == []


def test_search_knows_nothing_of_them(store: Store, folder: AttachmentFolder, person: str) -> None:
    assert store.search(f"{CANARY}third")
    erase(store, person, folder)
    assert store.search(CANARY) == store.search(HAN) == []
    reader = store._database.reader()
    reader.exec_driver_sql("CREATE TEMP TABLE seen (term TEXT)")
    reader.exec_driver_sql("CREATE VIRTUAL TABLE temp.v USING fts5vocab(main, search_text, row)")
    words = reader.exec_driver_sql("SELECT term FROM temp.v").scalars().all()
    assert words
    assert [word for word in words if CANARY.lower() in word or word in HAN] == []


def test_what_referred_to_them_refers_to_a_nameless_tombstone(
    store: Store, folder: AttachmentFolder, person: str
) -> None:
    erase(store, person, folder)
    record = store.find(person)
    assert record is not None
    assert is_tombstone(record)
    assert {k: v for k, v in record.values.items() if v is not None} == {
        f"name_{code}": name for code, name in CALLED.items()
    }
    referring = {kind for kind, _id, _field in store.referring(person)}
    assert referring == {"attendance", "delegation_member", "note", "follow_up"}


def test_nothing_brings_them_back(store: Store, folder: AttachmentFolder, person: str) -> None:
    erase(store, person, folder)
    for transaction in store.transactions(limit=100):
        try:
            undone = store.undo(transaction.id)
        except UserError:
            continue
        store.undo(undone.written.transaction)
    sound(store)
    record = store.find(person)
    assert record is not None
    assert is_tombstone(record)
    assert left_in(store.path.parent) == []


def test_a_bare_undo_passes_over_the_erasure(store: Store, folder: AttachmentFolder) -> None:
    kept = made(store, "organisation", {"name_en": "Bureau"})
    person = made(store, "contact", {"name_en": "Chan Chou Weng"})
    store.write([Edit("contact", person, {"mobile": "123456"})])
    erase(store, person, folder)
    assert store.redoable() is None
    undone = store.undo()
    assert undone.reverses.id == 1
    record = store.find(kept)
    assert record is not None
    assert record.deleted is not None
    with pytest.raises(UserError, match="nothing to undo"):
        store.undo()
    sound(store)


def test_an_erasure_cannot_be_undone_by_its_number(
    store: Store, folder: AttachmentFolder, person: str
) -> None:
    erase(store, person, folder)
    (newest,) = store.transactions(limit=1)
    assert newest.through == Through.ERASURE
    with pytest.raises(UserError, match="cannot be undone"):
        store.undo(newest.id)


def test_nothing_can_be_written_of_them_nor_restored(
    store: Store, folder: AttachmentFolder, person: str
) -> None:
    erase(store, person, folder)
    for edit in (
        Edit("contact", person, {"name_en": CANARY}),
        restoration("contact", person),
        Create("affiliation", {"contact": person, "title_en": CANARY}),
    ):
        with pytest.raises(UserError, match="was erased"):
            store.write([edit])
    with pytest.raises(UserError, match="erased already"):
        store.erase(person)


def test_an_import_of_many_is_still_undone_but_for_the_one_who_was_erased(
    store: Store, folder: AttachmentFolder
) -> None:
    people = [Create("contact", {"name_en": f"Person {n}"}) for n in range(3)]
    number = store.write(people, through=Through.WORKBOOK).transaction
    erase(store, people[1].id, folder)
    undone = store.undo(number)
    assert undone.kept == ()
    states = [store.find(one.id) for one in people]
    assert all(state is not None and state.deleted for state in states)
    store.redo()
    states = [store.find(one.id) for one in people]
    assert [state is not None and state.deleted is None for state in states] == [True, False, True]
    sound(store)


def test_of_a_merge_that_was_undone_only_the_one_is_erased(
    store: Store, folder: AttachmentFolder
) -> None:
    stays = made(store, "contact", {"name_en": "Lei Ka Wai", "city_en": "Macao"})
    goes = made(store, "contact", {"name_en": f"{CANARY} {HAN}", "mobile": "66554433"})
    part = made(store, "affiliation", {"contact": goes, "title_en": f"{CANARY} title"})
    moment = store.now()
    merging = store.write(
        [
            Edit("contact", stays, {"mobile": "66554433", "other_spellings": f"{CANARY} {HAN}"}),
            Edit("affiliation", part, {"contact": stays}),
            deletion("contact", goes, moment),
        ],
        through=Through.MERGE,
        merged=Merged("contact", goes, stays, moment),
    ).transaction
    undone = store.undo(merging)
    before = store.find(stays)
    erase(store, goes, folder)
    assert left_in(store.path.parent) == []
    assert b"66554433" not in store.path.read_bytes()
    after = store.find(stays)
    assert before is not None
    assert after is not None
    assert after.values == before.values
    if store.transaction(undone.written.transaction or 0) is not None:
        store.undo(undone.written.transaction)
    assert store.find(stays) == after
    sound(store)


def test_what_was_said_of_them_before_a_link_was_changed_goes_from_the_past(
    store: Store, folder: AttachmentFolder
) -> None:
    person = made(store, "contact", {"name_en": f"{CANARY} {HAN}"})
    other = made(store, "contact", {"name_en": "Lei Ka Wai"})
    meeting = made(store, "meeting", {"subject_en": "Talks"})
    values: dict[str, Value] = {"meeting": meeting, "contact": person, "role": CANARY}
    part = made(store, "attendance", values)
    store.write([Edit("attendance", part, {"contact": other, "role": "interpreter"})])
    erase(store, person, folder)
    assert left_in(store.path.parent) == []
    record = store.find(part)
    assert record is not None
    assert (record["contact"], record["role"]) == (other, "interpreter")


def test_a_file_that_another_record_has_too_stays(
    store: Store, folder: AttachmentFolder, tmp_path: Path
) -> None:
    person = made(store, "contact", {"name_en": "Chan Chou Weng"})
    meeting = made(store, "meeting", {"subject_en": "Talks"})
    stored = folder.add_bytes(b"a photograph", "a.jpg")
    for record in (person, meeting):
        made(store, "attachment", {"record": record, "file": stored.digest})
    erase(store, person, folder)
    assert folder.verify(stored.digest)


def test_the_numbers_of_the_log_are_never_given_again(
    store: Store, folder: AttachmentFolder
) -> None:
    person = made(store, "contact", {"name_en": "Chan Chou Weng"})
    store.write([Edit("contact", person, {"mobile": "1"})])
    position = store.position()
    erase(store, person, folder)
    assert store.position() > position


def test_what_a_crash_left_unswept_is_known_and_swept_later(
    store: Store, folder: AttachmentFolder, person: str
) -> None:
    store.erase(person)
    assert store.unswept()
    store.close()
    again = Store.open(store.path, writer=store.writer)
    assert again.unswept()
    again.sweep(folder)
    assert not again.unswept()
    again.close()
    assert left_in(store.path.parent) == []


def test_in_an_encrypted_database_as_in_a_plain_one(tmp_path: Path) -> None:
    writer = Writer("Tester", "device-1", "Laptop")
    store = Store.open(tmp_path / "sealed.db", writer=writer, passphrase="correct horse")
    folder = store.attachments
    stored = folder.add_bytes(b"a card", "card.jpg")
    person = made(store, "contact", {"name_en": "Chan Chou Weng"})
    made(store, "attachment", {"record": person, "file": stored.digest})
    erase(store, person, folder)
    assert list(folder.stored_files()) == []
    assert not store.unswept()
    store.close()

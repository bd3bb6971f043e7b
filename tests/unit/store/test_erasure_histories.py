"""Whatever happened before: one person is erased, and all else is as it was, and sound."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.records import KINDS, Record
from wicco_desktop.store.attachments import AttachmentFolder
from wicco_desktop.store.edits import Create, Edit, Through, deletion, restoration
from wicco_desktop.store.erasure_scope import personal_columns
from wicco_desktop.store.merged import Merged
from wicco_desktop.store.queries import Query
from wicco_desktop.store.store import Store
from wicco_desktop.store.writer import Writer

PEOPLE = 3
STEP = st.tuples(
    st.sampled_from(["edit", "post", "attend", "move", "merge", "undo", "redo", "delete", "back"]),
    st.integers(0, PEOPLE - 1),
    st.integers(0, PEOPLE - 1),
)


class History:
    """Some people, and what happens to them; every text of one holds a word that is theirs."""

    def __init__(self, path: Path) -> None:
        self.store = Store.open(path, writer=Writer("Tester", "device-1", "Laptop"))
        self.words = 0
        self.theirs: dict[int, list[str]] = {number: [] for number in range(PEOPLE)}
        made = [Create("contact", {"name_en": self.word(n)}) for n in range(PEOPLE)]
        self.meeting = Create("meeting", {"subject_en": "Talks"})
        self.store.write([*made, self.meeting])
        self.ids = [record.id for record in made]

    def word(self, number: int) -> str:
        """A word that nobody else has."""
        self.words += 1
        said = f"Q{self.words:03}anary{number}"
        self.theirs[number].append(said)
        return said

    def all(self) -> dict[str, Record]:
        """Every record there is, in the Trash as well."""
        return {
            record.id: record
            for kind in KINDS
            for record in self.store.select(Query(kind, order=("id",), deleted=None))
        }

    def step(self, what: str, one: int, other: int) -> None:
        """Let one thing happen, where it can."""
        person, second = self.ids[one], self.ids[other]
        living = [self.store.get("contact", id_).deleted is None for id_ in (person, second)]  # type: ignore[union-attr]
        if what in ("undo", "redo"):
            try:
                self.store.undo() if what == "undo" else self.store.redo()
            except UserError:
                return
        elif what == "back":
            merged = self.store.alias_of(person) is not None
            if not living[0] and not merged:
                self.store.write([restoration("contact", person)])
        elif living[0] and what in ("merge", "move"):
            if one != other and living[1]:
                self.together(what, person, second)
        elif living[0]:
            self.alone(what, person, one)

    def alone(self, what: str, person: str, one: int) -> None:
        """Something of one person alone."""
        if what == "edit":
            self.store.write([Edit("contact", person, {"mobile": self.word(one)})])
        elif what == "post":
            values = {"contact": person, "title_en": self.word(one)}
            self.store.write([Create("affiliation", values)])
        elif what == "attend":
            place = {"meeting": self.meeting.id, "contact": person}
            self.store.write([Create("attendance", {**place, "role": self.word(one)})])
        else:
            self.store.write([deletion("contact", person, self.store.now())])

    def together(self, what: str, person: str, second: str) -> None:
        """Of two: one's attendances become the other's, or the other is merged into the one."""
        edits: list[Create | Edit] = []
        for kind, _id, _field in self.store.referring(second):
            if kind != "affiliation" or what == "merge":
                edits.append(Edit(kind, _id, {"contact": person}))
        if what == "move":
            self.store.write([edit for edit in edits if isinstance(edit, Edit)])
            return
        moved, stays = self.store.get("contact", second), self.store.get("contact", person)
        assert moved is not None
        assert stays is not None
        names = [
            stays.text("other_spellings"),
            moved.text("name_en"),
            moved.text("other_spellings"),
        ]
        values = {"other_spellings": "; ".join(filter(None, names)), "mobile": moved["mobile"]}
        moment = self.store.now()
        self.store.write(
            [Edit("contact", person, values), *edits, deletion("contact", second, moment)],
            through=Through.MERGE,
            merged=Merged("contact", second, person, moment),
        )


@settings(max_examples=settings().max_examples // 12)
@given(st.lists(STEP, max_size=14), st.integers(0, PEOPLE - 1))
def test_one_person_goes_and_nobody_else_is_touched(
    steps: list[tuple[str, int, int]], whom: int
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        history = History(Path(folder) / "test.db")
        store = history.store
        for step in steps:
            history.step(*step)
        person = store.survivor(history.ids[whom])
        before = history.all()
        scope = store.erase(person).scope
        store.sweep(AttachmentFolder(store.path))
        assert list(store.findings()) == []
        after = history.all()
        _compare(before, after, {id_ for _kind, id_ in scope.erased})
        gone = [number for number, id_ in enumerate(history.ids) if id_ in scope.people]
        _nothing_left(history, after, gone)
        for transaction in store.transactions(limit=100):
            try:
                store.undo(transaction.id)
            except UserError:
                continue
        assert list(store.findings()) == []
        _compare(
            {id_: after[id_] for id_ in scope.people},
            {id_: record for id_, record in history.all().items() if id_ in scope.people},
            set(),
        )
        store.close()


def _compare(before: dict[str, Record], after: dict[str, Record], erased: set[str]) -> None:
    assert before.keys() == after.keys()
    for id_, record in before.items():
        if id_ in erased:
            continue
        left = after[id_]
        assert left.deleted == record.deleted
        personal = personal_columns(record.kind)
        for column, value in record.values.items():
            if column not in personal:
                assert left.values[column] == value


def _nothing_left(history: History, records: dict[str, Record], gone: list[int]) -> None:
    said = " ".join(str(value) for r in records.values() for value in r.values.values() if value)
    data = b"".join(p.read_bytes() for p in history.store.path.parent.iterdir() if p.is_file())
    for number in gone:
        for word in history.theirs[number]:
            # What a living record says now is its own: an other spelling from an undone merge.
            assert word in said or word.lower().encode() not in data.lower()

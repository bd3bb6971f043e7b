"""A returned workbook, from opening to applying, on real files and a real database."""

from __future__ import annotations

from dataclasses import replace

import openpyxl
import pytest

from tests.unit.services.review.sent import Office, Sheet
from wicco_desktop.exchange.writing.cell_texts import cell_text
from wicco_desktop.foundation.errors import Cancelled, UserError
from wicco_desktop.foundation.messages import Message
from wicco_desktop.records import Value
from wicco_desktop.services.review.model import Choice, Filter, ReviewCell, RowState, State
from wicco_desktop.services.review.review import Review
from wicco_desktop.store.queries import Query


def cell(review: Review, index: int, path: str) -> ReviewCell:
    return next(one for one in review.row(index).cells if one.path == path)


def contacts(office: Office) -> int:
    return office.workspace.store.count(Query("contact"))


def test_a_workbook_that_comes_back_as_it_went_shows_nothing(office: Office) -> None:
    sheet = office.send(
        office.contact(name_zh="丁恬", name_en="Ding Tian", mobile="+853 6612 0044"),
        office.contact(name_en="Sun Jin", email="sun@example.org"),
    )
    review = office.returned(sheet)
    assert (review.counts.rows, review.counts.unchanged, review.changes) == (2, 2, 0)
    assert review.counts.asking == 0
    assert review.origin.exported_rows == 2


def test_what_only_the_partner_changed_is_taken_and_shown_no_second_time(office: Office) -> None:
    ding = office.contact(name_en="Ding Tian", mobile="+853 6612 0044")
    sheet = office.send(ding)
    sheet.rows[0]["mobile"] = "+853 6612 0045"
    review = office.returned(sheet)
    changed = cell(review, 0, "mobile")
    assert (changed.state, changed.base, changed.theirs, changed.ours) == (
        State.THEIRS,
        "+853 6612 0044",
        "+853 6612 0045",
        "+853 6612 0044",
    )
    assert review.changes == 1
    written = review.apply()
    assert office.now(ding)["mobile"] == "+853 6612 0045"
    assert written.transaction is not None
    assert office.returned(sheet).counts.unchanged == 1
    office.workspace.editing.undo(written.transaction)
    assert office.now(ding)["mobile"] == "+853 6612 0044"
    assert office.returned(sheet).counts.theirs == 1


def test_a_text_that_was_cut_to_fit_a_cell_is_no_change(office: Office) -> None:
    long = "long " * 10_000
    ding = office.contact(name_en=long)
    sheet = office.send(ding)
    sheet.rows[0]["name.en"] = cell_text(str(office.now(ding)["name_en"]))
    assert office.returned(sheet).counts.unchanged == 1


def test_what_we_changed_stays_where_they_did_not(office: Office) -> None:
    ding = office.contact(name_en="Ding Tian", email="old@example.org")
    sheet = office.send(ding)
    office.workspace.editing.change("contact", ding.id, {"email": "new@example.org"})
    review = office.returned(sheet)
    assert cell(review, 0, "email").state is State.OURS
    assert review.row(0).state is RowState.UNCHANGED
    review.apply()
    assert office.now(ding)["email"] == "new@example.org"


def test_a_conflict_keeps_ours_stays_open_and_is_decided_later(office: Office) -> None:
    ding = office.contact(name_en="Ding Tian", mobile="+853 6612 0044")
    sheet = office.send(ding)
    office.workspace.editing.change("contact", ding.id, {"mobile": "+853 6612 0047"})
    sheet.rows[0]["mobile"] = "+853 6612 0045"
    review = office.returned(sheet)
    assert cell(review, 0, "mobile").state is State.CONFLICT
    assert (review.counts.asking, review.changes) == (1, 0)
    review.apply()
    assert office.now(ding)["mobile"] == "+853 6612 0047"
    assert [one.theirs for one in office.workspace.store.open_conflicts()] == ["+853 6612 0045"]
    again = office.returned(sheet)
    again.decide(0, "mobile", Choice.THEIRS)
    assert (again.counts.asking, again.changes) == (0, 1)
    again.apply()
    assert office.now(ding)["mobile"] == "+853 6612 0045"
    assert office.workspace.store.open_conflicts() == []


def test_people_a_file_brought_are_known_when_it_is_applied_a_second_time(office: Office) -> None:
    ding = office.contact(name_en="Ding Tian", mobile="+853 6612 0044")
    sheet = office.send(ding)
    sheet.rows[0]["mobile"] = "+853 6612 0045"
    sheet.rows.append({"name.en": "Ann Example"})
    office.workspace.editing.change("contact", ding.id, {"mobile": "+853 6612 0047"})
    file = sheet.save(office.folder / "same.xlsx")
    Review.open(office.workspace, file).apply()
    second = Review.open(office.workspace, file)
    second.decide(0, "mobile", Choice.THEIRS)
    second.apply()
    (ann,) = (one for one in office.workspace.store.select(Query("contact")) if one.id != ding.id)
    office.workspace.editing.change("contact", ann.id, {"name_en": "Ann Renamed"})
    third = Review.open(office.workspace, file)
    assert (third.counts.new, third.counts.asking, third.changes) == (0, 0, 0)


def test_a_value_typed_in_the_review_is_written(office: Office) -> None:
    ding = office.contact(name_en="Ding Tian", mobile="+853 6612 0044")
    sheet = office.send(ding)
    sheet.rows[0]["mobile"] = "+853 6612 0045"
    review = office.returned(sheet)
    review.decide(0, "mobile", Choice.TYPED, "+853 6612 0046")
    review.apply()
    assert office.now(ding)["mobile"] == "+853 6612 0046"
    assert office.returned(sheet).counts.unchanged == 1


def test_a_blank_asks_and_clears_only_when_somebody_says_so(office: Office) -> None:
    ding = office.contact(name_en="Ding Tian", email="ding@example.org")
    sheet = office.send(ding)
    sheet.rows[0]["email"] = None
    review = office.returned(sheet)
    assert cell(review, 0, "email").state is State.CLEAR
    assert review.apply().transaction is None
    assert office.now(ding)["email"] == "ding@example.org"
    review = office.returned(sheet)
    review.decide(0, "email", Choice.THEIRS)
    review.apply()
    assert office.now(ding)["email"] is None


def test_a_column_or_a_row_that_is_not_there_deletes_nothing(office: Office) -> None:
    ding = office.contact(name_en="Ding Tian", email="ding@example.org")
    sun = office.contact(name_en="Sun Jin", email="sun@example.org")
    sheet = office.send(ding, sun)
    short = replace(sheet, rows=sheet.rows[:1], paths=("name.zh", "name.en"))
    review = office.returned(short)
    assert (review.counts.unchanged, review.changes) == (1, 0)
    review.apply()
    assert office.now(ding)["email"] == "ding@example.org"
    assert contacts(office) == 2


def test_a_rejection_is_remembered(office: Office) -> None:
    ding = office.contact(name_en="Ding Tian", mobile="+853 6612 0044")
    sheet = office.send(ding)
    sheet.rows[0]["mobile"] = "+853 6612 0045"
    review = office.returned(sheet)
    review.decide(0, "mobile", Choice.OURS)
    review.apply()
    assert office.now(ding)["mobile"] == "+853 6612 0044"
    assert office.returned(sheet).counts.unchanged == 1
    sheet.rows[0]["mobile"] = "+853 6612 0048"
    assert cell(office.returned(sheet), 0, "mobile").state is State.CONFLICT


def test_new_people_are_made_with_their_posts_and_each_organisation_once(office: Office) -> None:
    sheet = office.send(office.contact(name_en="Ding Tian"))
    for name in ("Ann Example", "Bea Example"):
        sheet.rows.append(
            {
                "name.en": name,
                "affiliation.organisation": "Futian District Government",
                "affiliation.title.en": "Director",
            }
        )
    review = office.returned(sheet)
    assert (review.counts.new, review.changes) == (2, 2)
    assert [(one.text, one.rows) for one in review.organisations] == [
        ("Futian District Government", 2)
    ]
    written = review.apply()
    store = office.workspace.store
    assert [one["name_en"] for one in store.select(Query("organisation"))] == [
        "Futian District Government"
    ]
    posts = store.select(Query("affiliation"))
    assert {(one["title_en"], one["main"]) for one in posts} == {("Director", True)}
    again = office.returned(sheet)
    assert (again.counts.new, again.counts.unchanged) == (0, 3)
    assert written.transaction is not None
    office.workspace.editing.undo(written.transaction)
    assert (contacts(office), store.count(Query("organisation"))) == (1, 0)


def test_a_value_of_a_new_row_may_be_typed_otherwise_or_left_out(office: Office) -> None:
    row = {"name.en": "Ann Exmaple", "email": "ann@example.org", "mobile": "+853 6612 0001"}
    review = office.returned(Sheet(None, [dict(row)]))
    review.decide(0, "name.en", Choice.TYPED, "Ann Example")
    review.decide(0, "mobile", Choice.OURS)
    review.apply()
    (made,) = office.workspace.store.select(Query("contact"))
    assert (made["name_en"], made["email"], made["mobile"]) == (
        "Ann Example",
        "ann@example.org",
        None,
    )


def test_a_new_row_like_someone_here_waits_until_a_person_says_who_it_is(office: Office) -> None:
    chan = office.contact(name_zh="陈祖荣", mobile="+853 6612 0012")
    sheet = Sheet(None, [{"name.zh": "陈祖荣", "email": "chan@example.org"}])
    review = office.returned(sheet)
    row = review.row(0)
    assert (row.state, row.accepted, row.needs_me) == (RowState.NEW, False, True)
    assert [one.record for one in row.likenesses] == [chan.id]
    assert review.indexes(Filter.DUPLICATES) == [0]
    assert review.changes == 0
    review.same_record(0, chan.id)
    assert cell(review, 0, "email").state is State.CONFLICT
    review.decide(0, "email", Choice.THEIRS)
    review.apply()
    assert office.now(chan)["email"] == "chan@example.org"
    assert contacts(office) == 1


def test_a_row_that_came_without_an_id_is_compared_two_ways_also_in_our_own_export(
    office: Office,
) -> None:
    chan = office.contact(name_zh="陈祖荣", email="chan@example.org", mobile="+853 6612 0012")
    sheet = office.send(office.contact(name_en="Ding Tian"))
    sheet.rows.append({"name.zh": "陈祖荣", "mobile": "+853 6612 0013"})
    review = office.returned(sheet)
    review.same_record(1, chan.id)
    assert cell(review, 1, "mobile").state is State.CONFLICT
    assert cell(review, 1, "email").state is State.SAME
    assert review.changes == 0


def test_a_rejection_is_remembered_also_where_nobody_knows_what_was_sent(office: Office) -> None:
    chan = office.contact(name_zh="陈祖荣", mobile="+853 6612 0012")
    sheet = Sheet(None, [{"name.zh": "陈祖荣", "mobile": "+853 6612 0013", "id": chan.id}])
    file = sheet.save(office.folder / "lost.xlsx")
    review = Review.open(office.workspace, file)
    assert cell(review, 0, "mobile").state is State.CONFLICT
    review.decide(0, "mobile", Choice.OURS)
    review.apply()
    again = Review.open(office.workspace, file)
    assert (again.counts.asking, again.counts.unchanged) == (0, 1)


def test_a_rejected_organisation_we_do_not_have_is_not_proposed_again(office: Office) -> None:
    chan = office.contact(name_en="Chan Chou Wang")
    office.workspace.people.add_post(chan.id, {"title_en": "Head of Division"})
    sheet = office.send(chan)
    sheet.rows[0]["affiliation.organisation"] = "Body of Nobody"
    review = office.returned(sheet)
    review.decide(0, "affiliation.organisation", Choice.OURS)
    review.apply()
    assert office.returned(sheet).counts.unchanged == 1


def test_an_organisation_that_a_return_brought_is_its_base_from_then_on(office: Office) -> None:
    chan = office.contact(name_en="Chan Chou Wang")
    office.workspace.people.add_post(chan.id, {"title_en": "Head of Division"})
    sheet = office.send(chan)
    sheet.rows[0]["affiliation.organisation"] = "Body of Somebody"
    office.returned(sheet).apply()
    post = office.workspace.people.main_posts([chan.id])[chan.id]
    office.workspace.editing.change("affiliation", post.affiliation.id, {"organisation": None})
    again = office.returned(sheet)
    assert cell(again, 0, "affiliation.organisation").state is State.OURS
    assert (again.counts.conflicts, again.changes) == (0, 0)


def test_cancelled_during_the_backup_nothing_is_written_or_remembered(office: Office) -> None:
    sheet = office.send(office.contact(name_en="Ding Tian"))
    sheet.rows.append({"name.en": "Ann Example"})
    review = office.returned(sheet)
    review.remap("Contacts", 2, ("phone",))
    told: list[str] = []

    def report(_done: int, _total: int, doing: Message | None) -> None:
        told.append(doing.id if doing else "")

    with pytest.raises(Cancelled):
        review.apply(report, cancelled=lambda: "Making a backup" in told)
    assert list(office.folder.rglob("*before-import*")) == []
    assert office.workspace.store.mapping(review.sheets[0].plan.shape) is None
    review.apply()
    assert office.workspace.store.mapping(review.sheets[0].plan.shape) is not None


def test_a_remap_that_is_cancelled_leaves_the_review_as_it_was(office: Office) -> None:
    ding = office.contact(name_en="Ding Tian", mobile="+853 6612 0044")
    sheet = office.send(ding)
    sheet.rows[0]["mobile"] = "+853 6612 0045"
    review = office.returned(sheet)
    review.decide(0, "mobile", Choice.OURS)
    with pytest.raises(Cancelled):
        review.remap("Contacts", 2, ("phone",), cancelled=lambda: True)
    assert cell(review, 0, "mobile").choice is Choice.OURS
    assert list(review.mappings()) == []


def test_a_new_row_like_someone_is_made_where_a_person_says_it_is_someone_new(
    office: Office,
) -> None:
    office.contact(name_zh="陈祖荣", mobile="+853 6612 0012")
    review = office.returned(Sheet(None, [{"name.zh": "陈祖荣", "email": "chan@example.org"}]))
    review.same_record(0, None)
    assert review.changes == 1
    review.apply()
    assert contacts(office) == 2


def test_a_row_without_an_id_that_says_nothing_new_is_the_one_we_have(office: Office) -> None:
    office.contact(name_zh="陈祖荣", email="chan@example.org")
    review = office.returned(Sheet(None, [{"name.zh": "陈祖荣", "email": "chan@example.org"}]))
    assert (review.counts.unchanged, review.counts.new) == (1, 0)


def test_a_rejected_new_row_is_not_proposed_again(office: Office) -> None:
    sheet = office.send(office.contact(name_en="Ding Tian"))
    sheet.rows.append({"name.en": "Nobody Wanted"})
    review = office.returned(sheet)
    review.accept(1, accepted=False)
    review.apply()
    again = office.returned(sheet)
    assert (again.row(1).accepted, again.counts.asking, again.changes) == (False, 0, 0)


def posts_of(office: Office, contact: str) -> list[tuple[Value, Value, Value, Value]]:
    return sorted(
        (post.affiliation["title_en"], post.affiliation["main"], *_span(post.affiliation.values))
        for post in office.workspace.people.posts(contact)
    )


def _span(values: object) -> tuple[Value, Value]:
    assert isinstance(values, dict)
    return values["start"], values["end"]


def test_a_changed_title_is_a_new_post_from_a_day_on(office: Office) -> None:
    chan = office.contact(name_en="Chan Chou Wang")
    office.workspace.people.add_post(chan.id, {"title_en": "Head of Division"})
    sheet = office.send(chan)
    sheet.rows[0]["affiliation.title.en"] = "Deputy Director"
    review = office.returned(sheet)
    assert review.row(0).asks_post
    review.set_post(0, "2022-11-21")
    review.apply()
    assert posts_of(office, chan.id) == [
        ("Deputy Director", True, "2022-11-21", None),
        ("Head of Division", None, None, "2022-11-21"),
    ]
    assert office.returned(sheet).counts.unchanged == 1


def test_a_changed_title_may_be_a_correction(office: Office) -> None:
    chan = office.contact(name_en="Chan Chou Wang")
    office.workspace.people.add_post(chan.id, {"title_en": "Head of Divison"})
    sheet = office.send(chan)
    sheet.rows[0]["affiliation.title.en"] = "Head of Division"
    review = office.returned(sheet)
    review.set_post(0, None)
    review.apply()
    assert posts_of(office, chan.id) == [("Head of Division", True, None, None)]


def test_a_record_deleted_here_asks_before_anything_of_it_is_written(office: Office) -> None:
    ding = office.contact(name_en="Ding Tian", email="ding@example.org")
    sun = office.contact(name_en="Sun Jin")
    sheet = office.send(ding, sun)
    office.workspace.editing.delete([("contact", ding.id), ("contact", sun.id)])
    sheet.rows[0]["email"] = "new@example.org"
    review = office.returned(sheet)
    assert [review.row(i).state for i in (0, 1)] == [RowState.GONE, RowState.UNCHANGED]
    assert (review.changes, review.counts.asking) == (0, 1)
    review.accept(0, accepted=True)
    review.apply()
    assert office.now(ding)["email"] == "new@example.org"
    found = office.workspace.store.get("contact", ding.id)
    assert found is not None
    assert found.deleted is None


def test_the_same_id_twice_is_taken_once_and_said(office: Office) -> None:
    ding = office.contact(name_en="Ding Tian")
    sheet = office.send(ding)
    sheet.rows.append({**sheet.rows[0], "name.en": "Somebody Else"})
    review = office.returned(sheet)
    assert [review.row(i).state for i in (0, 1)] == [RowState.UNCHANGED, RowState.ERROR]
    assert [problem.cell for problem in review.problems()] == ["A3"]
    review.same_record(1, None)
    review.apply()
    assert contacts(office) == 2
    assert office.now(ding)["name_en"] == "Ding Tian"


def test_ids_of_another_database_are_new_people(office: Office) -> None:
    foreign = {
        "name.en": "From Elsewhere",
        "id": "01890000-0000-7000-8000-000000000001",
        "export": "01890000-0000-7000-8000-000000000002",
    }
    review = office.returned(Sheet(None, [dict(foreign)]))
    assert review.counts.new == 1
    review.apply()
    assert contacts(office) == 1


def test_rows_in_any_order_give_the_same(office: Office) -> None:
    several = [office.contact(name_en=f"Person {n}", mobile=f"+853 6612 00{n}") for n in "123"]
    sheet = office.send(*several)
    sheet.rows[1]["mobile"] = "+853 6612 9999"
    sheet.rows.reverse()
    review = office.returned(sheet)
    assert (review.counts.theirs, review.counts.unchanged) == (1, 2)
    review.apply()
    assert office.now(several[1])["mobile"] == "+853 6612 9999"


def test_an_older_export_that_comes_back_after_a_newer_one_undoes_nothing(office: Office) -> None:
    ding = office.contact(name_en="Ding Tian", mobile="+853 6612 0001", email="a@example.org")
    older = office.send(ding)
    office.workspace.editing.change("contact", ding.id, {"mobile": "+853 6612 0002"})
    newer = office.send(ding)
    newer.rows[0]["email"] = "b@example.org"
    office.returned(newer).apply()
    review = office.returned(older)
    assert (review.counts.theirs, review.counts.conflicts, review.changes) == (0, 0, 0)
    older.rows[0]["email"] = "c@example.org"
    assert cell(office.returned(older), 0, "email").state is State.CONFLICT
    assert office.now(ding)["mobile"] == "+853 6612 0002"


def test_a_column_that_was_moved_is_read_and_one_renamed_beyond_knowing_left_alone(
    office: Office,
) -> None:
    ding = office.contact(name_en="Ding Tian", mobile="+853 6612 0001", email="a@example.org")
    sheet = office.send(ding)
    sheet.rows[0]["mobile"] = "+853 6612 0009"
    moved = replace(sheet, paths=tuple(reversed(sheet.paths)))
    assert cell(office.returned(moved), 0, "mobile").state is State.THEIRS
    file = sheet.save(office.folder / "renamed.xlsx")
    book = openpyxl.load_workbook(file)
    for head in book.worksheets[0][1]:
        if head.value == "Email":
            head.value = "Zzz"
            book.worksheets[0].cell(2, head.column or 1).value = "neither one nor the other"
    book.worksheets[0].title = "Renamed, too"
    book.save(file)
    review = Review.open(office.workspace, file)
    assert (review.counts.theirs, review.counts.clearings) == (1, 0)
    assert [column.heading for column in review.sheets[0].plan.left_alone] == ["Zzz"]


def test_rows_inserted_and_deleted_between_the_others_are_what_they_are(office: Office) -> None:
    several = [office.contact(name_en=f"Person {n}") for n in range(3)]
    sheet = office.send(*several)
    sheet.rows[1:2] = [{"name.en": "In Between"}]
    review = office.returned(sheet)
    assert (review.counts.unchanged, review.counts.new) == (2, 1)
    review.apply()
    assert contacts(office) == 4


def test_much_that_would_go_blank_is_said(office: Office) -> None:
    several = [office.contact(name_en=f"Person {n}", email=f"p{n}@example.org") for n in range(6)]
    sheet = office.send(*several)
    for row in sheet.rows:
        row["email"] = None
    assert len(office.returned(sheet).caution.reasons) == 1


def test_rows_that_slipped_beside_other_ids_are_said(office: Office) -> None:
    several = [office.contact(name_en=f"Person {n}") for n in range(8)]
    sheet = office.send(*several)
    names = [row["name.en"] for row in sheet.rows]
    for row, name in zip(sheet.rows, names[1:] + names[:1], strict=True):
        row["name.en"] = name
    assert len(office.returned(sheet).caution.reasons) == 1


def test_what_was_changed_here_while_the_review_was_open_is_compared_anew(office: Office) -> None:
    ding = office.contact(name_en="Ding Tian", mobile="+853 6612 0044")
    sheet = office.send(ding)
    sheet.rows[0]["mobile"] = "+853 6612 0045"
    review = office.returned(sheet)
    office.workspace.editing.change("contact", ding.id, {"mobile": "+853 6612 0049"})
    with pytest.raises(UserError, match="compared anew"):
        review.apply()
    assert cell(review, 0, "mobile").state is State.CONFLICT
    assert office.now(ding)["mobile"] == "+853 6612 0049"


def test_cancelled_nothing_is_written(office: Office) -> None:
    sheet = office.send(office.contact(name_en="Ding Tian"))
    sheet.rows.append({"name.en": "Ann Example"})
    review = office.returned(sheet)
    position = office.workspace.store.position()
    with pytest.raises(Cancelled):
        review.apply(cancelled=lambda: True)
    assert office.workspace.store.position() == position


def test_a_backup_comes_before_what_is_written(office: Office) -> None:
    sheet = office.send(office.contact(name_en="Ding Tian"))
    sheet.rows[0]["name.en"] = "Ding Tian 2"
    office.returned(sheet).apply()
    assert len(list(office.folder.rglob("*before-import*"))) == 1


def test_the_undo_of_an_import_names_it(office: Office) -> None:
    sheet = office.send(office.contact(name_en="Ding Tian"))
    sheet.rows[0]["name.en"] = "Ding Tian 2"
    office.returned(sheet).apply()
    undoable = office.workspace.store.undoable()
    assert undoable is not None
    assert undoable.summary is not None
    assert undoable.summary.parameters["file"] == "returned-1.xlsx"

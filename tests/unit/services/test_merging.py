"""Two records become one: nothing is lost, nothing stands twice, and an undo parts them again."""

from __future__ import annotations

import pytest

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.records import KINDS, FieldType, Value
from wicco_desktop.services.merge_comparison import MERGEABLE, Chosen
from wicco_desktop.services.merge_references import ONCE, referring_fields
from wicco_desktop.services.trash import Trash
from wicco_desktop.services.workspace import Workspace
from wicco_desktop.store.edits import Create
from wicco_desktop.store.queries import Is, Query


def made(workspace: Workspace, kind: str, **values: Value) -> str:
    record = Create(kind, values)
    workspace.store.write([record])
    return record.id


def value(workspace: Workspace, id_: str, column: str) -> Value:
    record = workspace.store.find(id_)
    assert record is not None
    return record[column]


def live(workspace: Workspace, kind: str, **where: Value) -> list[str]:
    conditions = tuple(Is(column, wanted) for column, wanted in where.items())
    return [record.id for record in workspace.store.select(Query(kind, conditions))]


@pytest.fixture
def two(workspace: Workspace) -> tuple[str, str]:
    """Chan Chou Wang twice."""
    first = made(workspace, "contact", name_zh="陈祖荣", mobile="+853 6611 2233", tags="Macao")
    second = made(
        workspace,
        "contact",
        name_en="Chan Chou Wang",
        mobile="+853 6644 5566",
        email="chan@example.org",
        other_spellings="CHAN, Chou Weng",
        tags="forum",
    )
    return first, second


# Fields


def test_what_is_blank_is_filled_and_what_differs_stays_unless_chosen_otherwise(
    workspace: Workspace, two: tuple[str, str]
) -> None:
    first, second = two
    comparison = workspace.merging.comparison(first, second)
    proposed = {line.column.name: line.proposed for line in comparison.lines}
    assert proposed["email"] is Chosen.SECOND
    assert proposed["mobile"] is Chosen.FIRST
    assert proposed["tags"] is Chosen.BOTH
    assert [line.column.name for line in comparison.lines if line.differs] == ["mobile", "tags"]

    workspace.merging.merge(first, second, {"mobile": Chosen.SECOND})

    assert value(workspace, first, "mobile") == "+853 6644 5566"
    assert value(workspace, first, "email") == "chan@example.org"
    assert value(workspace, first, "tags") == "Macao; forum"
    assert value(workspace, first, "name_en") == "Chan Chou Wang"
    assert value(workspace, first, "other_spellings") == "CHAN, Chou Weng"


def test_the_names_of_both_are_kept_and_find_the_one_that_stays(workspace: Workspace) -> None:
    first = made(workspace, "contact", name_zh="陈祖荣", name_en="Chan Chou Wang")
    second = made(workspace, "contact", name_zh="陳祖榮", name_en="Chen Zurong")

    workspace.merging.merge(first, second)

    assert value(workspace, first, "other_spellings") == "陳祖榮; Chen Zurong"
    for typed in ("陳祖榮", "chen zurong", "陈祖荣"):
        assert [record.id for record in workspace.store.search(typed)] == [first]


def test_the_short_names_of_an_organisation_become_other_names(workspace: Workspace) -> None:
    first = made(workspace, "organisation", name_zh="澳门大学")
    second = made(
        workspace,
        "organisation",
        name_zh="澳門大學",
        name_en="University of Macau",
        short_name_en="UM",
    )
    workspace.merging.merge(first, second, {"short_name_en": Chosen.FIRST})
    assert value(workspace, first, "other_names") == "澳門大學; UM"


def test_a_mark_of_an_old_translation_goes_with_the_sides_it_belongs_to(
    workspace: Workspace,
) -> None:
    first = made(workspace, "contact", name_zh="甲", city_zh="澳门", city_en="Macao")
    second = made(
        workspace, "contact", name_zh="乙", city_zh="珠海", city_en="Canton", city_older="en"
    )
    both = {"city_zh": Chosen.SECOND, "city_en": Chosen.SECOND}
    workspace.merging.merge(first, second, both)
    assert value(workspace, first, "city_older") == "en"


def test_sides_that_were_current_in_their_records_are_current_beside_one_another(
    workspace: Workspace,
) -> None:
    first = made(workspace, "contact", name_zh="甲", city_zh="澳门", city_en="Macau")
    second = made(workspace, "contact", name_zh="甲", name_en="Jia", city_en="Macao")
    workspace.merging.merge(first, second, {"city_en": Chosen.SECOND})
    assert value(workspace, first, "city_en") == "Macao"
    assert value(workspace, first, "city_older") is None
    assert value(workspace, first, "name_older") is None


def test_a_side_that_was_old_in_its_record_stays_old_beside_that_of_the_other(
    workspace: Workspace,
) -> None:
    first = made(
        workspace, "contact", name_zh="甲", city_zh="澳门", city_en="Macau", city_older="zh"
    )
    second = made(workspace, "contact", name_zh="甲", city_zh="珠海", city_en="Zhuhai")
    workspace.merging.merge(first, second, {"city_en": Chosen.SECOND})
    assert value(workspace, first, "city_older") == "zh"
    workspace.store.undo()
    workspace.merging.merge(first, second, {"city_zh": Chosen.SECOND})
    assert value(workspace, first, "city_older") is None


def test_the_more_exact_day_and_the_earlier_meeting_are_proposed(workspace: Workspace) -> None:
    first = made(workspace, "contact", name_zh="甲", first_met="2022")
    second = made(workspace, "contact", name_zh="甲", first_met="2022-11-23")
    third = made(workspace, "contact", name_zh="甲", first_met="2019-01-01")
    workspace.merging.merge(first, second)
    assert value(workspace, first, "first_met") == "2022-11-23"
    workspace.merging.merge(first, third)
    assert value(workspace, first, "first_met") == "2019-01-01"


def test_a_body_that_was_a_part_of_its_double_is_no_part_of_itself(workspace: Workspace) -> None:
    second = made(workspace, "organisation", name_zh="大学")
    first = made(workspace, "organisation", name_zh="澳门大学", part_of=second)
    faculty = made(workspace, "organisation", name_zh="法学院", part_of=second)
    workspace.merging.merge(first, second)
    assert value(workspace, first, "part_of") is None
    assert value(workspace, faculty, "part_of") == first


# References


@pytest.mark.parametrize("kind", MERGEABLE)
def test_every_reference_of_every_kind_moves_also_in_the_trash(
    workspace: Workspace, kind: str
) -> None:
    first = made(workspace, kind, name_en="A")
    second = made(workspace, kind, name_en="B")
    pointing = []
    for other, spec in referring_fields(kind):
        for deleted in (None, "2026-01-01T00:00:00.000Z"):
            values: dict[str, Value] = {spec.key: second, "deleted": deleted}
            pointing.append((made(workspace, other.key, **values), spec.key))
    workspace.merging.merge(first, second)
    assert pointing
    assert [value(workspace, id_, key) for id_, key in pointing] == [first] * len(pointing)
    assert list(workspace.checking.problems()) == []


@pytest.mark.parametrize("kind", MERGEABLE)
def test_every_part_that_refers_to_such_a_record_has_a_rule_for_standing_twice(kind: str) -> None:
    """A new part or link must be named in ``ONCE``, or say here that it may stand twice."""
    may_stand_twice = {"note"}
    parts = {other.key for other, _spec in referring_fields(kind) if other.owner is not None}
    assert parts - may_stand_twice <= set(ONCE)


def test_who_attended_twice_attended_once(workspace: Workspace, two: tuple[str, str]) -> None:
    first, second = two
    meeting = made(workspace, "meeting", subject_zh="会谈")
    kept = made(workspace, "attendance", meeting=meeting, contact=first, side="theirs")
    made(workspace, "attendance", meeting=meeting, contact=second, role="speaker")
    workspace.merging.merge(first, second)
    assert live(workspace, "attendance", meeting=meeting) == [kept]
    assert value(workspace, kept, "role") == "speaker"


def test_a_leader_stays_leader_under_the_other_name(
    workspace: Workspace, two: tuple[str, str]
) -> None:
    first, second = two
    visit = made(workspace, "delegation", name_zh="访问")
    kept = made(workspace, "delegation_member", delegation=visit, contact=first, role="member")
    made(workspace, "delegation_member", delegation=visit, contact=second, role="leader")
    workspace.merging.merge(first, second)
    assert live(workspace, "delegation_member", delegation=visit) == [kept]
    assert value(workspace, kept, "role") == "leader"


def test_the_same_post_stands_once_another_one_stands_beside_it(
    workspace: Workspace, two: tuple[str, str]
) -> None:
    first, second = two
    body = made(workspace, "organisation", name_zh="局")
    post = {"organisation": body, "title_zh": "处长"}
    kept = made(workspace, "affiliation", contact=first, main=True, **post)
    made(workspace, "affiliation", contact=second, main=True, start="2021", title_en="Head", **post)
    other = made(workspace, "affiliation", contact=second, organisation=body, title_zh="局长")
    ended = made(workspace, "affiliation", contact=second, end="2020", **post)
    workspace.merging.merge(first, second)
    assert set(live(workspace, "affiliation", contact=first)) == {kept, other, ended}
    assert (value(workspace, kept, "start"), value(workspace, kept, "title_en")) == ("2021", "Head")


def test_one_main_post_is_left_and_it_is_that_of_the_one_that_stays(
    workspace: Workspace, two: tuple[str, str]
) -> None:
    first, second = two
    bodies = [made(workspace, "organisation", name_zh=name) for name in ("甲", "乙")]
    kept = made(workspace, "affiliation", contact=first, organisation=bodies[0], main=True)
    moved = made(workspace, "affiliation", contact=second, organisation=bodies[1], main=True)
    workspace.merging.merge(first, second)
    assert live(workspace, "affiliation", contact=first, main=True) == [kept]
    assert value(workspace, moved, "contact") == first


def test_a_contact_without_a_main_post_takes_that_of_the_other(
    workspace: Workspace, two: tuple[str, str]
) -> None:
    first, second = two
    body = made(workspace, "organisation", name_zh="局")
    kept = made(workspace, "affiliation", contact=first, organisation=body, title_zh="处长")
    made(workspace, "affiliation", contact=second, organisation=body, title_zh="处长", main=True)
    workspace.merging.merge(first, second)
    assert live(workspace, "affiliation", contact=first, main=True) == [kept]


def test_posts_in_two_organisations_that_are_one_stand_once(workspace: Workspace) -> None:
    first, second = (made(workspace, "organisation", name_zh=name) for name in ("甲", "乙"))
    person = made(workspace, "contact", name_zh="丙")
    kept = made(workspace, "affiliation", contact=person, organisation=first, title_zh="处长")
    made(workspace, "affiliation", contact=person, organisation=second, title_zh="处长", main=True)
    workspace.merging.merge(first, second)
    assert live(workspace, "affiliation", contact=person) == [kept]
    assert value(workspace, kept, "main") is True


@pytest.mark.parametrize("host", [0, 1])
def test_a_host_is_no_other_body_present(workspace: Workspace, host: int) -> None:
    both = [made(workspace, "organisation", name_zh=name) for name in ("甲", "乙")]
    meeting = made(workspace, "meeting", subject_zh="会谈", host=both[host])
    made(workspace, "body_present", meeting=meeting, organisation=both[1 - host])
    workspace.merging.merge(both[0], both[1])
    assert value(workspace, meeting, "host") == both[0]
    assert live(workspace, "body_present", meeting=meeting) == []


# Aliases


def test_the_other_stands_for_the_one_that_stays_along_a_chain(
    workspace: Workspace, two: tuple[str, str]
) -> None:
    first, second = two
    third = made(workspace, "contact", name_zh="陈祖榮")
    workspace.merging.merge(second, third)
    workspace.merging.merge(first, second)
    assert workspace.store.survivor(third) == first
    assert workspace.store.survivor(first) == first
    assert workspace.store.aliases("contact") == {second: first, third: first}
    assert [alias.record for alias in workspace.merging.merged_into(first)] == [second]


def test_a_merged_record_is_not_in_the_trash(workspace: Workspace, two: tuple[str, str]) -> None:
    trash = Trash(workspace.store, workspace.editing, workspace.titles)
    workspace.merging.merge(*two)
    assert (trash.deleted("en"), trash.count()) == ([], 0)
    workspace.editing.delete([("contact", two[0])])
    assert [entry.id for entry in trash.deleted("en")] == [two[0]]
    assert trash.count() == 1


# Undo


def test_an_undo_brings_everything_back_as_it_was(
    workspace: Workspace, two: tuple[str, str]
) -> None:
    first, second = two
    meeting = made(workspace, "meeting", subject_zh="会谈")
    parts = [
        made(workspace, "attendance", meeting=meeting, contact=first),
        made(workspace, "attendance", meeting=meeting, contact=second, role="speaker"),
        made(workspace, "note", meeting=meeting, speaker=second, text_zh="你好"),
    ]
    before = {id_: workspace.store.find(id_) for id_ in (*two, *parts)}
    workspace.merging.merge(first, second)

    done = workspace.store.undo()

    assert done.kept == ()
    for id_, record in before.items():
        now = workspace.store.find(id_)
        assert now is not None
        assert record is not None
        assert (now.values, now.deleted) == (record.values, record.deleted)
    assert workspace.store.survivor(second) == second
    assert [record.id for record in workspace.store.search("chan chou wang")] == [second]

    workspace.store.redo()
    assert workspace.store.survivor(second) == first
    assert value(workspace, parts[2], "speaker") == first


def test_an_undo_after_later_edits_takes_the_rest_back_and_says_what_it_kept(
    workspace: Workspace, two: tuple[str, str]
) -> None:
    first, second = two
    meeting = made(workspace, "meeting", subject_zh="会谈")
    note = made(workspace, "note", meeting=meeting, speaker=second, text_zh="你好")
    written = workspace.merging.merge(first, second)
    workspace.editing.change("contact", first, {"email": "new@example.org"})
    later = made(workspace, "note", meeting=meeting, speaker=first, text_zh="再见")

    done = workspace.store.undo(written.transaction)

    assert [(kept.record, kept.column) for kept in done.kept] == [(first, "email")]
    told = [message for _kept, message in workspace.history.told_kept(done, "en")]
    assert len(told) == 1
    assert value(workspace, first, "email") == "new@example.org"
    assert value(workspace, first, "tags") == "Macao"
    assert workspace.store.select(Query("contact", (Is("email", "chan@example.org"),)))
    assert value(workspace, second, "email") == "chan@example.org"
    assert value(workspace, note, "speaker") == second
    assert value(workspace, later, "speaker") == first


def test_a_merge_undone_may_be_made_the_other_way_round(
    workspace: Workspace, two: tuple[str, str]
) -> None:
    first, second = two
    workspace.merging.merge(first, second)
    workspace.store.undo()
    workspace.merging.merge(second, first)
    assert workspace.store.aliases("contact") == {first: second}


@pytest.mark.parametrize("order", ["earlier first", "later first"])
def test_two_merges_in_a_chain_are_taken_back_in_either_order(
    workspace: Workspace, two: tuple[str, str], order: str
) -> None:
    first, second = two
    third = made(workspace, "contact", name_zh="陈祖榮", email="third@example.org", wechat="chan3")
    meeting = made(workspace, "meeting", subject_zh="会谈")
    notes = [
        made(workspace, "note", meeting=meeting, speaker=contact, text_zh=text)
        for contact, text in ((second, "二"), (third, "三"))
    ]
    people = (first, second, third)
    before = {id_: workspace.store.find(id_) for id_ in (*people, *notes)}
    merges = [workspace.merging.merge(second, third), workspace.merging.merge(first, second)]

    done = [
        workspace.store.undo(written.transaction)
        for written in (merges if order == "earlier first" else reversed(merges))
    ]

    # Names that had become one value, and the note that the later merge had pointed to the first.
    kept = [(first, "other_spellings"), (notes[1], "speaker")] * (order == "earlier first")
    assert [(each.record, each.column) for one in done for each in one.kept] == kept
    for id_, record in before.items():
        now = workspace.store.find(id_)
        assert now is not None
        assert record is not None
        assert (now.values, now.deleted) == (record.values, record.deleted)
    assert workspace.store.survivors(people) == {}


def test_the_earlier_of_two_merges_in_a_chain_is_undone_alone(
    workspace: Workspace, two: tuple[str, str]
) -> None:
    first, second = two
    third = made(workspace, "contact", name_zh="陈祖榮", wechat="chan3")
    meeting = made(workspace, "meeting", subject_zh="会谈")
    notes = [
        made(workspace, "note", meeting=meeting, speaker=contact, text_zh=text)
        for contact, text in ((second, "二"), (third, "三"))
    ]
    earlier = workspace.merging.merge(second, third)
    workspace.merging.merge(first, second)

    done = workspace.store.undo(earlier.transaction)

    assert workspace.store.survivors((first, second, third)) == {second: first}
    assert set(live(workspace, "contact")) == {first, third}
    assert value(workspace, notes[0], "speaker") == first
    assert value(workspace, notes[1], "speaker") == third
    assert value(workspace, first, "wechat") is None
    # The names of all three had become one value: what of it is the third one's nobody knows.
    assert [(kept.record, kept.column) for kept in done.kept] == [(first, "other_spellings")]


# What cannot be


def test_what_cannot_become_one_is_said(workspace: Workspace, two: tuple[str, str]) -> None:
    first, second = two
    body = made(workspace, "organisation", name_zh="局")
    event = [made(workspace, "event", name_zh=name) for name in "甲乙"]
    missing = "01890000-0000-7000-8000-000000000000"
    for pair, told in (
        ((first, first), "itself"),
        ((first, missing), "no record"),
        ((first, body), "kind"),
        ((event[0], event[1]), "Only contacts and organisations"),
    ):
        with pytest.raises(UserError, match=told):
            workspace.merging.merge(*pair)
    workspace.merging.merge(first, second)
    with pytest.raises(UserError, match="already"):
        workspace.merging.merge(first, second)
    workspace.editing.delete([("contact", first)])
    with pytest.raises(UserError, match="Trash"):
        workspace.merging.merge(first, made(workspace, "contact", name_zh="丁"))


def test_only_kinds_with_a_place_for_other_names_are_merged() -> None:
    for kind in MERGEABLE:
        assert any(spec.type is FieldType.LIST for spec in KINDS[kind].fields)

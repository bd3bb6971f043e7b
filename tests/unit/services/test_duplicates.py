"""Who may be there twice: found by keys, best first, with what speaks for and against it."""

from __future__ import annotations

from itertools import pairwise

import pytest

from wicco_desktop.foundation.errors import Cancelled
from wicco_desktop.foundation.messages import Translator
from wicco_desktop.records import Value
from wicco_desktop.services import duplicates
from wicco_desktop.services.likeness import (
    OTHER_ORGANISATION,
    OTHER_PHONE,
    SAME_EMAIL,
    SAME_ORGANISATION,
    SAME_PHONE,
    alike,
    facts_of,
)
from wicco_desktop.services.workspace import Workspace
from wicco_desktop.store.edits import Create


def made(workspace: Workspace, kind: str, **values: Value) -> str:
    record = Create(kind, values)
    workspace.store.write([record])
    return record.id


def found(workspace: Workspace, kind: str = "contact") -> list[set[str]]:
    return [{pair.a, pair.b} for pair in workspace.duplicates.pairs(kind)]


def score(one: dict[str, Value], other: dict[str, Value], kind: str = "contact") -> float:
    return alike(facts_of(kind, "a", one), facts_of(kind, "b", other)).score


NAMED: dict[str, Value] = {"name_zh": "陈祖荣"}


# Likeness


def test_an_identifier_beside_the_name_makes_it_likelier_and_another_one_less_likely() -> None:
    alone = score(NAMED, NAMED)
    assert score({**NAMED, "email": "c@d.example"}, {**NAMED, "email": "C@D.example"}) > alone
    assert score({**NAMED, "email": "c@d.example"}, {**NAMED, "email": "e@d.example"}) < alone
    assert score({**NAMED, "mobile": "+853 6612 3456"}, {**NAMED, "phone": "66123456"}) > alone
    assert score({**NAMED, "mobile": "+853 6612 3456"}, {**NAMED, "mobile": "66123457"}) < alone
    assert score({**NAMED, "country_or_region": "MO"}, {**NAMED, "country_or_region": "PT"}) < alone


def test_a_couple_with_one_telephone_is_two_people() -> None:
    home: dict[str, Value] = {"phone": "+853 2833 1122"}
    assert score({"name_zh": "陈祖荣", **home}, {"name_zh": "王伟", **home}) < duplicates.LEAST


def test_the_mailbox_of_an_office_says_less_than_that_of_a_person() -> None:
    office, own = {"email": "info@d.example"}, {"email": "chan@d.example"}
    assert score({**NAMED, **office}, {**NAMED, **office}) < score(
        {**NAMED, **own}, {**NAMED, **own}
    )


def test_a_name_that_many_have_says_less() -> None:
    one, other = facts_of("contact", "a", NAMED), facts_of("contact", "b", NAMED)
    scores = [alike(one, other, named_so=many).score for many in (2, 3, 8, 40)]
    assert all(more > less for more, less in pairwise(scores))


def test_what_speaks_against_it_is_told_too() -> None:
    one = facts_of("contact", "a", {**NAMED, "mobile": "66123456"}, frozenset("x"))
    other = facts_of("contact", "b", {**NAMED, "mobile": "66999999"}, frozenset("y"))
    told = [message.id for message in alike(one, other).evidence]
    assert told[-2:] == [OTHER_PHONE, OTHER_ORGANISATION]


@pytest.mark.parametrize("typed", ["", "a", "😀", "1", "𠀀", "\u202eאב", "陈" * 10_000])
def test_any_text_has_a_likeness(typed: str) -> None:
    other: dict[str, Value] = {"name_en": "Chan Chou Wang", "mobile": "66123456"}
    values: dict[str, Value] = {"name_zh": typed, "mobile": typed, "email": typed, "website": typed}
    assert score(values, other) < duplicates.LEAST


# Pairs


def test_pairs_come_best_first_with_evidence(workspace: Workspace) -> None:
    weak = {made(workspace, "contact", name_zh="王伟明") for _ in range(2)}
    strong = {
        made(workspace, "contact", name_zh="陈祖荣", mobile="+853 6612 3456", email="c@d.example"),
        made(workspace, "contact", name_en="Chen Zurong", mobile="66123456", email="C@d.example"),
    }
    made(workspace, "contact", name_zh="李四", email="x@d.example")
    pairs = workspace.duplicates.pairs("contact")
    assert [{pair.a, pair.b} for pair in pairs] == [strong, weak]
    assert pairs[0].score > pairs[1].score
    told = {message.id for message in pairs[0].evidence}
    assert {SAME_EMAIL, SAME_PHONE} <= told
    assert all(Translator().text(message) for pair in pairs for message in pair.evidence)


def test_who_works_for_the_same_organisation_is_likelier(workspace: Workspace) -> None:
    body = made(workspace, "organisation", name_zh="局")
    together = {made(workspace, "contact", name_zh="王伟明") for _ in range(2)}
    for contact in together:
        made(workspace, "affiliation", contact=contact, organisation=body)
    apart = {made(workspace, "contact", name_zh="李小红") for _ in range(2)}
    pairs = workspace.duplicates.pairs("contact")
    assert [{pair.a, pair.b} for pair in pairs] == [together, apart]
    assert SAME_ORGANISATION in [message.id for message in pairs[0].evidence]


def test_organisations_are_found_under_their_names_in_other_languages(
    workspace: Workspace,
) -> None:
    both = {
        made(workspace, "organisation", name_zh="澳门大学"),
        made(workspace, "organisation", name_en="Universidade de Macau"),
    }
    made(workspace, "organisation", name_zh="澳门科技大学")
    assert found(workspace, "organisation") == [both]


def test_a_crowd_of_one_name_is_compared_only_where_something_else_agrees(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(duplicates, "_CROWD", 4)
    crowd = [made(workspace, "contact", name_zh="王伟") for _ in range(6)]
    assert found(workspace) == []
    for contact in crowd[:2]:
        workspace.editing.change("contact", contact, {"email": "w@d.example"})
    assert found(workspace) == [set(crowd[:2])]


def test_what_is_in_the_trash_or_merged_is_in_no_pair(workspace: Workspace) -> None:
    first, second, third = (made(workspace, "contact", name_zh="王伟明") for _ in range(3))
    workspace.merging.merge(first, second)
    assert found(workspace) == [{first, third}]
    workspace.editing.delete([("contact", third)])
    assert found(workspace) == []


def test_two_that_are_not_the_same_are_never_proposed_again(workspace: Workspace) -> None:
    first, second = (made(workspace, "contact", name_zh="王伟明") for _ in range(2))
    workspace.duplicates.set_apart("contact", second, first)
    assert found(workspace) == []
    third = made(workspace, "contact", name_zh="王伟明")
    assert found(workspace) == [{first, third}, {second, third}]
    workspace.duplicates.set_together(first, second)
    assert {first, second} in found(workspace)


def test_who_was_set_apart_from_a_record_is_apart_from_what_that_became(
    workspace: Workspace,
) -> None:
    first, second, third = (made(workspace, "contact", name_zh="王伟明") for _ in range(3))
    workspace.duplicates.set_apart("contact", second, third)
    workspace.merging.merge(first, second)
    assert found(workspace) == []
    workspace.store.undo()
    assert found(workspace) == [{first, second}, {first, third}]


def test_only_so_many_pairs_are_listed_and_they_are_the_likeliest(workspace: Workspace) -> None:
    for name in ("王伟明", "李小红", "张大伟"):
        for _ in range(2):
            made(workspace, "contact", name_zh=name)
    best = {made(workspace, "contact", name_zh="陈祖荣", mobile="66123456") for _ in range(2)}
    pairs = workspace.duplicates.pairs("contact", limit=1)
    assert [{pair.a, pair.b} for pair in pairs] == [best]


def test_a_search_says_how_far_it_is_and_can_be_stopped(workspace: Workspace) -> None:
    made(workspace, "contact", name_zh="王伟明")
    made(workspace, "contact", name_zh="王伟明")
    told: list[tuple[int, int]] = []
    workspace.duplicates.pairs(
        "contact", report=lambda done, total, _told: told.append((done, total))
    )
    assert told == [(0, 2), (0, 1)]
    with pytest.raises(Cancelled):
        workspace.duplicates.pairs("contact", cancelled=lambda: True)


# Near


def test_a_contact_being_typed_is_near_those_with_the_same_name_or_number(
    workspace: Workspace,
) -> None:
    named = made(workspace, "contact", name_zh="陳祖榮")
    reached = made(workspace, "contact", name_en="Chen Zurong", mobile="+853 6612 3456")
    made(workspace, "contact", name_zh="王伟")
    near = workspace.duplicates.near("contact", {"name_zh": "陈祖荣", "mobile": "6612 3456"})
    assert [one.record for one in near] == [reached, named]
    assert near[0].score > near[1].score
    assert near[0].evidence


def test_a_record_being_edited_is_not_near_itself(workspace: Workspace) -> None:
    itself = made(workspace, "contact", name_zh="陈祖荣")
    assert workspace.duplicates.near("contact", NAMED, besides=itself) == []


def test_an_organisation_being_typed_is_near_its_names_in_other_languages(
    workspace: Workspace,
) -> None:
    body = made(workspace, "organisation", name_zh="澳门大学")
    for called in ("Univ. of Macau", "University of Macau"):
        typed = {"name_en": called}
        assert [one.record for one in workspace.duplicates.near("organisation", typed)] == [body]
    workspace.editing.change("organisation", body, {"name_zh": "澳门科技大学"})
    assert workspace.duplicates.near("organisation", typed) == []


def test_rows_of_an_import_are_each_near_their_own(workspace: Workspace) -> None:
    ids = [made(workspace, "contact", name_zh=name) for name in ("陈祖荣", "王伟明")]
    rows: list[dict[str, Value]] = [{"name_zh": "王伟明"}, {"name_zh": "李四"}, NAMED, {}]
    near = [
        [one.record for one in several]
        for several in workspace.duplicates.near_rows("contact", rows)
    ]
    assert near == [[ids[1]], [], [ids[0]], []]


@pytest.mark.parametrize(
    "typed", ["Chan Chou Weng", "CHAN, Chou Weng", "Chan Chou Wang", "Mr Chan Cho Wing"]
)
def test_a_spelling_being_typed_is_near_the_characters_it_spells(
    workspace: Workspace, typed: str
) -> None:
    known = made(workspace, "contact", name_zh="陈祖荣")
    made(workspace, "contact", name_zh="陈大文")
    near = workspace.duplicates.near("contact", {"name_en": typed})
    assert [one.record for one in near] == [known]
    spelled = made(workspace, "contact", name_en=typed)
    assert [one.record for one in workspace.duplicates.near("contact", NAMED, besides=known)] == [
        spelled
    ]
    assert found(workspace) == [{known, spelled}]

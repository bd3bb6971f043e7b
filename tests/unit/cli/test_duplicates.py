"""duplicates lists who may be there twice; merge makes one of two and is undone like any write."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Make = Callable[..., str]
Run = Callable[..., Any]

MISSING = "01890000-0000-7000-8000-000000000000"


@pytest.fixture
def two(made: Make) -> tuple[str, str]:
    first = made("contacts", "name.zh=陈祖荣", "mobile=+853 6612 3456")
    second = made("contacts", "name.en=Chen Zurong", "mobile=66123456", "email=c@d.example")
    return first, second


def test_duplicates_prints_pairs_with_score_and_evidence_in_words(
    run: Run, made: Make, two: tuple[str, str]
) -> None:
    made("contacts", "name.zh=王伟")
    (pair,) = run("duplicates", "--json").document
    assert set(pair) == {"a", "b", "score", "evidence"}
    assert {pair["a"], pair["b"]} == set(two)
    assert 0.5 < pair["score"] <= 1
    assert any("6612 3456" in told for told in pair["evidence"])
    assert run("duplicates", "--kind", "organisations", "--json").document == []
    told = run("duplicates", "--kind", "contacts").out
    assert "陈祖荣" in told
    assert "6612 3456" in told


def test_organisations_and_contacts_are_listed_together_best_first(
    run: Run, made: Make, two: tuple[str, str]
) -> None:
    bodies = [
        made("organisations", f"name.{name}") for name in ("zh=澳门大学", "en=University of Macau")
    ]
    found = run("duplicates", "--json").document
    assert [{pair["a"], pair["b"]} for pair in found] in (
        [set(two), set(bodies)],
        [set(bodies), set(two)],
    )
    scores = [pair["score"] for pair in found]
    assert scores == sorted(scores, reverse=True)


def test_nothing_alike_is_said(run: Run, made: Make) -> None:
    made("contacts", "name.zh=王伟")
    answer = run("duplicates")
    assert (answer.code, answer.out.strip()) == (0, "No two records look alike.")


def test_merge_prints_the_record_and_the_other_id_shows_it(run: Run, two: tuple[str, str]) -> None:
    first, second = two
    merged = run("merge", first, second, "--json").document
    assert merged["id"] == first
    assert merged["values"]["email"] == "c@d.example"
    assert run("show", second, "--json").document == merged
    assert "was merged into this record" in run("show", second).out
    assert [hit["id"] for hit in run("search", "chen zurong", "--json").document] == [first]
    assert run("duplicates", "--json").document == []
    assert run("check", "--json").document["ok"]


def test_merge_is_one_undo(run: Run, two: tuple[str, str]) -> None:
    first, second = two
    before = [run("show", id_, "--json").document for id_ in two]
    told = run("merge", first, second)
    assert "merged into" in told.out
    assert run("undo", "--json").document["kept"] == []
    assert [run("show", id_, "--json").document for id_ in two] == before


def test_what_is_written_to_a_merged_record_goes_to_what_it_became(
    run: Run, made: Make, two: tuple[str, str]
) -> None:
    first, second = two
    run("merge", first, second)
    assert run("set", second, "city.en=Macao", "--json").document["id"] == first
    meeting = made("meetings", "subject.zh=会谈")
    attendance = run("add", "attendances", f"meeting={meeting}", f"contact={second}", "--json")
    assert attendance.document["values"]["contact"] == first


def test_what_cannot_be_merged_is_told_in_one_line(
    run: Run, made: Make, two: tuple[str, str]
) -> None:
    first, second = two
    body = made("organisations", "name.zh=局")
    assert "no record" in run("merge", first, MISSING).err
    assert "itself" in run("merge", first, first).err
    assert "kind" in run("merge", first, body).err
    assert run("merge", first, "x").code == 2
    assert run("merge", first).code == 2
    assert run("duplicates", "--kind", "meetings").code == 2
    run("merge", first, second)
    again = run("merge", first, second)
    assert (again.code, "already" in again.err) == (1, True)

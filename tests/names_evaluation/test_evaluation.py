"""The halves keep apart what they must, and the evaluation counts what it says it counts."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.names_evaluation import persons
from tests.names_evaluation.outcome import Match, Outcome, evaluate
from tests.names_evaluation.pairs import Expected, Half, Pair, read
from tests.names_evaluation.report import as_json, as_text

ROOT = Path(__file__).parents[2]

SPECIFIED = (
    "贺一诚", "崔世安", "崔世昌", "欧阳瑜", "李伟农", "黄少泽", "梁维特", "林郑月娥", "李家超",
    "曾荫权", "蔡英文", "张忠谋", "曾庆红", "陈祖荣", "贺建东", "丁恬", "王皓岚", "Gu Ting",
    "Sun Jin", "Jason Ho",
)  # fmt: skip
"""Whom the specification of names and its acceptance case mention: known to who builds."""


@dataclass(frozen=True)
class Answer:
    verdict: str
    score: float = 0.5

    @property
    def same(self) -> bool:
        return self.verdict == Expected.SAME


def pair(expected: Expected, note: str = "") -> Pair:
    return Pair("a", "b", expected, note)


def answers(*words: str) -> Callable[[str, str], Match]:
    left = iter(words)
    return lambda _a, _b: Answer(next(left))


@pytest.fixture(scope="module")
def build() -> list[Pair]:
    return read(Half.BUILD)


@pytest.fixture(scope="module")
def measure() -> list[Pair]:
    return read(Half.MEASURE)


@pytest.mark.parametrize("half", Half)
def test_each_half_has_enough_pairs_and_a_third_of_them_are_not_the_same(half: Half) -> None:
    pairs = read(half)
    negatives = [one for one in pairs if one.expected is not Expected.SAME]
    assert len(pairs) >= 150
    assert len(negatives) * 3 >= len(pairs)


@pytest.mark.parametrize("half", Half)
def test_no_pair_stands_twice_in_a_half(half: Half) -> None:
    pairs = [frozenset((one.a, one.b)) for one in read(half)]
    assert len(set(pairs)) == len(pairs)


@pytest.mark.parametrize("half", Half)
def test_every_pair_has_two_clean_names_and_a_note(half: Half) -> None:
    for one in read(half):
        assert all((one.a, one.b, one.note)), one
        assert all(text == text.strip() for text in (one.a, one.b, one.note)), one
        assert one.a != one.b


@pytest.mark.parametrize("half", Half)
def test_each_half_has_pairs_on_which_the_rule_of_western_given_names_is_checked(
    half: Half,
) -> None:
    assert sum(one.western_given_name for one in read(half)) >= 25


def test_the_halves_share_no_person(build: list[Pair], measure: list[Pair]) -> None:
    assert persons.of(build) & persons.of(measure) == set()


def test_the_halves_share_no_name_as_it_is_written(build: list[Pair], measure: list[Pair]) -> None:
    written = [{name for one in half for name in (one.a, one.b)} for half in (build, measure)]
    assert set.intersection(*written) == set()


@pytest.mark.parametrize("name", SPECIFIED)
def test_whom_the_specification_mentions_is_not_measured_with(
    name: str, build: list[Pair], measure: list[Pair]
) -> None:
    known = set(persons.keys(name))
    assert known <= persons.of(build)
    assert not known & persons.of(measure)


@pytest.mark.parametrize("folder", ["wicco_desktop/names", "tests/unit/names"])
def test_whoever_is_measured_with_is_no_example_of_the_comparison(
    folder: str, measure: list[Pair]
) -> None:
    runs = {run for one in measure for name in (one.a, one.b) for run in persons.HAN.findall(name)}
    whole = {run for run in runs if len(run) > 2}  # shorter ones are words, too
    texts = [path.read_text("utf-8") for path in (ROOT / folder).rglob("*.py")]
    assert texts
    assert {run for run in whole if any(run in text for text in texts)} == set()


@pytest.mark.parametrize(
    "name",
    ["黄少泽", "黃少澤", "黄少泽先生", "Huang Shaoze", "Shao-ze HUANG", "Mr Huang, Shào Zé"],
)
def test_a_person_has_one_key_however_the_name_is_written(name: str) -> None:
    assert list(persons.keys(name)) == list(persons.keys("黄少泽"))


def test_both_names_in_a_cell_have_their_keys() -> None:
    assert set(persons.keys("黄少泽 (Wong Sio Chak)")) == {
        *persons.keys("黃少澤"),
        *persons.keys("Wong Sio Chak"),
    }


@pytest.mark.parametrize("name", ["", "Mr Chan", "陈局长", "李"])
def test_a_surname_alone_is_nobody(name: str) -> None:
    assert list(persons.keys(name)) == []


def test_precision_recall_and_f1_are_those_of_same() -> None:
    pairs = [pair(Expected.SAME)] * 4 + [pair(Expected.POSSIBLE), pair(Expected.DIFFERENT)]
    outcome = evaluate(pairs, answers("same", "same", "same", "possible", "same", "different"))
    assert outcome.precision == pytest.approx(3 / 4)
    assert outcome.recall == pytest.approx(3 / 4)
    assert outcome.f1 == pytest.approx(3 / 4)
    assert [one.pair.expected for one in outcome.misses] == [Expected.SAME, Expected.POSSIBLE]


def test_possible_for_different_is_a_miss_that_leaves_the_figures_of_same_alone() -> None:
    outcome = evaluate([pair(Expected.SAME), pair(Expected.DIFFERENT)], answers("same", "possible"))
    assert outcome.f1 == 1.0
    assert len(outcome.misses) == 1


def test_a_comparison_that_never_says_same_has_no_figure_above_nothing() -> None:
    outcome = evaluate([pair(Expected.SAME)], answers("different"))
    assert (outcome.precision, outcome.recall, outcome.f1) == (0.0, 0.0, 0.0)
    assert not outcome.reached


@pytest.mark.parametrize(("said", "kept"), [("possible", True), ("same", False)])
def test_a_western_given_name_that_is_said_to_be_the_same_fails_whatever_f1_is(
    said: str, kept: bool
) -> None:
    pairs = [pair(Expected.SAME)] * 99 + [pair(Expected.POSSIBLE, "Western given name")]
    outcome = evaluate(pairs, answers(*["same"] * 99, said))
    assert outcome.f1 >= 0.97
    assert outcome.reached is kept


def test_an_irregular_surname_and_a_whole_name_are_no_case_of_the_rule() -> None:
    irregular = "irregular spelling of the surname, Western given name"
    assert not pair(Expected.POSSIBLE, irregular).western_given_name
    assert not pair(Expected.SAME, "Western given name beside the whole name").western_given_name


def one_miss() -> Outcome:
    pairs = [
        Pair("崔世安", "Chui Sai Cheong", Expected.DIFFERENT, "brothers"),
        Pair("崔世安", "Chui Sai On", Expected.SAME, "Macao spelling"),
        Pair("崔世安", "Fernando Chui", Expected.POSSIBLE, "Western given name"),
    ]
    return evaluate(pairs, answers("same", "same", "possible"))


def test_a_miss_is_a_line_with_what_was_expected_what_came_and_the_score() -> None:
    lines = as_text(Half.BUILD, one_miss()).splitlines()
    assert lines[-1] == (
        "  崔世安 | Chui Sai Cheong: expected different, got same, score 0.50 (brothers)"
    )
    assert "same: precision 0.5000, recall 1.0000, F1 0.6667 (to reach 0.97)" in lines
    assert "possible: 1 of 1 expected were given" in lines


def test_the_json_says_the_same_as_the_text() -> None:
    value = json.loads(as_json(Half.MEASURE, one_miss()))
    assert value["half"] == "measure"
    assert value["same"]["f1"] == pytest.approx(2 / 3)
    assert value["possible"] == {"expected": 1, "given": 1}
    assert value["western_given_name"] == {"pairs": 1, "said_same": 0, "said_different": 0}
    assert [(miss["b"], miss["got"]) for miss in value["misses"]] == [("Chui Sai Cheong", "same")]
    assert value["reached"] is False

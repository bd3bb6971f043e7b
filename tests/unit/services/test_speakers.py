"""Whom a word typed or pasted as a speaker means, and that ordinary words mean nobody."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wicco_desktop.services.speakers import Person, match_speaker

CHAN = Person(
    "chan",
    "陈祖荣",
    "Chan Chou Wang",
    ("Chan Chou Weng", "陳祖榮"),
    ("科技应用与支援处处长", "Head, Technology Application and Support Division"),
)
CHEN = Person("chen", "陈安", "Chen An", titles=("局长",))
GU = Person("gu", "", "Gu Ting")
HO = Person("ho", "贺建东", "Jason Ho", titles=("会长", "President"))
DING = Person("ding", "丁恬", "Ding Tian", titles=("副秘书长",))
AO = Person("ao", "欧阳瑜", "Ao Ieong U")
PRESENT = (GU, CHEN, CHAN, HO, DING, AO)


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("czr", ["chan"]),
        ("CCW", ["chan"]),
        ("ca", ["chen"]),
        ("gt", ["gu"]),
        ("hjd", ["ho"]),
        ("jh", ["ho"]),
        ("hj", ["ho"]),
        ("chenzurong", ["chan"]),
        ("zurong", ["chan"]),
        ("chan", ["chan"]),
        ("Chan", ["chan"]),
        ("chen", ["chen", "chan"]),
        ("jason", ["ho"]),
        ("ting", ["gu"]),
        ("jas", ["ho"]),
        ("chenzu", ["chan"]),
        ("ouyang", ["ao"]),
        ("陈祖荣", ["chan"]),
        ("陳祖榮", ["chan"]),
        ("祖荣", ["chan"]),
        ("陈", ["chen", "chan"]),
        ("欧阳", ["ao"]),
        ("陈局长", ["chen", "chan"]),
        ("陳局長", ["chan", "chen"]),
        ("陈处长", ["chan", "chen"]),
        ("陈先生", ["chen", "chan"]),
        ("贺会长", ["ho"]),
        ("丁秘书长", ["ding"]),
        ("丁副秘书长", ["ding"]),
        ("欧阳女士", ["ao"]),
        ("老陈", ["chen", "chan"]),
        ("陈祖荣处长", ["chan"]),
        ("Mr Chan", ["chan"]),
        ("Mr. Chen", ["chen", "chan"]),
        ("Dr Ho", ["ho"]),
        ("CHAN Chou Weng", ["chan"]),
        ("CHAN, Chou Weng", ["chan"]),
        ("Chou Weng Chan", ["chan"]),
        ("Prof. Jason Ho", ["ho"]),
        ("Vice President Ho", ["ho"]),
    ],
)
def test_a_word_means_who_is_present(word: str, meant: list[str]) -> None:
    assert [person.id for person in match_speaker(word, PRESENT)] == meant


@pytest.mark.parametrize(
    "word",
    [
        "",
        " ",
        "c",
        "yes",
        "No",
        "OK",
        "同意",
        "好",
        "cz",
        "the",
        "chance",
        "changing",
        "agenda",
        "Macao",
        "澳门",
        "会议",
        "王局长",
        "Mr Wong",
        "Mr",
        "先生",
        "局长",
        "Chan agreed",
        "谢谢陈局长",
        "x" * 10_000,
    ],
)
def test_an_ordinary_word_means_nobody(word: str) -> None:
    assert match_speaker(word, PRESENT) == []


def test_where_two_have_the_same_initials_both_are_meant_in_order() -> None:
    twin = Person("twin", "陈志荣", "Chan Chi Weng")
    assert [person.id for person in match_speaker("czr", [twin, CHAN])] == ["twin", "chan"]


@given(st.text(), st.lists(st.builds(Person, st.text(), st.text(), st.text())))
def test_any_text_and_any_names_may_come(word: str, people: list[Person]) -> None:
    assert all(person in people for person in match_speaker(word, people))


@given(st.sampled_from(PRESENT))
def test_everyone_is_meant_by_each_of_their_names(person: Person) -> None:
    for name in person.names():
        assert match_speaker(name, PRESENT)[0] == person

"""The names of two records: what agrees in one script, differs in another, and how they meet."""

from __future__ import annotations

import pytest

from wicco_desktop.names import Verdict
from wicco_desktop.services.name_likeness import begins_as, name_keys, names_alike, written_as


def test_any_name_of_one_may_be_any_of_the_other() -> None:
    one, other = ("Jason Ho", "贺建东"), ("He Jiandong",)
    assert names_alike("contact", one, other).same
    assert names_alike("contact", other, one).same


def test_a_western_given_name_alone_is_possible_and_never_the_same() -> None:
    assert names_alike("contact", ("Jason Ho",), ("何建东",)).verdict is Verdict.POSSIBLE


def test_chinese_names_decide_where_both_have_one() -> None:
    brothers = names_alike("contact", ("崔世安", "Chui Sai"), ("崔世昌", "Chui Sai"))
    assert not brothers.same
    assert names_alike("contact", ("崔世安",), ("崔世安", "Fernando")).same


def test_nothing_is_like_nothing() -> None:
    assert names_alike("contact", (), ("陈祖荣",)).score == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("陈祖荣",), ("Chan Chou Weng",)),
        (("陈祖荣", "Chan Chou Weng"), ("Chan Cho Wing",)),
        (("陈祖荣 Chan Chou Weng",), ("陳祖榮",)),
        (("Ana Santos",), ("SANTOS, Ana",)),
        (("Madonna",), ("madonna",)),
    ],
)
def test_names_of_one_person_share_a_key(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    assert name_keys("contact", one) & name_keys("contact", other)


def test_a_form_of_address_is_no_part_of_the_name() -> None:
    assert written_as("Mr Chan Cho Wing") == written_as("Chan Cho Wing")
    assert begins_as("Mr Chan Cho Wing") == begins_as("Chan Cho Wing")


@pytest.mark.parametrize("name", ["", "😀", "1", "a", "𠀀", "\u202e", "陈" * 10_000])
def test_any_text_has_keys_and_words(name: str) -> None:
    assert all(name_keys("contact", (name,)) | written_as(name))
    assert all(one and other for one, other in begins_as(name))

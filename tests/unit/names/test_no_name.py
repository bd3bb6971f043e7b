"""What is plainly no name of a person, and what may be one."""

from __future__ import annotations

import pytest

from wicco_desktop.names.no_name import is_plainly_no_name


@pytest.mark.parametrize(
    "text",
    [
        "四所国家重点实验室都在澳门。",
        "他们什么时候来？",
        "四所国家重点实验室，明年还要再建两所新的",
        "They will send the list tomorrow.",
        "They will send the plan by Friday.",
        "We will meet again in Lisbon",
        "Who pays for it?",
        "the list of members comes with the next letter from the bureau",
        "Exchange of students; two a year",
        "x" * 61,
        "+853 6612 3456",
        "23/11 10:30",
    ],
)
def test_sentences_and_numbers_are_no_names(text: str) -> None:
    assert is_plainly_no_name(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "陈祖荣",
        "Ho",
        "贺建东 Jason Ho",
        "若泽·曼努埃尔·德·奥利维拉·桑托斯·达席尔瓦",
        "Maria João da Silva Pereira de Oliveira e Castro",
        "Robert Downey Jr.",
        "chan chou weng aaron",
        "Prof. Wang",
        "Wang D. Y.",
        "Chan, Chou Wang (Aaron)",
        "陈祖荣 处长",
        "Delegate 2",
    ],
)
def test_names_are_not_taken_for_sentences(text: str) -> None:
    assert not is_plainly_no_name(text)

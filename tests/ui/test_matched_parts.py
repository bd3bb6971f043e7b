"""What was typed is marked in what was found, in whatever script either is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wicco_desktop.ui.matched_parts import matched_parts


def marked(text: str, typed: str) -> list[str]:
    return [text[start:end] for start, end in matched_parts(text, typed)]


@pytest.mark.parametrize(
    ("text", "typed", "parts"),
    [
        ("陈祖荣", "czr", ["陈祖荣"]),
        ("陈祖荣  Chan Chou Weng", "zurong", ["祖荣"]),
        ("陈祖荣", "chen zu", ["陈祖"]),
        ("陈祖荣", "chenzur", ["陈祖荣"]),
        ("陈祖荣", "Chan Chou Weng", ["陈祖荣"]),
        ("陈祖荣", "陳祖", ["陈祖"]),
        ("曾庆红", "zeng", ["曾"]),
        ("吕", "lv", ["吕"]),
        ("João Silva", "joao", ["João"]),
        ("+853 6612 3456", "66123456", ["6612 3456"]),
        ("+853 6612 3456", "6612-3456", ["6612 3456"]),
        ("陈祖荣", "wang", []),
        ("陈祖荣", "c", []),
        ("", "czr", []),
        ("陈祖荣", "", []),
    ],
)
def test_the_part_that_matches_is_marked(text: str, typed: str, parts: list[str]) -> None:
    assert marked(text, typed) == parts


def test_what_stands_there_letter_by_letter_is_marked_before_any_reading() -> None:
    assert marked("陈祖荣  Chan Chou Weng", "chan") == ["Chan"]


@given(
    st.text(alphabet=st.sampled_from("陈祖荣陳榮 aczr6é😀ßİ-"), max_size=30),
    st.text(alphabet=st.sampled_from("陈祖荣陳榮 aczr6é😀ßİ-"), max_size=30),
)
def test_marks_lie_in_the_text_in_order_and_apart(text: str, typed: str) -> None:
    ends = [0]
    for start, end in matched_parts(text, typed):
        assert ends[-1] <= start < end <= len(text)
        ends.append(end)

"""Folding and the words of a text: worked out by character, the same as for the whole text."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from wicco_desktop.foundation.text import clean, fold, is_han, tokens, words

TEXTS = st.text(
    st.one_of(
        st.characters(codec="utf-8"),
        st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF),
        st.sampled_from("éÉüÜßﬁ①ＡｶﾞがЙ한ａ́̈ 々〇-_'"),
    ),
    max_size=30,
)


@given(TEXTS)
def test_folding_is_decomposing_dropping_accents_and_case(text: str) -> None:
    decomposed = unicodedata.normalize("NFKD", text)
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    assert fold(text) == unicodedata.normalize("NFC", bare).casefold()


@given(TEXTS)
def test_a_word_is_chinese_throughout_or_not_at_all(text: str) -> None:
    for word in words(fold(text)):
        assert len({is_han(char) for char in word}) == 1
        assert all(char.isalnum() for char in word)


@given(TEXTS)
def test_tokens_are_the_words_with_chinese_ones_in_characters(text: str) -> None:
    folded = fold(text)
    expected: list[str] = []
    for word in words(folded):
        expected += list(word) if is_han(word[0]) else [word]
    assert tokens(folded) == expected


def test_words_part_at_a_change_of_script() -> None:
    assert words(fold("陈祖荣 Chan3 BEYOND博览会")) == ["陈祖荣", "chan3", "beyond", "博览会"]


def test_a_space_that_does_not_break_is_a_space() -> None:
    assert clean("Chan\xa0Chou\u202fWang\xa0") == "Chan Chou Wang"

"""Promises of JSON texts: read again they are what was told, byte for byte as ever."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wicco_desktop.foundation.json_text import to_json

VALUES = st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=()))
TOLD = st.recursive(
    VALUES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(TOLD)
def test_what_was_told_is_read_again(told: object) -> None:
    assert json.loads(to_json(told)) == told


@given(TOLD)
def test_texts_are_those_of_the_standard_library(told: object) -> None:
    usual = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    assert to_json(told) == usual


def test_rows_may_be_tuples() -> None:
    assert to_json([(1, "陈"), (None, True)]) == '[[1,"陈"],[null,true]]'


@pytest.mark.parametrize("odd", [object(), {1, 2}, b"bytes"])
def test_what_json_does_not_know_is_refused(odd: object) -> None:
    with pytest.raises(TypeError):
        to_json([odd])

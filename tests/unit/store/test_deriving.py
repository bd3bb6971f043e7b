"""Rows and index texts of new records are the same wherever they are made."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wicco_desktop.foundation.json_text import to_json
from wicco_desktop.records import KINDS
from wicco_desktop.store.derived_rules import Rules
from wicco_desktop.store.deriving import derived_rows
from wicco_desktop.store.deriving_aside import DerivingAside
from wicco_desktop.store.kind_rules import all_rules, rules_of

NAMES = ("陈祖荣", "陳祖榮", "Chan Chou Weng", "欧阳娜娜", "José Álvares", "尉迟", "a\0b", "𠀀")
TEXTS = st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(NAMES)


@pytest.fixture(scope="module")
def aside() -> Iterator[DerivingAside]:
    started = DerivingAside(all_rules())
    yield started
    started.end()


@settings(max_examples=200)
@given(data=st.data(), kind=st.sampled_from(sorted(KINDS)))
def test_its_rows_are_those_that_are_made_here(
    aside: DerivingAside, data: st.DataObject, kind: str
) -> None:
    values = st.none() | TEXTS | st.integers(-(2**63), 2**63 - 1) | st.booleans()
    columns = tuple(KINDS[kind].columns)
    told = st.dictionaries(st.sampled_from(columns), values, max_size=8)
    entries = st.none() | st.integers(1, 2**40)
    records = data.draw(st.lists(st.tuples(TEXTS, entries, told), max_size=4))
    names = ("id", "created", *columns)
    aside.ask(to_json((kind, "2026", names, records)).encode())
    answer = aside.answer()
    assert answer is not None
    rows, documents = derived_rows(rules_of(kind), "2026", names, records)
    assert [json.loads(part) for part in answer] == [
        list(map(list, part)) for part in (rows, documents)
    ]


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_rules_are_what_was_told(kind: str) -> None:
    assert Rules.told(json.loads(to_json(rules_of(kind)))) == rules_of(kind)

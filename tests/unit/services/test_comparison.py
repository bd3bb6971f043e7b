"""The three-way comparison: its table, row by row, and its laws on generated histories."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wicco_desktop.records import Value
from wicco_desktop.services.comparison import (
    Verdict,
    compare,
    compare_fields,
    compare_without_base,
    merged,
)

VALUES = st.one_of(st.none(), st.sampled_from(["a", "b", "c", "d"]), st.integers(0, 2))
FIELDS = st.dictionaries(st.sampled_from(["name", "mobile", "email", "city"]), VALUES)


@pytest.mark.parametrize(
    ("base", "theirs", "ours", "verdict"),
    [
        ("b", "b", "b", Verdict.SAME),
        ("b", "b", "o", Verdict.OURS),
        ("b", "o", "o", Verdict.SAME),
        ("b", "t", "b", Verdict.THEIRS),
        ("b", "t", "o", Verdict.CONFLICT),
        ("b", "t", None, Verdict.CONFLICT),
        ("b", None, "b", Verdict.CLEAR),
        ("b", None, "o", Verdict.CLEAR),
        ("b", None, None, Verdict.SAME),
        (None, None, "o", Verdict.OURS),
        (None, "t", None, Verdict.THEIRS),
        (None, "t", "o", Verdict.CONFLICT),
    ],
)
def test_each_row_of_the_table(base: Value, theirs: Value, ours: Value, verdict: Verdict) -> None:
    assert compare(base, theirs, ours) is verdict


@pytest.mark.parametrize(
    ("theirs", "ours", "verdict"),
    [
        ("t", "t", Verdict.SAME),
        (None, "o", Verdict.SAME),
        ("t", "o", Verdict.CONFLICT),
        ("t", None, Verdict.CONFLICT),
    ],
)
def test_without_a_base_every_difference_asks_and_a_blank_says_nothing(
    theirs: Value, ours: Value, verdict: Verdict
) -> None:
    assert compare_without_base(theirs, ours) is verdict


@given(base=FIELDS, theirs=FIELDS)
def test_what_only_they_changed_becomes_theirs_unless_it_is_blank(
    base: dict[str, Value], theirs: dict[str, Value]
) -> None:
    after = merged(base, theirs, base)
    for name, value in theirs.items():
        assert after.get(name) == (base.get(name) if value is None else value)


@given(base=FIELDS, ours=FIELDS)
def test_what_comes_back_as_it_was_sent_changes_nothing(
    base: dict[str, Value], ours: dict[str, Value]
) -> None:
    assert merged(base, base, ours) == {**dict.fromkeys(base), **ours}


@given(base=FIELDS, both=FIELDS)
def test_what_both_changed_alike_is_no_conflict(
    base: dict[str, Value], both: dict[str, Value]
) -> None:
    assert merged(base, both, both) == both
    assert all(c.verdict is Verdict.SAME for c in compare_fields(base, both, both).values())


@given(base=st.one_of(st.none(), FIELDS), theirs=FIELDS, ours=FIELDS)
def test_a_field_that_did_not_come_stays_as_it_is(
    base: dict[str, Value] | None, theirs: dict[str, Value], ours: dict[str, Value]
) -> None:
    after = merged(base, theirs, ours)
    assert {n: v for n, v in after.items() if n not in theirs} == {
        n: v for n, v in ours.items() if n not in theirs
    }


@given(base=FIELDS, theirs=FIELDS, ours=FIELDS)
def test_applied_once_and_made_the_new_base_it_changes_nothing_more(
    base: dict[str, Value], theirs: dict[str, Value], ours: dict[str, Value]
) -> None:
    after = merged(base, theirs, ours)
    dealt_with = {
        name: c.theirs
        for name, c in compare_fields(base, theirs, ours).items()
        if c.verdict is Verdict.THEIRS or c.agreed
    }
    assert merged({**base, **dealt_with}, theirs, after) == after


@given(base=FIELDS, theirs=FIELDS, ours=FIELDS)
def test_every_value_that_came_is_live_or_known_or_asked_about(
    base: dict[str, Value], theirs: dict[str, Value], ours: dict[str, Value]
) -> None:
    for compared in compare_fields(base, theirs, ours).values():
        known = compared.theirs in (compared.live, compared.base)
        assert known or compared.verdict in (Verdict.CONFLICT, Verdict.CLEAR)

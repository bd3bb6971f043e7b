"""Names of sheets are such as Excel takes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from wicco_desktop.exchange.writing.sheet_names import LONGEST_NAME, sheet_name


@given(st.lists(st.text(max_size=60), min_size=1, max_size=8))
def test_any_names_become_allowed_ones_unlike_each_other(wanted: list[str]) -> None:
    taken: list[str] = []
    for text in wanted:
        taken.append(sheet_name(text, taken))
    assert len({name.casefold() for name in taken}) == len(taken)
    for name in taken:
        assert 1 <= len(name) <= LONGEST_NAME
        assert not set(name) & set("[]:*?/\\")
        assert not name.startswith("'")
        assert not name.endswith("'")
        assert name.casefold() != "history"


def test_a_name_that_is_allowed_stays() -> None:
    assert sheet_name("联系人 Contacts", ["机构"]) == "联系人 Contacts"
    assert sheet_name("Contacts", ["contacts"]) == "Contacts 2"

"""Facts that were packed are the facts they were."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from wicco_desktop.services.likeness import LOOKED_AT, facts_of
from wicco_desktop.services.packed_facts import PackedFacts

TEXTS = st.one_of(
    st.none(), st.text(max_size=12), st.sampled_from(["陈祖荣; Chen", "+853 6612 3456"])
)


@given(st.lists(st.tuples(*[TEXTS] * len(LOOKED_AT["contact"])), min_size=1, max_size=4))
def test_what_is_kept_small_is_what_it_was(several: list[tuple[str | None, ...]]) -> None:
    packed = PackedFacts("contact")
    bodies = frozenset({"body"})
    for place, values in enumerate(several):
        packed.add(f"id{place}", values, bodies)
    for place, values in enumerate(several):
        plain = [value.replace("\x1f", " ") if value else value for value in values]
        by_column = dict(zip(LOOKED_AT["contact"], plain, strict=True))
        facts = facts_of("contact", f"id{place}", by_column, bodies)
        assert packed[place] == facts
        assert len(packed.narrower(place)) == len(list(facts.narrower()))

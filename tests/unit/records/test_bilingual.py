"""The mark *older than its original*: when a side gets it, when it goes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from wicco_desktop.records.bilingual import marks_after

NONE: frozenset[str] = frozenset()
ZH, EN = frozenset({"zh"}), frozenset({"en"})


def test_editing_a_current_side_marks_the_other() -> None:
    before = {"zh": "工作计划", "en": "Work plan"}
    assert marks_after(before, {"zh": "工作进展", "en": "Work plan"}, NONE) == EN
    assert marks_after(before, {"zh": "工作计划", "en": "Plan"}, NONE) == ZH


def test_editing_the_marked_side_clears_its_mark() -> None:
    before = {"zh": "工作进展", "en": "Work plan"}
    assert marks_after(before, {"zh": "工作进展", "en": "Progress"}, EN) == NONE


def test_supplying_a_translation_marks_nothing() -> None:
    assert marks_after({"zh": "会议", "en": ""}, {"zh": "会议", "en": "Meeting"}, NONE) == NONE


def test_a_side_that_is_emptied_loses_its_mark_and_marks_nothing() -> None:
    before = {"zh": "工作进展", "en": "Work plan"}
    assert marks_after(before, {"zh": "工作进展", "en": ""}, EN) == NONE
    assert marks_after(before, {"zh": "", "en": "Work plan"}, NONE) == NONE


def test_sides_edited_in_one_go_are_both_current() -> None:
    before = {"zh": "工作进展", "en": "Work plan"}
    assert marks_after(before, {"zh": "计划", "en": "Plan"}, EN) == NONE


def test_a_new_record_has_no_marks() -> None:
    assert marks_after({}, {"zh": "会议", "en": "Meeting"}, NONE) == NONE


sides = st.sampled_from(["", "a", "b"])
texts = st.fixed_dictionaries({"zh": sides, "en": sides, "pt": sides})


@given(texts, texts, st.frozensets(st.sampled_from(["zh", "en", "pt"])))
def test_the_rule_holds_for_any_number_of_languages(
    before: dict[str, str], after: dict[str, str], marked: frozenset[str]
) -> None:
    marked &= {code for code, text in before.items() if text}
    marks = marks_after(before, after, marked)
    edited = {code for code in after if after[code] != before[code]}
    assert not marks & edited, "an edited side is current"
    assert all(after[code] for code in marks), "a blank side has no mark"
    if not edited:
        assert marks == marked, "no edit changes no mark"
    if any(before[code] and after[code] and code not in marked for code in edited):
        assert marks == {code for code in after if after[code]} - edited
    else:
        assert marks <= marked, "nothing but a changed original marks"

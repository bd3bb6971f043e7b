"""What each key makes of the line at the foot of a meeting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from wicco_desktop.foundation.dates import parse_date
from wicco_desktop.foundation.errors import UserError
from wicco_desktop.services.composed_draft import as_text, from_text
from wicco_desktop.services.composing import (
    Composition,
    Line,
    Someone,
    Step,
    languages_of,
)
from wicco_desktop.services.notes import NewFollowUp, NewNote

CHAN = Someone("chan", "Chan Chou Wang")
GU = Someone("gu", "Gu Ting")
PRESENT = {"czr": CHAN, "gt": GU, "gu": GU}


def read(text: str) -> str:
    return parse_date(text, date(2022, 11, 23))


class Typist:
    """Presses keys on the line as the widget does: the first person that fits is the one marked."""

    def __init__(self, begin: Composition | None = None) -> None:
        self.now = begin or Composition()
        self.ended: list[NewNote] = []

    def type(self, text: str) -> Typist:
        self.now = self.now.typed(self.now.line + text)
        return self

    def enter(self, chosen: Someone | None = None) -> Typist:
        wanted = self.now.wanted
        marked = chosen or (PRESENT.get(wanted.casefold()) if wanted else None)
        self.now, ended = self.now.enter(marked, read, "en")
        if ended:
            self.ended.append(ended)
        return self

    def press(self, key: str) -> Typist:
        keys: dict[str, Callable[[], Composition]] = {
            "esc": self.now.escape,
            "backspace": self.now.backspace,
            "ctrl+d": self.now.decide,
            "ctrl+u": self.now.follow_up,
            "ctrl+t": self.now.other_language,
        }
        self.now = keys[key]()
        return self

    @property
    def note(self) -> NewNote:
        return self.ended[-1]


def test_a_first_word_that_is_someone_present_and_enter_picks_the_speaker() -> None:
    typist = Typist().type("czr").enter()
    assert typist.now.speaker == CHAN
    assert typist.now.line == ""
    assert not typist.ended


def test_enter_ends_the_note_and_the_speaker_stays_for_the_next() -> None:
    typist = Typist().type("czr").enter().type("Four laboratories.").enter()
    typist.type("高校是科研主体。").enter()
    assert [ended.speaker for ended in typist.ended] == ["chan", "chan"]
    assert [dict(ended.texts) for ended in typist.ended] == [
        {"en": "Four laboratories."},
        {"zh": "高校是科研主体。"},
    ]
    assert typist.now == Composition(speaker=CHAN)


def test_a_word_that_is_nobody_is_a_note() -> None:
    typist = Typist().type("Agreed").enter()
    assert dict(typist.note.texts) == {"en": "Agreed"}
    assert typist.note.speaker is None


def test_only_the_first_word_alone_is_looked_for() -> None:
    assert Typist().type("czr").now.wanted == "czr"
    assert Typist().type("czr ").now.wanted == "czr"
    assert Typist().type("czr said").now.wanted is None
    assert Typist().type("czr").press("ctrl+t").type("gt").now.wanted is None
    assert Typist().now.wanted is None


def test_esc_makes_the_word_text_before_enter() -> None:
    typist = Typist().type("gu").press("esc")
    assert typist.now.wanted is None
    typist.enter()
    assert dict(typist.note.texts) == {"en": "gu"}


def test_esc_makes_the_word_text_after_enter_too() -> None:
    typist = Typist(Composition(speaker=GU)).type("czr").enter().press("esc")
    assert typist.now.line == "czr"
    assert typist.now.speaker == GU
    typist.enter()
    assert (typist.note.speaker, dict(typist.note.texts)) == ("gu", {"en": "czr"})


def test_once_the_note_has_begun_esc_does_not_take_the_speaker_back() -> None:
    typist = Typist().type("czr").enter().type("f").press("esc").press("esc")
    assert typist.now.speaker == CHAN
    assert typist.now.line == "f"


def test_a_cleared_line_looks_for_people_again() -> None:
    typist = Typist().type("gu").press("esc")
    typist.now = typist.now.typed("").typed("gu")
    assert typist.now.wanted == "gu"


@pytest.mark.parametrize("at", ["@", "＠"])
def test_at_searches_everyone_and_takes_names_of_several_words(at: str) -> None:
    typist = Typist().type(at + "Gu Ti")
    assert (typist.now.wanted, typist.now.among_all) == ("Gu Ti", True)
    assert typist.enter(GU).now.speaker == GU


def test_at_with_a_name_nobody_has_is_the_speaker_as_text() -> None:
    typist = Typist().type("@Both sides").enter().type("Promote WICCO.").enter()
    assert (typist.note.speaker, typist.note.speaker_name) == (None, "Both sides")


def test_at_alone_is_nobody() -> None:
    typist = Typist().type("@").enter()
    assert typist.now.speaker is None
    assert dict(typist.note.texts) == {"en": "@"}


def test_backspace_at_the_empty_line_clears_kind_then_speaker() -> None:
    typist = Typist(Composition(speaker=CHAN)).press("ctrl+d").press("backspace")
    assert (typist.now.kind, typist.now.speaker) == ("statement", CHAN)
    assert typist.press("backspace").now == Composition()


def test_backspace_with_text_before_it_is_left_to_the_line() -> None:
    typist = Typist(Composition(speaker=CHAN)).type("a")
    assert typist.press("backspace").now.speaker == CHAN


def test_ctrl_d_makes_it_a_decision_and_no_longer_one() -> None:
    typist = Typist().type("Promote WICCO.").press("ctrl+d").enter()
    assert typist.note.kind == "decision"
    assert typist.now.kind == "statement"
    assert Typist().press("ctrl+d").press("ctrl+d").now == Composition()


def test_ctrl_u_behind_the_text_asks_for_owner_and_due() -> None:
    typist = Typist(Composition(speaker=CHAN)).type("Send the list.").press("ctrl+u")
    assert (typist.now.step, typist.now.wanted, typist.now.line) == (Step.OWNER, "", "")
    typist.type("gt").enter()
    assert (typist.now.step, typist.now.owner) == (Step.DUE, GU)
    typist.type("9 Dec").enter()
    (ended,) = typist.ended
    assert ended.follow_up is not None
    assert (ended.follow_up.owner, ended.follow_up.due) == ("gu", "2022-12-09")
    assert (typist.note.kind, typist.note.speaker) == ("follow_up", "chan")
    assert typist.now == Composition(speaker=CHAN)


def test_ctrl_u_before_the_text_asks_when_the_text_is_ended() -> None:
    typist = Typist().press("ctrl+u").type("Send the list.").enter()
    assert typist.now.step is Step.OWNER
    typist.enter().enter()
    assert typist.ended[0].follow_up is not None
    assert (typist.ended[0].follow_up.owner, typist.ended[0].follow_up.due) == (None, None)


def test_a_date_that_is_none_keeps_everything() -> None:
    typist = Typist().type("Send the list.").press("ctrl+u").enter().type("31 Feb")
    with pytest.raises(UserError):
        typist.enter()
    assert (typist.now.step, typist.now.line) == (Step.DUE, "31 Feb")
    assert not typist.ended


def test_an_owner_nobody_knows_stays_until_somebody_is_picked_or_made() -> None:
    typist = Typist().type("Send the list.").press("ctrl+u").type("Sun Jin").enter()
    assert (typist.now.step, typist.now.line) == (Step.OWNER, "Sun Jin")
    typist.enter(Someone(None, "Sun Jin")).enter()
    ended = typist.ended[0]
    assert ended.follow_up is not None
    assert ended.follow_up.new_owner == "Sun Jin"
    assert ended.follow_up.owner


def test_an_owner_typed_over_is_asked_for_again() -> None:
    typist = Typist().type("Send.").press("ctrl+u").type("gt").enter().press("backspace")
    assert (typist.now.step, typist.now.line) == (Step.OWNER, "Gu Ting")
    assert typist.type("x").now.owner is None


def test_esc_in_a_question_goes_back_to_the_text() -> None:
    typist = Typist().type("Send the list.").press("ctrl+u").type("gt").press("esc")
    assert (typist.now.step, typist.now.line, typist.now.kind) == (
        Step.NOTE,
        "Send the list.",
        "follow_up",
    )
    assert typist.enter().now.line == "gt"


def test_backspace_goes_back_through_the_questions() -> None:
    typist = Typist().type("Send.").press("ctrl+u").enter()
    assert typist.now.step is Step.DUE
    assert typist.press("backspace").now.step is Step.OWNER
    assert typist.press("backspace").now.step is Step.NOTE


def test_ctrl_u_again_makes_it_a_statement() -> None:
    typist = Typist().type("Send.").press("ctrl+u").press("ctrl+u").enter()
    assert typist.note.kind == "statement"
    assert typist.ended[0].follow_up is None


def test_ctrl_d_within_a_question_makes_it_a_decision() -> None:
    typist = Typist().type("Send.").press("ctrl+u").press("ctrl+d").enter()
    assert (typist.note.kind, typist.ended[0].follow_up) == ("decision", None)


def test_ctrl_t_writes_the_other_side_of_the_same_note() -> None:
    typist = (
        Typist().type("四所国家重点实验室。").press("ctrl+t").type("Four laboratories.").enter()
    )
    assert dict(typist.note.texts) == {"zh": "四所国家重点实验室。", "en": "Four laboratories."}
    assert typist.note.written_first == "zh"


def test_ctrl_t_goes_back_and_forth_and_keeps_both() -> None:
    typist = Typist().type("Four").press("ctrl+t").type("四").press("ctrl+t")
    assert typist.now.line == "Four"
    assert typist.press("ctrl+t").now.line == "四"
    assert typist.now.language("en") == "zh"


def test_backspace_on_the_empty_other_side_returns_to_the_first() -> None:
    typist = Typist().type("Four").press("ctrl+t").press("backspace")
    assert (typist.now.at_second, typist.now.line) == (False, "Four")


def test_the_other_side_alone_is_a_note_in_its_language() -> None:
    typist = Typist().press("ctrl+t").type("四所").enter()
    assert dict(typist.note.texts) == {"zh": "四所"}
    assert typist.note.written_first == "zh"


def test_nothing_but_blanks_is_no_note() -> None:
    for text in ("", " ", "\n "):
        assert not Typist().type(text).enter().ended
    assert not Typist().press("ctrl+u").enter().ended


def test_line_breaks_within_a_note_stay() -> None:
    assert dict(Typist().type("one\n two ").enter().note.texts) == {"en": "one\n two"}


def test_esc_pastes_as_text_where_the_cursor_was() -> None:
    now = Composition().typed("ab").pasting("陈局长：好", 1)
    assert (now.step, now.line) == (Step.PASTE, "")
    assert now.escape().line == "a陈局长：好b"
    assert now.escape().step is Step.NOTE


def test_while_a_paste_is_shown_other_keys_change_nothing() -> None:
    now = Composition(first="ab").pasting("x", 2)
    for other in (
        now.backspace(),
        now.decide(),
        now.follow_up(),
        now.other_language(),
        now.typed("zz"),
        now.enter(CHAN, read, "en")[0],
    ):
        assert other == now
    assert now.paste_added() == Composition(first="ab")


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("四所", "", ("zh", "en")),
        ("Four", "", ("en", "zh")),
        ("", "四所", ("en", "zh")),
        ("", "Four", ("zh", "en")),
        ("28 / 49", "", ("en", "zh")),
        ("Chan (陈祖荣) spoke of four laboratories", "四所", ("en", "zh")),
        ("", "", ("en", "zh")),
    ],
)
def test_languages_are_told_by_script(first: str, second: str, expected: tuple[str, str]) -> None:
    assert languages_of(first, second, "en") == expected


KEYS = st.one_of(
    st.sampled_from(["esc", "backspace", "ctrl+d", "ctrl+u", "ctrl+t", "enter"]),
    st.sampled_from(["czr", "gt", "a b", "四所", "@", " ", "9 Dec", "\n"]),
)


def pressed(keys: list[str]) -> Typist:
    typist = Typist()
    for key in keys:
        if key == "enter":
            try:
                typist.enter()
            except UserError:
                typist.type("")
        elif key in ("esc", "backspace", "ctrl+d", "ctrl+u", "ctrl+t"):
            typist.press(key)
        else:
            typist.type(key)
    return typist


@given(st.lists(KEYS, max_size=25))
def test_the_line_comes_back_from_its_draft_as_it_was(keys: list[str]) -> None:
    typist = pressed(keys)
    line = Line(typist.now, tuple((note,) for note in typist.ended))
    assert from_text(as_text(line)) == line


@given(st.lists(KEYS, max_size=25))
@example(["ctrl+t", "a b", "ctrl+u"])
def test_a_text_is_lost_only_to_the_database_or_as_the_name_of_a_speaker(keys: list[str]) -> None:
    typist = pressed([*keys, "MARK me"])
    now = typist.now
    for key in ("esc", "ctrl+d", "ctrl+u", "ctrl+t", "backspace"):
        now = getattr(
            now,
            {
                "esc": "escape",
                "ctrl+d": "decide",
                "ctrl+u": "follow_up",
                "ctrl+t": "other_language",
                "backspace": "backspace",
            }[key],
        )()
        kept = (now.first, now.second, now.owner_typed, now.due_typed)
        assert any("MARK me" in text for text in kept)


@given(st.lists(KEYS, max_size=25))
def test_every_ended_note_has_a_text_and_an_id(keys: list[str]) -> None:
    for note in pressed(keys).ended:
        assert any(note.texts.values())
        assert note.id


def test_a_speaker_alone_is_nothing_to_keep() -> None:
    assert Composition(speaker=CHAN).blank
    assert not Composition(kind="decision").blank
    assert not Composition(first=" a").blank
    assert Line().blank
    assert not Line(sent=((NewNote({"en": "a"}, follow_up=NewFollowUp()),),)).blank


@pytest.mark.parametrize("damaged", ["{", "[]", '"a', "plain words"])
def test_a_draft_that_cannot_be_read_becomes_the_text_itself(damaged: str) -> None:
    assert from_text(damaged).now.first == damaged


@pytest.mark.parametrize(
    "strange",
    [
        "{}",
        '{"now": 3, "sent": 4}',
        '{"now": {"speaker": [], "step": "later", "first": 7}, "sent": [1, [2], []]}',
        '{"now": {"picked": {"before": 1}}, "sent": [[{"texts": 1}, {"texts": {}}]]}',
    ],
)
def test_a_draft_of_another_make_is_read_as_far_as_it_goes(strange: str) -> None:
    line = from_text(strange)
    assert line.now.step is Step.NOTE
    assert line.sent == ()


def test_what_a_newer_version_added_is_passed_over() -> None:
    text = as_text(Line(Composition(first="kept"))).replace('"first"', '"mood": 1, "first"')
    assert from_text(text).now == replace(Composition(), first="kept")

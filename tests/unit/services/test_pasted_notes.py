"""Pasted text becomes attributed notes; colons within sentences stay where they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wicco_desktop.foundation.text import clean
from wicco_desktop.services.pasted_notes import PastedNote, is_attributed, pasted_notes
from wicco_desktop.services.speakers import Person, match_speaker

CHAN = Person("chan", "陈祖荣", "Chan Chou Wang", ("陳祖榮",))


def known(label: str) -> bool:
    return bool(match_speaker(label, [CHAN]))


def found(text: str) -> list[tuple[str, str]]:
    return [(note.speaker, note.text) for note in pasted_notes(text)]


@pytest.mark.parametrize(
    ("line", "speaker", "text"),
    [
        ("陈局长：高校是科研主体。", "陈局长", "高校是科研主体。"),
        ("陈局长: 高校是科研主体。", "陈局长", "高校是科研主体。"),
        ("陈祖荣 ： 有四个重点实验室", "陈祖荣", "有四个重点实验室"),
        ("陈祖荣（经科局）：有四个实验室", "陈祖荣", "有四个实验室"),
        ("陈祖荣 Chan Chou Wang：你好", "陈祖荣 Chan Chou Wang", "你好"),
        ("陈局长表示：愿意参加", "陈局长", "愿意参加"),
        ("欧阳女士：欢迎", "欧阳女士", "欢迎"),
        ("若昂·席尔瓦：很高兴", "若昂·席尔瓦", "很高兴"),
        ("我方：介绍了进展", "我方", "介绍了进展"),
        ("Mr Chan: Universities come first.", "Mr Chan", "Universities come first."),
        ("CHAN Chou Weng: four laboratories", "CHAN Chou Weng", "four laboratories"),
        ("CHAN, Chou Weng: four laboratories", "CHAN, Chou Weng", "four laboratories"),
        ("Gu Ting：以交流平台推动", "Gu Ting", "以交流平台推动"),
        ("João da Silva: bom dia", "João da Silva", "bom dia"),
        ("Dr. Ho said: we agree", "Dr. Ho", "we agree"),
        ("10:05 陈祖荣：见附件", "陈祖荣", "见附件"),
        ("[10:05:33] Gu Ting: see https://wicco.org", "Gu Ting", "see https://wicco.org"),
        ("• 陈局长：第一点", "陈局长", "第一点"),
        ("1. Mr Chan: first", "Mr Chan", "first"),
        ("陈局长：时间：下午3:30", "陈局长", "时间：下午3:30"),
    ],
)
def test_a_label_before_a_colon_is_the_speaker(line: str, speaker: str, text: str) -> None:
    assert found(line) == [(speaker, text)]


@pytest.mark.parametrize(
    "line",
    [
        "https://wicco.org/a:b",
        "See https://wicco.org",
        "10:05 the meeting begins",
        "会议于10:05开始",
        "The ratio is 3:1 now",
        "地点：澳门",
        "会议时间：11月23日",
        "主要内容如下：进展与计划",
        "双方同意：加强合作",
        "会上提出了三点意见：一是交流",
        "Agenda: progress and plan",
        "Work Plan: three steps",
        "Greater Bay Area: nine cities",
        "Macao: platform towards Portuguese-speaking countries",
        "we agreed on this: more exchange",
        "Universities are the main source: four laboratories",
        "Email: someone@example.org",
        "C:\\files",
        "note to self: call back",
        "方案：两个",
        "WICCO: 28 cities",
    ],
)
def test_a_colon_within_a_sentence_makes_no_speaker(line: str) -> None:
    assert found(line) == [("", line)]
    assert not is_attributed(pasted_notes(line))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("决定：向葡语国家推介", PastedNote("", "向葡语国家推介", "zh", "decision")),
        ("Decision: promote WICCO", PastedNote("", "promote WICCO", "en", "decision")),
        ("待办：提供名单", PastedNote("", "提供名单", "zh", "follow_up")),
        ("Follow-up: send the list", PastedNote("", "send the list", "en", "follow_up")),
        ("TODO: send the list", PastedNote("", "send the list", "en", "follow_up")),
        ("议题：合作", PastedNote("", "合作", "zh", "topic")),
        ("待办（陈处长）：提供名单", PastedNote("陈处长", "提供名单", "zh", "follow_up")),
        ("Action (Mr Chan): send it", PastedNote("Mr Chan", "send it", "en", "follow_up")),
        ("陈局长：决定：参加", PastedNote("陈局长", "参加", "zh", "decision")),
    ],
)
def test_a_kind_may_be_announced(line: str, expected: PastedNote) -> None:
    assert pasted_notes(line) == [expected]


def test_a_speaker_keeps_the_lines_that_follow() -> None:
    text = """
    会议纪要

    陈局长：在澳门，科学研究的主要力量集中在各所高等院校，企业的研究力量
    相对较少。
    有四个国家重点实验室
    其中一个研究中医药
    • 中医药
    • 月球与行星科学

    Gu Ting: Exchange platforms, events and fairs of science and trade
    bring research to market.
    决定：
    - 向葡语国家城市推介
    - 明年再见
    """
    assert [(n.speaker, n.text, n.language, n.kind) for n in pasted_notes(text)] == [
        ("", "会议纪要", "zh", "statement"),
        (
            "陈局长",
            "在澳门，科学研究的主要力量集中在各所高等院校，企业的研究力量相对较少。",
            "zh",
            "statement",
        ),
        ("陈局长", "有四个国家重点实验室", "zh", "statement"),
        ("陈局长", "其中一个研究中医药", "zh", "statement"),
        ("陈局长", "中医药", "zh", "statement"),
        ("陈局长", "月球与行星科学", "zh", "statement"),
        (
            "Gu Ting",
            "Exchange platforms, events and fairs of science and trade bring research to market.",
            "en",
            "statement",
        ),
        ("", "向葡语国家城市推介", "zh", "decision"),
        ("", "明年再见", "zh", "decision"),
    ]


def test_a_chat_names_its_speaker_on_a_line_with_the_time() -> None:
    text = "陈祖荣 2022/11/23 10:05:11\n你好\n\nGu Ting 10:06\nGood morning"
    assert found(text) == [("陈祖荣", "你好"), ("Gu Ting", "Good morning")]


def test_one_word_is_a_speaker_when_it_is_known_or_comes_back() -> None:
    assert [note.speaker for note in pasted_notes("Chan: yes", known)] == ["Chan"]
    assert [note.speaker for note in pasted_notes("czr：好", known)] == ["czr"]
    assert found("Maria: yes") == [("", "Maria: yes")]
    assert found("Maria: yes\nTom: no\nMaria: why\nTom: so") == [
        ("Maria", "yes"),
        ("Tom", "no"),
        ("Maria", "why"),
        ("Tom", "so"),
    ]


def test_a_text_without_letters_has_the_language_asked_for() -> None:
    assert pasted_notes("28 / 49 / 22", language="zh")[0].language == "zh"
    assert pasted_notes("  \n ") == []


pasted = st.text() | st.lists(
    st.sampled_from(
        [
            "陈局长：",
            "Mr Chan: ",
            "决定：",
            "10:05 ",
            "• ",
            "\n",
            "好。",
            "text ",
            "https://a.b",
            "：",
            "(",
        ]
    ),
    max_size=30,
).map("".join)


@given(pasted)
def test_any_text_is_taken_apart_without_an_empty_note(text: str) -> None:
    assert all(note.text and note.language in {"zh", "en"} for note in pasted_notes(text, known))


@given(pasted)
def test_no_letter_of_a_text_without_labels_is_lost(text: str) -> None:
    plain = "".join(char for char in clean(text) if char not in ":：" and not char.isnumeric())
    kept = "".join(note.text for note in pasted_notes(plain))
    assert [c for c in kept if c.isalpha()] == [c for c in plain if c.isalpha()]


def test_a_megabyte_is_taken_apart_in_moderate_time() -> None:
    assert len(pasted_notes("x" * 1_000_000)) == 1
    assert len(pasted_notes("陈局长：好。\n" * 20_000)) == 20_000
    assert len(pasted_notes("一二三四五六七八九十" * 3 + "\n" + "接着 " * 300_000)) == 1
    assert len(pasted_notes(("行" * 30 + "\n") * 30_000)) < 1_000
    assert len(pasted_notes(":" * 100_000 + "\n" + " a" * 100_000)) == 2

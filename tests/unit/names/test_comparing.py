"""Names are compared in any script and spelling; what is told is sure, symmetric and explained."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from wicco_desktop.foundation.languages import ENGLISH
from wicco_desktop.foundation.messages import Translator
from wicco_desktop.names import NameMatch, Verdict, compare


def verdict(pair: str) -> Verdict:
    one, other = (name.strip() for name in pair.split("="))
    return compare(one, other).verdict


@pytest.mark.parametrize(
    "pair",
    [
        "陈祖荣 = 陳祖榮",
        "峯 杜琪 = 峰 杜琪",
        "甯漢豪 = 宁汉豪",
        "陈祖荣 = 陈祖荣处长",
        "陈祖荣 = 陳祖榮先生",
        "行政长官李家超 = 李家超",
    ],
)
def test_both_scripts_of_the_same_characters_are_one_name(pair: str) -> None:
    assert verdict(pair) is Verdict.SAME


@pytest.mark.parametrize(
    "latin",
    [
        "Chen Zurong",
        "Chen Zu Rong",
        "Chen Zu-rong",
        "Zurong Chen",
        "CHEN, Zurong",
        "chenzurong",
        "Chan Chou Weng",
        "CHAN, Chou Weng",
        "Chou Weng Chan",
        "Mr Chan Chou Weng",
        "Prof. Chan Chou-weng",
        "Chan Cho Wing",
        "Ch'en Tsu-jung",
        "Chan Chou Wang",
        "陈祖荣 Chan Chou Weng",
    ],
)
def test_every_usual_spelling_of_a_chinese_name_is_the_same_name(latin: str) -> None:
    assert compare("陈祖荣", latin).same
    assert compare("陳祖榮 Chan Chou Weng", latin).same


@pytest.mark.parametrize(
    "pair",
    [
        "吕布 = Lü Bu",
        "吕丽萍 = Lv Liping",
        "吕丽萍 = Lu Liping",
        "吕丽萍 = Lyu Liping",
        "曾庆红 = Zeng Qinghong",
        "单霁翔 = Shan Jixiang",
        "诸葛亮 = Zhuge Liang",
        "諸葛亮 = Chu-ko Liang",
        "歐陽瑜 = Ao Ieong U",
        "歐陽瑜 = Au Yeung Yu",
        "欧阳瑜 = Ouyang Yu",
        "西安安 = Xi An'an",
        "蔡英文 = Tsai Ing-wen",
        "張忠謀 = Chang Chung-mou",
        "宋楚瑜 = Soong Chu-yu",
        "蔣介石 = Chiang Kai-shek",
        "賀一誠 = Iat Seng Ho",
        "梁維特 = LEONG Vai Tac",
        "張國華 = Cheong Kuoc Vá",
        "林鄭月娥 = Carrie Lam Cheng Yuet-ngor",
        "李家超 = John Lee Ka-chiu",
        "何超瓊 = HO Chiu-king, Pansy",
    ],
)
def test_the_systems_of_the_region_are_known(pair: str) -> None:
    assert verdict(pair) is Verdict.SAME


@pytest.mark.parametrize(
    "pair",
    [
        "Chen Zurong = Chan Chou Weng",
        "Chen Zurong = Chan Cho Wing",
        "Chan Chou Weng = Chan Cho Wing",
        "Lee Ka-chiu = Li Jiachao",
        "Chang Chung-mou = Zhang Zhongmou",
        "Ho Iat Seng = Iat Seng Ho",
        "João da Silva = Joao Silva",
        "Luiz da Silva = SILVA, Luís",
        "Li Wei = Wei Li",
    ],
)
def test_two_spellings_of_one_name_are_the_same_without_characters(pair: str) -> None:
    assert verdict(pair) is Verdict.SAME


@pytest.mark.parametrize(
    "pair",
    [
        "贺建东 = Jason Ho",
        "何厚鏵 = Edmund Ho",
        "Ao Ieong U = Elsie Ao Ieong",
        "John Lee = John Lee Ka-chiu",
        "林鄭月娥 = Carrie Lam",
        "林鄭月娥 = 鄭月娥",
        "陈祖荣 = Z. R. Chen",
        "梁振英 = C. Y. Leung",
        "包玉剛 = Y. K. Pao",
        "陈祖荣 = Mr Chan",
        "陈祖荣 = 陈局长",
        "Li Wei = Lee Wai",
        "王發 = 王髮",
        "Raimundo Arrais do Rosário = Raimundo do Rosário",
    ],
)
def test_what_only_agrees_in_part_is_possible(pair: str) -> None:
    assert verdict(pair) is Verdict.POSSIBLE


@pytest.mark.parametrize(
    "pair",
    [
        "崔世安 = 崔世昌",
        "崔世安 = Chui Sai Cheong",
        "Chui Sai On = Chui Sai Cheong",
        "Cui Shi'an = Chui Sai Cheong",
        "陈祖荣 = 陈祖蓉",
        "陈祖荣 Chen Zurong = 陈祖蓉 Chen Zurong",
        "李强 = Li Keqiang",
        "李克强 = Li Qiang",
        "何超瓊 = Ho Chiu-fung",
        "Pansy Ho = Daisy Ho",
        "梁朝伟 = Tony Leung Ka-fai",
        "Li Keqiang = Li Kejiang",
        "João Lourenço = Ana Dias Lourenço",
    ],
)
def test_brothers_and_namesakes_are_different(pair: str) -> None:
    assert verdict(pair) is Verdict.DIFFERENT


@pytest.mark.parametrize(
    ("pair", "told"),
    [
        ("陈祖荣 = 陳祖榮", "Traditional form of the same characters"),
        ("陈祖荣 = Chan Chou Weng", "Macao spelling of 陈祖荣"),
        ("陈祖荣 = Chan Cho Wing", "Hong Kong spelling of 陈祖荣"),
        ("陈祖荣 = Chen Zurong", "Pinyin of 陈祖荣"),
        ("張忠謀 = Chang Chung-mou", "Taiwan spelling of 張忠謀"),
        ("贺建东 = Jason Ho", "Same surname, given name says nothing"),
        ("李家超 = John Lee Ka-chiu", "John stands beside the Chinese name"),
    ],
)
def test_the_reasons_are_told_in_words(pair: str, told: str) -> None:
    one, other = (name.strip() for name in pair.split("="))
    translator = Translator(ENGLISH)
    assert told in [translator.text(reason) for reason in compare(one, other).evidence]


names = st.text(max_size=30) | st.text(
    alphabet="陈祖荣吕曾欧阳𠮷㐂々〇😀👨‍👩‍👧é\u0301\u200f\u202e-’' .,·1２aZßאبHoChanWeng\n",
    max_size=30,
)
WORDS = (
    "陈祖荣 陳 榮 林鄭月娥 Chan Chou Weng Wing Chen Zurong Ho Jason João da Silva Li Z. , Dr 先生"
)
written = st.lists(
    st.sampled_from(WORDS.split()),
    max_size=5,
).map(" ".join)


@given(names | written, names | written)
@example("\u200f陈", "陈\u202e")
def test_any_two_texts_have_a_score_that_does_not_ask_which_came_first(a: str, b: str) -> None:
    match = compare(a, b)
    assert 0 <= match.score <= 1
    assert match == compare(b, a)
    assert match.same == (match.verdict is Verdict.SAME)


@given(names | written)
def test_a_name_is_the_same_as_itself_if_it_has_a_letter(name: str) -> None:
    assert compare(name, name).same == any(char.isalpha() for char in name)


@pytest.mark.parametrize("text", ["", " ", "1", "😀", "12345", "\u200f", "-", "·", "a", "𠮷", "㐂"])
def test_what_says_nothing_is_like_no_name(text: str) -> None:
    for name in ("陈祖荣", "Chan Chou Weng", "João da Silva"):
        assert compare(text, name).score < 0.4


@pytest.mark.parametrize("char", ["陈", "a", "a ", "chan ", "zu", "-", "😀", "\u0301"])
def test_ten_thousand_characters_are_compared_by_their_beginning(char: str) -> None:
    for name in ("陈祖荣", "Chan Chou Weng", "zu" * 9_000):
        assert isinstance(compare(char * 10_000, name), NameMatch)


def test_nothing_is_loaded_before_a_name_is_compared() -> None:
    code = (
        "import sys, wicco_desktop.names as names\n"
        "assert not {'pypinyin', 'opencc', 'ToJyutping'} & set(sys.modules)\n"
        "assert names.compare('陳祖榮', 'Chan Chou Weng').same\n"
        "assert 'ToJyutping' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-X", "utf8", "-c", code], check=True)

"""Names are found by pinyin, initials and words in either script, whatever they look like."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wicco_desktop.names import family_name, initials, keys


@pytest.mark.parametrize("name", ["陈祖荣", "陳祖榮"])
def test_a_chinese_name_is_found_by_pinyin_and_initials(name: str) -> None:
    assert keys(name) >= {"chen", "zu", "rong", "chenzurong", "zurong", "czr"}
    assert initials(name) == "czr"


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("陈祖荣", "chan chou weng"),
        ("陳祖榮", "chanchouweng"),
        ("陈祖荣", "chouweng"),
        ("陈祖荣", "chan cho wing"),
        ("陈祖荣", "chen tsu jung"),
        ("蔡英文", "tsai ing wen"),
        ("张忠谋", "chang chung mou"),
        ("欧阳瑜", "ao ieong u"),
        ("歐陽瑜", "aoieongu"),
        ("歐陽瑜", "au yeung yu"),
        ("贺一诚", "ho iat seng"),
        ("梁维特", "leong vai ta"),
        ("李家超", "lee ka chiu"),
        ("李家超", "lei ka chiu"),
        ("張國榮", "cheung kwok wing"),
        ("宋楚瑜", "soong chu yu"),
        ("陈", "chan"),
    ],
)
def test_a_chinese_name_is_found_as_its_region_spells_it(name: str, typed: str) -> None:
    for word in typed.split():
        assert any(key.startswith(word) for key in keys(name)), word


def test_names_of_bodies_have_no_spellings_of_people() -> None:
    assert not any(key.startswith("ou") for key in keys("澳门大学图书馆"))


def test_a_chinese_name_has_few_keys() -> None:
    for name in ("陈祖荣", "张伟", "吕思清", "欧阳自远", "林郑月娥"):
        assert len(keys(name)) <= 24, name


@pytest.mark.parametrize("name", ["Chan Chou Wang", "CHAN, Chou Wang", "chan chou-wang"])
def test_a_latin_name_is_found_by_words_and_initials(name: str) -> None:
    assert {"chan", "chou", "wang", "chanchouwang", "chouwang", "ccw"} <= keys(name)
    assert initials(name) == "ccw"


def test_initials_are_found_whichever_end_the_family_name_stands_at() -> None:
    assert {"jh", "hj"} <= keys("Jason Ho")
    assert {"ish", "his"} <= keys("Iat Seng Ho")
    assert "his" in keys("Ho Iat Seng")


def test_a_name_in_both_scripts_has_the_keys_of_both() -> None:
    assert keys("陈祖荣 Chan Chou Wang") == keys("陈祖荣") | keys("Chan Chou Wang")
    assert initials("陈祖荣 Chan Chou Wang") == "czr"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("曾庆红", "zengqinghong"),
        ("單偉", "shanwei"),
        ("仇和", "qiuhe"),
        ("解振华", "xiezhenhua"),
        ("查良镛", "zhaliangyong"),
        ("朴树", "piaoshu"),
        ("翟志刚", "zhaizhigang"),
        ("区锦新", "oujinxin"),
        ("區錦新", "oujinxin"),
        ("盖叫天", "gejiaotian"),
        ("覃志刚", "qinzhigang"),
        ("覃志刚", "tanzhigang"),
        ("欧阳瑜", "ouyangyu"),
        ("歐陽瑜", "ouyangyu"),
        ("尉迟恭", "yuchigong"),
        ("万俟卨", "moqi"),
        ("诸葛亮", "zhugeliang"),
        ("长孙无忌", "zhangsunwuji"),
        ("吕布", "lvbu"),
        ("吕布", "lubu"),
        ("吕布", "lyubu"),
        ("王乐", "wangle"),
        ("王乐", "wangyue"),
        ("若昂·席尔瓦", "xierwa"),
        ("João da Silva", "joaodasilva"),
        ("Xi'an", "xian"),
        ("重庆市", "chongqingshi"),
        ("东莞", "dongguan"),
        ("厦门大学", "xiamendaxue"),
        ("长沙", "changsha"),
    ],
)
def test_names_are_read_as_people_read_them(name: str, expected: str) -> None:
    assert any(key.startswith(expected) for key in keys(name))


def test_a_family_name_may_have_two_characters() -> None:
    assert family_name("欧阳瑜") == "欧阳"
    assert family_name("陈祖荣") == "陈"
    assert family_name("") == ""


def test_a_long_name_is_found_from_any_of_its_words() -> None:
    found = keys("深圳市人民政府外事办公室")
    for typed in ("shenzhen", "szsrm", "waishiban", "renminzhengfu"):
        assert any(key.startswith(typed) for key in found), typed


names = st.text() | st.text(
    alphabet="陈祖荣吕曾欧阳𠮷㐂々〇😀👨‍👩‍👧é\u0301\u200f\u202e-’' .,·1２aZßאب\n"
)


@given(names)
def test_any_text_has_keys_that_can_be_looked_up(name: str) -> None:
    found = keys(name)
    assert all(key and key == key.casefold() and not key.isspace() for key in found)
    assert not any(char.isspace() for key in found for char in key)
    assert initials(name) is not None


@pytest.mark.parametrize("char", ["陈", "吕", "a ", "😀", "乐", "\u0301"])
def test_ten_thousand_characters_have_few_keys(char: str) -> None:
    assert sum(map(len, keys(char * 10_000))) < 20_000
    assert len(initials(char * 10_000)) < 20


def test_the_dictionary_is_not_loaded_before_a_character_is_read() -> None:
    code = (
        "import sys, wicco_desktop.names as names\n"
        "names.keys('Chan Chou Wang'), names.sort_key('', 'Chan')\n"
        "assert 'pypinyin' not in sys.modules\n"
        "names.keys('陈')\n"
        "from pypinyin.constants import PHRASES_DICT\n"
        "assert not PHRASES_DICT\n"
    )
    subprocess.run([sys.executable, "-X", "utf8", "-c", code], check=True)

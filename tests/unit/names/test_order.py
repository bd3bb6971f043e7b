"""Names sort by corrected pinyin, Latin ones among them, the same everywhere."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from wicco_desktop.names import sort_key


def in_order(*names: str, person: bool = True) -> bool:
    by_key = [sort_key(name, "", person=person) for name in names]
    return by_key == sorted(by_key) and len(set(by_key)) == len(by_key)


def test_chinese_names_sort_by_their_reading_as_family_names() -> None:
    assert in_order("安娜", "陈祖荣", "贺建东", "李安", "欧阳瑜", "曾庆红", "张伟")
    assert in_order("区锦新", "欧阳瑜", "翟志刚")


def test_one_family_name_stands_together() -> None:
    assert in_order("张伟", "张五", "章伟")
    assert sort_key("张伟", "").split()[:2] == ["zhang", "张"]


def test_latin_names_stand_among_them_by_letter() -> None:
    assert in_order("Ana", "陈祖荣", "Chu", "João", "李安", "Lian", "Zoe")


def test_the_chinese_name_decides_where_there_are_both() -> None:
    assert sort_key("贺建东", "Jason Ho") == sort_key("贺建东", "")
    assert sort_key("", "Jason Ho") == "jason ho"


def test_the_family_name_comes_first_where_it_is_known() -> None:
    assert sort_key("", "Jason HO") == sort_key("", "HO Jason") == sort_key("", "Ho, Jason")
    assert sort_key("", "Xi'an") == "xian"
    assert sort_key("", "WICCO", person=False) == "wicco"


def test_bodies_are_not_read_as_people() -> None:
    assert sort_key("区政府", "", person=False).startswith("qu ")
    assert sort_key("长沙市", "", person=False).startswith("chang ")


def test_numbers_sort_by_their_value() -> None:
    assert in_order("第2次会议", "第10次会议", person=False)


def test_what_has_no_letter_sorts_last_and_nothing_first() -> None:
    assert sort_key("", "") == sort_key("  ", "\n") == ""
    assert in_order("", "2022", "张伟", "Zoe", "😀")
    assert in_order("张伟", "𠮷")


@given(st.text(), st.text(), st.booleans())
def test_any_text_has_one_key(zh: str, en: str, person: bool) -> None:
    key = sort_key(zh, en, person=person)
    assert key == sort_key(zh, en, person=person)
    assert bool(key) == bool(zh.strip() or en.strip())
    assert len(sort_key(zh * 10_000, en * 10_000, person=person)) < 20_000

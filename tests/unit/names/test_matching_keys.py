"""Names that may be one person's share a key; names that are not hardly ever do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wicco_desktop.names import match_keys


@pytest.mark.parametrize(
    "pair",
    [
        "陈祖荣 = 陳祖榮",
        "陈祖荣 = Chen Zurong",
        "陳祖榮 = Chan Chou Weng",
        "陈祖荣 = Chan Cho Wing",
        "陈祖荣 = Chan Chou Wang",
        "陈祖荣 = CHAN, Chou Weng",
        "陈祖荣 = Mr Chou Weng Chan",
        "Chen Zurong = Chan Chou Weng",
        "Chan Chou Weng = Chan Cho Wing",
        "Ho Iat Seng = He Yicheng",
        "蔡英文 = Tsai Ing-wen",
        "Tsai Ing-wen = Cai Yingwen",
        "歐陽瑜 = Ao Ieong U",
        "林鄭月娥 = Carrie Lam Cheng Yuet-ngor",
        "林鄭月娥 = 鄭月娥 Cheng Yuet-ngor",
        "李家超 = John Lee Ka-chiu",
        "John Lee Ka-chiu = John Lee",
        "João da Silva = Silva, Joao",
        "Raimundo Arrais do Rosário = Raimundo Rosario",
        "PEREIRA COUTINHO, José = José Pereira Coutinho",
        "吕丽萍 = Lyu Liping",
        "甯漢豪 = 宁汉豪",
    ],
)
def test_spellings_of_one_name_share_a_key(pair: str) -> None:
    one, other = (name.strip() for name in pair.split("="))
    assert match_keys(one) & match_keys(other)


@pytest.mark.parametrize(
    "pair",
    [
        "崔世安 = 崔世昌",
        "Chui Sai On = Chui Sai Cheong",
        "陈祖荣 = Chan Meng Kam",
        "李强 = 李克强",
        "Pansy Ho = Daisy Ho",
        "Anna van den Berg = Peter van den Berg",
    ],
)
def test_other_names_share_none(pair: str) -> None:
    one, other = (name.strip() for name in pair.split("="))
    assert not match_keys(one) & match_keys(other)


@pytest.mark.parametrize("name", ["", "陈", "陈局长", "Chan", "Mr Chan", "😀", "12", "J."])
def test_a_name_that_says_too_little_has_no_key(name: str) -> None:
    assert not match_keys(name)


@given(st.text() | st.text(alphabet="陈祖荣欧阳林郑 ,.-ChanWengLiZ\u200f😀", max_size=40))
def test_any_text_has_few_keys(name: str) -> None:
    assert len(match_keys(name)) < 1_000

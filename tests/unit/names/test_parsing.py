"""A cell with a person's name is taken apart without deciding which word is the family name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wicco_desktop.names.parsing import LONGEST_COMPARED, MOST_WORDS, parsed


@pytest.mark.parametrize(
    ("name", "han", "words"),
    [
        ("陈祖荣", "陈祖荣", ()),
        ("陈祖荣 Chan Chou Weng", "陈祖荣", ("chan", "chou", "weng")),
        ("Chan Chou-weng (陈祖荣)", "陈祖荣", ("chan", "chou", "weng")),
        ("Mr. Chan", "", ("chan",)),
        ("Prof. Dr. João d'Ávila", "", ("joao", "davila")),
        ("Xi'an", "", ("xian",)),
        ("陈祖荣处长", "陈祖荣", ()),
        ("陈祖荣 先生", "陈祖荣", ()),
        ("行政长官李家超", "李家超", ()),
        ("李克强总理", "李克强", ()),
        ("陈 祖 荣", "陈祖荣", ()),
        ("Wong Sio Chak 局長", "", ("wong", "sio", "chak")),
        ("若昂·席尔瓦", "若昂席尔瓦", ()),
        ("12345 😀", "", ()),
        ("", "", ()),
    ],
)
def test_scripts_are_parted_and_forms_of_address_left_out(
    name: str, han: str, words: tuple[str, ...]
) -> None:
    found = parsed(name)
    assert (found.han, found.words) == (han, words)
    assert found.is_empty == (not han and not words)


@pytest.mark.parametrize(
    ("name", "before"),
    [("CHAN, Chou Weng", 1), ("Pereira Coutinho, José", 2), ("Chan Chou Weng", 0), ("Chan,", 0)],
)
def test_a_comma_is_kept(name: str, before: int) -> None:
    assert parsed(name).before_comma == before


@given(st.text(max_size=200))
def test_any_text_is_taken_apart(name: str) -> None:
    found = parsed(name)
    assert len(found.han) == len(found.simplified) <= LONGEST_COMPARED
    assert len(found.words) <= MOST_WORDS
    assert 0 <= found.before_comma < max(1, len(found.words))

"""A name is told apart from how its bearer is addressed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wicco_desktop.names.honorifics import addressed


@pytest.mark.parametrize(
    ("label", "name", "form"),
    [
        ("陈局长", "陈", "局长"),
        ("陳局長", "陳", "局长"),
        ("陈 副局长", "陈", "副局长"),
        ("丁副秘书长", "丁", "副秘书长"),
        ("欧阳女士", "欧阳", "女士"),
        ("陈祖荣处长", "陈祖荣", "处长"),
        ("陈总", "陈", "总"),
        ("欧阳工", "欧阳", "工"),
        ("老陈", "陈", "老"),
        ("小欧阳", "欧阳", "小"),
        ("Mr Chan", "Chan", "mr"),
        ("Mr. Chan Chou Wang", "Chan Chou Wang", "mr"),
        ("Vice President Ho", "Ho", "vice president"),
        ("陈祖荣", "陈祖荣", ""),
        ("科技总", "科技总", ""),
        ("Chan Chou Wang", "Chan Chou Wang", ""),
        ("Mr", "Mr", ""),
        ("局长", "局长", ""),
        ("", "", ""),
    ],
)
def test_a_form_of_address_is_parted_from_the_name(label: str, name: str, form: str) -> None:
    found = addressed(label)
    assert (found.name, found.form) == (name, form)


@given(st.text())
def test_any_text_may_come(label: str) -> None:
    assert len(addressed(label).name) <= len(label)

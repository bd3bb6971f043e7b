"""A name typed in both languages at once."""

import pytest

from wicco_desktop.names.both import both_names


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("陈祖荣 Chan Chou Wang", {"zh": "陈祖荣", "en": "Chan Chou Wang"}),
        ("Chan Chou Wang 陈祖荣", {"zh": "陈祖荣", "en": "Chan Chou Wang"}),
        ("Chan Chou Wang (陈祖荣)", {"zh": "陈祖荣", "en": "Chan Chou Wang"}),
        ("陈祖荣（Chan Chou Wang）", {"zh": "陈祖荣", "en": "Chan Chou Wang"}),
        ("贺建东 / Jason Ho", {"zh": "贺建东", "en": "Jason Ho"}),
        ("Gu Ting", {"en": "Gu Ting"}),
        ("丁恬", {"zh": "丁恬"}),
        ("陈 A", {"zh": "陈 A"}),
        ("A股公司", {"zh": "A股公司"}),
        ("王 Wang 皓岚", {"zh": "王 Wang 皓岚"}),
        ("中葡论坛(澳门)", {"zh": "中葡论坛(澳门)"}),
        ("中葡论坛 (Macao) 秘书处", {"zh": "中葡论坛 (Macao) 秘书处"}),
        ("João da Silva 施若翰", {"zh": "施若翰", "en": "João da Silva"}),
        ("", {"en": ""}),
    ],
)
def test_two_names_side_by_side_are_two_names(typed: str, names: dict[str, str]) -> None:
    assert both_names(typed) == names


def test_a_body_may_have_a_latin_word_in_its_chinese_name() -> None:
    expo = "BEYOND 国际科技创新博览会"
    assert both_names(expo, words=2) == {"zh": expo}
    assert both_names("University of Macau 澳门大学", words=2) == {
        "zh": "澳门大学",
        "en": "University of Macau",
    }

"""Chinese family names: those of two characters, and those read otherwise than the character is.

Both scripts. The readings are those of the surname entries of Xiandai Hanyu Cidian; where a
family itself uses two (覃 Qín and Tán, 盖 Gě and Gài), the commoner one stands here and the other
one is kept among the further readings.
"""

from __future__ import annotations

SINGLE = {
    **dict.fromkeys("曾", "zeng"),
    **dict.fromkeys("单單", "shan"),
    **dict.fromkeys("仇", "qiu"),
    **dict.fromkeys("解", "xie"),
    **dict.fromkeys("查", "zha"),
    **dict.fromkeys("朴", "piao"),
    **dict.fromkeys("翟", "zhai"),
    **dict.fromkeys("区區", "ou"),
    **dict.fromkeys("盖蓋", "ge"),
    **dict.fromkeys("覃", "qin"),
    **dict.fromkeys("卜", "bu"),
    **dict.fromkeys("缪繆", "miao"),
    **dict.fromkeys("员員", "yun"),
    **dict.fromkeys("乐樂", "yue"),
    **dict.fromkeys("召", "shao"),
    **dict.fromkeys("洗", "xian"),
    **dict.fromkeys("祭", "zhai"),
    **dict.fromkeys("繁", "po"),
    **dict.fromkeys("秘", "bi"),
    **dict.fromkeys("种", "chong"),
    **dict.fromkeys("折", "she"),
    **dict.fromkeys("隗", "wei"),
    **dict.fromkeys("佴能", "nai"),
    **dict.fromkeys("句", "gou"),
    **dict.fromkeys("藏", "zang"),
    **dict.fromkeys("薄", "bo"),
    **dict.fromkeys("粘", "nian"),
    **dict.fromkeys("贲賁", "ben"),
    **dict.fromkeys("钭", "tou"),
    **dict.fromkeys("乜", "nie"),
    **dict.fromkeys("呙", "guo"),
}
"""Surname to its reading without tone, where the character alone is mostly read otherwise."""

_COMPOUND = (
    "欧阳 歐陽 ou yang|司马 司馬 si ma|诸葛 諸葛 zhu ge|尉迟 尉遲 yu chi|上官 shang guan"
    "|皇甫 huang fu|令狐 ling hu|司徒 si tu|司空 si kong|夏侯 xia hou|公孙 公孫 gong sun"
    "|慕容 mu rong|宇文 yu wen|长孙 長孫 zhang sun|单于 單于 chan yu|万俟 萬俟 mo qi"
    "|澹台 澹臺 tan tai|东方 東方 dong fang|南宫 南宮 nan gong|独孤 獨孤 du gu"
    "|端木 duan mu|轩辕 軒轅 xuan yuan|钟离 鍾離 zhong li|濮阳 濮陽 pu yang"
    "|淳于 chun yu|呼延 hu yan|赫连 赫連 he lian|拓跋 tuo ba|鲜于 鮮于 xian yu"
    "|闾丘 閭丘 lü qiu|太史 tai shi|申屠 shen tu|公羊 gong yang|公冶 gong ye"
    "|宗政 zong zheng|仲孙 仲孫 zhong sun|乐正 樂正 yue zheng|闻人 聞人 wen ren"
    "|百里 bai li|第五 di wu|西门 西門 xi men|东郭 東郭 dong guo|南门 南門 nan men"
    "|羊舌 yang she|微生 wei sheng|梁丘 liang qiu|左丘 zuo qiu|谷梁 穀梁 gu liang"
    "|完颜 完顏 wan yan|耶律 ye lü|纳兰 納蘭 na lan|叶赫 葉赫 ye he"
)
COMPOUND: dict[str, tuple[str, ...]] = {
    name: tuple(part.replace("ü", "v") for part in entry.split() if part.isascii() or "ü" in part)
    for entry in _COMPOUND.split("|")
    for name in entry.split()
    if not (name.isascii() or "ü" in name)
}
"""Family names of two characters to their readings without tone, ü as v."""


def family_name(name: str) -> str:
    """The family name a Chinese name begins with: two characters for 欧阳, otherwise one."""
    return name[:2] if name[:2] in COMPOUND else name[:1]

"""Forms of address around a name: 陈局长, 陈先生, 老陈, Mr Chan, Prof. Ho."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wicco_desktop.foundation.text import fold, has_han
from wicco_desktop.names.surnames import COMPOUND

_SIMPLIFIED = str.maketrans(
    "長處會書經總師譯團監編記醫領參贊區廳", "长处会书经总师译团监编记医领参赞区厅"
)

_POSTS = (
    "[局处厅市区省部司科组院校所会团站台馆县州队社行]长|理事长|秘书长|董事长|主席|主任|书记|总监"
    "|总经理|经理|总编辑|总编|主编|主管|教授|博士|院士|老师|医生|大夫|律师|工程师|研究员|总领事"
    "|领事|大使|参赞|代表|委员|议员|顾问|专员|干事|翻译|记者"
)
_FORMS = "先生|女士|小姐|太太|夫人|同志"
_SHORT_FORMS = "[总局处董工导]"
"""Forms that stand after a family name alone (陈总), never after another word."""

_AFTER = re.compile(f"(.{{1,8}}?)((?:副|代|名誉)?(?:{_POSTS})|{_FORMS}|{_SHORT_FORMS})")
_BEFORE = re.compile(
    "mr|mrs|ms|miss|mx|dr|prof|professor|sir|madam|mme|hon|president|vice|chair(man|woman|person)?"
    "|director|deputy|minister|mayor|ambassador|secretary|general|consul|sra?|senhora?|eng"
)


@dataclass(frozen=True, slots=True)
class Addressed:
    """A name without the form of address, and that form (``""`` where there is none)."""

    name: str
    form: str


def addressed(label: str) -> Addressed:
    """Part a name from how the person is addressed: 陈局长 is 陈 and 局长, Mr Chan Chan and mr."""
    label = label.strip()
    if has_han(label):
        return _addressed_in_chinese(label.replace(" ", ""))
    words = label.split()
    forms: list[str] = []
    while len(words) > 1 and _BEFORE.fullmatch(fold(words[0]).strip(".")):
        forms.append(fold(words.pop(0)).strip("."))
    return Addressed(" ".join(words), " ".join(forms))


def _addressed_in_chinese(label: str) -> Addressed:
    found = _AFTER.fullmatch(label.translate(_SIMPLIFIED))
    if found:
        name, form = label[: found.end(1)], found[2]
        if len(form) > 1 or len(name) == 1 or name in COMPOUND:
            return Addressed(name, form)
    if len(label) in (2, 3) and label[0] in "老小阿" and (len(label) == 2 or label[1:] in COMPOUND):
        return Addressed(label[1:], label[0])
    return Addressed(label, "")

"""What the words before a colon are: a speaker, the kind of a note, or part of a sentence.

Whoever is known (``known``) is a speaker. Of others only what looks like a name: with a form of
address, with a usual Chinese family name, several capitalised words, or a label that stands
before a colon more than once. Headings (地点, Agenda) and whole phrases are not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from wicco_desktop.foundation.text import fold, has_han, is_han
from wicco_desktop.names.honorifics import addressed
from wicco_desktop.names.surnames import COMPOUND

LONGEST_LABEL = 50

_KINDS = {
    "decision": re.compile(
        "决定|決定|决议|決議|议定|议定事项|结论|共识|达成共识"
        "|decisions?|decided|resolved|resolution|agreed|agreement|conclusions?"
    ),
    "follow_up": re.compile(
        "待办|待辦|待办事项|跟进|跟進|跟进事项|后续|后续工作|后续跟进|行动|行动项|下一步|下一步工作"
        "|follow[ -]?ups?|to[ -]?do|actions?|action (?:items?|points?)|next steps?"
    ),
    "topic": re.compile("议题|議題|话题|讨论议题|topics?|(?:agenda )?items?"),
}

_SIDES = re.compile(
    "[我对對双雙中澳港深葡甲乙]方|东道主|主人|客人|全体|与会者|与会人员|主持人?|记录员?"
)

_HEADING_IN_CHINESE = re.compile(
    "(?:会议|本次|主要|参会|出席|列席|活动|联系|工作|基本|有关|相关)?"
    "(?:主题|时间|日期|地点|地址|人员|名单|内容|纪要|记录|议程|背景|目的|目标|情况|进展|成果|计划|安排|方案|意见|建议"
    "|问题|说明|摘要|总结|备注|附件|附注|注|注意|例如|比如|包括|如下|其中|另外|此外|首先|其次|最后|同时|因此|但是|电话"
    "|手机|邮箱|微信|网址|传真|来源|摄影|图片|图|表|项目|金额|经费|费用|任务|成员|方式|单位|机构|组织|城市|国家"
    "|高校|企业|方向|重点|特点|优势|合作|交流|介绍|全文|标题|今天|明天|昨天|上午|下午|晚上)(?:如下|有|是|为|包括)?"
)
_HEADING_WORDS = re.compile(
    "agenda|date|time|place|venue|location|subject|background|summary|results?|minutes|meeting|notes?"
    "|participants|attendees|present|absent|purpose|goals?|plan|work|next|steps?|progress|project"
    "|email|e-mail|tel|phone|mobile|fax|website|address|examples?|remarks?|remember|important|warning"
    "|from|to|cc|re|ps|question|answer|part|section|point|points|issue|issues|open|key|main|new|other"
    "|areas?|bay|city|cities|university|laboratory|bureau|forum|expo|office|group|association|the|and"
    "|of|for|on|in|at|with|about|today|tomorrow|yesterday|first|second|third|finally|however|also"
    "|discussion|cooperation|innovation|technology|source|photo|credit|status|budget|cost|deadline"
    "|january|february|march|april|may|june|july|august|september|october|november|december"
    "|monday|tuesday|wednesday|thursday|friday|saturday|sunday|reference|version|title|list"
)
_PARTICLES = re.compile("da|das|de|del|di|do|dos|du|e|van|von|der|den|bin|ibn|al|el|la|le|y")
_LATIN_LABEL = re.compile(r"[^\W\d_][^\d_@/\\<>{}=+*!?;…“”\"()\[\]]*")
_MOST_WORDS = 5

_FAMILIES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余"
    "潘杜戴夏钟汪田姜范石姚谭廖邹熊陆郝孔崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易武乔贺赖龚文庞樊兰殷施陶洪翟"
    "颜倪严温芦季俞章鲁葛韦毕聂焦向柳邢岳齐梅莫庄辛管祝左祁耿詹关费纪靳童欧甄曲裴席屈鲍霍翁甘单柏柯阮桂闵解"
    "柴华车冉边吉饶瞿戚古米滕苑臧苟褚简娄盖穆党燕谈姬连晏郁商蒙喻窦敖卓仇艾蓝仲虞封佟楚桑陳張劉楊趙黃吳孫馬羅"
    "鄭謝韓馮蕭鄧許呂蘇盧蔣賈葉閻鍾鄒陸顧龍萬錢湯喬賀賴龔龐蘭顏嚴韋畢聶莊關費紀歐單區区崔鄺邝伍岑冼潭麦麥譚"
)
_SAYS = re.compile(
    r"(?<=\S)\s*(?:说|表示|指出|介绍|介紹|认为|強調|强调|回应|补充|提到|发言|问|答|said|says|asked|replied)$"
)
_IN_BRACKETS = re.compile(r"\s*[(（\[【][^()（）\[\]【】]*[)）\]】]\s*$")

Known = Callable[[str], bool]


def nobody(_label: str) -> bool:
    """The answer where no one is known to be present."""
    return False


def kind_of_label(label: str) -> str | None:
    """The kind of note that a label announces (决定, Follow-up), None for another label."""
    bare = fold(_IN_BRACKETS.sub("", label)).strip(" .")
    return next((kind for kind, form in _KINDS.items() if form.fullmatch(bare)), None)


def in_brackets(label: str) -> str:
    """What stands in brackets after a label: the owner in *Action (Mr Chan)*."""
    found = _IN_BRACKETS.search(label)
    return found.group().strip(" ()（）[]【】") if found else ""


def bare_label(label: str) -> str:
    """A label as the name of a speaker: without brackets after it and without *said*."""
    return _SAYS.sub("", _IN_BRACKETS.sub("", label)).strip()


def is_speaker(label: str, known: Known, times: Mapping[str, int]) -> bool:
    """Whether a bare label names a speaker; ``times`` is how often each stands before a colon."""
    if not 0 < len(label) <= LONGEST_LABEL or kind_of_label(label):
        return False
    if known(label):
        return True
    return _chinese(label, times) if has_han(label) else _latin(label, times)


def _chinese(label: str, times: Mapping[str, int]) -> bool:
    latin = "".join(char for char in label if not is_han(char)).strip(" ·•・．")
    han = "".join(char for char in label if is_han(char))
    if latin:
        return _chinese(han, times) and _latin(latin, {latin: 2})
    if _HEADING_IN_CHINESE.fullmatch(han):
        return False
    if _SIDES.fullmatch(han) or len(han) < len(label.replace(" ", "")) <= 15:
        return True
    said = addressed(han)
    if said.form and len(han) <= 12:
        return True
    if times.get(label, 0) > 1 and len(han) <= 6:
        return True
    if han[:2] in COMPOUND:
        return len(han) in (3, 4)
    return han[0] in _FAMILIES and len(han) in (2, 3) and not _HEADING_IN_CHINESE.match(han)


def _latin(label: str, times: Mapping[str, int]) -> bool:
    words = label.replace(",", " ").split()
    if not _LATIN_LABEL.fullmatch(label) or len(words) > _MOST_WORDS:
        return False
    if not all(word[0].isupper() or _PARTICLES.fullmatch(word) for word in words):
        return False
    family, comma, given = label.partition(",")
    if comma and ("," in given or not family.strip().isalpha()):
        return False
    if addressed(label).form:
        return True
    if any(_HEADING_WORDS.fullmatch(fold(word).strip(".'")) for word in words):
        return False
    return len(words) > 1 or times.get(label, 0) > 1

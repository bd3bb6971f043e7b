"""In which encoding a text is: by its mark, or by what reads as words in it.

Nearly every Big5 text can be read as GB18030 too, but then its characters are rare ones; so the
candidates that decode without an error are compared by how many of their characters are frequent.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable
from typing import BinaryIO

from wicco_desktop.exchange.reading.refused import Refused

_CHUNK = 1 << 20
_SAMPLE = 1 << 18

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_FREQUENT = frozenset(
    "的一是不了在人有我他这这個们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里"
    "用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日"
    "军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见"
    "被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论"
    "处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资"
    "命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住"
    "告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运笔"
    "這們來為國說時會對於過發後裡種經麼學現當沒動還進樣開從實軍無與長機關點業將兩間問並應戰向頭體見產給話"
    "門員處義認條氣題兒東聲論幾變總電數報結務場計資統區隊決馬書則聽卻達強難權記設類據邊張該規萬覺術領"
    "確傳師觀讓識帶導爭運筆億廣億澳葡灣台"
    "姓名单位職职务务称稱联聯络絡手机電话郵邮箱址备備註注编編号號码碼期性别別男女先生小姐博士教授主席會長长经經理總"
    "监監秘書书副局厅廳署司長部處处科委办辦公室集团團有限责任股份銀银行大學学澳門门香港深圳廣东東北京上海珠海廣州"
    "陈陳李王张張刘劉黄黃吴吳何梁郑鄭林周赵趙孙孫朱马馬胡郭罗羅谢謝宋唐许許韩韓冯馮邓鄧曹彭曾萧蕭田董袁潘于余"
    "叶葉苏蘇卢盧钟鍾姜崔谭譚陆陸范石廖贾賈夏韦韋付方白邹鄒孟熊秦邱江尹薛闫段雷侯龙龍史陶黎贺賀顾顧毛郝龚龔邵"
    "志明荣榮华華美玲丽麗祖偉伟芳娜敏静靜强勇军杰傑娟艳艷涛濤超霞平刚剛桂英玉兰蘭文辉輝建俊嘉詠咏欣怡慧珍"
)
_SPOKEN = frozenset("，。、；：（）！？“”‘’《》—…　·０１２３４５６７８９")
_LATIN = frozenset("àáâãäåæçèéêëìíîïñòóôõöøùúûüýÿßœšžÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝŒŠŽ–—‘’“”€ªº´")
_CONTROLS = frozenset(map(chr, [*range(9), 11, *range(14, 32), 127]))


def encoding_of(file: BinaryIO, alive: Callable[[], None]) -> str:
    """The name of a Python codec that reads the whole file; raises Refused for what is no text."""
    file.seek(0)
    start = file.read(_SAMPLE)
    for mark, encoding in _MARKS:
        if start.startswith(mark):
            if not _decodes(file, encoding, alive):
                raise Refused("damaged")
            return encoding
    for encoding in _without_mark(start):
        if _decodes(file, encoding, alive):
            return encoding
    raise Refused("other")


def _without_mark(start: bytes) -> list[str]:
    """The encodings in which the start of a file makes sense, most sensible first."""
    if b"\0" in start:
        even, odd = start[0::2].count(0), start[1::2].count(0)
        wide = "utf-16-le" if odd > even else "utf-16-be"
        return [wide] if _is_text(_decoded(start, wide)) else []
    unicode = _decoded(start, "utf-8")
    if unicode is not None:
        return ["utf-8"] if _is_text(unicode) else []
    scored = []
    for encoding, judged in (
        ("gb18030", _han),
        ("big5", _han),
        ("big5hkscs", _han),
        ("cp950", _han),
        ("cp1252", _western),
    ):
        text = _decoded(start, encoding)
        if text is not None and _is_text(text):
            scored.append((judged(text), encoding))
    scored.sort(key=lambda each: -each[0])  # stable: of equals, the first named
    return [encoding for score, encoding in scored if score > 0]


def _decoded(start: bytes, encoding: str) -> str | None:
    """The start of a file as text, which may be cut within a character at its end."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        return decoder.decode(start, final=len(start) < _SAMPLE)
    except UnicodeDecodeError:
        return None


def _decodes(file: BinaryIO, encoding: str, alive: Callable[[], None]) -> bool:
    file.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        while chunk := file.read(_CHUNK):
            if not _is_text(decoder.decode(chunk)):
                return False
            alive()
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _is_text(text: str | None) -> bool:
    return text is not None and not any(control in text for control in _CONTROLS)


def _han(text: str) -> float:
    """How many of the characters beyond ASCII are ones that Chinese is written with."""
    foreign = [character for character in text if character > "\x7f"]
    good = sum(character in _FREQUENT or character in _SPOKEN for character in foreign)
    return good / len(foreign) if foreign else 0


def _western(text: str) -> float:
    """How many of the characters beyond ASCII are letters beside letters of ASCII."""
    good = total = 0
    for place, character in enumerate(text):
        if character > "\x7f":
            total += 1
            beside = text[max(place - 1, 0) : place + 2]
            good += character in _LATIN and any("A" <= letter <= "z" for letter in beside)
    return 0.6 * good / total if total else 0

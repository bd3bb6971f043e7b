"""Workbooks with something of them changed at random, by a seed.

The originals are small and valid, one of each format. ``small.xls`` among the fixtures was written
once by xlwt; the others are made here.
"""

from __future__ import annotations

import random
import re
import struct
import tempfile
from collections.abc import Callable, Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from zipfile import ZIP_DEFLATED, ZipFile

from tests.unit.exchange.reading import handmade

XLS = Path(__file__).resolve().parents[2] / "fixtures" / "small.xls"


@cache
def originals() -> dict[str, bytes]:
    """A small valid workbook of each format that can be made here."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made"
        rows = (
            '<row r="2" hidden="1"><c r="B2" t="s"><v>1</v></c><c r="C2" s="1"><v>44888.5</v></c>'
        )
        rows += (
            '<c r="D2" t="e"><v>#N/A</v></c><c r="E2" t="inlineStr"><is><t>陈 a_x000D_</t></is></c>'
        )
        rows += '</row><row r="9"><c r="A9"><f>1+1</f></c><c r="F9" t="b"><v>1</v></c></row>'
        sheet = handmade.sheet_xml(rows, after='<mergeCells><mergeCell ref="A1:B2"/></mergeCells>')
        shared = handmade.shared_xml(["<t>a</t>", "<r><t>b</t></r><rPh><t>c</t></rPh>"])
        xlsx = handmade.xlsx_parts(sheet, sheet, shared=shared, formats=["yyyy-mm-dd hh:mm"])
        binary = handmade.row(
            3,
            handmade.cell(2, 0, handmade.packed_integer(5)),
            handmade.cell(7, 1, struct.pack("<I", 0)),
            handmade.cell(5, 3, struct.pack("<d", 44888.5), style=1),
            handmade.cell(3, 4, b"\x2a"),
            handmade.cell(6, 6, handmade.wide("text 陈")),
        )
        xlsb = handmade.xlsb_parts(binary, texts=["a", "b"], formats=["yyyy-mm-dd"])
        cells = '<table:table-cell office:value-type="float" office:value="1.5"/><table:table-cell'
        cells += ' table:number-columns-repeated="3"><text:p>a<text:s text:c="2"/>b</text:p>'
        row = f'<table:table-row table:number-rows-repeated="2">{cells}</table:table-cell>'
        ods = handmade.ods_parts(
            f'<table:table table:name="a">{row}</table:table-row></table:table>'
        )
        table = '姓名,单位,职务\n陈祖荣,"澳门\n特区",处长\n0123,"a ""b""",\n'
        return {
            "xlsx": handmade.zipped(path, xlsx).read_bytes(),
            "xlsb": handmade.zipped(path, xlsb).read_bytes(),
            "ods": handmade.zipped(path, ods).read_bytes(),
            "xls": XLS.read_bytes(),
            "csv": table.encode("gb18030"),
        }


def changed(content: bytes, random_: random.Random) -> bytes:
    """The bytes with a few of them flipped, cut out, doubled or replaced."""
    made = bytearray(content)
    for _ in range(random_.choice([1, 1, 1, 2, 4, 16])):
        if not made:
            break
        at = random_.randrange(len(made))
        length = min(random_.choice([1, 1, 2, 4, 8, 64]), len(made) - at)
        how = random_.randrange(6)
        if how == 0:
            made[at] ^= 1 << random_.randrange(8)
        elif how == 1:
            made[at : at + length] = random_.randbytes(length)
        elif how == 2:
            del made[at : at + length]
        elif how == 3:
            made[at:at] = made[at : at + length] * random_.choice([1, 2, 50])
        elif how == 4:
            made[at : at + length] = random_.choice([b"\0", b"\xff"]) * length
        else:
            _put_number(made, random_)
    return bytes(made)


_NUMBER_STARTS = b"0123456789"
_NUMBERS = (b"0", b"-1", b"16384", b"1048577", b"4294967296", b"9" * 30, b"1e308", b"")


def _put_number(made: bytearray, random_: random.Random) -> None:
    """Another number in the place of a digit."""
    digits = [at for at, byte in enumerate(made[:20_000]) if byte in _NUMBER_STARTS]
    if digits:
        at = random_.choice(digits)
        made[at : at + 1] = random_.choice(_NUMBERS)


_VALUE = re.compile(rb'"[^"<>]*"|>[^<>]+<')
_VALUES = (
    *("", " ", "0", "-1", "1.5", "1e999", "nan", "true", "2022-11-23", "2022-13-45", "s", "b"),
    *("#REF!", "=1+1", "A1", "XFD1048576", "ZZZZ9", "A0", "B2:A1", "1048577", "4294967296"),
    *("9" * 400, "_x0000_", "&#xFFFF;", "&#1;", "&amp;", "../../x", "%", "{0}{name}%s"),
    *("陈", "é", "𠮷", "姓名", "Name", "\u202e", "\ufeff", "a" * 40_000),
)


def with_other_values(part: bytes, random_: random.Random) -> bytes:
    """XML with another text, or another value of an attribute, in some places."""
    places = list(_VALUE.finditer(part))
    chosen = random_.sample(places, min(len(places), random_.choice([1, 1, 2, 5])))
    for place in sorted(chosen, key=lambda one: one.start(), reverse=True):
        at, end = place.start() + 1, place.end() - 1
        part = part[:at] + random_.choice(_VALUES).encode() + part[end:]
    return part


def changed_inside(content: bytes, random_: random.Random) -> bytes:
    """The package with one part changed, well packed again."""
    with ZipFile(BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    target = random_.choice(list(parts))
    how = with_other_values if random_.random() < 0.6 else changed
    parts[target] = how(parts[target], random_)
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return out.getvalue()


def fuzzed(seed: int, others: Mapping[str, bytes] = MappingProxyType({})) -> tuple[str, bytes]:
    """The format and the content of the workbook with this seed; ``others``: more originals."""
    random_ = random.Random(seed)
    kind, content = random_.choice(sorted({**originals(), **others}.items()))
    how: Callable[[bytes, random.Random], bytes] = changed
    if content.startswith(b"PK") and random_.random() < 0.8:
        how = changed_inside
    return kind, how(content, random_)

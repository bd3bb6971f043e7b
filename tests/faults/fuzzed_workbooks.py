"""Workbooks with something of them changed at random: each is read, or told in one sentence.

``python -m tests.faults.fuzzed_workbooks --count 100000`` is the whole campaign; the tests read a
few of each kind. Every workbook has a seed and can be made again with ``--first SEED --count 1``.
"""

from __future__ import annotations

import argparse
import random
import struct
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from io import BytesIO
from itertools import islice
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from tests.unit.exchange.reading import handmade
from wicco_desktop.exchange.cells import Workbook
from wicco_desktop.exchange.reading import read_workbook
from wicco_desktop.foundation.errors import UsageError

SLOWEST = 20
"""Seconds that one small workbook may take at most on a busy machine."""


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


def changed_inside(content: bytes, random_: random.Random) -> bytes:
    """The package with one part changed, well packed again."""
    with ZipFile(BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    target = random_.choice(list(parts))
    parts[target] = changed(parts[target], random_)
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return out.getvalue()


def fuzzed(seed: int) -> tuple[str, bytes]:
    """The format and the content of the workbook with this seed."""
    random_ = random.Random(seed)
    kind, content = random_.choice(sorted(originals().items()))
    how: Callable[[bytes, random.Random], bytes] = changed
    if kind != "csv" and random_.random() < 0.8:
        how = changed_inside
    return kind, how(content, random_)


def check(book: Workbook) -> None:
    """What can be said of any workbook that was read."""
    for sheet in book.sheets:
        last = count = 0
        for row in sheet.rows():
            assert row.number > last
            assert row.cells
            assert row.cells[-1] is not None
            last = row.number
            count += 1
        assert count == sheet.facts.rows


def read_one(seed: int, folder: Path) -> str:
    """What became of a workbook, in a word; whatever is no plain sentence is raised."""
    kind, content = fuzzed(seed)
    path = folder / f"{seed}.{kind}"
    path.write_bytes(content)
    started = time.monotonic()
    try:
        check(read_workbook(path))
        answer = "read"
    except UsageError as problem:
        answer = str(problem).partition("because ")[2]
        assert "stopped at it" not in answer, f"seed {seed}: the reading process died"
    assert time.monotonic() - started < SLOWEST, f"seed {seed}: too slow"
    path.unlink()
    return answer


def campaign(seeds: Iterator[int], jobs: int, folder: Path) -> Iterator[str]:
    """What became of each, that many at a time."""
    with ThreadPoolExecutor(jobs) as pool:
        while batch := list(islice(seeds, 64 * jobs)):
            yield from pool.map(lambda seed: read_one(seed, folder), batch)


def main() -> None:
    """Read as many as asked for and print what became of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=4)
    asked = parser.parse_args()
    seeds = iter(range(asked.first, asked.first + asked.count))
    with tempfile.TemporaryDirectory() as folder:
        answers = Counter(campaign(seeds, asked.jobs, Path(folder)))
    for answer, count in answers.most_common():
        sys.stdout.write(f"{count:7} {answer}\n")


if __name__ == "__main__":
    main()

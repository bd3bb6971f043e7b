"""Runs of rows and texts read at once come to exactly what the XML parser alone reads."""

from __future__ import annotations

import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.exchange.reading.handmade import shared_xml, sheet_xml
from wicco_desktop.exchange.reading import markup
from wicco_desktop.exchange.reading.limits import Limits
from wicco_desktop.exchange.reading.numbers import Shows
from wicco_desktop.exchange.reading.outgoing import Outgoing
from wicco_desktop.exchange.reading.refused import Refused
from wicco_desktop.exchange.reading.row_runs import RowRun
from wicco_desktop.exchange.reading.shared_texts import read_shared_texts
from wicco_desktop.exchange.reading.worksheet import read_worksheet
from wicco_desktop.exchange.reading.xlsx_cells import CellReader


def silent() -> None: ...


TEXTS = [b'"zero"', b"null", b'"two \\" x"']
TEXT = st.sampled_from(
    [
        "",
        "a",
        " a ",
        "a&amp;b",
        "a&b",
        "&#10;",
        "&#x0;",
        "_x000D_",
        "\n",
        "\t",
        '"\\',
        "陈",
        "😀",
        "]]>",
    ]
)
FORMULA = st.sampled_from(["", "<f>1+1</f>", "<f/>", '<f t="shared" si="0"/>', "<f>a&lt;b</f>"])
NUMBER = st.sampled_from(
    ["0", "1", "2", "9", "007", "1.50", "1E3", "-4", "x", "", " 1 ", "44888.25"]
)
TYPE = st.sampled_from(["", ' t="n"', ' t="s"', ' t="b"', ' t="e"', ' t="str"', ' t="q"'])
STYLE = st.sampled_from(["", ' s="0"', ' s="1"', ' s="2"', ' s="99"'])


@st.composite
def cells(draw: st.DrawFn, number: int) -> str:
    written = ""
    for column in sorted(draw(st.sets(st.sampled_from("ABCDEZ"), max_size=4))):
        start = f'<c r="{column}{number}"{draw(STYLE)}'
        if draw(st.booleans()):
            written += f"{start}{draw(TYPE)}>{draw(FORMULA)}<v>{draw(NUMBER)}</v></c>"
        elif draw(st.booleans()):
            written += f'{start} t="inlineStr"><is><t>{draw(TEXT)}</t></is></c>'
        else:
            written += draw(
                st.sampled_from([f"{start}/>", f"{start}></c>", f"{start}{draw(TYPE)}/>"])
            )
    return written


@st.composite
def rows(draw: st.DrawFn) -> str:
    written = ""
    for number in range(1, draw(st.integers(1, 7))):
        more = draw(st.sampled_from(["", ' spans="1:3"', ' hidden="1"', " ", ' x:y="1"']))
        between = draw(st.sampled_from(["", "\n", "<!-- -->", f'<row r="{number}"/>', "\r\n"]))
        inside = draw(cells(number * 2))
        written += f'{between}<row r="{number * 2}"{more}>{inside}</row>'
    return written


def sent(sheet: bytes, *, whole_runs: bool) -> Any:
    """Everything that would go to the other side, or why nothing does."""
    out = io.BytesIO()
    cells_ = CellReader(TEXTS, [Shows.NUMBER, Shows.DATE, Shows.TIME], 100, from_1904=False)
    outgoing = Outgoing(out, Limits())
    try:
        read_worksheet(io.BytesIO(sheet), cells_, outgoing, whole_runs=whole_runs)
    except Refused as refused:
        return refused.code
    return out.getvalue()


@given(rows(), st.integers(40, 400))
def test_rows(written: str, chunk: int) -> None:
    sheet = sheet_xml(written).replace("<worksheet", '<worksheet xmlns:x="urn:x"').encode()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(markup, "CHUNK", chunk)
        assert sent(sheet, whole_runs=True) == sent(sheet, whole_runs=False)


@given(st.lists(TEXT), st.integers(20, 200))
def test_shared_texts(items: list[str], chunk: int) -> None:
    def read(*, whole_runs: bool) -> list[bytes] | str:
        source = io.BytesIO(shared_xml(f"<t>{item}</t>" for item in items).encode())
        try:
            return list(read_shared_texts(source, Limits(), silent, whole_runs=whole_runs))
        except Refused as refused:
            return refused.code

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(markup, "CHUNK", chunk)
        assert read(whole_runs=True) == read(whole_runs=False)


def test_usual_rows_are_read_as_runs_indeed(monkeypatch: pytest.MonkeyPatch) -> None:
    taken = []
    run = RowRun.rows

    def spied(self: RowRun, piece: bytes) -> Any:
        taken.append(run(self, piece))
        return taken[-1]

    monkeypatch.setattr(RowRun, "rows", spied)
    monkeypatch.setattr(markup, "CHUNK", 300)
    written = "".join(
        f'<row r="{i}" spans="1:3"><c r="A{i}" t="s"><v>0</v></c>'
        f'<c r="B{i}" s="1"><v>{i}</v></c></row>'
        for i in range(1, 50)
    )
    sent(sheet_xml(written).encode(), whole_runs=True)
    assert taken
    assert None not in taken


def test_many_texts_are_packed(monkeypatch: pytest.MonkeyPatch) -> None:
    items = [f"text {i}" for i in range(140_000)]
    source = io.BytesIO(shared_xml(f"<t>{item}</t>" for item in items).encode())
    texts = read_shared_texts(source, Limits(memory_of_package=24_000_000), silent)
    assert not isinstance(texts, list)
    assert len(texts) == len(items)
    for number in (0, 65_535, 65_536, 131_071, 131_072, 139_999):
        assert texts[number] == b'"text %d"' % number
    assert list(texts[65_530:65_540]) == [b'"text %d"' % i for i in range(65_530, 65_540)]

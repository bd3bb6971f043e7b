"""Minutes on paper: what the dialog shows, writes, copies; fonts in the file; pages well broken."""

from __future__ import annotations

import contextlib
import re
import zlib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from wicco_desktop.foundation.errors import Cancelled, UserError
from wicco_desktop.foundation.languages import CHINESE
from wicco_desktop.services.sample_visit import enter_visit
from wicco_desktop.store.queries import Query
from wicco_desktop.ui.notices import NoticeBar
from wicco_desktop.ui.pages.records_page import RecordsPage
from wicco_desktop.ui.printing.page_breaks import SheetRow, common_ends, slices
from wicco_desktop.ui.printing.paper import Paper
from wicco_desktop.ui.printing.pdf_file import with_true_characters, write_pdf
from wicco_desktop.ui.printing.print_dialog import PrintDialog
from wicco_desktop.ui.printing.printing import print_record
from wicco_desktop.ui.progress import Progress
from wicco_desktop.ui.session import Session


@pytest.fixture
def visit(session: Session) -> str:
    enter_visit(session.workspace)
    return session.workspace.store.select(Query("delegation"))[0].id


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def dialog(session: Session, visit: str, window: QWidget, qtbot: QtBot) -> Iterator[PrintDialog]:
    made = print_record(session, "delegation", visit, window)
    assert made is not None
    qtbot.waitUntil(lambda: made.view.paper is not None)
    yield made
    made.close()


def fonts_in(pdf: bytes) -> dict[str, bytes]:
    """The fonts of a PDF by name, each with the font file embedded for it."""
    found = {}
    for name, file in re.findall(
        rb"/FontName /(?:[A-Z]{6}\+)?([^\s/]+).*?/FontFile[23]? (\d+) 0 R", pdf, re.DOTALL
    ):
        start = pdf.index(b"stream\n", pdf.index(b"\n%b 0 obj" % file)) + len(b"stream\n")
        content = pdf[start : pdf.index(b"endstream", start)]
        unpacked = zlib.decompressobj()
        with contextlib.suppress(zlib.error):
            content = unpacked.decompress(content)
        found[name.decode("ascii")] = content
    return found


def characters_in(pdf: bytes) -> str:
    """Every character that can be copied out of a PDF, by its tables from glyphs to characters."""
    tables = b"".join(re.findall(rb"begincmap.*?endcmap", pdf, re.DOTALL))
    lists = b"".join(re.findall(rb"\[(.*?)\]", tables, re.DOTALL))
    return "".join(chr(int(code, 16)) for code in re.findall(rb"<([0-9A-F]{4})>", lists))


# ---- The file ---------------------------------------------------------------------------------


def test_a_pdf_embeds_the_fonts_it_uses(dialog: PrintDialog, tmp_path: Path, qtbot: QtBot) -> None:
    target = tmp_path / "minutes.pdf"
    dialog.save_pdf(target)
    qtbot.waitUntil(target.exists)
    pdf = target.read_bytes()
    assert pdf.startswith(b"%PDF-")
    fonts = fonts_in(pdf)
    assert fonts
    assert all(len(content) > 1000 for content in fonts.values())
    qtbot.waitUntil(lambda: dialog.told.text() == f"Saved as {target}")
    assert list(tmp_path.glob(".*")) == []


def test_chinese_copied_out_of_a_pdf_is_what_was_typed(
    dialog: PrintDialog, tmp_path: Path, qtbot: QtBot
) -> None:
    target = tmp_path / "minutes.pdf"
    dialog.save_pdf(target)
    qtbot.waitUntil(target.exists)
    told = characters_in(target.read_bytes())
    assert set("澳门月日人长文") <= set(told)
    assert not [character for character in told if "\u2e80" <= character <= "\u2fdf"]


def test_only_tables_of_characters_are_mended() -> None:
    radical = b"<2F49>"
    assert with_true_characters(radical) == radical


def test_a_file_that_cannot_be_written_is_told_and_the_old_one_stays(
    dialog: PrintDialog, tmp_path: Path, qtbot: QtBot
) -> None:
    target = tmp_path / "no such folder" / "minutes.pdf"
    dialog.save_pdf(target)
    qtbot.waitUntil(lambda: "cannot be written" in dialog.told.text())
    assert dialog.save.isEnabled()

    old = tmp_path / "old.pdf"
    old.write_bytes(b"old")
    (tmp_path / ".old.pdf.part").mkdir()
    with pytest.raises(UserError):
        write_pdf("<p>new</p>", "New", old, Progress())
    assert old.read_bytes() == b"old"


def test_cancelled_work_leaves_no_file(tmp_path: Path, qapp: QApplication) -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        write_pdf("<table><tr><td>text</td></tr></table>", "Title", tmp_path / "a.pdf", progress)
    assert list(tmp_path.iterdir()) == []


def test_a_printer_gets_every_page(dialog: PrintDialog, tmp_path: Path, qtbot: QtBot) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    dialog.print_on(printer)
    qtbot.waitUntil(lambda: dialog.told.text() == "Sent to the printer.")
    printed = (tmp_path / "printed.pdf").read_bytes()
    paper = dialog.view.paper
    assert paper is not None
    assert len(re.findall(rb"/Type /Page\b(?!s)", printed)) == paper.pages > 1


# ---- The dialog -------------------------------------------------------------------------------


def test_the_minutes_are_shown_in_the_languages_chosen(
    dialog: PrintDialog, session: Session, qtbot: QtBot
) -> None:
    assert [button.text() for button in dialog.choices.values()] == [
        "English · 中文",
        "中文",
        "English",
    ]
    both = dialog.wording
    assert both is not None
    assert both.plain().startswith("WICCO delegation to Macao\n")
    assert "创合组织赴澳门代表团" in both.rich()
    QTest.mouseClick(dialog.choices["zh"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.wording is not both)
    chinese = dialog.wording
    assert chinese is not None
    assert chinese.plain().startswith("创合组织赴澳门代表团\n")
    assert "WICCO delegation to Macao" not in chinese.rich()
    assert session.settings.window["print.languages"] == "zh"


def test_what_was_typed_just_now_is_in_the_minutes(
    session: Session, visit: str, window: QWidget, qtbot: QtBot
) -> None:
    editing = session.workspace.editing
    session.write(lambda: editing.change("delegation", visit, {"name_en": "Typed just now"}))
    dialog = print_record(session, "delegation", visit, window)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.wording is not None)
    assert dialog.wording is not None
    assert dialog.wording.title() == "Typed just now · 23–25 Nov 2022"
    assert dialog.wording.file_name() == "2022-11-23 Typed just now.pdf"
    dialog.close()


def test_copied_minutes_are_rich_and_plain(dialog: PrintDialog) -> None:
    QTest.keyClick(dialog, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    data = QGuiApplication.clipboard().mimeData()
    assert "<table" in data.html()
    assert "陈祖荣" in data.html()
    plain = data.text()
    assert "<" not in plain
    assert plain.index("Chan Chou Wang") < plain.index("陈祖荣")
    assert "Copied" in dialog.told.text()


def test_the_dialog_switches_its_language(dialog: PrintDialog, session: Session) -> None:
    session.language.switch_to(CHINESE)
    assert dialog.windowTitle() != "Print the minutes" or not CHINESE.catalogue
    assert dialog.choices["both"].text() == "中文 · English"


def test_only_meetings_and_delegations_are_printed(
    session: Session, window: QWidget, qtbot: QtBot
) -> None:
    bar = NoticeBar(session.language, window)
    session.errors.use(bar)
    assert print_record(session, "contact", "x", window) is None
    qtbot.waitUntil(lambda: bool(bar.notices))
    assert "meeting or a delegation" in bar.notices[0].sentence.text()


def test_the_page_of_a_delegation_prints_what_it_shows(
    session: Session, visit: str, qtbot: QtBot
) -> None:
    page = RecordsPage(session, "delegation")
    qtbot.addWidget(page)
    page.show()
    page.show_record("delegation", visit)
    page.print_record()
    (dialog,) = page.findChildren(PrintDialog)
    qtbot.waitUntil(lambda: dialog.wording is not None)
    assert dialog.wording is not None
    assert dialog.wording.title().startswith("WICCO delegation to Macao")
    dialog.close()


# ---- Pages ------------------------------------------------------------------------------------


def row(top: float, bottom: float, *, heading: bool = False) -> SheetRow:
    return SheetRow(top, bottom, top + 2, heading)


def test_a_heading_goes_to_the_page_of_what_follows_it() -> None:
    rows = [row(0, 60), row(60, 90, heading=True), row(90, 130)]
    assert [(page.top, page.bottom) for page in slices(rows, 100)] == [(0, 60), (62, 130)]


def test_a_row_higher_than_a_page_is_broken_between_lines() -> None:
    ends = tuple(float(end) for end in range(15, 250, 15))
    pages = slices([SheetRow(0, 250, 0, ends=ends)], 100)
    assert [(page.top, page.bottom) for page in pages] == [
        (0, 90), (90, 180), (180, 250),
    ]  # fmt: skip


def test_lines_end_in_common_only_where_no_column_has_text() -> None:
    assert list(common_ends([[(0, 15), (15, 30)], [(2, 17), (17, 32)]])) == [32]
    assert list(common_ends([[(0, 15), (15, 30)], [(0, 15)]])) == [15, 30]


@given(
    st.lists(st.tuples(st.floats(5, 200), st.booleans()), min_size=1, max_size=30),
    st.floats(80, 300),
)
def test_pages_show_every_row_once_and_are_never_too_high(
    heights: list[tuple[float, bool]], height: float
) -> None:
    rows, top = [], 0.0
    for high, heading in heights:
        rows.append(SheetRow(top, top + high, top, heading))
        top += high
    pages = slices(rows, height)
    assert pages[0].top == 0
    assert pages[-1].bottom == rows[-1].bottom
    assert all(page.bottom - page.top <= height + 0.01 for page in pages)
    assert all(one.bottom == other.top for one, other in pairwise(pages))


def test_pages_are_the_same_however_often_they_are_laid_out(qapp: QApplication) -> None:
    rich = (
        "<table>"
        + "".join(f"<tr><td>{number} text</td></tr>" for number in range(200))
        + "</table>"
    )
    assert Paper(rich, "One").pages == Paper(rich, "One").pages > 1

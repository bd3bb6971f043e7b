"""Ctrl+E: what is offered where, what is remembered, what is written, by keys alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from wicco_desktop.exchange.columns import sheet_columns
from wicco_desktop.foundation.languages import CHINESE
from wicco_desktop.foundation.settings import SettingsFile
from wicco_desktop.services.exporting import Options
from wicco_desktop.store.edits import Create
from wicco_desktop.store.queries import Query
from wicco_desktop.ui.exchange.export_dialog import ExportDialog
from wicco_desktop.ui.exchange.export_scopes import scopes_of
from wicco_desktop.ui.follow_ups.follow_up_list import FollowUpList
from wicco_desktop.ui.lists.list_panel import ListPanel
from wicco_desktop.ui.pages.page import Page
from wicco_desktop.ui.session import Session

MakePage = Callable[..., "ListPage"]
Asked = Callable[[Page | None], ExportDialog]
Key, Control = Qt.Key, Qt.KeyboardModifier.ControlModifier


def enter_few(session: Session) -> None:
    """Six people and a visit, in one transaction."""
    names = ("Ding Tian", "Gu Ting", "Jason HO", "Sun Jin", "Wang Haolan")
    people = [Create("contact", {"name_en": name}) for name in names]
    people.append(Create("contact", {"name_zh": "陈祖荣", "name_en": "Chan Chou Weng"}))
    host = Create("organisation", {"name_zh": "澳门大学"})
    visit = Create("delegation", {"name_en": "Macao visit", "start": "2022-11-23"})
    meeting = Create("meeting", {"subject_en": "Talk", "delegation": visit.id, "host": host.id})
    promises = [
        Create("follow_up", {"what_en": what, "meeting": meeting.id, "status": "open"})
        for what in ("Send papers", "Call back")
    ]
    session.workspace.store.write([*people, host, visit, meeting, *promises])


class ListPage(Page):
    """A page with a list and nothing beside it: a whole one takes its time to be made."""

    def __init__(self, session: Session, kind: str, shown: str | None = None) -> None:
        super().__init__(session)
        self.kinds = (kind,)
        self.shown = shown
        follow_ups = kind == "follow_up"
        self.list = FollowUpList(session) if follow_ups else ListPanel(session, kind)
        QVBoxLayout(self).addWidget(self.list)

    def current_record(self) -> tuple[str, str] | None:
        return (self.kinds[0], self.shown) if self.shown else None


@pytest.fixture
def page(session: Session, qtbot: QtBot) -> MakePage:
    """Make a page and wait until its list is read."""
    enter_few(session)

    def make(kind: str, shown: str | None = None) -> ListPage:
        made = ListPage(session, kind, shown)
        qtbot.addWidget(made)
        made.show()
        made.list.load()
        qtbot.waitUntil(lambda: made.list.model.complete)
        return made

    return make


@pytest.fixture
def contacts(page: MakePage) -> ListPage:
    return page("contact")


@pytest.fixture
def asked(session: Session, qtbot: QtBot) -> Iterator[Asked]:
    """The dialog on a page, when it knows how many records each entry has."""
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    made: list[ExportDialog] = []

    def ask(page: Page | None) -> ExportDialog:
        dialog = ExportDialog(session, scopes_of(page, session), parent)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        made.append(dialog)
        dialog.destroyed.connect(lambda: made.remove(dialog))
        qtbot.waitUntil(lambda: "(" in dialog.form.what.itemText(0))
        return dialog

    yield ask
    for dialog in [*made]:
        dialog.close()
    session.writer.flush(10)


def offered(dialog: ExportDialog) -> list[str]:
    return [dialog.form.what.itemText(at) for at in range(dialog.form.what.count())]


def written(dialog: ExportDialog, path: Path, qtbot: QtBot) -> Path:
    dialog.write(path)
    qtbot.waitUntil(lambda: dialog.written is not None, timeout=10_000)
    return path


def test_a_list_offers_what_is_selected_all_of_its_kind_and_everything(
    contacts: ListPage, asked: Asked
) -> None:
    QTest.keyClick(contacts.list.view, Key.Key_Home)
    dialog = asked(contacts)
    assert offered(dialog)[:2] == ["What is selected (1)", "All: Contacts (6)"]
    assert offered(dialog)[-1] == "An empty workbook for new entries: Contacts"
    assert dialog.form.what.currentText() == "All: Contacts (6)"


def test_several_selected_rows_are_what_is_meant_and_come_in_their_order(
    contacts: ListPage, asked: Asked, tmp_path: Path, qtbot: QtBot
) -> None:
    view = contacts.list.view
    QTest.keyClick(view, Key.Key_Home)
    QTest.keyClick(view, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    ids = list(contacts.list.picked)
    dialog = asked(contacts)
    assert dialog.form.what.currentText() == "What is selected (2)"
    sheet = openpyxl.load_workbook(written(dialog, tmp_path / "two.xlsx", qtbot)).worksheets[0]
    shown = [row[-2] for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert shown == ids


def test_a_filtered_list_is_what_is_meant(
    contacts: ListPage, asked: Asked, tmp_path: Path, qtbot: QtBot
) -> None:
    QTest.keyClicks(contacts.list.filter, "czr")
    QTest.keyClick(contacts.list.filter, Key.Key_Return)
    qtbot.waitUntil(lambda: len(contacts.list.model.outline) == 1)
    dialog = asked(contacts)
    assert dialog.form.what.currentText() == "The list as it is filtered (1)"
    book = openpyxl.load_workbook(written(dialog, tmp_path / "found.xlsx", qtbot))
    assert book.worksheets[0].max_row == 2


def test_a_delegation_goes_out_with_what_belongs_to_it(
    session: Session, page: MakePage, asked: Asked, tmp_path: Path, qtbot: QtBot
) -> None:
    visit = session.workspace.store.select(Query("delegation"))[0]
    dialog = asked(page("delegation", visit.id))
    at = next(i for i, text in enumerate(offered(dialog)) if text.startswith("This delegation"))
    dialog.form.what.setCurrentIndex(at)
    assert dialog.form.every_column.isVisible()
    assert not dialog.form.columns.isVisible()
    book = openpyxl.load_workbook(written(dialog, tmp_path / "visit.xlsx", qtbot))
    assert len([sheet for sheet in book if sheet.sheet_state == "visible"]) == 5


def test_a_place_without_a_list_offers_every_kind(session: Session, asked: Asked) -> None:
    enter_few(session)
    dialog = asked(None)
    assert offered(dialog)[0] == "All: Contacts (6)"
    assert "All records (11)" in offered(dialog)
    assert "An empty workbook for new entries: Organisations" in offered(dialog)


def test_columns_are_ticked_by_space_and_remembered_like_the_headings(
    contacts: ListPage,
    session: Session,
    asked: Asked,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    dialog = asked(contacts)
    ticks = dialog.form.columns
    assert ticks.list.count() == len(sheet_columns("contact"))
    ticks.list.setFocus()
    QTest.keyClick(ticks.list, Key.Key_Down)
    QTest.keyClick(ticks.list, Key.Key_Down)
    QTest.keyClick(ticks.list, Key.Key_Space)
    QTest.keyClick(dialog.form.headings["en"], Key.Key_Space)
    sheet = openpyxl.load_workbook(written(dialog, tmp_path / "a.xlsx", qtbot)).worksheets[0]
    tops = [cell.value for cell in sheet[1]]
    assert tops[:4] == ["Code", "Name (Chinese)", "Name (English)", "Courtesy title"]

    session.settings_file = SettingsFile(session.settings_file.path.parent)
    again = asked(contacts)
    assert again.form.columns.left_out == {"other_spellings"}
    assert again.options.headings == "en"


def test_remarks_are_asked_for_each_time(
    contacts: ListPage, asked: Asked, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = asked(contacts)
    QTest.keyClick(dialog.form.remarks, Key.Key_Space)
    sheet = openpyxl.load_workbook(written(dialog, tmp_path / "a.xlsx", qtbot)).worksheets[0]
    assert any("Remarks" in str(cell.value) for cell in sheet[1])
    again = asked(contacts)
    assert not again.form.remarks.isChecked()
    assert again.options.remarks is False


def test_without_any_column_nothing_can_be_exported(contacts: ListPage, asked: Asked) -> None:
    dialog = asked(contacts)
    QTest.keyClick(dialog.form.columns.none, Key.Key_Space)
    assert not dialog.form.export.isEnabled()
    QTest.keyClick(dialog.form.columns.all, Key.Key_Space)
    assert dialog.form.export.isEnabled()


def test_enter_asks_for_the_file_under_a_name_that_says_what_it_is(
    contacts: ListPage, asked: Asked, qtbot: QtBot
) -> None:
    dialog = asked(contacts)
    QTest.keyClick(dialog, Key.Key_Return)
    files = dialog.findChild(QFileDialog)
    assert isinstance(files, QFileDialog)
    assert [Path(name).name for name in files.selectedFiles()] == ["Contacts.xlsx"]
    files.close()


def test_what_was_written_is_shown_in_its_folder_and_opened(
    contacts: ListPage,
    asked: Asked,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened: list[QUrl] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url)
        return True

    # Nothing may really be opened on the machine of whoever runs the tests.
    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    monkeypatch.setattr("sys.platform", "linux")
    dialog = asked(contacts)
    assert not dialog.form.show_folder.isVisible()
    path = written(dialog, tmp_path / "a.xlsx", qtbot)
    assert dialog.form.told.text() == f"6 records are in {path}"
    assert dialog.form.show_folder.hasFocus()
    QTest.keyClick(dialog.form.show_folder, Key.Key_Space)
    QTest.keyClick(dialog.form.open, Key.Key_Space)
    assert [Path(url.toLocalFile()) for url in opened] == [tmp_path, path]


def test_what_is_being_saved_just_now_is_in_the_workbook(
    contacts: ListPage,
    session: Session,
    asked: Asked,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    id_ = contacts.list.first
    assert id_ is not None
    dialog = asked(contacts)
    editing = session.workspace.editing
    session.write(lambda: editing.change("contact", id_, {"wechat": "just typed"}))
    book = openpyxl.load_workbook(written(dialog, tmp_path / "a.xlsx", qtbot))
    values = [cell for row in book.worksheets[0].iter_rows(values_only=True) for cell in row]
    assert "just typed" in values


def test_cancel_stops_it_and_leaves_no_file(
    contacts: ListPage, asked: Asked, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = asked(contacts)
    dialog.write(tmp_path / "a.xlsx")
    assert dialog.form.strip.isVisible()
    assert not dialog.form.export.isEnabled()
    QTest.keyClick(dialog.form.strip.cancel, Key.Key_Space)
    qtbot.waitUntil(lambda: not dialog.form.strip.isVisible())
    assert dialog.form.told.text() == "Cancelled: nothing was written."
    assert not list(tmp_path.glob("*a.xlsx*"))
    assert dialog.form.export.isEnabled()


def test_escape_while_it_is_written_cancels_it(
    contacts: ListPage,
    session: Session,
    asked: Asked,
    tmp_path: Path,
    qtbot: QtBot,
    failures: list[BaseException],
) -> None:
    dialog = asked(contacts)
    gone: list[bool] = []
    dialog.destroyed.connect(lambda: gone.append(True))
    dialog.write(tmp_path / "a.xlsx")
    QTest.keyClick(dialog, Key.Key_Escape)
    qtbot.waitUntil(lambda: bool(gone))
    session.writer.flush(10)
    session.reader.close()
    assert not list(tmp_path.glob("*a.xlsx*"))
    assert session.workspace.store.exports() == []
    assert failures == []


def test_what_prevents_it_is_told_in_the_dialog(
    contacts: ListPage, asked: Asked, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = asked(contacts)
    dialog.write(tmp_path)
    qtbot.waitUntil(lambda: "is a folder" in dialog.form.told.text())
    assert dialog.form.told.property("meaning") == "decide"
    assert dialog.form.export.isEnabled()


def test_an_empty_workbook_for_new_entries_is_written_without_records(
    contacts: ListPage, asked: Asked, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = asked(contacts)
    QTest.keyClick(dialog.form.what, Key.Key_End)
    assert not dialog.form.remarks.isEnabled()
    book = openpyxl.load_workbook(written(dialog, tmp_path / "new.xlsx", qtbot))
    assert book.worksheets[0].max_row == 1


def test_the_language_switches_while_it_is_open(
    contacts: ListPage, session: Session, asked: Asked
) -> None:
    dialog = asked(contacts)
    session.language.switch_to(CHINESE)
    first = dialog.form.columns.list.item(0).text()
    assert first.startswith("姓名")
    assert "6" in dialog.form.what.currentText()


def test_follow_ups_are_exported_as_they_are_listed(
    session: Session, page: MakePage, asked: Asked
) -> None:
    done = session.workspace.store.select(Query("follow_up"))[0]
    session.workspace.editing.change("follow_up", done.id, {"status": "done"})
    dialog = asked(page("follow_up"))
    assert "The list as it is filtered (1)" in offered(dialog)
    assert "All: Follow-ups (2)" in offered(dialog)


def test_settings_that_somebody_spoilt_do_no_harm(
    session: Session, contacts: ListPage, asked: Asked
) -> None:
    session.settings.export.update(
        {"headings": 7, "folder": ["x"], "left_out": {"contact": "mobile"}, "scope": None}
    )
    dialog = asked(contacts)
    assert dialog.options == Options("en", left_out=dialog.options.left_out)
    assert not any(dialog.options.left_out.values())


def test_picking_many_rows_costs_no_list_of_them(session: Session, contacts: ListPage) -> None:
    contacts.list.view.selectAll()
    scope = scopes_of(contacts, session)[0]
    found = scope.what.found(session.workspace.store, "en")["contact"]  # type: ignore[union-attr]
    whole = list(contacts.list.picked)
    assert len(found) == len(whole)
    assert found.ids(0, 2) + found.ids(2, 4) + found.ids(4, 99) == whole
    assert found.ids(3) == whole[3:]

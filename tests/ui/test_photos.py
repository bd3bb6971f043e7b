"""Photographs of a record: dropped, shown upright, described, opened but never run."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

import pytest
from PySide6.QtCore import QMimeData, QPoint, QSize, Qt, QUrl
from PySide6.QtGui import QColor, QDesktopServices, QDragEnterEvent, QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.records import Record
from wicco_desktop.ui.forms.autosave import Autosave
from wicco_desktop.ui.forms.panels import make_panel
from wicco_desktop.ui.photos.photos_section import PhotosSection
from wicco_desktop.ui.photos.thumbnails import Thumbnails, Wanted, decode
from wicco_desktop.ui.session import Session

Key = Qt.Key
Make = Callable[..., Record]


def exif(orientation: int, taken: str) -> bytes:
    """An APP1 segment: how the camera was held, and when."""
    date = taken.encode("ascii") + b"\0"
    entries = struct.pack("<HHII", 0x0112, 3, 1, orientation)
    entries += struct.pack("<HHII", 0x8769, 4, 1, 8 + 2 + 24 + 4)
    zeroth = b"II*\0" + struct.pack("<I", 8) + struct.pack("<H", 2) + entries + b"\0" * 4
    inner = struct.pack("<H", 1) + struct.pack("<HHII", 0x9003, 2, len(date), len(zeroth) + 18)
    body = b"Exif\0\0" + zeroth + inner + b"\0" * 4 + date
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def photograph(path: Path, *, orientation: int = 1, taken: str = "2022:11:23 10:05:00") -> Path:
    """A picture as a camera writes it: red on the left, blue on the right."""
    image = QImage(160, 80, QImage.Format.Format_RGB32)
    image.fill(QColor("blue"))
    for x in range(80):
        for y in range(80):
            image.setPixelColor(x, y, QColor("red"))
    assert image.save(str(path))
    data = path.read_bytes()
    path.write_bytes(data[:2] + exif(orientation, taken) + data[2:])
    return path


class Shown:
    """The photographs of a meeting, in a panel."""

    def __init__(self, session: Session, qtbot: QtBot, make: Make) -> None:
        self.session, self.qtbot = session, qtbot
        self.visit = make("delegation", name_en="Macao visit")
        self.meeting = make(
            "meeting", subject_en="Work plan", date="2022-11-23", delegation=self.visit.id
        )
        self.panel = QWidget()
        qtbot.addWidget(self.panel)
        self.panel.resize(640, 400)
        self.section = PhotosSection(session, self.panel)
        self.section.resize(640, 400)
        self.section.accept_drops_on(self.panel)
        session.written.connect(self.section.hear)
        self.panel.show()
        self.panel.activateWindow()
        qtbot.waitUntil(self.panel.isActiveWindow)
        self.show(self.meeting)

    def show(self, record: Record) -> None:
        self.section.show_for(Autosave(self.session, record.kind, record))

    def drop(self, *files: Path) -> None:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        here, copy = QPoint(10, 10), Qt.DropAction.CopyAction
        enter = QDragEnterEvent(here, copy, data, left, none)
        QApplication.sendEvent(self.panel, enter)
        assert enter.isAccepted()
        drop = QDropEvent(here, copy, data, left, none)
        QApplication.sendEvent(self.panel, drop)

    def photos(self, count: int) -> list[Record]:
        self.qtbot.waitUntil(
            lambda: not self.session.writer.busy and len(self.section.list.photos.photos) == count
        )
        return [photo.record for photo in self.section.list.photos.photos]


@pytest.fixture
def shown(session: Session, qtbot: QtBot, make_record: Make) -> Iterator[Shown]:
    made = Shown(session, qtbot, make_record)
    yield made
    session.writer.flush(5)


def test_dropped_files_are_kept_with_when_they_were_taken(shown: Shown, tmp_path: Path) -> None:
    shown.drop(photograph(tmp_path / "参观.jpg"))
    (record,) = shown.photos(1)
    assert (record["file_name"], record["media_type"], record["taken"]) == (
        "参观.jpg",
        "image/jpeg",
        "2022-11-23T10:05:00",
    )
    assert not shown.session.workspace.photos.is_missing(record)


def test_a_photograph_of_another_meeting_goes_there_and_that_is_said(
    shown: Shown, make_record: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(shown.session.errors, "show", lambda error: told.append(str(error)))
    other = make_record("meeting", subject_en="Expo", date="2022-11-24", delegation=shown.visit.id)
    shown.drop(photograph(tmp_path / "a.jpg", taken="2022:11:24 10:00:00"))
    shown.qtbot.waitUntil(lambda: bool(told))
    assert told == ["1 photo went to the meeting held when it was taken: Expo."]
    assert shown.photos(0) == []
    assert len(shown.session.workspace.photos.of(other.id)) == 1


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_kept(
    shown: Shown, tmp_path: Path, failures: list[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[BaseException] = []
    monkeypatch.setattr(shown.session.errors, "show", told.append)
    shown.drop(tmp_path / "gone.jpg", photograph(tmp_path / "a.jpg"))
    shown.photos(1)
    assert [type(error) for error in told] == [UserError]
    assert "gone.jpg" in str(told[0])


@pytest.mark.parametrize(
    ("orientation", "left", "top"),
    [(1, "red", ""), (3, "blue", ""), (6, "", "red"), (8, "", "blue")],
)
def test_thumbnails_are_upright_as_the_camera_was_held(
    qapp: QApplication, tmp_path: Path, orientation: int, left: str, top: str
) -> None:
    image = decode(
        photograph(tmp_path / "a.jpg", orientation=orientation).read_bytes(), QSize(40, 40)
    )
    assert image.width() >= 40
    assert image.height() >= 40
    assert max(image.width(), image.height()) < 160
    middle = (image.width() // 2, image.height() // 2)
    at = (2, middle[1]) if left else (middle[0], 2)
    colour = image.pixelColor(*at)
    assert (colour.red() > colour.blue()) == ((left or top) == "red")


def test_what_is_no_picture_has_no_thumbnail(qapp: QApplication, tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"\xff\xd8\xffnothing")
    assert decode((tmp_path / "a.jpg").read_bytes(), QSize(40, 40)).isNull()


def test_a_thumbnail_is_decoded_once(shown: Shown, tmp_path: Path) -> None:
    path, asked = photograph(tmp_path / "a.jpg"), []
    thumbnails = Thumbnails(shown.session)
    wanted = Wanted("ab" * 32, 40, 40)

    def content() -> BinaryIO:
        asked.append(path)
        return path.open("rb")

    assert thumbnails.get(wanted, content) is None
    shown.qtbot.waitUntil(lambda: thumbnails.get(wanted, content) is not None)
    assert thumbnails.get(wanted, content) is not None
    assert len(asked) == 1


def test_a_missing_file_is_shown_as_such(shown: Shown, tmp_path: Path) -> None:
    shown.drop(photograph(tmp_path / "a.jpg"))
    (record,) = shown.photos(1)
    path = shown.session.attachments.path(record.text("file"))
    assert path is not None
    path.unlink()
    shown.section.refresh()
    shown.qtbot.waitUntil(lambda: shown.section.list.photos.photos[0].missing)
    shown.section.list.setFocus()
    assert "missing" in shown.section.details.file.text()


def test_the_photograph_at_hand_is_described_in_both_languages(
    shown: Shown, tmp_path: Path
) -> None:
    shown.drop(photograph(tmp_path / "a.jpg"))
    (record,) = shown.photos(1)
    shown.section.list.setFocus()
    caption = shown.section.details.fields.boxes["caption"].editor.inputs()[0]
    caption.setFocus()
    QTest.keyClicks(caption, "At the bureau")
    QTest.keyClick(caption, Key.Key_Tab)
    credit = shown.section.details.fields.boxes["credit"].editor.inputs()[0]
    credit.setFocus()
    QTest.keyClicks(credit, "Wang Haolan")
    shown.section.flush()
    shown.qtbot.waitUntil(lambda: not shown.session.writer.busy)
    kept = shown.session.workspace.editing.record("attachment", record.id)
    assert (kept["caption_en"], kept["credit"]) == ("At the bureau", "Wang Haolan")


def test_enter_opens_with_the_program_of_the_desktop(
    shown: Shown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    shown.drop(photograph(tmp_path / "a.jpg"))
    shown.photos(1)
    shown.section.list.setFocus()
    QTest.keyClick(shown.section.list, Key.Key_Return)
    shown.qtbot.waitUntil(lambda: bool(opened))
    assert Path(opened[0]).name == "a.jpg"
    assert Path(opened[0]).read_bytes() == (tmp_path / "a.jpg").read_bytes()


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What was handed to the desktop, none of it really."""
    handed: list[Path] = []

    def open_url(url: QUrl) -> bool:
        handed.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    return handed


def open_warning(shown: Shown) -> QMessageBox:
    """The warning that is open, or is about to be."""
    shown.qtbot.waitUntil(lambda: shown.section.opening.warning is not None)
    box = shown.section.opening.warning
    assert isinstance(box, QMessageBox)
    return box


def warned(shown: Shown, file: Path, content: bytes) -> QMessageBox:
    """The warning before a file is opened."""
    file.write_bytes(content)
    shown.drop(file)
    shown.photos(1)
    shown.section.list.setFocus()
    QTest.keyClick(shown.section.list, Key.Key_Return)
    return open_warning(shown)


def button(box: QMessageBox, text: str) -> QAbstractButton:
    return next(one for one in box.buttons() if one.text().replace("&", "") == text)


@pytest.mark.parametrize(
    ("name", "content", "disguised"),
    [("visit.sh", b"#!/bin/sh\necho", False), ("visit.jpg", b"MZ" + b"\0" * 80, True)],
)
def test_a_program_is_warned_about_and_never_run(
    shown: Shown, tmp_path: Path, opened: list[Path], name: str, content: bytes, disguised: bool
) -> None:
    box = warned(shown, tmp_path / name, content)
    assert "is a program or a script" in box.text()
    assert ("looks like" in box.informativeText()) is disguised
    assert {one.text().replace("&", "") for one in box.buttons()} == {"Cancel", "Save a copy…"}
    QTest.keyClick(box, Key.Key_Return)
    shown.qtbot.waitUntil(lambda: shown.section.opening.warning is None)
    assert opened == []
    assert shown.section.opening.dialog is None


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Escape])
def test_enter_and_esc_leave_what_may_do_harm_closed(
    shown: Shown, tmp_path: Path, opened: list[Path], key: Key
) -> None:
    box = warned(shown, tmp_path / "page.html", b"<html>")
    QTest.keyClick(box, key)
    shown.qtbot.waitUntil(lambda: shown.section.opening.warning is None)
    assert opened == []


def test_what_may_do_harm_is_opened_after_a_yes(
    shown: Shown, tmp_path: Path, opened: list[Path]
) -> None:
    box = warned(shown, tmp_path / "plan.docm", b"PK\3\4" + bytes(80))
    assert "macros" in box.text()
    QTest.mouseClick(button(box, "Open all the same"), Qt.MouseButton.LeftButton)
    shown.qtbot.waitUntil(lambda: bool(opened))
    assert opened[0].name == "plan.docm"


def test_a_copy_of_a_program_is_saved_after_the_warning(
    shown: Shown, tmp_path: Path, opened: list[Path]
) -> None:
    box = warned(shown, tmp_path / "visit.sh", b"#!/bin/sh")
    QTest.mouseClick(button(box, "Save a copy…"), Qt.MouseButton.LeftButton)
    shown.qtbot.waitUntil(lambda: shown.section.opening.dialog is not None)
    dialog = shown.section.opening.dialog
    assert dialog is not None
    target = tmp_path / "copy.sh"
    dialog.fileSelected.emit(str(target))
    dialog.reject()
    shown.qtbot.waitUntil(lambda: target.exists() and bool(target.read_bytes()))
    assert not target.stat().st_mode & 0o111
    assert opened == []


def test_saving_a_copy_of_a_program_straight_away_is_warned_about_too(
    shown: Shown, tmp_path: Path
) -> None:
    (tmp_path / "visit.sh").write_bytes(b"#!/bin/sh")
    shown.drop(tmp_path / "visit.sh")
    shown.photos(1)
    shown.section.list.setFocus()
    shown.section.save_current()
    dialog = shown.section.opening.dialog
    assert dialog is not None
    dialog.fileSelected.emit(str(tmp_path / "copy.sh"))
    dialog.reject()
    QTest.keyClick(open_warning(shown), Key.Key_Escape)
    shown.qtbot.waitUntil(lambda: shown.section.opening.warning is None)
    assert not (tmp_path / "copy.sh").exists()


def test_delete_puts_into_the_trash_and_undo_brings_it_back(shown: Shown, tmp_path: Path) -> None:
    shown.drop(photograph(tmp_path / "a.jpg"))
    shown.photos(1)
    shown.section.list.setFocus()
    QTest.keyClick(shown.section.list, Key.Key_Delete)
    shown.photos(0)
    shown.session.workspace.editing.undo()
    shown.photos(1)


@pytest.mark.parametrize("kind", ["contact", "organisation", "delegation", "event"])
def test_every_kind_with_attachments_has_them(
    shown: Shown, make_record: Make, tmp_path: Path, kind: str
) -> None:
    title = "name_en"
    record = make_record(kind, **{title: "Somebody"})
    shown.show(record)
    shown.drop(photograph(tmp_path / "a.jpg"))
    (photo,) = shown.photos(1)
    assert photo["record"] == record.id


@pytest.mark.parametrize("kind", ["meeting", "contact", "organisation", "delegation", "event"])
def test_every_panel_that_has_photos_shows_them(
    session: Session, qtbot: QtBot, make_record: Make, tmp_path: Path, kind: str
) -> None:
    title = "subject_en" if kind == "meeting" else "name_en"
    record = make_record(kind, **{title: "Somebody"})
    session.workspace.photos.add(kind, record.id, [photograph(tmp_path / "a.jpg")])
    panel = make_panel(session, kind)
    qtbot.addWidget(panel)
    panel.show_record(record.id)
    (section,) = panel.findChildren(PhotosSection)
    qtbot.waitUntil(lambda: len(section.list.photos.photos) == 1)
    assert panel.acceptDrops()
    session.writer.flush(5)

"""Work off the window's thread: in order, told on the window's thread, failures never lost."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Qt, QThread
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from wicco_desktop.foundation.languages import CHINESE
from wicco_desktop.foundation.messages import Message
from wicco_desktop.ui.background import Reader, Writer
from wicco_desktop.ui.language import LanguageSwitch
from wicco_desktop.ui.progress import Progress, ProgressStrip

Failures = list[BaseException]


@pytest.fixture
def failures() -> Failures:
    return []


@pytest.fixture
def writer(qapp: QApplication, failures: Failures) -> Iterator[Writer]:
    made = Writer(failures.append)
    yield made
    made.close()


@pytest.fixture
def reader(qapp: QApplication, failures: Failures) -> Iterator[Reader]:
    made = Reader(failures.append)
    yield made
    made.close()


def test_writes_run_in_order_and_are_told_on_the_windows_thread(
    writer: Writer, qtbot: QtBot, qapp: QApplication
) -> None:
    told: list[tuple[int, bool]] = []
    threads: set[int] = set()

    def work(number: int) -> int:
        threads.add(threading.get_ident())
        return number

    with qtbot.waitSignal(writer.idle):
        for number in range(20):
            writer.write(
                lambda number=number: work(number),  # type: ignore[misc]
                lambda number: told.append((number, QThread.currentThread() is qapp.thread())),
            )
        assert writer.busy
    assert told == [(number, True) for number in range(20)]
    assert len(threads) == 1
    assert threading.get_ident() not in threads
    assert not writer.busy


def test_a_failure_reaches_its_callback_or_the_door_and_the_next_write_goes_on(
    writer: Writer, qtbot: QtBot, failures: Failures
) -> None:
    own: Failures = []
    done: list[str] = []

    def fail() -> str:
        raise ValueError("no")

    with qtbot.waitSignal(writer.idle):
        writer.write(fail, done.append, own.append)
        writer.write(fail, done.append)
        writer.write(lambda: "after", done.append)
    assert [type(error) for error in own + failures] == [ValueError, ValueError]
    assert done == ["after"]


def test_closing_does_everything_first_and_what_that_leads_to(writer: Writer) -> None:
    done: list[str] = []
    writer.write(lambda: "one", lambda _: writer.write(lambda: "two", done.append))
    assert writer.close()
    assert done == ["two"]


def test_flush_says_when_time_was_not_enough(writer: Writer) -> None:
    go_on = threading.Event()
    writer.write(lambda: go_on.wait(10))
    assert not writer.flush(0)
    go_on.set()
    assert writer.flush(10)


def test_a_result_for_a_widget_that_is_gone_is_dropped(writer: Writer, reader: Reader) -> None:
    import shiboken6

    owner = QObject()
    heard: list[int] = []
    writer.write(lambda: 1, heard.append, owner=owner)
    shiboken6.delete(owner)
    assert writer.flush(10)
    assert heard == []


def test_a_later_question_supersedes_an_earlier_one(reader: Reader, qtbot: QtBot) -> None:
    first_may_end = threading.Event()
    heard: list[str] = []
    owner = QObject()

    def first() -> str:
        first_may_end.wait(10)
        return "first"

    reader.read(first, heard.append, owner=owner, topic="list")
    reader.read(lambda: "second", heard.append, owner=owner, topic="list")
    reader.read(lambda: "other", heard.append, owner=owner, topic="count")
    qtbot.waitUntil(lambda: len(heard) == 2)
    first_may_end.set()
    reader.read(lambda: "last", heard.append)
    qtbot.waitUntil(lambda: "last" in heard)
    assert sorted(heard) == ["last", "other", "second"]


def test_what_is_asked_of_a_closed_reader_is_not_read(reader: Reader, qtbot: QtBot) -> None:
    """The file is closed: a read would open it again, perhaps in another's way."""
    done: list[str] = []
    reader.read(lambda: "before", done.append)
    reader.close()
    qtbot.waitUntil(lambda: done == ["before"])
    looked = threading.Event()
    reader.read(looked.set, lambda _none: done.append("after"))
    assert not looked.wait(0.2)
    assert done == ["before"]


def test_a_failed_read_is_told(reader: Reader, qtbot: QtBot, failures: Failures) -> None:
    reader.read(lambda: 1 // 0, lambda _: None)
    qtbot.waitUntil(lambda: bool(failures))
    assert isinstance(failures[0], ZeroDivisionError)


class HeldClock:
    """A clock the test moves."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_the_strip_tells_what_is_done_what_is_left_and_cancels(
    switch: LanguageSwitch, qtbot: QtBot
) -> None:
    clock = HeldClock()
    strip = ProgressStrip(switch, clock=clock)
    qtbot.addWidget(strip)
    assert strip.isHidden()
    progress = Progress(clock=clock)
    strip.follow(progress)
    assert strip.isVisible()
    progress.report(0, 4000, Message("Reading {file}", {"file": "partners.xlsx"}))
    assert strip.doing.text() == "Reading partners.xlsx"
    clock.now += 10
    progress.report(1000, 4000, Message("Reading {file}", {"file": "partners.xlsx"}))
    assert strip.left.text() == "1,000 of 4,000 · about 30 s left"
    assert (strip.bar.value(), strip.bar.maximum()) == (1000, 4000)
    QTest.keyClick(strip.cancel, Qt.Key.Key_Space)
    assert progress.cancelled
    assert strip.doing.text() == "Stopping…"
    switch.switch_to(CHINESE)
    strip.finish()
    assert strip.isHidden()


def test_a_thousand_reports_in_a_moment_are_told_once_and_the_last_always(
    qapp: QApplication,
) -> None:
    progress = Progress(clock=HeldClock())
    heard: list[int] = []
    progress.reported.connect(lambda done, _total, _doing: heard.append(done))
    for number in range(1001):
        progress.report(number, 1000)
    assert heard == [0, 1000]


class Held:
    """Says which thread destroys it."""

    def __init__(self, destroyed_by: list[threading.Thread]) -> None:
        self._destroyed_by = destroyed_by

    def look(self, *_told: object) -> None:
        """Something that is done, or told the outcome."""

    def fail(self, *_told: object) -> None:
        raise KeyError("a mistake")

    def __del__(self) -> None:
        self._destroyed_by.append(threading.current_thread())


@pytest.mark.parametrize("work", ["look", "fail"])
def test_what_a_caller_gave_to_be_written_is_let_go_of_on_the_windows_thread(
    writer: Writer, qtbot: QtBot, work: str
) -> None:
    destroyed_by: list[threading.Thread] = []
    held = Held(destroyed_by)
    with qtbot.waitSignal(writer.idle):
        writer.write(getattr(held, work), held.look, held.look)
        del held
    with qtbot.waitSignal(writer.idle):
        writer.write(lambda: None)  # the thread that writes is at something else by now
    assert destroyed_by == [threading.current_thread()]


@pytest.mark.parametrize("wanted", [True, False])
def test_what_a_caller_gave_to_be_read_is_let_go_of_on_the_windows_thread(
    reader: Reader, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, wanted: bool
) -> None:
    destroyed_by: list[threading.Thread] = []
    told = threading.Event()
    run = Reader._run

    def lingering(self: Reader, task: object) -> None:
        run(self, task)  # type: ignore[arg-type]
        told.wait(20)

    monkeypatch.setattr(Reader, "_run", lingering)
    held = Held(destroyed_by)
    heard: list[object] = []
    reader.read(held.look, held.look, owner=reader, topic="this")
    if not wanted:
        reader.forget(reader, "this")
    del held
    reader.read(lambda: None, heard.append)
    qtbot.waitUntil(lambda: heard == [None])
    told.set()
    qtbot.waitUntil(lambda: destroyed_by != [])
    assert destroyed_by == [threading.current_thread()]

"""After an end that was none the database is looked at; damage is told with what can be done."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.faults.damaged import filled, pages_of
from tests.ui.window.conftest import MakeWindow
from wicco_desktop.foundation.errors import UserError
from wicco_desktop.store import search_index
from wicco_desktop.ui.damage.check_dialog import CheckDialog
from wicco_desktop.ui.damage.looking import look_after_start
from wicco_desktop.ui.notices import Notice
from wicco_desktop.ui.session import Session


@pytest.fixture
def left_broken(database_path: Path) -> None:
    """A database with a broken page whose program was killed."""
    filled(database_path, 30)
    page = max(max(needs) for needs in pages_of(database_path, "contact").values())
    content = bytearray(database_path.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = b"\xff" * 4096
    database_path.write_bytes(content)
    database_path.with_name(f"{database_path.name}.lock").touch()


def test_damage_that_an_end_has_left_is_told_and_leads_to_the_check(
    left_broken: None, session: Session, make_window: MakeWindow, qtbot: QtBot
) -> None:
    window = make_window()

    looking = look_after_start(session, window)

    def told() -> list[Notice]:
        """A list that met the damage first has told of it, too."""
        what = "The file of the database is damaged"
        return [one for one in window.notices.notices if what in one.sentence.text()]

    qtbot.waitUntil(lambda: bool(told()), timeout=20_000)
    (notice,) = told()
    assert notice.action_button is not None
    notice.action_button.click()
    dialog = window.findChild(CheckDialog)
    assert dialog is not None
    dialog.reject()
    looking.close()


def test_a_sound_database_is_not_talked_of(
    session: Session, make_window: MakeWindow, qtbot: QtBot
) -> None:
    session.workspace.store.unclean = True
    window = make_window()

    looking = look_after_start(session, window)

    looking.close()
    qtbot.wait(10)
    assert window.notices.notices == ()


def test_an_index_of_an_older_program_is_made_anew_by_itself(
    session: Session,
    make_window: MakeWindow,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    store = session.workspace.store
    session.workspace.editing.create("contact", {"name_en": "Ding Tian"})
    monkeypatch.setattr(search_index, "MAKING", search_index.MAKING + 1)
    window = make_window()

    looking = look_after_start(session, window)

    qtbot.waitUntil(lambda: not store.index_is_old(), timeout=20_000)
    qtbot.waitUntil(lambda: not window.progress.isVisible(), timeout=20_000)
    assert store.search("ding")
    looking.close()


def test_damage_met_while_working_has_the_check_beside_it(
    left_broken: None, session: Session, make_window: MakeWindow, qtbot: QtBot
) -> None:
    session.workspace.store.unclean = False
    window = make_window()
    looking = look_after_start(session, window)

    with pytest.raises(UserError) as met:
        list(session.workspace.store.scan("contact", ["remarks_en"], deleted=None))
    session.errors.show(met.value)

    qtbot.waitUntil(lambda: bool(window.notices.notices))
    (notice, *_) = window.notices.notices
    assert notice.action_button is not None
    assert notice.action_button.text() == "Check the database…"
    looking.close()


def test_a_broken_search_index_has_the_check_beside_it(
    session: Session, make_window: MakeWindow, qtbot: QtBot
) -> None:
    store = session.workspace.store
    with store._database.writing() as connection:
        connection.exec_driver_sql("UPDATE search_text_config SET v = 0")
    window = make_window()
    looking = look_after_start(session, window)

    with pytest.raises(UserError) as met:
        store.search("ding")
    session.errors.show(met.value)

    qtbot.waitUntil(lambda: bool(window.notices.notices))
    (notice,) = window.notices.notices
    assert "The search index" in notice.sentence.text()
    assert notice.action_button is not None
    assert notice.action_button.text() == "Check the database…"
    assert store.damaged is None
    looking.close()

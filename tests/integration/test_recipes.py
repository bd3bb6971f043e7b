"""What CONTRIBUTING.md says to do works: followed on a copy, then looked at from outside."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.fixtures import schema_0001 as old
from tests.integration import recipes
from tests.integration.recipes import Copy
from wicco_desktop.store import driver

TITLES = ("Add a field", "Add a record kind", "Add a command", "Add a message")

COMMANDS = """
import contextlib, io, json, sys
import wicco_desktop
from wicco_desktop.__main__ import main
answers = []
for arguments in json.load(open(sys.argv[2], encoding="utf-8")):
    buffer = io.BytesIO()
    sys.stdout = io.TextIOWrapper(buffer, encoding="utf-8")
    code = main(["--data", sys.argv[1], *arguments])
    sys.stdout.flush()
    answers.append([code, buffer.getvalue().decode("utf-8")])
sys.stdout = sys.__stdout__
print(json.dumps({"package": wicco_desktop.__file__, "answers": answers}))
"""


WINDOW = """
import json, os
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6.QtWidgets import QApplication
from wicco_desktop.foundation.languages import INTERFACE, language
from wicco_desktop.foundation.messages import N_
from wicco_desktop.ui.editors.bilingual import BilingualEditor
from wicco_desktop.ui.language import LanguageSwitch
from wicco_desktop.ui.navigation import Navigation
from wicco_desktop.ui.theme import Theme
application = QApplication([])
switch = LanguageSwitch(INTERFACE[0])
editor = BilingualEditor(switch)
navigation = Navigation(switch, Theme(application, choice="light"))
switch.switch_to(language("pt"))
editor.side("pt").setFocus()
print(json.dumps({
    "sides": sorted(code for code in editor.value().sides),
    "inputs": len(editor.inputs()),
    "offered": [button.text() for button in navigation.languages.values()],
    "told": switch.tr("Mobile"),
}))
"""


class Followed:
    """A copy with recipes followed, and a database of schema 1 to use it on."""

    def __init__(self, folder: Path, *titles: str) -> None:
        self.copy = Copy(folder / "copy")
        self.copy.follow(*titles)
        self.database = folder / "office.db"
        shutil.copyfile(old.FILE, self.database)
        self.asked(["set", old.WANG, "tags=staff"])  # the first to write upgrades it

    def run(self, *commands: list[str]) -> list[tuple[int, str]]:
        """Some command lines one after another, in one process."""
        asked = self.database.with_suffix(".json")
        asked.write_text(json.dumps(commands), "utf-8")
        told = json.loads(self.copy.python("-c", COMMANDS, str(self.database), str(asked)))
        assert Path(told["package"]).is_relative_to(self.copy.folder)
        return [(code, text) for code, text in told["answers"]]

    def asked(self, *commands: list[str]) -> list[Any]:
        """The documents of some command lines, all of which succeed."""
        answers = self.run(*([*command, "--json"] for command in commands))
        assert [code for code, _text in answers] == [0] * len(answers), answers
        return [json.loads(text) for _code, text in answers]

    def pytest(self, *arguments: str) -> str:
        """Run tests of the copy; all have to pass."""
        return self.copy.python(
            *("-m", "pytest", "-q", "-p", "no:randomly", "-p", "no:cacheprovider"), *arguments
        )


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Followed:
    return Followed(tmp_path_factory.mktemp("recipes"), *TITLES)


def test_a_new_field_is_in_a_database_there_is_and_everywhere_a_field_is(
    followed: Followed,
) -> None:
    changed, shown, found, history = followed.asked(
        ["set", old.DING, "nickname=Tiantian"],
        ["show", old.DING],
        ["search", "tiantian"],
        ["history", old.DING],
    )

    connection = driver.connect(followed.database, read_only=True)
    columns = {row[1] for row in connection.execute("PRAGMA table_info(contact)")}
    connection.close()
    assert "nickname" in columns
    assert shown["values"]["nickname"] == "Tiantian"
    assert shown["values"]["mobile"] == "+853 6600 0001"
    assert changed == shown
    assert [(hit["id"], hit["where"]) for hit in found] == [(old.DING, "nickname")]
    assert (history[0]["field"], history[0]["new"]) == ("nickname", "Tiantian")


def test_it_is_labelled_in_both_languages(followed: Followed) -> None:
    told = followed.run(
        ["set", old.WANG, "nickname=Xiao Wang", "--language", "en"],
        ["show", old.WANG, "--language", "zh"],
    )
    assert "Nickname: Xiao Wang" in told[0][1]
    assert "昵称：Xiao Wang" in told[1][1]


def test_a_new_kind_is_added_listed_and_found(followed: Followed) -> None:
    box = ["name.zh=锦盒", "name.en=Brocade box", f"contact={old.DING}", "given=2022-11"]
    given, listed, found, undone = followed.asked(
        ["add", "gifts", *box],
        ["list", "gifts"],
        ["search", "brocade", "--kind", "gifts"],
        ["undo"],
    )
    assert given["kind"] == "gifts"
    assert [entry["id"] for entry in listed] == [given["id"]]
    assert [hit["id"] for hit in found] == [given["id"]]
    assert undone["changed"] == 1


def test_a_new_command_answers_in_both_languages(followed: Followed) -> None:
    told = followed.run(
        ["count", "contacts", "--json"],
        ["count", "contacts", "--language", "en"],
        ["count", "contacts", "--language", "zh"],
        ["--help", "--language", "zh"],
    )
    assert [code for code, _text in told] == [0, 0, 0, 0]
    assert json.loads(told[0][1]) == {"kind": "contacts", "count": 2}
    assert [text.strip() for _code, text in told[1:3]] == ["Contacts: 2", "联系人：2"]
    assert "统计某一类记录的数量" in told[3][1]


def test_both_have_their_forms_and_the_schema_is_the_declared_one(followed: Followed) -> None:
    forms = "tests/ui/forms/test_record_panel.py"
    told = followed.pytest(
        *("tests/unit/store/test_migrations.py", forms),
        *("-k", "test_migrations or (test_every_field and (nickname or gift))"),
    )
    assert " passed" in told


def test_every_message_of_the_recipes_is_translated_in_them() -> None:
    steps = [step for title in TITLES for step in recipes.read(title)]
    marked = {
        text
        for step in steps
        for text in re.findall(r'\bNC?_\((?:"[^"]+", )?"([^"]+)"\)', step.block)
    }
    translated = {
        text
        for step in steps
        if step.how == "po"
        for text in re.findall('msgid "(.+)"', step.block)
    }
    assert marked == translated


@pytest.fixture(scope="module")
def in_portuguese(tmp_path_factory: pytest.TempPathFactory) -> Followed:
    return Followed(
        tmp_path_factory.mktemp("portuguese"),
        "Add a language of the data",
        "Add a language of the interface",
    )


def test_a_new_language_has_its_side_of_every_text_and_speaks(in_portuguese: Followed) -> None:
    changed, found, history = in_portuguese.asked(
        ["set", old.HALL, "name.pt=Centro de Ciência de Macau"],
        ["search", "ciencia macau"],
        ["history", old.HALL],
    )
    told = in_portuguese.run(
        ["show", old.DING, "--language", "pt"], ["list", "organisations", "--language", "pt"]
    )

    assert changed["values"]["name"] == {
        "zh": "澳门科学馆", "en": "Macao Science Center", "pt": "Centro de Ciência de Macau",
    }  # fmt: skip
    assert found[0]["id"] == old.HALL
    assert history[0]["field"] == "name.pt"
    assert [code for code, _text in told] == [0, 0]
    assert "Telemóvel: +853 6600 0001" in told[0][1]
    assert "Centro de Ciência" in told[1][1]


def test_its_schema_is_the_declared_one(in_portuguese: Followed) -> None:
    assert " passed" in in_portuguese.pytest("tests/unit/store/test_migrations.py", "-k", "schema")


def test_the_window_has_a_third_side_and_offers_the_language(in_portuguese: Followed) -> None:
    told = in_portuguese.copy.python("-c", WINDOW)
    assert json.loads(told) == {
        "sides": ["en", "pt", "zh"],
        "inputs": 3,
        "offered": ["EN", "中文", "PT"],
        "told": "Telemóvel",
    }

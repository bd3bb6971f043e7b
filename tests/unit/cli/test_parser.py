"""Arguments are understood wherever they stand, and what is wrong with them is told."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wicco_desktop.cli.commands import COMMANDS, WINDOW
from wicco_desktop.cli.parser import asked_language, help_text, parse
from wicco_desktop.foundation.errors import UsageError
from wicco_desktop.foundation.languages import CHINESE, ENGLISH, LANGUAGES
from wicco_desktop.foundation.messages import Translator


@pytest.mark.parametrize(
    "argv",
    [
        ["--data", "x.db", "--json", "--language", "zh", "list", "contacts", "--limit", "3"],
        ["list", "contacts", "--limit", "3", "--data", "x.db", "--json", "--language", "zh"],
        ["list", "--limit=3", "--data=x.db", "contacts", "--json", "--language=zh"],
    ],
)
def test_global_options_stand_before_or_after_the_command(argv: list[str]) -> None:
    asked = parse(argv)

    assert asked.command is COMMANDS["list"]
    assert asked.arguments == {"kind": "contacts", "limit": "3"}
    assert (asked.data, asked.json, asked.language) == ("x.db", True, "zh")


def test_no_command_asks_for_the_window() -> None:
    assert parse([]).command is WINDOW
    assert parse(["--data", "x.db"]).command is WINDOW


def test_what_follows_two_dashes_is_no_option() -> None:
    assert parse(["search", "--", "--json"]).arguments == {"text": "--json"}
    assert not parse(["search", "--", "--json"]).json


def test_fields_are_kept_as_typed() -> None:
    asked = parse(["add", "contacts", "name.zh=丁恬", "remarks.en=a=b --json"])

    assert asked.fields == ["name.zh=丁恬", "remarks.en=a=b --json"]


@pytest.mark.parametrize(
    ("argv", "told"),
    [
        (["frobnicate"], "There is no command “frobnicate”"),
        (["divide", "x.xlsx"], "There is no command “divide”"),
        (["list"], "KIND is missing"),
        (["list", "contacts", "events"], "“events” is one argument too many"),
        (["set", "x"], "FIELD=VALUE is missing"),
        (["list", "contacts", "--out", "x"], "--out does not belong here"),
        (["--limit", "3"], "--limit does not belong here"),
        (["list", "contacts", "--limit"], "--limit needs a value"),
        (["--data"], "--data needs a value"),
        (["--data", ""], "--data needs a value"),
        (["--json=yes", "check"], "--json takes no value"),
        (["--language", "fr", "check"], "There is no language “fr” here"),
        (["--verbose"], "There is no option --verbose"),
        (["-x"], "There is no option -x"),
        (["search", "a\0b"], "no argument may hold"),
        (["x" * 100_000], "There is no command “xxx"),
    ],
)
def test_wrong_arguments_are_told(argv: list[str], told: str) -> None:
    with pytest.raises(UsageError) as problem:
        parse(argv)

    assert told in str(problem.value)
    assert len(str(problem.value)) < 300


@pytest.mark.parametrize("text", ["x", "-1", "1.5", "", "１２", "1_0", "9" * 30])
def test_what_is_no_number_is_told(text: str) -> None:
    asked = parse(["list", "contacts", f"--limit={text}"])

    with pytest.raises(UsageError, match="--limit must be a whole number"):
        asked.number("limit", "--limit")


def test_the_language_is_asked_for_else_chosen_else_the_systems(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")

    assert asked_language([]) is CHINESE
    assert asked_language([], "en") is ENGLISH
    assert asked_language(["--language", "zh", "nonsense"], "en") is CHINESE
    assert asked_language(["nonsense", "--language=zh"], "en") is CHINESE
    assert asked_language(["--language", "fr"], "en") is ENGLISH


@given(st.lists(st.text() | st.sampled_from(["--json", "list", "--", "--limit", "contacts"])))
def test_any_arguments_are_understood_or_told(argv: list[str]) -> None:
    with contextlib.suppress(UsageError):
        assert parse(argv).command in (WINDOW, *COMMANDS.values())


@pytest.mark.parametrize("command", [WINDOW, *COMMANDS.values()], ids=lambda each: each.name)
def test_every_command_has_its_help_and_its_function(command: object) -> None:
    import importlib

    assert isinstance(command, type(WINDOW))
    module, name = command.run.split(":")
    assert callable(getattr(importlib.import_module(f"wicco_desktop.cli.{module}"), name))
    for entry in LANGUAGES:
        assert command.usage in help_text(command, Translator(entry))

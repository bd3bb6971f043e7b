"""What of an error is written down: enough to find the mistake, nothing that a record holds."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.harmless import harmless_words, trace_key, trace_lines

Fail = Callable[[Any], object]


def told(error: BaseException) -> str:
    return "\n".join(trace_lines(error))


def caught(fail: Fail, value: object) -> BaseException:
    try:
        fail(value)
    except BaseException as error:  # noqa: BLE001
        return error
    raise AssertionError("it did not fail")


def words(fail: Fail, value: object) -> str:
    """The last line of what is told."""
    return told(caught(fail, value)).splitlines()[-1]


def _raise(error: BaseException) -> None:
    raise error


def _chained(value: str) -> None:
    try:
        _raise(LookupError(value))
    except LookupError as error:
        raise RuntimeError(f"about {value}") from error


def _noted(value: str) -> None:
    error = ValueError(value)
    error.add_note(value)
    raise error


class Named:
    """Something whose attributes are asked for by a text."""


LEAKING: dict[str, Fail] = {
    "a key": lambda value: {}[value],
    "a number": int,
    "a float": float,
    "a text": lambda value: _raise(ValueError(f"cannot store {value}")),
    "a type error": lambda value: _raise(TypeError(f"unsupported {value}")),
    "an attribute": lambda value: getattr(Named(), value.replace("\x00", "")),
    "a member": [].index,
    "a file": lambda value: _raise(OSError(2, f"No such {value}", value)),
    "a file without number": lambda value: _raise(OSError(value)),
    "a user's error": lambda value: _raise(UserError("{file} is no database.", file=value)),
    "a cause": _chained,
    "a note": _noted,
    "a group": lambda value: _raise(ExceptionGroup(value, [ValueError(value)])),
    "bytes": lambda value: f"é{value}".encode("ascii"),
    "JSON": lambda value: json.loads(f'["{value}'),
    "a keyword": lambda value: _raise(**{value: KeyError()}),
}

CANARIES = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        ["陈祖荣", "Chan Chou Weng", "+853 6612 3456", "谈妥；5 月签约", "a@example.org"]
    ),
    st.sampled_from(["is not", "object", "must be called 'type'", "x: 'y'", '"a" and "b"']),
)


@pytest.mark.parametrize("how", LEAKING)
@settings(max_examples=30)
@given(canary=CANARIES)
def test_no_value_is_told_however_an_error_carries_it(how: str, canary: str) -> None:
    canary = f"Zq{canary}Xw"  # no word of any language, as a value is told from our own words
    assert canary not in told(caught(LEAKING[how], canary))
    assert "Zq" not in told(caught(LEAKING[how], canary))


@pytest.mark.parametrize(
    ("fail", "line"),
    [
        (lambda value: value.nothing, "AttributeError: 'str' object has no attribute 'nothing'"),
        (lambda value: value + 1, 'TypeError: can only concatenate str (not "int") to str'),
        (lambda value: value(), "TypeError: 'str' object is not callable"),
        (lambda value: list(value)[50], "IndexError: list index out of range"),
        (lambda _value: 1 // 0, "ZeroDivisionError: integer division or modulo by zero"),
        (
            lambda value: [0 for _a, _b in [value]],
            "ValueError: too many values to unpack (expected …)",
        ),
        (lambda _value: _raise(OSError(28, "x", "y")), "OSError: No space left on device"),
        (lambda _value: _raise(UserError("{a} is lost", a=1)), "UserError: {a} is lost"),
        (
            lambda value: value.replace(),
            "TypeError: replace expected at least … arguments, got …",
        ),
    ],
)
def test_words_that_are_about_code_are_told(fail: Fail, line: str) -> None:
    assert words(fail, "secret") == line


def test_a_deleted_widget_is_told() -> None:
    text = "Internal C++ object (PySide6.QtWidgets.QLabel) already deleted."
    import PySide6.QtWidgets  # noqa: F401

    assert harmless_words(text) == text


def test_where_it_happened_and_what_led_to_it_is_told() -> None:
    lines = told(caught(_chained, "secret"))
    assert "which led to:" in lines
    assert lines.index("LookupError") < lines.index("RuntimeError")
    assert "in _chained" in lines


def test_endless_causes_and_depths_come_to_an_end() -> None:
    one, other = ValueError(), KeyError()
    one.__cause__, other.__cause__ = other, one
    assert told(one).count("ValueError") == 1

    def deeper(value: object) -> object:
        return deeper(value)

    lines = told(caught(deeper, 1)).splitlines()
    assert len(lines) < 200
    assert any("more …" in line for line in lines)


def test_an_error_that_cannot_be_told_is_told_by_its_kind() -> None:
    class Dumb(Exception):  # noqa: N818
        def __str__(self) -> str:
            raise RuntimeError

    assert words(lambda _: _raise(Dumb()), 0).endswith("Dumb")


def test_the_same_mistake_has_the_same_key_and_another_place_another() -> None:
    keys = [trace_key(caught(fail, "a b")) for fail in (int, int, LEAKING["a text"], _noted)]
    assert keys[0] == keys[1]
    assert len(set(keys)) == 3

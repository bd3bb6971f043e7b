"""Running command lines in this process, on a database of the test's own."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from wicco_desktop.__main__ import main


@dataclass(frozen=True)
class Answer:
    """What a command line answered."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document."""
        return json.loads(self.out)


Run = Callable[..., Answer]


@pytest.fixture
def run(database_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    """``run("list", "contacts")``; whatever is wrong, at most one line on the error output."""

    def run_(*arguments: str, data: Path | None = database_path) -> Answer:
        given = ["--data", str(data)] if data is not None else []
        code = main([*given, *arguments])
        out, err = capsysbinary.readouterr()
        answer = Answer(code, out.decode("utf-8"), err.decode("utf-8"))
        assert answer.err.count("\n") == (0 if code == 0 or not answer.err else 1), answer.err
        assert "Traceback" not in answer.err
        assert "made a mistake" not in answer.err
        assert code != 2 or answer.err
        return answer

    return run_


@pytest.fixture
def made(run: Run) -> Callable[..., str]:
    """``made("contacts", "name.en=Ding Tian")`` gives the new record's id."""

    def make(*arguments: str) -> str:
        answer = run("add", *arguments, "--json")
        assert answer.code == 0, answer.err
        id_: str = answer.document["id"]
        return id_

    return make

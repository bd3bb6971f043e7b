"""The recipes of CONTRIBUTING.md, read from it and followed to the letter on a copy."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from wicco_desktop.store import migrations

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = ROOT / "CONTRIBUTING.md"
COPIED = ("wicco_desktop", "resources", "translations", ".ci", "tests")
FILES = ("pyproject.toml", "README.md")

NUMBER = "NNNN"
UPDATE = ".venv/bin/python .ci/check_translations.py --update"

_SECTION = re.compile(r"^### (.+)$", re.MULTILINE)
_FENCE = re.compile(r"^```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_WHERE = re.compile(
    r"\b[Ii]n\s+`(?P<file>[^`\s]+)`"
    r"(?:,\s+(?P<how>after|before|in\s+place\s+of)\s+(?P<quote>`+)(?P<anchor>.+?)(?P=quote))?:\s*$"
)
_NEW = re.compile(r"\b[Aa]s\s+`(?P<file>[^`\s]+)`:\s*$")


@dataclass(frozen=True)
class Step:
    """One code block and where it goes. ``how`` is ``new``, ``po`` or the words before it."""

    file: str
    how: str
    anchor: str
    block: str


def read(title: str) -> list[Step]:
    """The steps of the recipe with that title; every code block must say where it goes."""
    document = DOCUMENT.read_text("utf-8")
    heads = list(_SECTION.finditer(document))
    (place,) = (number for number, head in enumerate(heads) if head[1] == title)
    end = heads[place + 1].start() if place + 1 < len(heads) else len(document)
    return list(_steps(document[heads[place].end() : end]))


def _steps(text: str) -> Iterator[Step]:
    done = 0
    for fence in _FENCE.finditer(text):
        before = text[done : fence.start()].rstrip()
        done = fence.end()
        new, there = _NEW.search(before), _WHERE.search(before)
        if new:
            yield Step(new["file"], "new", "", fence[1])
        else:
            assert there, f"where does this go?\n{before[-200:]}"
            how = " ".join((there["how"] or "po").split())
            yield Step(there["file"], how, there["anchor"] or "", fence[1])


class Copy:
    """A copy of the program that recipes are followed on."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.number = migrations.NEWEST
        kept_out = shutil.ignore_patterns("__pycache__", "*.mo", "ui-shots")
        for name in COPIED:
            shutil.copytree(ROOT / name, folder / name, ignore=kept_out)
        for name in FILES:
            shutil.copy(ROOT / name, folder)

    def follow(self, *titles: str) -> None:
        """Do what recipes say, then bring the catalogues up to date and fill them in."""
        translated: list[Step] = []
        for title in titles:
            steps = read(title)
            self.number += any(NUMBER in step.file for step in steps)
            for step in steps:
                if step.how == "po":
                    translated.append(step)
                else:
                    self._edit(step)
        assert f"    {UPDATE}\n" in DOCUMENT.read_text("utf-8")
        self.python(*UPDATE.split()[1:])
        for step in translated:
            self._translate(step)
        self.python("translations/compile_catalogues.py")

    def _edit(self, step: Step) -> None:
        path = self.folder / step.file.replace(NUMBER, f"{self.number:04d}")
        block = step.block.replace(NUMBER, str(self.number))
        if step.how == "new":
            assert not path.exists(), path
            path.write_text(block, "utf-8")
            return
        lines = path.read_text("utf-8").splitlines(keepends=True)
        place = next((n for n, line in enumerate(lines) if step.anchor in line), None)
        assert place is not None, f"{step.file} has no line with {step.anchor}"
        begin, end = {
            "after": (place + 1, place + 1),
            "before": (place, place),
            "in place of": (place, place + 1),
        }[step.how]
        lines[begin:end] = [block, "\n\n"] if step.how == "before" else [block]
        path.write_text("".join(lines), "utf-8")

    def _translate(self, step: Step) -> None:
        path = self.folder / step.file
        text = path.read_text("utf-8")
        for entry in step.block.strip().split("\n\n"):
            told = "\n".join(line for line in entry.splitlines() if not line.startswith("#"))
            empty = re.sub(r'^msgstr ".*"$', 'msgstr ""', told, flags=re.MULTILINE)
            assert f"\n{empty}\n" in text, f"{step.file} has no empty {empty}"
            text = text.replace(f"\n{empty}\n", f"\n{told}\n")
        path.write_text(text, "utf-8")

    def python(self, *arguments: str, check: bool = True) -> str:
        """Run Python on the copy; what it prints."""
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=self.folder,
            env=os.environ | {"PYTHONPATH": str(self.folder), "PYTHONUTF8": "1"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert not check or done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]
        return done.stdout

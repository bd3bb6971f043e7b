"""The translation check names everything that keeps a catalogue from being complete."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

CODE = """
def words(tr, ntr, N_, NC_, count):
    # Translators: on the button that keeps a copy
    # of the report.
    tr(N_("Copy report"))
    tr("Hello {name}", name="")
    ntr("{count} meeting", "{count} meetings", count)
    tr(NC_("person", "Name"))
    tr(count)
"""

TRANSLATIONS = {
    "Copy report": "复制报告",
    "Hello {name}": "{name}，您好",
    "{count} meetings": "{count}次会议",
    "Name": "姓名",
}


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A small package whose catalogues are complete."""
    (tmp_path / "wicco_desktop").mkdir()
    (tmp_path / "wicco_desktop" / "words.py").write_text(CODE, encoding="utf-8")
    check(tmp_path, "--update")
    catalogue = chinese(tmp_path)
    lines = catalogue.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        for english, translated in TRANSLATIONS.items():
            if line.endswith(f'"{english}"'):
                following = lines[number + 1]
                lines[number + 1] = following.replace('""', f'"{translated}"')
    catalogue.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return tmp_path


def chinese(checkout: Path) -> Path:
    return checkout / "translations" / "zh_CN" / "LC_MESSAGES" / "wicco.po"


def check(checkout: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run the check on that checkout."""
    return subprocess.run(
        [
            sys.executable,
            str(ROOT / ".ci" / "check_translations.py"),
            "--root",
            str(checkout),
            *options,
        ],
        capture_output=True,
        encoding="utf-8",
        env={"PYTHONUTF8": "1"},
        check=False,
    )


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_complete_catalogues_pass(checkout: Path) -> None:
    done = check(checkout)

    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout == "translations: 4 messages, 0 problems\n"


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('"复制报告"', '""', "leaves 'Copy report' empty"),
        ("复制报告", " ", "leaves 'Copy report' empty"),
        ('msgid "Copy report"', '#, fuzzy\nmsgid "Copy report"', "has a fuzzy translation of"),
        ("{name}，", "", "other placeholders in 'Hello {name}': none instead of {name}"),
        ("{count}次", "{number}次", "{number} instead of {count}"),
        ('msgctxt "person"', 'msgctxt "place"', "lacks 'Name' (context 'person')"),
        ('msgid "Copy report"', 'msgid "Copy"', "still has 'Copy', which the code no longer has"),
        ('msgid_plural "{count} meetings"', 'msgid_plural "meetings"', "another plural of"),
    ],
)
def test_an_incomplete_translation_is_named(
    checkout: Path, old: str, new: str, problem: str
) -> None:
    replace(chinese(checkout), old, new)

    done = check(checkout)

    assert done.returncode == 1
    assert problem in done.stdout


def test_an_obsolete_translation_is_named(checkout: Path) -> None:
    with chinese(checkout).open("a", encoding="utf-8") as file:
        file.write('\n#~ msgid "Gone"\n#~ msgstr "没有了"\n')

    assert "keeps the obsolete 'Gone'" in check(checkout).stdout


def test_a_message_the_template_lacks_is_named(checkout: Path) -> None:
    replace(checkout / "wicco_desktop" / "words.py", "Copy report", "Send report")

    done = check(checkout)

    assert done.returncode == 1
    assert "wicco.pot lacks 'Send report'" in done.stdout
    assert "wicco.pot still has 'Copy report'" in done.stdout


def test_lines_that_only_move_change_no_catalogue(checkout: Path) -> None:
    template = checkout / "translations" / "wicco.pot"
    before = template.read_bytes(), chinese(checkout).read_bytes()
    replace(checkout / "wicco_desktop" / "words.py", "def words", "\n\n\ndef words")

    check(checkout, "--update")

    assert (template.read_bytes(), chinese(checkout).read_bytes()) == before


def test_an_update_keeps_translations_and_adds_empty_ones(checkout: Path) -> None:
    replace(checkout / "wicco_desktop" / "words.py", "tr(count)", 'tr("New")')

    check(checkout, "--update")

    text = chinese(checkout).read_text(encoding="utf-8")
    assert all(translated in text for translated in TRANSLATIONS.values())
    assert 'msgid "New"\nmsgstr ""\n' in text
    assert check(checkout).stdout.startswith("zh_CN/wicco.po leaves 'New' empty\n")


def test_a_comment_for_translators_comes_along(checkout: Path) -> None:
    text = chinese(checkout).read_text(encoding="utf-8")

    assert "#. Translators: on the button that keeps a copy\n#. of the report.\nmsgid" in text

"""Names of files: harmless on every system, still telling what the file is."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wicco_desktop.store.file_names import LONGEST, safe_name


@pytest.mark.parametrize(
    ("given_name", "shown"),
    [
        ("会谈纪要.docx", "会谈纪要.docx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\photo.jpg", "photo.jpg"),
        ("folder/", "folder"),
        ("a\x00b\x1b\n.pdf", "ab .pdf"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("COM1 .log", "_COM1 .log"),
        ("lpt².txt", "_lpt².txt"),
        ("console.txt", "console.txt"),
        ('a<b>:"|?*.txt', "a_b______.txt"),
        ("name. . ", "name"),
        ("..", "file"),
        (".exe", "_.exe"),
        ("photo.jpg" + " " * 90 + ".exe", "photo.jpg .exe"),
        ("", "file"),
        ("\udcff", "file"),
        ("会谈.txt".encode("gb18030").decode("utf-8", "surrogateescape"), "会谈.txt"),
    ],
)
def test_a_hostile_name_is_made_harmless(given_name: str, shown: str) -> None:
    assert safe_name(given_name) == shown


def test_a_long_name_keeps_its_ending() -> None:
    name = safe_name("会" * 300 + ".jpeg")
    assert name.endswith("会.jpeg")
    assert len(name.encode()) <= LONGEST


@given(st.text(st.characters(exclude_categories=()), max_size=300))
def test_any_name_becomes_a_safe_one_and_stays_it(name: str) -> None:
    safe = safe_name(name)
    assert safe
    assert len(safe.encode("utf-8")) <= LONGEST
    assert not set(safe) & set('/\\<>:"|?*')
    assert not any(unicodedata.category(char) in ("Cc", "Cs") for char in safe)
    assert not safe.endswith((".", " "))
    assert safe_name(safe) == safe

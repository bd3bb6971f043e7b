"""The Chinese of the catalogue is of one piece: one word for a thing, one way of setting it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from babel.messages.pofile import read_po

CATALOGUE = Path(__file__).parents[3] / "translations" / "zh_CN" / "LC_MESSAGES" / "wicco.po"
BESIDE = ("An entry beside the records", "Entries beside the records")
"""Of what is no record: an entry of a table that the program keeps for itself."""


def translations() -> Iterator[tuple[str, str]]:
    """Each message (in the singular) and its Chinese."""
    with CATALOGUE.open("rb") as lines:
        for message in read_po(lines, locale="zh_CN"):
            if message.id:
                english = message.id if isinstance(message.id, str) else message.id[0]
                chinese = message.string
                yield english, chinese if isinstance(chinese, str) else chinese[0]


def test_a_record_of_the_database_is_called_by_one_word() -> None:
    assert [
        (english, chinese)
        for english, chinese in translations()
        if "条目" in chinese and not english.startswith(BESIDE)
    ] == []


def test_a_note_of_a_meeting_is_not_taken_for_a_record() -> None:
    words = dict(translations())
    assert words["Note"] == words["Notes"] == "会议记录"
    assert words["Show record"] == "查看记录"

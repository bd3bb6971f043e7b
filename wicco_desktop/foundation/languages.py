"""The languages of the data and of the interface, declared once.

CONTRIBUTING.md says what to do for a third one.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """A language: ``code`` names columns (``name_zh``), ``locale`` is for Babel and Qt."""

    code: str
    own_name: str
    locale: str
    catalogue: str | None
    """Folder of its message catalogue; None for the language the message ids are written in."""

    grouping: str = ","
    """What stands between thousands; known here, because the first frame cannot wait for Babel."""

    @property
    def short(self) -> str:
        """What stands on a narrow button: ``EN``, ``中文``."""
        return self.own_name if len(self.own_name) <= 2 else self.code.upper()


CHINESE = Language("zh", "中文", "zh_Hans_CN", "zh_CN")
ENGLISH = Language("en", "English", "en_GB", None)

LANGUAGES: tuple[Language, ...] = (CHINESE, ENGLISH)
"""The languages of the data: each has its side of every bilingual text."""
INTERFACE: tuple[Language, ...] = (ENGLISH, CHINESE)
"""The languages of the interface in the order offered; each is one of the data too."""
CODES: tuple[str, ...] = tuple(language.code for language in LANGUAGES)


def language(code: str) -> Language:
    """The language with that code; raises KeyError for one that is not declared."""
    for candidate in LANGUAGES:
        if candidate.code == code:
            return candidate
    raise KeyError(code)


def others(code: str) -> tuple[str, ...]:
    """The codes of every language but that one, in the order declared."""
    return tuple(candidate for candidate in CODES if candidate != code)


def system_language(locale_name: str | None) -> Language:
    """The interface language that fits a system locale such as ``zh_CN.UTF-8``."""
    name = (locale_name or "").lower()
    return next((entry for entry in INTERFACE if name.startswith(entry.code)), ENGLISH)

"""Countries and regions, and time zones: picked from a long list by a name in either language."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache

from PySide6.QtWidgets import QWidget

from wicco_desktop.foundation.countries import countries, country_code, country_name
from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.languages import LANGUAGES, Language
from wicco_desktop.foundation.messages import N_
from wicco_desktop.foundation.text import fold
from wicco_desktop.foundation.typed import quoted
from wicco_desktop.foundation.zones import parse_zone, zone_name, zones
from wicco_desktop.ui.editors.completing import CompletingLine
from wicco_desktop.ui.editors.read import ReadEditor
from wicco_desktop.ui.editors.suggestions import Suggestion
from wicco_desktop.ui.language import LanguageSwitch

MOST = 12

Name = Callable[[str, Language], str]


@lru_cache(maxsize=8)
def _entries(name: Name, keys: tuple[str, ...], language: Language) -> tuple[Suggestion, ...]:
    """All there is to suggest, in the order of the names in that language."""
    others = [other for other in LANGUAGES if other is not language]
    made = (
        Suggestion(key, name(key, language), " ".join(name(key, other) for other in others), key)
        for key in keys
    )
    return tuple(sorted(made, key=lambda entry: fold(entry.title)))


def fitting(text: str, entries: Iterable[Suggestion], exact: str | None) -> list[Suggestion]:
    """Entries a text fits: exactly, then at the beginning of a name, then within one."""
    key = fold(text)
    ranked: list[tuple[int, Suggestion]] = []
    for entry in entries:
        names = [fold(name) for name in (entry.title, entry.other_title, entry.detail)]
        if entry.id == exact:
            ranked.append((0, entry))
        elif any(name.startswith(key) for name in names):
            ranked.append((1, entry))
        elif any(key in name for name in names):
            ranked.append((2, entry))
    ranked.sort(key=lambda pair: pair[0])
    return [entry for _, entry in ranked[:MOST]]


def parse_country(text: str) -> str:
    """The code of a country or region; raises UserError for a text that names none."""
    code = country_code(text)
    if code is None:
        raise UserError(N_("“{text}” is not a country or region."), text=quoted(text))
    return code


def _zone_or_none(text: str) -> str | None:
    try:
        return parse_zone(text)
    except UserError:
        return None


class PlaceEditor(ReadEditor):
    """A line that completes from a list; the value is the key of the entry."""

    def __init__(
        self,
        switch: LanguageSwitch,
        parent: QWidget | None,
        *,
        parse: Callable[[str], str],
        exact: Callable[[str], str | None],
        name: Name,
        keys: Callable[[], tuple[str, ...]],
    ) -> None:
        self._exact = exact
        self._name = name
        self._keys = keys
        self.completing = CompletingLine(switch, self._complete, sole=True)
        super().__init__(switch, parse, name, parent, plain=None, line=self.completing)
        self.completing.picked.connect(lambda entry: self.choose(entry.id))

    def _complete(self, text: str) -> list[Suggestion]:
        if not text:
            return []
        entries = _entries(self._name, self._keys(), self._switch.language)
        return fitting(text, entries, self._exact(text))


class CountryEditor(PlaceEditor):
    """The value is an ISO 3166 code; the names come from CLDR in both languages."""

    def __init__(self, switch: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(
            switch,
            parent,
            parse=parse_country,
            exact=country_code,
            name=country_name,
            keys=lambda: tuple(sorted(countries(LANGUAGES[0]))),
        )


class ZoneEditor(PlaceEditor):
    """The value is an IANA name; a zone is found by its cities in both languages."""

    def __init__(self, switch: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(
            switch, parent, parse=parse_zone, exact=_zone_or_none, name=zone_name, keys=zones
        )

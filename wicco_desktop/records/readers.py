"""Reading a value by its field's type: a cleaned text in, its canonical form out.

Each reader takes a text that ``foundation.text.clean`` has been over, gives back None where
nothing is left of it, and raises UserError for what cannot be of its type. Dates, times and zones
are read in ``foundation.dates``.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache

from wicco_desktop.foundation.countries import country_code
from wicco_desktop.foundation.dates import parse_date, parse_time
from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.identifiers import is_id
from wicco_desktop.foundation.languages import LANGUAGES
from wicco_desktop.foundation.messages import N_, Translator
from wicco_desktop.foundation.text import clean
from wicco_desktop.foundation.typed import LONGEST_READ, half_width, plain, quoted

BETWEEN = "; "
"""What joins the texts of a LIST."""

LARGEST_NUMBER = 2**63 - 1
"""What a database column holds."""

YES, NO = N_("yes"), N_("no")
_TRUE = ("true", "y", "1", "on", "x", "✓", "✔", "√", "是", "真", "对", "有")
_FALSE = ("false", "n", "0", "off", "✗", "✘", "×", "否", "假", "无")


def _no(problem: str, text: str) -> UserError:
    return UserError(problem, text=quoted(text))


def read_list(text: str) -> str | None:
    """Texts split at semicolons, 、 and line ends (a comma may stand within: CHAN, Chou Weng)."""
    found: dict[str, str] = {}
    for item in re.split("[;；、\n]", text):
        kept = clean(item)
        if kept:
            found.setdefault(kept.casefold(), kept)
    return BETWEEN.join(found.values()) or None


_DASHES = re.compile("[\u2010-\u2015\u2212\ufe63]")
_PHONE_PREFIX = re.compile(r"^(?:tel:|'|\s)+", re.IGNORECASE)
_FLOAT = re.compile(r"(\+?\d{5,})\.0+", re.ASCII)
_SCIENTIFIC = re.compile(r"\d(?:\.\d{1,15})?E\+?\d{1,2}", re.ASCII | re.IGNORECASE)


def read_phone(text: str) -> str | None:
    """Plus, leading zeros and grouping stay; what a spreadsheet made of the digits goes."""
    said = " ".join(_PHONE_PREFIX.sub("", _DASHES.sub("-", half_width(text))).split())
    whole = _FLOAT.fullmatch(said)
    if whole:
        return whole[1]
    if _SCIENTIFIC.fullmatch(said):
        number = Decimal(said)
        if number == number.to_integral_value():
            return f"{number:f}".partition(".")[0]
    return said or None


def read_email(text: str) -> str | None:
    """An address without what surrounds it where it was copied from."""
    said = " ".join(half_width(text).split())
    return re.sub(r"^(?:mailto:|[<\s])+|[>\s;,]+$", "", said, flags=re.IGNORECASE) or None


def read_website(text: str) -> str | None:
    """An address as typed, in half width."""
    return " ".join(half_width(text).split()) or None


def read_country(text: str) -> str:
    """The code of a country or region named in either language."""
    code = country_code(text)
    if code is None:
        raise _no(N_("“{text}” is not a country or region that is known."), text)
    return code


_ISO_MOMENT = re.compile(
    r"(\d{4})[-:/](\d{2})[-:/](\d{2})[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?"
    r"(?:Z|[+-]\d{2}:?\d{2})?",
    re.ASCII,
)
_CLOCK = re.compile(r"(.*\S) (\d{1,2}:\d{2}(?::\d{2})?)", re.ASCII | re.DOTALL)


def read_moment(text: str, today: date) -> str:
    """A moment as the clock on the spot showed it, or only its date where that is all one knows.

    ISO, EXIF (``2022:11:23 10:00:00``), or a date and a time as people type them.
    """
    said = " ".join(text.split())
    iso = _ISO_MOMENT.fullmatch(said)
    if iso:
        said = "{}-{}-{} {}:{}:{}".format(*(part or "00" for part in iso.groups()))
    clock = _CLOCK.fullmatch(said) if len(said) <= LONGEST_READ else None
    if clock is None:
        return parse_date(said, today)
    day, (minutes, _, seconds) = parse_date(clock[1], today), clock[2].rpartition(":")
    if ":" not in minutes:
        minutes, seconds = clock[2], "00"
    if len(day) < len("2022-11-23") or int(seconds) > 59:
        return parse_date(said, today)
    return f"{day}T{parse_time(minutes)}:{seconds}"


_NUMBER = re.compile(r"[+-]?(?:\d{1,19}|\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+)(?:\.0+)?", re.ASCII)


def read_number(text: str) -> int:
    """A whole number, with or without groups of digits."""
    said = plain(text) if len(text) <= LONGEST_READ else ""
    if not _NUMBER.fullmatch(said):
        raise _no(N_("“{text}” is not a whole number."), text)
    number = int(re.sub("[, ]", "", said.partition(".")[0]))
    if abs(number) > LARGEST_NUMBER:
        raise _no(N_("The number {text} is too large."), text)
    return number


@lru_cache(maxsize=1)
def _flags() -> dict[str, bool]:
    known = dict.fromkeys(_TRUE, True) | dict.fromkeys(_FALSE, False)
    for entry in LANGUAGES:
        translator = Translator(entry)
        known[translator.tr(YES).casefold()] = True
        known[translator.tr(NO).casefold()] = False
    return known


def read_flag(text: str) -> bool:
    """Yes or no in either language, a tick or a cross."""
    found = _flags().get(plain(text).casefold())
    if found is None:
        raise _no(N_("“{text}” is neither yes nor no."), text)
    return found


@lru_cache(maxsize=1)
def _languages() -> dict[str, str]:
    from babel import Locale

    known: dict[str, str] = {}
    for entry in LANGUAGES:
        names = [Locale.parse(other.locale).languages.get(entry.code) for other in LANGUAGES]
        for name in (entry.code, entry.locale, entry.own_name, entry.catalogue, *names):
            known[(name or entry.code).casefold()] = entry.code
    return known | {"英文": "en", "汉语": "zh", "普通话": "zh"}


def read_language(text: str) -> str:
    """The code of a language of the data, from its name in either language."""
    code = _languages().get(text.casefold().replace("-", "_"))
    if code is None:
        raise _no(N_("“{text}” is none of the languages kept here."), text)
    return code


def read_reference(text: str) -> str:
    """The identifier of a record."""
    if not is_id(text.lower()):
        raise _no(N_("“{text}” is not the identifier of a record."), text)
    return text.lower()


def read_digest(text: str) -> str:
    """A SHA-256 as 64 hexadecimal digits."""
    if not re.fullmatch("[0-9a-f]{64}", text.lower()):
        raise _no(N_("“{text}” is not the checksum of a file."), text)
    return text.lower()

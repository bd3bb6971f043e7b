"""How dates, times, numbers and sizes are shown in a language, through Babel.

Babel is imported when the first of them is shown. Countries and zones have modules of their own;
their shown forms are named here too, so that everything that is shown is found in one place.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta, tzinfo
from functools import cache, lru_cache

from wicco_desktop.foundation.countries import countries, country_code, country_name
from wicco_desktop.foundation.dates import date_span
from wicco_desktop.foundation.languages import Language
from wicco_desktop.foundation.messages import N_, Translator
from wicco_desktop.foundation.zones import zone_name

__all__ = [
    "countries",
    "country_code",
    "country_name",
    "format_ago",
    "format_date",
    "format_date_range",
    "format_date_with_weekday",
    "format_day_of_month",
    "format_due",
    "format_local_moment",
    "format_moment",
    "format_number",
    "format_size",
    "format_time_range",
    "format_weekday",
    "zone_name",
]

_SKELETONS = {4: "y", 7: "yMMM", 10: "yMMMd"}
"""What of a partial date is shown, by the length of its ISO text."""

_SIZES = ("B", "kB", "MB", "GB", "TB")
_WIDE = ("\u2009", "\u202f", "\u00a0")
"""Spaces that CLDR puts in; not every font has them, and a copied text is better without."""


@cache
def _locale(language: Language) -> str:
    from babel import Locale

    return str(Locale.parse(language.locale))


def _plain_spaces(text: str) -> str:
    for space in _WIDE:
        text = text.replace(space, " ")
    return text


@lru_cache(maxsize=4096)
def format_date(iso: str, language: Language) -> str:
    """A date, month or year: ``23 Nov 2022``, ``2022年11月``; a text that is none as it is."""
    from babel.dates import format_skeleton

    try:
        first, _ = date_span(iso)
    except ValueError:
        return iso
    return _plain_spaces(format_skeleton(_SKELETONS[len(iso)], first, locale=_locale(language)))


@lru_cache(maxsize=4096)
def format_weekday(iso: str, language: Language, *, short: bool = True) -> str:
    """The weekday of a full date: ``Wed``, ``周三``; in full ``Wednesday``, ``星期三``."""
    from babel.dates import format_date as format_a_date

    first, last = date_span(iso)
    if first != last:
        return ""
    return str(format_a_date(first, "ccc" if short else "cccc", locale=_locale(language)))


@lru_cache(maxsize=4096)
def format_date_with_weekday(iso: str, language: Language) -> str:
    """``Wed 23 Nov 2022``, ``2022年11月23日 周三``; a month or year as ``format_date`` has it."""
    shown = format_date(iso, language)
    if len(iso) != len("2022-11-23") or shown == iso:
        return shown
    tr = Translator(language).tr
    # Translators: a weekday beside its date, "Wed 23 Nov 2022"; in Chinese the date comes first.
    return tr(N_("{weekday} {date}"), weekday=format_weekday(iso, language), date=shown)


@lru_cache(maxsize=4096)
def format_day_of_month(iso: str, language: Language) -> str:
    """A full date without its year: ``23 Nov``, ``11月23日``; another as ``format_date`` has it."""
    from babel.dates import format_skeleton

    if len(iso) != len("2022-11-23"):
        return format_date(iso, language)
    return _plain_spaces(format_skeleton("MMMd", date_span(iso)[0], locale=_locale(language)))


@lru_cache(maxsize=1024)
def format_date_range(start: str | None, end: str | None, language: Language) -> str:
    """``23–25 Nov 2022``, ``2022年11月23日至25日``; either end may be open or a month or year."""
    from babel.dates import format_interval

    tr = Translator(language).tr
    if not start or not end:
        if start:
            # Translators: an open period, "from 23 Nov 2022" on.
            return tr(N_("from {date}"), date=format_date(start, language))
        # Translators: a period whose beginning is not known, "until 25 Nov 2022".
        return tr(N_("until {date}"), date=format_date(end, language)) if end else ""
    if start == end:
        return format_date(start, language)
    if len(start) != len(end):
        first, last = format_date(start, language), format_date(end, language)
        # Translators: a period of time between two dates.
        return tr(N_("{first} – {last}"), first=first, last=last)
    days = (date_span(start)[0], date_span(end)[0])
    return _plain_spaces(format_interval(*days, _SKELETONS[len(start)], locale=_locale(language)))


def format_time_range(start: str | None, end: str | None) -> str:
    """``10:00–11:30``; one time alone as it is, nothing where both are missing."""
    return f"{start}–{end}" if start and end else start or end or ""


def format_moment(moment: datetime, language: Language, zone: tzinfo | None = None) -> str:
    """A moment in that zone, or that of the system: ``23 Nov 2022 10:05``."""
    local = moment.astimezone(zone)
    return f"{format_date(local.date().isoformat(), language)} {local:%H:%M}"


def format_local_moment(text: str, language: Language) -> str:
    """A local moment as stored, ``2022-11-23T10:00:00``, or only the day of one, as shown."""
    day, _, time = text.partition("T")
    return f"{format_date(day, language)} {time.removesuffix(':00')}".rstrip()


def format_ago(
    moment: datetime, now: datetime, language: Language, zone: tzinfo | None = None
) -> str:
    """How long ago, for the state line.

    ``just now``, ``2 s ago``, ``2 min ago``, ``10:05``, ``yesterday 10:05``, then the moment.
    """
    translator = Translator(language)
    seconds = int((now - moment).total_seconds())
    if seconds < 2:
        return translator.tr(N_("just now"))
    if seconds < 60:
        # Translators: s is the unit second.
        return translator.tr(N_("{count} s ago"), count=seconds)
    if seconds < 3600:
        return translator.tr(N_("{count} min ago"), count=seconds // 60)
    local, today = moment.astimezone(zone), now.astimezone(zone).date()
    if local.date() == today:
        return f"{local:%H:%M}"
    if local.date() == today - timedelta(days=1):
        return translator.tr(N_("yesterday {time}"), time=f"{local:%H:%M}")
    return format_moment(moment, language, zone)


def format_due(iso: str, today: date, language: Language) -> str:
    """A date as one speaks of it: *today*, *tomorrow*, *yesterday*, else the date.

    The year is left out while it is the present one.
    """
    translator = Translator(language)
    away = {0: N_("today"), 1: N_("tomorrow"), -1: N_("yesterday")}
    first, last = date_span(iso)
    if first == last and (first - today).days in away:
        return translator.tr(away[(first - today).days])
    return (
        format_day_of_month(iso, language)
        if first.year == today.year
        else format_date(iso, language)
    )


def format_number(number: int, language: Language) -> str:
    """A whole number with its groups of digits."""
    return f"{number:,}".replace(",", language.grouping)


def format_size(size: int, language: Language) -> str:
    """The size of a file in decimal units, two significant digits: ``1.2 MB``, ``34 kB``."""
    from babel.numbers import format_decimal

    amount, unit = float(size), 0
    while amount >= 999.5 and unit < len(_SIZES) - 1:
        amount, unit = amount / 1000, unit + 1
    pattern = "0.0" if unit and amount < 9.95 else "#,##0"
    return f"{format_decimal(amount, pattern, locale=_locale(language))} {_SIZES[unit]}"

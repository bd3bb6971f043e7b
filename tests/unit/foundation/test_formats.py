"""Dates, times, numbers and countries as an office shows them in both languages."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from wicco_desktop.foundation.formats import (
    countries,
    country_code,
    country_name,
    format_ago,
    format_date,
    format_date_range,
    format_date_with_weekday,
    format_day_of_month,
    format_due,
    format_local_moment,
    format_moment,
    format_number,
    format_size,
    format_time_range,
    format_weekday,
)
from wicco_desktop.foundation.languages import CHINESE, ENGLISH, LANGUAGES

NOW = datetime(2022, 11, 23, 2, 5, tzinfo=UTC)
MACAO = ZoneInfo("Asia/Macau")


@pytest.mark.parametrize(
    ("iso", "english", "chinese"),
    [
        ("2022-11-23", "23 Nov 2022", "2022年11月23日"),
        ("2022-11", "Nov 2022", "2022年11月"),
        ("2021", "2021", "2021年"),
        ("soon", "soon", "soon"),
    ],
)
def test_a_partial_date_shows_only_what_is_known(iso: str, english: str, chinese: str) -> None:
    assert format_date(iso, ENGLISH) == english
    assert format_date(iso, CHINESE) == chinese


def test_weekdays_and_days_without_their_year() -> None:
    assert format_weekday("2022-11-23", ENGLISH) == "Wed"
    assert format_weekday("2022-11-23", CHINESE) == "周三"
    assert format_weekday("2022-11-23", CHINESE, short=False) == "星期三"
    assert format_weekday("2022-11", CHINESE) == ""
    assert format_date_with_weekday("2022-11-23", ENGLISH) == "Wed 23 Nov 2022"
    assert format_date_with_weekday("2022", ENGLISH) == "2022"
    assert format_day_of_month("2022-11-30", ENGLISH) == "30 Nov"
    assert format_day_of_month("2022-11-30", CHINESE) == "11月30日"


@pytest.mark.parametrize(
    ("start", "end", "english", "chinese"),
    [
        ("2022-11-23", "2022-11-25", "23–25 Nov 2022", "2022年11月23日至25日"),
        ("2022-11-23", "2022-12-02", "23 Nov – 2 Dec 2022", "2022年11月23日至12月2日"),
        ("2022-11-23", "2022-11-23", "23 Nov 2022", "2022年11月23日"),
        ("2022-11", "2022-12", "Nov – Dec 2022", "2022年11月至12月"),
        ("2021", "2022", "2021–2022", "2021–2022年"),
    ],
)
def test_a_range_says_nothing_twice(start: str, end: str, english: str, chinese: str) -> None:
    assert format_date_range(start, end, ENGLISH) == english
    assert format_date_range(start, end, CHINESE) == chinese


def test_an_open_range_says_which_end_is_known() -> None:
    assert format_date_range("2021", None, ENGLISH) == "from 2021"
    assert format_date_range(None, "2022-11", ENGLISH) == "until Nov 2022"
    assert format_date_range(None, None, ENGLISH) == ""
    assert format_date_range("2021", "2022-11-23", ENGLISH) == "2021 – 23 Nov 2022"
    assert format_time_range("10:00", "11:30") == "10:00–11:30"
    assert format_time_range("10:00", None) == "10:00"


def test_moments_are_shown_in_the_zone_asked_for() -> None:
    assert format_moment(NOW, ENGLISH, MACAO) == "23 Nov 2022 10:05"
    assert format_moment(NOW, CHINESE, MACAO) == "2022年11月23日 10:05"
    assert format_local_moment("2022-11-23T10:00:00", CHINESE) == "2022年11月23日 10:00"
    assert format_local_moment("2022-11-23", ENGLISH) == "23 Nov 2022"


@pytest.mark.parametrize(
    ("passed", "shown"),
    [
        (timedelta(seconds=-5), "just now"),
        (timedelta(seconds=1), "just now"),
        (timedelta(seconds=2), "2 s ago"),
        (timedelta(seconds=59), "59 s ago"),
        (timedelta(minutes=2), "2 min ago"),
        (timedelta(hours=2), "08:05"),
        (timedelta(hours=20), "yesterday 14:05"),
        (timedelta(days=3), "20 Nov 2022 10:05"),
    ],
)
def test_the_state_line_says_how_long_ago(passed: timedelta, shown: str) -> None:
    assert format_ago(NOW - passed, NOW, ENGLISH, MACAO) == shown


def test_a_due_date_is_said_as_one_speaks() -> None:
    today = date(2022, 11, 23)
    assert format_due("2022-11-23", today, ENGLISH) == "today"
    assert format_due("2022-11-24", today, ENGLISH) == "tomorrow"
    assert format_due("2022-12-09", today, ENGLISH) == "9 Dec"
    assert format_due("2023-01-09", today, CHINESE) == "2023年1月9日"
    assert format_due("2023-01", today, ENGLISH) == "Jan 2023"


def test_numbers_and_sizes() -> None:
    assert format_number(1204, ENGLISH) == format_number(1204, CHINESE) == "1,204"
    sizes = [0, 999, 1000, 9949, 9950, 34_567, 999_499, 999_500, 1_200_000, 5 * 10**15]
    assert [format_size(size, ENGLISH) for size in sizes] == [
        "0 B",
        "999 B",
        "1.0 kB",
        "9.9 kB",
        "10 kB",
        "35 kB",
        "999 kB",
        "1.0 MB",
        "1.2 MB",
        "5,000 TB",
    ]


@pytest.mark.parametrize("code", ["MO", "PT", "CV", "ST", "TL", "GW", "CI", "CD", "TW", "GB"])
def test_a_country_is_found_by_its_code_and_its_name_in_either_language(code: str) -> None:
    assert country_code(code.lower()) == code
    for language in LANGUAGES:
        assert country_code(countries(language)[code]) == code


def test_every_country_of_the_standard_is_named_and_found_in_both_languages() -> None:
    for language in LANGUAGES:
        named = countries(language)
        assert len(named) == 249
        assert len(set(named.values())) == 249
        assert [code for code, name in named.items() if country_code(name) != code] == []


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("澳门特别行政区", "MO"),
        ("澳門", "MO"),
        ("Macau", "MO"),
        ("MAC", "MO"),
        ("Macao SAR China", "MO"),
        ("中国", "CN"),
        ("P.R. China", "CN"),
        ("USA", "US"),
        ("the Netherlands", "NL"),
        ("Cote d'Ivoire", "CI"),
        ("Sao Tome and Principe", "ST"),
        ("East Timor", "TL"),
        ("Cape Verde", "CV"),
        ("ＣＨＮ", "CN"),
        ("", None),
        ("EU", None),
        ("Atlantis", None),
        ("x" * 1_000_000, None),
    ],
)
def test_a_country_is_found_by_what_people_call_it(typed: str, code: str | None) -> None:
    assert country_code(typed) == code


def test_macao_and_hong_kong_have_names_that_fit_a_column() -> None:
    assert (country_name("MO", CHINESE), country_name("MO", ENGLISH)) == ("澳门", "Macao")
    assert country_name("XX", CHINESE) == "XX"


def test_babel_is_not_imported_before_something_is_shown() -> None:
    code = "import sys, wicco_desktop.foundation.formats; sys.exit('babel' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

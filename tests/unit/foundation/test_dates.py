"""Dates as typed in both languages; partial dates in order and on a day."""

from __future__ import annotations

import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wicco_desktop.foundation.dates import (
    DateError,
    covers,
    date_span,
    days_between,
    is_partial_date,
    parse_date,
    surely_before,
)

WEDNESDAY = date(2022, 11, 23)

TYPED = """
2021 = 2021
2021年 = 2021
98年 = 1998
2021-11 = 2021-11
2022.11 = 2022-11
11/2022 = 2022-11
2022年11月 = 2022-11
Nov 2022 = 2022-11
2021-11-23 = 2021-11-23
2022-1-5 = 2022-01-05
20221123 = 2022-11-23
2022/11/23 = 2022-11-23
2022–11–23 = 2022-11-23
2022-11-23T00:00:00 = 2022-11-23
2022-11-23 00:00:00 = 2022-11-23
2022年11月23日 = 2022-11-23
2022年11月23号 = 2022-11-23
２０２２年１１月２３日 = 2022-11-23
二〇二二年十一月二十三日 = 2022-11-23
2022年11月23日（星期三） = 2022-11-23
2022年11月23日 周三 = 2022-11-23
周三 11月23日 = 2022-11-23
11月25日 = 2022-11-25
1月5日 = 2023-01-05
明年3月5日 = 2023-03-05
23.11.2022 = 2022-11-23
23/11/2022 = 2022-11-23
11/23/2022 = 2022-11-23
23/11 = 2022-11-23
11.25 = 2022-11-25
03/03/2022 = 2022-03-03
23 Nov 2022 = 2022-11-23
23 November = 2022-11-23
23rd of November, 2022 = 2022-11-23
23-Nov-22 = 2022-11-23
23Nov2022 = 2022-11-23
Nov 23, 2022 = 2022-11-23
Nov. 23 = 2022-11-23
5 Sept 2022 = 2022-09-05
Wed 23 Nov 2022 = 2022-11-23
Wednesday, 23 November 2022 = 2022-11-23
29 Feb = 2024-02-29
today = 2022-11-23
Tomorrow = 2022-11-24
今天 = 2022-11-23
明天 = 2022-11-24
后天 = 2022-11-25
昨天 = 2022-11-22
Wed = 2022-11-23
Fri = 2022-11-25
Mon = 2022-11-28
周五 = 2022-11-25
星期天 = 2022-11-27
本周一 = 2022-11-21
下周三 = 2022-11-30
下星期五 = 2022-12-02
上周五 = 2022-11-18
next Fri = 2022-12-02
+7 = 2022-11-30
＋7 = 2022-11-30
-1 = 2022-11-22
+2w = 2022-12-07
+1m = 2022-12-23
7天后 = 2022-11-30
两周后 = 2022-12-07
"""


@pytest.mark.parametrize("line", TYPED.strip().splitlines())
def test_a_date_is_read_as_people_type_it(line: str) -> None:
    typed, expected = line.split(" = ")
    assert parse_date(typed, WEDNESDAY) == expected
    assert parse_date(f"  {typed} ", WEDNESDAY) == expected


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("03/04/2022", "2022-04-03 or 2022-03-04"),
        ("3/4", "2023-04-03 or 2023-03-04"),
        ("03.04.2022", "2022-04-03 or 2022-03-04"),
        ("2022-02-30", "There is no day 30 in 2022-02: it has 28 days"),
        ("2022年2月29日", "There is no day 29 in 2022-02"),
        ("30 Feb", "There is no day 30"),
        ("2022-13-01", "There is no month 13"),
        ("2022-11-00", "There is no day 0"),
        ("Fri 23 Nov 2022", "2022-11-23 is not the weekday"),
        ("0000", "The year 0"),
        ("9999-12-31", "The year 9999"),
        ("23/11/22", "is not a date"),
        ("22/11/23", "is not a date"),
        ("44888", "is not a date"),
        ("2022-11-23 14:00", "is not a date"),
        ("next year", "is not a date"),
        ("", "is not a date"),
        ("x" * 1_000_000, "is not a date"),
    ],
)
def test_what_is_no_date_is_told_in_plain_words(typed: str, told: str) -> None:
    with pytest.raises(DateError) as raised:
        parse_date(typed, WEDNESDAY)
    assert told in str(raised.value)
    assert len(str(raised.value)) < 200


@given(st.text(), st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_any_text_is_a_date_or_a_user_error(text: str, today: date) -> None:
    with contextlib.suppress(DateError):
        assert is_partial_date(parse_date(text, today))


@given(st.dates(date(1000, 1, 1), date(2999, 12, 31)))
def test_every_written_form_of_a_day_is_that_day(day: date) -> None:
    for form in ("%Y-%m-%d", "%Y/%m/%d", "%Y年%m月%d日", "%d %b %Y", "%B %d, %Y", "%a %d %b %Y"):
        assert parse_date(day.strftime(form.replace("%Y", f"{day.year:04d}")), WEDNESDAY) == (
            day.isoformat()
        )


def test_partial_dates_span_their_days_and_sort_as_text() -> None:
    assert date_span("2022") == (date(2022, 1, 1), date(2022, 12, 31))
    assert date_span("2024-02") == (date(2024, 2, 1), date(2024, 2, 29))
    assert date_span("2022-11-23") == (WEDNESDAY, WEDNESDAY)
    assert sorted(["2022-01-05", "2022", "2021-12", "2022-01"]) == [
        "2021-12",
        "2022",
        "2022-01",
        "2022-01-05",
    ]
    assert days_between("2022-11-23", "2022-12-01") == 8
    assert surely_before("2021", "2022-01")
    assert not surely_before("2022", "2022-06")
    for wrong in ("", "22", "2022-02-30", "2022-11-23T10:00", "２０２２"):
        assert not is_partial_date(wrong)


def test_a_post_is_held_on_a_day_within_its_inclusive_partial_bounds() -> None:
    assert covers("2021", "2022", "2022-12-31")
    assert covers("2022-11-23", None, "2022-11-23")
    assert covers(None, "2022-11", date(2022, 11, 30))
    assert covers("2022-06", None, "2022")
    assert not covers("2022-11-24", None, "2022-11-23")
    assert not covers(None, "2021", "2022")
    assert covers(None, None, "1999")
    assert covers("2021", None, None)
    assert not covers("2021", "2022", None)


@pytest.mark.parametrize("year", [1, 1970, 2038, 9999])
def test_whatever_year_the_clock_is_in_a_day_without_a_year_is_a_date(year: int) -> None:
    found = parse_date("23.11.", date(year, 6, 1))
    assert found.endswith("-11-23")
    assert is_partial_date(found)

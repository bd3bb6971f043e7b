"""Times of day and time zones as typed in both languages."""

from __future__ import annotations

import zoneinfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wicco_desktop.foundation.dates import TimeError, ZoneError, parse_time, parse_zone
from wicco_desktop.foundation.languages import CHINESE, ENGLISH, LANGUAGES
from wicco_desktop.foundation.zones import zone_name, zones

TIMES = """
10 = 10:00
0 = 00:00
930 = 09:30
1030 = 10:30
10:30 = 10:30
9:05 = 09:05
10.30 = 10:30
10：30 = 10:30
10h30 = 10:30
10:30:00 = 10:30
3pm = 15:00
3 p.m. = 15:00
3:15 PM = 15:15
12am = 00:00
12pm = 12:00
noon = 12:00
上午10点半 = 10:30
下午3点 = 15:00
下午三点一刻 = 15:15
下午15点 = 15:00
中午12点半 = 12:30
晚上8点 = 20:00
凌晨2点 = 02:00
十点 = 10:00
10点5分 = 10:05
10时30分 = 10:30
１０点 = 10:00
"""


@pytest.mark.parametrize("line", TIMES.strip().splitlines())
def test_a_time_is_read_as_people_type_it(line: str) -> None:
    typed, expected = line.split(" = ")
    assert parse_time(typed) == expected


@pytest.mark.parametrize(
    "typed",
    ["", "25:00", "24:00", "10:60", "10:5", "2460", "上午12点", "上午15点", "1" * 999],
)
def test_what_is_no_time_is_told(typed: str) -> None:
    with pytest.raises(TimeError, match="is not a time"):
        parse_time(typed)


@given(st.text() | st.from_regex(r"\d{0,2}[:.h点]?\d{0,3}( ?[ap]m)?", fullmatch=True))
def test_any_text_is_a_time_or_a_user_error(text: str) -> None:
    try:
        found = parse_time(text)
    except TimeError:
        return
    assert parse_time(found) == found


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Asia/Macau", "Asia/Macau"),
        ("asia/shanghai", "Asia/Shanghai"),
        ("Macao", "Asia/Macau"),
        ("澳門", "Asia/Macau"),
        ("深圳", "Asia/Shanghai"),
        ("Xi'an", "Asia/Shanghai"),
        ("lisboa", "Europe/Lisbon"),
        ("里斯本", "Europe/Lisbon"),
        ("São Paulo", "America/Sao_Paulo"),
        ("纽约", "America/New_York"),
        ("加尔各答", "Asia/Kolkata"),
        ("utc", "UTC"),
    ],
)
def test_a_zone_is_found_by_its_city(typed: str, zone: str) -> None:
    assert parse_zone(typed) == zone
    zoneinfo.ZoneInfo(zone)


def test_what_is_no_zone_is_told() -> None:
    for typed in ("", "Atlantis", "+25", "x" * 100_000):
        with pytest.raises(ZoneError, match="is not a time zone"):
            parse_zone(typed)


def test_every_zone_is_shown_so_that_it_can_be_typed_again() -> None:
    assert zone_name("Asia/Macau", CHINESE) == "澳门"
    assert zone_name("Asia/Macau", ENGLISH) == "Macao"
    assert zone_name("Asia/Kolkata", CHINESE) == "加尔各答"
    for language in LANGUAGES:
        assert [z for z in zones() if parse_zone(zone_name(z, language)) != z] == []

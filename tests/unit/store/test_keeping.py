"""What is kept of the backups, by laws that hold for every history of them and every clock."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from wicco_desktop.store.keeping import ALL, DAILY, NEWEST, WEEKLY, superseded

START = datetime(2022, 11, 23, 2, 0, tzinfo=UTC)
HALF_HOUR = timedelta(minutes=30)
DECADE = timedelta(days=3653)

gaps = st.lists(
    st.one_of(
        st.timedeltas(timedelta(), timedelta(hours=20)), st.timedeltas(timedelta(), ALL * 10)
    ),
    max_size=60,
)
"""Time between one backup and the next, by a clock that goes right."""

jumps = st.lists(st.timedeltas(-DECADE, DECADE), min_size=1, max_size=40)
"""The same by a clock that does as it likes."""


def history(between: Sequence[timedelta]) -> list[datetime]:
    moments = [START]
    for gap in between:
        moments.append(moments[-1] + gap)
    return moments


def kept(moments: Sequence[datetime], now: datetime) -> list[datetime]:
    gone = superseded(moments, now)
    return [moment for place, moment in enumerate(moments) if place not in gone]


def by_steps(moments: Sequence[datetime]) -> list[datetime]:
    """What is left when the old ones are thinned out after every backup."""
    left: list[datetime] = []
    for moment in moments:
        left = kept([*left, moment], moment)
    return left


def test_half_hours_of_a_year_become_two_days_a_month_and_a_year() -> None:
    moments = [
        START + timedelta(days=day) + 3 * HALF_HOUR * turn
        for day in range(400)
        for turn in range(6)
    ]
    now = moments[-1]
    left = by_steps(moments)
    assert [m for m in moments if now - m <= ALL] == [m for m in left if now - m <= ALL]
    days = {m.date() for m in moments if ALL < now - m <= DAILY}
    assert days <= {m.date() for m in left}
    weeks = {m.isocalendar()[:2] for m in moments if DAILY < now - m <= WEEKLY - timedelta(8)}
    assert weeks <= {m.isocalendar()[:2] for m in left if now - m > DAILY - timedelta(8)}
    assert max(now - m for m in left) <= WEEKLY
    assert len(left) < 14 + 30 + 53


@given(gaps)
def test_all_of_two_days_stay(between: list[timedelta]) -> None:
    moments = history(between)
    now = moments[-1]
    left = kept(moments, now)
    assert all(moment in left for moment in moments if now - moment <= ALL)


@given(gaps, st.timedeltas(timedelta(), ALL * 10))
def test_every_day_of_a_month_and_every_week_of_a_year_has_its_last(
    between: list[timedelta], later: timedelta
) -> None:
    moments = history(between)
    now = moments[-1] + later
    left = kept(moments, now)
    for moment in moments:
        if now - moment <= DAILY:
            assert max(m for m in moments if m.date() == moment.date()) in left
        if now - moment <= WEEKLY:
            week = moment.isocalendar()[:2]
            assert max(m for m in moments if m.isocalendar()[:2] == week) in left


@given(gaps)
def test_thinning_out_often_leaves_what_thinning_out_once_does(between: list[timedelta]) -> None:
    """Nothing that would be kept at the end was thrown away on the way."""
    moments = sorted(set(history(between)))
    assert set(kept(moments, moments[-1])) <= set(by_steps(moments))


@given(jumps, st.timedeltas(-DECADE, DECADE))
def test_no_clock_takes_the_newest(between: list[timedelta], off: timedelta) -> None:
    moments = history(between)
    gone = superseded(moments, moments[-1] + off)
    assert not gone.keys() & set(range(max(0, len(moments) - NEWEST), len(moments)))


@given(jumps, st.timedeltas(-DECADE, DECADE))
def test_what_goes_for_another_goes_for_a_later_one_that_stays(
    between: list[timedelta], off: timedelta
) -> None:
    moments = history(between)
    gone = superseded(moments, moments[-1] + off)
    for place, instead in gone.items():
        if instead is not None:
            assert instead > place
            assert instead not in gone
            there, here = moments[instead], moments[place]
            assert there.isocalendar()[:2] == here.isocalendar()[:2]


@given(gaps.filter(lambda many: sum(many, timedelta()) < ALL * 10), st.booleans())
def test_a_clock_ten_years_off_makes_nothing_old(between: list[timedelta], ahead: bool) -> None:
    """A day of work by a wrong clock, then the right one again: no day or week is missing."""
    moments = by_steps(history(between))
    wrong = moments[-1] + (DECADE if ahead else -DECADE)
    by_wrong = by_steps_from(moments, [wrong + HALF_HOUR * turn for turn in range(8)])
    right = [moments[-1] + timedelta(days=1) + HALF_HOUR * turn for turn in range(8)]
    left = by_steps_from(by_wrong, right)
    assert {m.date() for m in moments} <= {m.date() for m in left}


def by_steps_from(left: Sequence[datetime], moments: Sequence[datetime]) -> list[datetime]:
    there = list(left)
    for moment in moments:
        there = kept([*there, moment], moment)
    return there


def test_a_summer_without_work_makes_nothing_old() -> None:
    moments = [START + timedelta(days=day) for day in range(5)]
    assert kept(moments, moments[-1] + timedelta(days=90)) == moments


def test_a_day_is_that_of_the_place_where_the_backup_was_made() -> None:
    macao = [datetime.fromisoformat(f"2022-11-{day}T23:30:00+08:00") for day in range(10, 20)]
    lisbon = [datetime.fromisoformat(f"2022-11-{day}T23:30:00+00:00") for day in range(20, 29)]
    assert kept([*macao, *lisbon], lisbon[-1]) == [*macao, *lisbon]

"""Dates and times as they come; nothing is silently turned round."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.exchange.interpreting.sheets import Row, Understood, understood
from wicco_desktop.exchange.cells import CellValue


def column_of(*cells: CellValue) -> Understood:
    """A column of dates beside people."""
    rows: list[Row] = [["Name (English)", "First met"]]
    return understood([*rows, *([f"Ann Li {at}", cell] for at, cell in enumerate(cells))])


@pytest.mark.parametrize(
    ("cell", "iso"),
    [
        (date(2022, 11, 23), "2022-11-23"),
        (datetime(2022, 11, 23, 10, 30), "2022-11-23"),  # noqa: DTZ001  (a cell has no zone)
        (44888, "2022-11-23"),
        (44888.0, "2022-11-23"),
        (44888.4375, "2022-11-23"),
        ("44888", "2022-11-23"),
        (2021, "2021"),
        (2021.0, "2021"),
        ("2021", "2021"),
        ("2021.0", "2021"),
        ("2021-11", "2021-11"),
        ("2022年11月", "2022-11"),
        ("2022年11月23日", "2022-11-23"),
        ("2022/11/23", "2022-11-23"),
        ("2022.11.23", "2022-11-23"),
        ("23.11.2022", "2022-11-23"),
        ("Nov 23, 2022", "2022-11-23"),
        ("23 November 2022", "2022-11-23"),
        ("２０２２／１１／２３", "2022-11-23"),
        (" 2022-11-23\u00a0", "2022-11-23"),
        ("2022-11-23 00:00:00", "2022-11-23"),
        (20221123, "2022-11-23"),
        ("20221123", "2022-11-23"),
        ("25/12/2022", "2022-12-25"),
        ("12/25/2022", "2022-12-25"),
        ("05/05/2022", "2022-05-05"),
    ],
)
def test_date_is_read(cell: CellValue, iso: str) -> None:
    assert column_of(cell).all_of("first_met") == [iso]


@pytest.mark.parametrize(
    "cell",
    [
        "2022-13-01",
        "30/02/2022",
        "soon",
        "25/12/2022 or so",
        "03/04/2022 - 05/06/2022",
        "22/11/03",
        True,
        time(10),
        -5,
        2021.11,
        1e12,
    ],
)
def test_what_is_no_date_is_a_problem(cell: CellValue) -> None:
    (row,) = column_of(cell).rows
    assert "first_met" in row.problems
    assert "first_met" not in row.values


@pytest.mark.parametrize("cell", ["明天", "Friday", "today", "+7", "11月23日"])
def test_what_depends_on_the_day_of_reading_is_at_least_doubted(cell: str) -> None:
    (row,) = column_of(cell).rows
    assert "first_met" in {**row.problems, **row.doubts}


class TestOrder:
    @pytest.mark.parametrize("sign", ["/", "-", "."])
    def test_decided_by_the_other_cells(self, sign: str) -> None:
        day_first = column_of(f"03{sign}04{sign}2022", f"25{sign}12{sign}2022")
        assert day_first.all_of("first_met") == ["2022-04-03", "2022-12-25"]
        assert day_first.column(1).day_first is True
        assert day_first.column(1).doubt is None
        month_first = column_of(f"03{sign}04{sign}2022", f"12{sign}25{sign}2022")
        assert month_first.all_of("first_met") == ["2022-03-04", "2022-12-25"]
        assert month_first.column(1).day_first is False

    def test_full_width_figures_decide_too(self) -> None:
        found = column_of("０３／０４／２０２２", "２５／１２／２０２２")
        assert found.all_of("first_met") == ["2022-04-03", "2022-12-25"]

    @pytest.mark.parametrize("others", [(), ("05/06/2022",), ("25/12/2022", "12/25/2022")])
    def test_not_decided_or_contradicted(self, others: tuple[str, ...]) -> None:
        found = column_of("03/04/2022", *others)
        assert found.column(1).doubt is not None
        assert found.column(1).day_first is None
        assert "first_met" in found.rows[0].problems
        assert "first_met" not in found.rows[0].values

    def test_cells_that_are_plain_are_read_all_the_same(self) -> None:
        found = column_of("03/04/2022", "25/12/2022", "12/25/2022")
        assert found.all_of("first_met") == [None, "2022-12-25", "2022-12-25"]

    def test_decided_far_below(self) -> None:
        found = column_of(*["03/04/2022"] * 600, "25/12/2022")
        assert found.all_of("first_met")[0] == "2022-04-03"

    def test_in_doubt_far_below(self) -> None:
        found = column_of(*["2022-11-23"] * 600, "03/04/2022")
        assert found.column(1).doubt is not None
        assert "first_met" in found.rows[-1].problems

    @settings(max_examples=100, deadline=None)
    @given(
        day=st.dates(date(1950, 1, 1), date(2049, 12, 31)),
        decider=st.dates(date(1950, 1, 1), date(2049, 12, 31)).filter(lambda d: d.day > 12),
        day_first=st.booleans(),
        sign=st.sampled_from("/-."),
        form=st.sampled_from(["{:02}{s}{:02}{s}{}", "{}{s}{}{s}{}"]),
    )
    def test_every_date_is_read_as_written(
        self, day: date, decider: date, day_first: bool, sign: str, form: str
    ) -> None:
        def written(one: date) -> str:
            parts = (one.day, one.month) if day_first else (one.month, one.day)
            return form.format(*parts, one.year, s=sign)

        found = column_of(written(day), written(decider)).all_of("first_met")
        assert found == [day.isoformat(), decider.isoformat()]

    @settings(max_examples=100, deadline=None)
    @given(days=st.lists(st.dates(date(1950, 1, 1), date(2049, 12, 31)), min_size=1, max_size=6))
    def test_no_date_is_ever_turned_round(self, days: list[date]) -> None:
        """Whatever decides or does not: what is read is what was meant, or it is not read."""
        for form in ("{0.day}/{0.month}/{0.year}", "{0.month:02}-{0.day:02}-{0.year}"):
            rows = column_of(*map(form.format, days)).rows
            for row, day in zip(rows, days, strict=True):
                assert row.values.get("first_met", day.isoformat()) == day.isoformat()


MEETING: Row = ["Subject", "Date", "Start", "End", "Place"]


class TestTimes:
    @pytest.mark.parametrize(
        ("cell", "clock"),
        [
            (0.4375, "10:30"),
            (0.0, "00:00"),
            (44888.4375, "10:30"),
            (time(10, 30), "10:30"),
            (datetime(2022, 11, 23, 10, 30), "10:30"),  # noqa: DTZ001
            ("10:30", "10:30"),
            ("10:30:00", "10:30"),
            ("１０：３０", "10:30"),
            ("上午10点半", "10:30"),
            (10, "10:00"),
            (930, "09:30"),
        ],
    )
    def test_time_is_read(self, cell: CellValue, clock: str) -> None:
        found = understood([MEETING, ["A", "2022-11-23", cell, None, "B"]])
        assert found.all_of("start") == [clock]

    @pytest.mark.parametrize("cell", [True, date(2022, 11, 23), -0.5, 10.3, 99, "noonish"])
    def test_what_is_no_time_is_a_problem(self, cell: CellValue) -> None:
        (row,) = understood([MEETING, ["A", "2022-11-23", cell, None, "B"]]).rows
        assert "start" in row.problems
        assert "start" not in row.values

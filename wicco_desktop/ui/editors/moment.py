"""A local moment, such as when a photograph was taken; the value is ``2022-11-23T10:00:00``."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.formats import format_local_moment
from wicco_desktop.foundation.messages import N_
from wicco_desktop.foundation.times import parse_time
from wicco_desktop.foundation.typed import plain, quoted
from wicco_desktop.ui.editors.read import ReadEditor
from wicco_desktop.ui.language import LanguageSwitch

_FULL_DAY = len("2022-11-23")


def moment_parser(parse_date: Callable[[str], str]) -> Callable[[str], str]:
    """A reader of a day, or of a day and a time after it."""

    def parse(text: str) -> str:
        said = plain(text).replace("T", " ")
        day, _, time = said.rpartition(" ")
        try:
            return _joined(parse_date(said), "00:00")
        except UserError:
            if not day:
                raise
        # Seconds are kept where they are written: 10:00:30.
        hours, seconds = (time[:-3], time[-3:]) if time.count(":") == 2 else (time, ":00")
        return _joined(parse_date(day), parse_time(hours), seconds)

    def _joined(day: str, time: str, seconds: str = ":00") -> str:
        if len(day) != _FULL_DAY or not seconds[1:].isdigit() or int(seconds[1:]) > 59:
            raise UserError(N_("“{text}” is not a day and a time."), text=quoted(f"{day} {time}"))
        return f"{day}T{time}{seconds}"

    return parse


class MomentEditor(ReadEditor):
    """A line that reads a day and a time: ``23 Nov 2022 10:05``."""

    def __init__(
        self,
        switch: LanguageSwitch,
        parse_date: Callable[[str], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            switch,
            moment_parser(parse_date),
            format_local_moment,
            parent,
            plain=lambda value: str(value).replace("T", " "),
        )

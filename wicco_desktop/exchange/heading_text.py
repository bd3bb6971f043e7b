"""What stands above a column: its field's name, and which side of it, in one language or both."""

from __future__ import annotations

from functools import cache
from typing import Literal

from wicco_desktop.exchange.columns import ExchangeColumn
from wicco_desktop.foundation.languages import language
from wicco_desktop.foundation.messages import N_, NC_, Translator

Headings = Literal["en", "zh", "both"]
"""The language of the headings of a workbook."""

SIDES = {
    "zh": NC_("side of a text", "Chinese"),
    "en": NC_("side of a text", "English"),
}
"""What the sides of a bilingual text are called beside the name of the field."""

# Translators: heading of a column, such as "Name (Chinese)"; 姓名（中文） in Chinese.
_OF_SIDE = N_("{field} ({side})")

BETWEEN = " / "
"""Between the two languages of one heading."""


@cache
def heading(column: ExchangeColumn, headings: Headings) -> str:
    """The heading of a column: ``姓名（中文）``, ``Name (Chinese)``, or both of them."""
    if headings == "both":
        return BETWEEN.join((heading(column, "zh"), heading(column, "en")))
    translator = Translator(language(headings))
    field = translator.tr(column.label)
    if column.language is None:
        return field
    side = SIDES.get(column.language)
    shown = translator.tr(side) if side else language(column.language).own_name
    return translator.tr(_OF_SIDE, field=field, side=shown)

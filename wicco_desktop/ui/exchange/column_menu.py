"""What a column of the partner's sheet is taken for, as a menu: corrected by one click."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from wicco_desktop.exchange.columns import ExchangeColumn, sheet_columns
from wicco_desktop.exchange.plan import ColumnPlan
from wicco_desktop.foundation.messages import N_
from wicco_desktop.ui.exchange.cell_words import column_name, said_of
from wicco_desktop.ui.language import LanguageSwitch

Chosen = Callable[[tuple[str, ...]], None]

BOTH = N_("{field}, both languages")
LEAVE = N_("Leave this column alone")


def column_menu(
    switch: LanguageSwitch, kind: str, plan: ColumnPlan, chosen: Chosen, parent: QWidget
) -> QMenu:
    """A menu of all that one column may be; what it is taken for is marked."""
    menu = QMenu(parent)
    fill_column_menu(menu, switch, kind, plan, chosen)
    return menu


def fill_column_menu(
    menu: QMenu, switch: LanguageSwitch, kind: str, plan: ColumnPlan, chosen: Chosen
) -> None:
    """Put the choices into a menu."""
    for why in (plan.reason, plan.doubt):
        if why is not None:
            menu.addAction(_in_menu(said_of(why, switch.translator))).setEnabled(False)
    if menu.actions():
        menu.addSeparator()
    group = QActionGroup(menu)
    for label, paths in (*_choices(switch, kind), (switch.tr(LEAVE), ())):
        action = menu.addAction(_in_menu(label))
        action.setCheckable(True)
        action.setChecked(paths == plan.paths)
        action.triggered.connect(lambda _checked=False, paths=paths: chosen(paths))
        group.addAction(action)
    menu.insertSeparator(menu.actions()[-1])


def column_told(switch: LanguageSwitch, kind: str, plan: ColumnPlan) -> str:
    """A column and what it is taken for: ``C  手机 → Mobile``."""
    named = dict[tuple[str, ...], str]()
    for label, paths in _choices(switch, kind):
        named[paths] = label
    taken = named.get(plan.paths)
    if plan.holds:
        taken = switch.tr(N_("kept by the program"))
    heading = " ".join(plan.heading.split())
    return f"{plan.letter}   {heading} → {taken or '—'}"


def _choices(switch: LanguageSwitch, kind: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    columns = sheet_columns(kind)
    for column in columns:
        yield column_name(column, switch.translator), (column.path,)
        sides = _sides(columns, column)
        if len(sides) > 1 and sides[-1] is column:
            label = switch.tr(BOTH, field=switch.tr(column.label))
            yield label, tuple(side.path for side in sides)


def _sides(columns: tuple[ExchangeColumn, ...], column: ExchangeColumn) -> list[ExchangeColumn]:
    """The columns of the sides of one bilingual text."""
    if column.language is None:
        return [column]
    return [one for one in columns if one.field is column.field and one.part == column.part]


def _in_menu(text: str) -> str:
    return text.replace("&", "&&")

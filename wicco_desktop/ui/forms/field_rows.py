"""The rows of a form: which boxes share a line, which are folded away while they are blank."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QBoxLayout, QWidget

from wicco_desktop.records.fields import FieldType
from wicco_desktop.ui.editors.field_box import FieldBox
from wicco_desktop.ui.forms.arrangement import Arrangement, Row, is_wide
from wicco_desktop.ui.forms.field_set import FieldSet
from wicco_desktop.ui.forms.row_layout import RowLayout

LEAST_PLAIN, LEAST_WIDE = 28, 56
LEAST = {
    FieldType.DATE: 46,  # "2022年11月23日 周三" and the button of the calendar
    FieldType.TIME: 18,
    FieldType.CHOICE: 26,
    FieldType.NUMBER: 20,
    FieldType.FLAG: 20,
    FieldType.REFERENCE: 44,
    FieldType.LIST: 32,
}
"""Width a field should not fall below, in steps of spacing; before that, its row breaks."""


class FieldRows:
    """Makes rows and keeps them: their spacing, and what is folded."""

    def __init__(
        self,
        fields: FieldSet,
        plan: Arrangement,
        content: QWidget,
        make: Callable[[str], FieldBox],
    ) -> None:
        """``make`` makes the box of a field."""
        self._fields = fields
        self._plan = plan
        self._content = content
        self._make = make
        self._rows: list[tuple[Row, RowLayout, QWidget]] = []
        self._unfolded = False

    def add(self, row: Row, column: QBoxLayout) -> None:
        """Put a row at the end of a column."""
        holder = QWidget(self._content)
        layout = RowLayout(0, holder)
        for place in row:
            layout.add(self._make(place.key), place.weight)
        self._rows.append((row, layout, holder))
        column.addWidget(holder)

    def fold(self) -> None:
        """Fold away what is rarely used and blank in the record shown now."""
        self._show()

    def unfold(self, unfolded: bool) -> None:
        """Show everything, or fold again."""
        self._unfolded = unfolded
        self._show()

    def folded(self) -> int:
        """How many fields are folded away in the record shown now, unless all are unfolded."""
        return sum(key in self._fields.links and self._is_folded(key) for key in self._plan.keys())  # noqa: SIM118

    def resize(self, steps: Callable[[float], int]) -> None:
        """Another size of text: ``steps`` tells how many pixels so many steps of spacing are."""
        for row, layout, _holder in self._rows:
            layout.setSpacing(steps(2))
            for place in row:
                field = self._fields.kind.field(place.key)
                least = LEAST_WIDE if is_wide(field) else LEAST.get(field.type, LEAST_PLAIN)
                layout.set_least(self._fields.boxes[place.key], steps(place.least or least))

    def _show(self) -> None:
        for row, _layout, holder in self._rows:
            shown = [place.key for place in row if self._is_shown(place.key)]
            for place in row:
                self._fields.boxes[place.key].setVisible(place.key in shown)
            holder.setVisible(bool(shown))

    def _is_shown(self, key: str) -> bool:
        return self._unfolded or not self._is_folded(key)

    def _is_folded(self, key: str) -> bool:
        plan = self._plan
        return key in plan.elsewhere or (key in plan.rare and self._fields.links[key].blank)

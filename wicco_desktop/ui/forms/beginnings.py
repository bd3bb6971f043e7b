"""What a new record begins with: what its kind usually is, what is pinned, what the caller says."""

from __future__ import annotations

from collections.abc import Mapping

from wicco_desktop.records import KINDS, Value
from wicco_desktop.services.editing import canonical_values
from wicco_desktop.ui.forms.pins import Pins
from wicco_desktop.ui.local_zone import local_zone

USUALLY: dict[str, dict[str, Value]] = {
    "follow_up": {"status": "open"},
    "meeting": {"kind": "meeting"},
}


def beginning(kind: str, pins: Pins, given: Mapping[str, object] | None) -> dict[str, Value]:
    """Canonical values by column; the later of the three goes before the earlier.

    Raises UserError for a given value that cannot be of its field's type.
    """
    usually = dict(USUALLY.get(kind, {}))
    if kind == "meeting":
        usually["time_zone"] = local_zone()
    known = {name: value for name, value in (given or {}).items() if name in KINDS[kind].columns}
    return usually | pins.values() | canonical_values(kind, known)

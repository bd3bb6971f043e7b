"""What is recorded: one module a record kind, every field described once.

Importing this package registers every kind in ``KINDS``, in the order of the navigation.
"""

from wicco_desktop.records import (  # noqa: F401, I001  (importing registers, in this order)
    organisation,
    contact,
    affiliation,
    delegation,
    meeting,
    note,
    follow_up,
    event,
    topic,
    attachment,
)
from wicco_desktop.records.fields import Choice, Column, Field, FieldType, Value
from wicco_desktop.records.kinds import KINDS, METADATA, Kind, Record, kind_named

__all__ = [
    "KINDS",
    "METADATA",
    "Choice",
    "Column",
    "Field",
    "FieldType",
    "Kind",
    "Record",
    "Value",
    "kind_named",
]

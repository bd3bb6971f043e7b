"""The SQLModel class of each record kind, made from its declaration when first needed.

Mapped on the kind's own table. SQLModel does not validate a table model on construction; what
comes from outside is validated by ``values.canonical`` before it is written, and what lies in a
file (SQLite keeps whatever type it is given) by ``model_validate`` of these classes.
"""

from __future__ import annotations

from functools import cache
from typing import Any, cast

from sqlmodel import Field, SQLModel
from sqlmodel.main import SQLModelMetaclass

from wicco_desktop.records.kinds import KINDS


@cache
def model_of(kind: str) -> type[SQLModel]:
    """The SQLModel class of a kind; raises KeyError for one that is not declared."""
    table = KINDS[kind].table
    namespace: dict[str, Any] = {
        "__module__": __name__,
        "__doc__": f"A stored {kind}.",
        "__tablename__": kind,
        "__table__": table,
        "__annotations__": {},
    }
    for column in table.columns:
        shape = column.type.python_type
        namespace["__annotations__"][column.name] = shape | None if column.nullable else shape
        namespace[column.name] = (
            Field(default=None, sa_column=column) if column.nullable else Field(sa_column=column)
        )
    name = "".join(part.capitalize() for part in kind.split("_"))
    return cast("type[SQLModel]", SQLModelMetaclass(name, (SQLModel,), namespace, table=True))

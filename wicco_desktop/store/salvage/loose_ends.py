"""What hangs in the air after the taking: transactions that the log speaks of, moments, rows.

Nobody knows who made a transaction that was lost, or when; it was after the one before it.
"""

from __future__ import annotations

from sqlalchemy import insert, or_, select, update

from wicco_desktop.records import KINDS, METADATA
from wicco_desktop.store.salvage.salvage_writer import SalvageWriter
from wicco_desktop.store.salvage.taking import Taken
from wicco_desktop.store.tables import CHANGE, TRANSACTION


def tie_loose_ends(writer: SalvageWriter, taken: Taken) -> None:
    """Have every transaction there that the log speaks of; remove other rows that lost theirs.

    What is removed is added to what ``taken`` says was lost.
    """
    run = writer.connection.exec_driver_sql
    run("UPDATE log_transaction SET reverses = NULL WHERE reverses NOT IN "
        "(SELECT id FROM log_transaction)")  # fmt: skip
    lost = run('SELECT DISTINCT "transaction" FROM log_change WHERE "transaction" NOT IN '
               "(SELECT id FROM log_transaction) ORDER BY 1").scalars().all()  # fmt: skip
    if lost:
        taken.lost[TRANSACTION.name] = max(taken.lost.get(TRANSACTION.name, 0), len(lost))
    for number in lost:
        told = writer.told(_moment_before(writer, number))
        writer.connection.execute(insert(TRANSACTION).values(**told, id=number))
    timeless = select(TRANSACTION.c.id).where(TRANSACTION.c.at == "")
    for number in writer.connection.execute(timeless).scalars().all():
        at = _moment_before(writer, number) or writer.at
        writer.connection.execute(
            update(TRANSACTION).where(TRANSACTION.c.id == number).values(at=at)
        )
    for table in METADATA.sorted_tables:
        if table.name in KINDS or table in (CHANGE, TRANSACTION):
            continue
        for key in table.foreign_keys:
            other = key.column
            gone = run(
                f'DELETE FROM "{table.name}" WHERE "{key.parent.name}" NOT IN '  # noqa: S608
                f'(SELECT "{other.name}" FROM "{other.table.name}")'
            ).rowcount
            if gone:
                taken.lost[table.name] = taken.lost.get(table.name, 0) + gone


def date_records(writer: SalvageWriter) -> None:
    """When records were made and changed, of which that cannot be read, as the log says."""
    for kind in KINDS.values():
        table = kind.table
        undated = select(table.c.id).where(or_(table.c.created == "", table.c.changed == ""))
        for id_ in writer.connection.execute(undated).scalars().all():
            moments = writer.connection.execute(
                select(TRANSACTION.c.at)
                .join(CHANGE, CHANGE.c.transaction == TRANSACTION.c.id)
                .where(CHANGE.c.record == id_)
                .order_by(CHANGE.c.n)
            )
            known = moments.scalars().all() or [writer.at]
            writer.connection.execute(
                update(table).where(table.c.id == id_).values(created=known[0], changed=known[-1])
            )


def _moment_before(writer: SalvageWriter, number: int) -> str | None:
    before = select(TRANSACTION.c.at).where(TRANSACTION.c.id < number, TRANSACTION.c.at != "")
    found = writer.connection.execute(before.order_by(TRANSACTION.c.id.desc()).limit(1))
    return found.scalar()

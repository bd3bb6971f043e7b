"""Campaigns: the program killed at a random moment of what it does to its files."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from importlib import import_module
from pathlib import Path

from tests.faults.campaigns.campaign import Campaign, NotHere, Trial


def killing(module: str, work: str, **how: bool) -> Callable[[Path], AbstractContextManager[Trial]]:
    """``begin`` of the campaign that kills the work of that name, which is made like that."""

    @contextmanager
    def begin(folder: Path) -> Iterator[Trial]:
        if os.name == "nt":
            raise NotHere("processes do not fork here")
        from tests.faults.campaigns.killing import Killing

        kept = Killing(getattr(import_module(f"tests.faults.campaigns.{module}"), work)(**how))
        kept.work.prepare(folder)
        gc.collect()
        gc.freeze()
        kept.measure(folder)
        yield kept.trial

    return begin


CAMPAIGNS = (
    Campaign(
        "killed_save",
        1000,
        "Killed while somebody types and saves: every acknowledged save is there, the last whole "
        "or not at all, and what was safely typed is offered back.",
        killing("killed_save", "Saving"),
    ),
    Campaign(
        "killed_import",
        1000,
        "Killed while a returned workbook is applied: all of it is there or nothing, and a "
        "verified backup before it.",
        killing("killed_exchange", "Importing"),
    ),
    Campaign(
        "killed_export",
        1000,
        "Killed while workbooks are written: each is whole and recorded, or not there; an older "
        "one of its name stays until then.",
        killing("killed_exchange", "Exporting"),
    ),
    Campaign(
        "killed_upgrade",
        1000,
        "Killed while an older database is upgraded: it is of the old schema, byte for byte, or "
        "whole of the new one, with a verified backup.",
        killing("killed_log", "Upgrading"),
    ),
    Campaign(
        "killed_undo",
        1000,
        "Killed while an import is undone and redone: each is done whole or not at all.",
        killing("killed_log", "Undone"),
    ),
    *(
        Campaign(
            f"{name}_encrypted",
            1000,
            f"The same as {name} on an encrypted database, of which nothing is readable beside it.",
            killing(module, work, encrypted=True),
        )
        for name, module, work in (
            ("killed_save", "killed_save", "Saving"),
            ("killed_import", "killed_exchange", "Importing"),
            ("killed_export", "killed_exchange", "Exporting"),
            ("killed_undo", "killed_log", "Undone"),
        )
    ),
)

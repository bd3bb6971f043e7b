"""The workbooks that are timed: what a partner sends, and an export that came back changed."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from random import Random

import xlsxwriter

from tests.benchmarks.generator import contact_values
from tests.benchmarks.people import BODIES, CITIES, DEPARTMENTS, TITLES, both
from wicco_desktop.exchange.columns import ExchangeColumn, sheet_columns
from wicco_desktop.exchange.heading_text import heading

COLUMNS = 20
CHANGED = 500
VERSION = 1
"""Part of the name of a kept workbook: another content needs another number."""

_CHANGEABLE = re.compile(rb">wx_[0-9]+<")
"""A value of every generated contact that is easily found in a package."""


def contact_columns() -> tuple[ExchangeColumn, ...]:
    """The first twenty columns of a sheet of contacts."""
    return sheet_columns("contact")[:COLUMNS]


def partner_workbook(folder: Path, size: int) -> Path:
    """A workbook of so many contacts as a partner sends it; made once, then kept."""
    path = folder / f"partner-{size}-{VERSION}.xlsx"
    if path.exists():
        return path
    folder.mkdir(parents=True, exist_ok=True)
    making = path.with_suffix(".making")
    random, columns = Random(3), contact_columns()
    bodies = [body.format(zh=zh, en=en) for body in BODIES for zh, en in map(_city, CITIES)]
    book = xlsxwriter.Workbook(making, {"constant_memory": True, "strings_to_urls": False})
    sheet = book.add_worksheet("Contacts")
    for column, one in enumerate(columns):
        sheet.write_string(0, column, heading(one, "en"))
    for row in range(1, size + 1):
        values = contact_values(random)
        body = both(random.choice(bodies))
        title, department = both(random.choice(TITLES)), both(random.choice(DEPARTMENTS))
        values |= {
            "affiliation.organisation": body[1],
            **{f"affiliation.title_{side}": title[at] for at, side in enumerate(("zh", "en"))},
            **{f"affiliation.department_{s}": department[at] for at, s in enumerate(("zh", "en"))},
        }
        for column, one in enumerate(columns):
            value = values.get(f"{one.part}.{one.stored}" if one.part else one.stored)
            if one.path == "affiliation.organisation":
                value = body[1]
            if value is not None:
                sheet.write_string(row, column, str(value))
    book.close()
    making.rename(path)
    return path


def _city(line: str) -> tuple[str, str]:
    zh, rest = both(line)
    return zh, rest.rpartition(" ")[0]


def returned_workbook(exported: Path, returned: Path, changed: int = CHANGED) -> int:
    """An export with so many cells changed, everything else as it was; returns how many."""
    done = 0
    with zipfile.ZipFile(exported) as source, zipfile.ZipFile(returned, "w") as target:
        for info in source.infolist():
            content = source.read(info)
            count = len(_CHANGEABLE.findall(content))
            if count:
                every, seen = max(1, count // changed), 0

                def changing(found: re.Match[bytes], every: int = every) -> bytes:
                    nonlocal seen, done
                    seen += 1
                    if seen % every or done >= changed:
                        return found[0]
                    done += 1
                    return b">changed_%d<" % done

                content = _CHANGEABLE.sub(changing, content)
            target.writestr(info, content, zipfile.ZIP_DEFLATED)
    return done

"""What a file is, by its content, and the reader for it."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, BinaryIO

from wicco_desktop.exchange.reading.outgoing import Outgoing
from wicco_desktop.exchange.reading.refused import Refused

if TYPE_CHECKING:
    from wicco_desktop.exchange.reading.package import Package

_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_EXCEL = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")
"""Excel 2, 3 and 4, from before there were compound files."""

_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."


def read_file(file: BinaryIO, outgoing: Outgoing) -> None:
    """Send what is in the file; raises Refused, or whatever a library raises."""
    if file.seek(0, 2) > outgoing.limits.file:
        raise Refused("file", outgoing.limits.file)
    file.seek(0)
    start = file.read(1024)
    file.seek(0)
    if not start:
        raise Refused("empty")
    if start.startswith(_ZIP):
        _read_package(file, outgoing)
    elif start.startswith((_COMPOUND, *_OLD_EXCEL)):
        from wicco_desktop.exchange.reading.xls import read_xls

        read_xls(file, outgoing)
    else:
        from wicco_desktop.exchange.reading.text_table import read_text_table

        read_text_table(file, outgoing)


def _read_package(file: BinaryIO, outgoing: Outgoing) -> None:
    from wicco_desktop.exchange.reading.package import DAMAGED, Package

    try:
        package = Package(file, outgoing.limits)
        rows = package.look_through(outgoing.alive)
        if "mimetype" in package:
            _read_open_document(package, outgoing)
        else:
            _read_office(package, rows, outgoing)
    except (*DAMAGED, zipfile.LargeZipFile) as problem:
        raise Refused("damaged") from problem


def _read_open_document(package: Package, outgoing: Outgoing) -> None:
    kind = package.read("mimetype", 1000).decode("ascii", "replace").strip()
    if not kind.startswith(f"{_OPEN_DOCUMENT}spreadsheet"):
        raise Refused("other")
    from wicco_desktop.exchange.reading.ods import read_ods

    read_ods(package, outgoing)


def _read_office(package: Package, rows: dict[str, int], outgoing: Outgoing) -> None:
    from wicco_desktop.exchange.reading.office_package import main_part

    if "[content_types].xml" not in package:
        raise Refused("other")
    part, format_ = main_part(package)
    if format_ == "xlsb":
        from wicco_desktop.exchange.reading.xlsb import read_xlsb

        read_xlsb(package, part, outgoing)
    else:
        from wicco_desktop.exchange.reading.xlsx import read_xlsx

        read_xlsx(package, part, format_, rows, outgoing)

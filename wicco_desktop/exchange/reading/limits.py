"""How much a workbook may hold and cost; an honest one of 200,000 rows × 30 stays far below."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes, times in seconds."""

    memory: int = 300 * MEGABYTE
    """What the reading process may have in memory …"""
    memory_of_package: int = 480 * MEGABYTE
    """… and once it has looked through a package and found it reasonable: millions of texts."""
    seconds: int = 600
    """How long it may take in all."""
    quiet_seconds: int = 60
    """How long it may say nothing."""
    file: int = 300 * MEGABYTE
    entries: int = 10_000
    """Parts in a package."""
    part: int = 1024 * MEGABYTE
    """One part, unpacked."""
    unpacked: int = 2048 * MEGABYTE
    """All parts together, unpacked."""
    ratio: int = 100
    """How many times a part, and all together, may grow when unpacked …"""
    ratio_from: int = 32 * MEGABYTE
    """… once they are larger than this."""
    sheets: int = 1_000
    columns: int = 16_384
    rows: int = 1 << 20
    """Rows of one sheet, as Excel has them."""
    cells: int = 50_000_000
    """Cells of all rows from A to the last that is filled, of all sheets."""
    text: int = 100_000
    """Characters in one cell; Excel itself takes 32,767."""
    merged: int = 200_000
    """Merged areas of a sheet."""

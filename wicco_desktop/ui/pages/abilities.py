"""What some pages can do besides what every page does; the window asks before it calls."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol, runtime_checkable


@runtime_checkable
class Prints(Protocol):
    """A page whose record can be printed (Ctrl+P)."""

    def print_record(self) -> None:
        """Print the record shown, or offer how."""


@runtime_checkable
class ShowsHistory(Protocol):
    """A page that can show the history of its record (Ctrl+H)."""

    def show_history(self) -> None:
        """Show it."""


@runtime_checkable
class FindsDuplicates(Protocol):
    """A page that lists records which may be there twice."""

    def find_duplicates(self, kind: str) -> None:
        """Look among the records of a kind."""


@runtime_checkable
class OpensWorkbooks(Protocol):
    """A page that reviews a returned workbook (Ctrl+O)."""

    def open_workbook(self, file: Path) -> None:
        """Read and show it."""


@runtime_checkable
class ErasesPeople(Protocol):
    """A page of contacts, of which one can be erased."""

    def erase_person(self) -> None:
        """Ask, twice, whether the contact shown is to be erased."""

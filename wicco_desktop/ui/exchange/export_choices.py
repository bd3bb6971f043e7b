"""What was chosen at the last export, as the settings keep it.

Not whether the internal remarks went out: that is to be asked for each time, or one partner's
workbook would one day carry what was meant for another.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths

from wicco_desktop.exchange.heading_text import Headings
from wicco_desktop.exchange.writing.outgoing import BOTH, HEADINGS
from wicco_desktop.ui.session import Session

_SCOPE, _HEADINGS, _FOLDER, _LEFT_OUT = "scope", "headings", "folder", "left_out"


class ExportChoices:
    """Reads them, whatever somebody wrote into the file, and keeps new ones."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._kept = session.settings.export

    @property
    def scope(self) -> str:
        """The key of what was exported."""
        return str(self._kept.get(_SCOPE, ""))

    @property
    def headings(self) -> Headings:
        """The language of the headings."""
        kept = self._kept.get(_HEADINGS)
        return next((headings for headings in HEADINGS if headings == kept), BOTH)

    @property
    def folder(self) -> Path:
        """Where it was saved; the user's documents at first."""
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        kept = self._kept.get(_FOLDER)
        known = isinstance(kept, str) and Path(kept).is_dir()
        return Path(str(kept) if known else QStandardPaths.writableLocation(documents))

    def left_out(self, kind: str) -> frozenset[str]:
        """The paths of a kind's columns that were not wanted."""
        by_kind = self._kept.get(_LEFT_OUT)
        paths = by_kind.get(kind) if isinstance(by_kind, dict) else None
        return frozenset(map(str, paths)) if isinstance(paths, list) else frozenset()

    def keep(self, scope: str, headings: str, left_out: dict[str, frozenset[str]]) -> None:
        """Remember a choice."""
        by_kind = self._kept.get(_LEFT_OUT)
        kept = dict(by_kind) if isinstance(by_kind, dict) else {}
        kept |= {kind: sorted(paths) for kind, paths in left_out.items()}
        self._kept |= {_SCOPE: scope, _HEADINGS: headings, _LEFT_OUT: kept}
        self._session.save_settings()

    def keep_folder(self, folder: Path) -> None:
        """Remember where it was saved."""
        self._kept[_FOLDER] = str(folder)
        self._session.save_settings()

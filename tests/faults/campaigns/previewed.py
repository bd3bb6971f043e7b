"""A fuzzed workbook on its whole way: looked at, decided, commented, and sometimes confirmed.

The database is that of the fixture. While workbooks are only looked at it stays open, and neither
it nor its journal may change by a byte.
"""

from __future__ import annotations

import os
import random
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from unittest.mock import patch
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from tests.fixtures import schema_0001 as fixture
from wicco_desktop.exchange.reading import read_workbook
from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.languages import ENGLISH, INTERFACE
from wicco_desktop.foundation.messages import Translator
from wicco_desktop.records import KINDS, Record
from wicco_desktop.services import exporting
from wicco_desktop.services.exporting_scope import Lists
from wicco_desktop.services.review.comments import save_comments
from wicco_desktop.services.review.model import Choice
from wicco_desktop.services.review.review import Review
from wicco_desktop.services.workspace import Workspace
from wicco_desktop.store.queries import Query
from wicco_desktop.store.store import Store
from wicco_desktop.store.writer import Writer

ME = Writer("Wang Haolan", "device-1", "Laptop")
MOMENT = datetime(2026, 11, 23, 4, 5, 6, tzinfo=UTC)
EXPORT = "01849f00-0000-7000-8000-00000000e000"
_WRITTEN_AT = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


class Previewed:
    """Takes workbooks in, against one database."""

    def __init__(self, store: Store, at_rest: Path, workbook: bytes) -> None:
        self.workbook = workbook
        """What was exported from it, as a partner gets it."""
        self._workspace = Workspace.over(store)
        self._at_rest = at_rest
        path = store.path
        # Opened once and kept: closing the file would drop the locks that SQLite holds on it.
        self._files = [os.open(file, os.O_RDONLY) for file in (path, _journal_of(path))]
        self._before = self._bytes()
        self._translators = [Translator(language) for language in INTERFACE]

    @classmethod
    @contextmanager
    def in_folder(cls, folder: Path) -> Iterator[Previewed]:
        """Make the database and the workbook that was exported from it."""
        path, at_rest = folder / "previewed.db", folder / "at-rest.db"
        shutil.copyfile(fixture.FILE, path)
        store = _opened(path)
        store.attachments.add_bytes(fixture.PICTURE, "hall.jpg")
        workbook = exported(store, folder / "returned.xlsx")
        store.close()
        shutil.copyfile(path, at_rest)
        store = _opened(path)
        store.remember_mapping("nothing", "{}")  # so that there is a journal to watch
        previewed = cls(store, at_rest, workbook)
        yield previewed
        for file in previewed._files:
            os.close(file)
        store.close()

    def preview(self, path: Path, seed: int) -> str:
        """Everything that is seen before Apply; nothing is written."""
        try:
            review = Review.open(self._workspace, path)
            self._look(review)
            self._decide(review, random.Random(seed))
            answer = self._commented(review, path)
        except UserError as problem:
            answer = f"previewed: {problem.message.id}"
        assert self._bytes() == self._before, "the preview changed the database"
        return answer

    def applied(self, path: Path, seed: int) -> str:
        """Confirmed on a copy: sound afterwards, and as before when it is undone."""
        copy = path.with_name("applied.db")
        shutil.copyfile(self._at_rest, copy)
        store = _opened(copy)
        try:
            store.attachments.add_bytes(fixture.PICTURE, "hall.jpg")
            workspace = Workspace.over(store)
            before = _live(store)
            try:
                review = Review.open(workspace, path)
            except UserError as problem:
                return f"not applied: {problem.message.id}"
            self._decide(review, random.Random(seed))
            written = review.apply()
            self._sound(workspace)
            if written.transaction is None:
                return "applied: nothing to change"
            store.undo(written.transaction)
            assert _live(store) == before, "undone, the records are not as before"
            self._sound(workspace)
            return "applied, and undone"
        finally:
            store.close()

    def _look(self, review: Review) -> None:
        rows = [review.row(index) for index in review.indexes()]
        assert len(rows) == review.counts.rows, "rows are missing"
        assert len(review.organisations) <= len(rows)
        problems = review.problems()
        for translator in self._translators:
            for problem in problems:
                assert translator.text(problem.message), f"{problem} says nothing"

    @staticmethod
    def _decide(review: Review, random_: random.Random) -> None:
        for index in review.indexes():
            if random_.random() < 0.2:
                review.accept(index, accepted=False)
            for cell in review.row(index).cells:
                if cell.asks and random_.random() < 0.6:
                    review.decide(index, cell.path, random_.choice([Choice.THEIRS, Choice.OURS]))

    @staticmethod
    def _commented(review: Review, path: Path) -> str:
        target = path.with_name("commented.xlsx")
        try:
            save_comments(review, target, language=ENGLISH.code)
        except UserError as problem:
            return f"previewed, not commented: {problem.message.id}"
        read_workbook(target)
        return "previewed"

    def _bytes(self) -> list[bytes]:
        return [os.pread(file, os.fstat(file).st_size, 0) for file in self._files]

    @staticmethod
    def _sound(workspace: Workspace) -> None:
        english = Translator()
        found = [english.text(problem) for problem in workspace.checking.problems()]
        assert found == [], f"the check finds: {found}"


def exported(store: Store, path: Path) -> bytes:
    """Everything as a workbook; the same bytes every time."""
    with patch.object(exporting, "new_id", lambda: EXPORT):
        options = exporting.Options(ENGLISH.code)
        Workspace.over(store).exporting.export(path, Lists.of(), options)
    with ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(
                ZipInfo(name), _WRITTEN_AT.sub(b"2026-11-23T04:05:06Z", part), ZIP_DEFLATED
            )
    return out.getvalue()


def _opened(path: Path) -> Store:
    return Store.open(path, writer=ME, clock=lambda: MOMENT)


def _journal_of(path: Path) -> Path:
    return path.with_name(path.name + "-wal")


def _live(store: Store) -> Mapping[str, list[Record]]:
    return {kind: store.select(Query(kind, order=("id",))) for kind in KINDS}

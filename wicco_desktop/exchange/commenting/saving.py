"""A partner's workbook with comments: which parts of the package change, and how they agree."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO, cast

from wicco_desktop.exchange.commenting import threads
from wicco_desktop.exchange.commenting.comments_part import CommentsPart
from wicco_desktop.exchange.commenting.content import Content
from wicco_desktop.exchange.commenting.grid import Grid
from wicco_desktop.exchange.commenting.merged import MergedReader
from wicco_desktop.exchange.commenting.model import CellComment, Notes, notes_by_sheet
from wicco_desktop.exchange.commenting.package import Package, same_file
from wicco_desktop.exchange.commenting.parts import Book, ContentTypes, Relations
from wicco_desktop.exchange.commenting.sheet_part import SheetEditor
from wicco_desktop.exchange.commenting.source_file import Source
from wicco_desktop.exchange.commenting.styles_part import Styles
from wicco_desktop.exchange.commenting.vml_part import CONTENT_TYPE, Drawing, ShapeIds
from wicco_desktop.exchange.commenting.xml_splice import damaged, encoding_of
from wicco_desktop.exchange.commenting.xml_stream import Stream
from wicco_desktop.exchange.writing.target_file import check_target, written_beside
from wicco_desktop.foundation.errors import UsageError
from wicco_desktop.foundation.messages import N_


def save_with_comments(
    source: Path,
    target: Path,
    comments: Sequence[CellComment],
    *,
    author: str,
    cancelled: Callable[[], bool] = lambda: False,
) -> None:
    """Write a copy of an .xlsx or .xlsm workbook with comments on its cells.

    Cells are filled by meaning; inside merged cells the comment goes to the one that is shown.
    Everything else stays as it is. A comment that is there already is not written twice. Raises
    UserError where that cannot be done, and Cancelled; then there is no new file.
    """
    if same_file(source, target):
        raise UsageError(
            N_("The comments go into a copy: choose another name than that of {file} itself."),
            file=str(source),
        )
    check_target(target)
    sheets = notes_by_sheet(comments)
    with contextlib.ExitStack() as open_:
        file = open_.enter_context(contextlib.closing(Source(source)))
        package = Package(cast("IO[bytes]", file), cancelled)
        open_.callback(package.close)
        with written_beside(target, cancelled, file.check_unchanged) as out:
            if sheets:
                _Editing(package, author).edit(sheets)
            package.write(out)


class _Editing:
    """One package while its parts are edited."""

    def __init__(self, package: Package, author: str) -> None:
        self._package = package
        self._author = author
        self._book = Book(package)
        self._types = ContentTypes(package)
        self._styles = Styles(self._book)
        self._persons = threads.Persons(self._book, author)
        self._ids = ShapeIds(package)

    def edit(self, sheets: dict[str, Notes]) -> None:
        parts = {self._book.sheet(name): notes for name, notes in sheets.items()}
        for part, notes in parts.items():
            self._edit_sheet(part, notes)
        self._styles.save(self._types)
        self._types.save()

    def _edit_sheet(self, name: str, notes: Notes) -> None:
        notes = self._merged(name).anchored(notes)
        relations = Relations(self._package, name)
        editor = self._run_through(name, notes, relations.free_id())
        drawing = relations.by_id(editor.drawing) if editor.drawing else None
        if editor.drawing and (drawing is None or drawing.target is None):
            raise damaged()
        if drawing is None:
            box = self._book.path("drawings/vmlDrawing{}.vml")
            self._types.add(box, CONTENT_TYPE, by_extension=True)
            relations.add(f"{self._book.relation_types}/vmlDrawing", box, editor.relation)
        answered = threads.answer(self._book, relations, notes, self._persons)
        written = CommentsPart(self._book, relations)
        written.write(notes, self._author, answered, self._types)
        old = drawing.target if drawing else None
        boxes = Drawing.over(self._package.read(old) if old else None, editor.grid)
        boxes.show(written.texts, self._ids)
        self._package.put(old or box, boxes.content())
        relations.save()

    def _merged(self, name: str) -> MergedReader:
        reader = None
        for chunk in self._package.chunks(name):
            reader = reader or MergedReader(encoding_of(chunk[:256]))
            reader.feed(chunk, last=False)
        if reader is None:
            raise damaged()
        reader.feed(b"", last=True)
        return reader

    def _run_through(self, name: str, notes: Notes, relation: str) -> SheetEditor:
        content, editor = Content(), None
        self._package.put(name, content)
        for chunk in self._package.chunks(name):
            if editor is None:
                stream = Stream(encoding_of(chunk[:256]), content.write)
                grid = Grid(frozenset(row for row, _ in notes))
                editor = SheetEditor(notes, self._styles.filled, relation, stream, grid)
            editor.stream.feed(chunk, last=False)
        assert editor is not None
        editor.stream.feed(b"", last=True)
        content.finish()
        return editor

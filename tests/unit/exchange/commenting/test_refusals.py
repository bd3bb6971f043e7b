"""What goes wrong is one plain sentence, and no file is left."""

from __future__ import annotations

import errno
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.exchange.commenting.sample_workbooks import (
    MAIN,
    bare_parts,
    package,
    parts_of,
    rich_workbook,
    sheet_xml,
)
from wicco_desktop.exchange.commenting import CellComment, save_with_comments
from wicco_desktop.foundation.errors import Cancelled, UserError

ASKED = (CellComment("Other", "B2", "x", "error"),)


def save(source: Path, target: Path, **more: Callable[[], bool]) -> None:
    save_with_comments(source, target, ASKED, author="WICCO", **more)


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("how", ["itself", "by another path", "by a link"])
def test_a_workbook_is_never_written_over_itself(tmp_path: Path, how: str) -> None:
    source = rich_workbook(tmp_path / "a.xlsx")
    target = source
    if how == "by another path":
        target = tmp_path / "." / ".." / tmp_path.name / "a.xlsx"
    elif how == "by a link":
        target = tmp_path / "b.xlsx"
        target.symlink_to(source)
    before = source.read_bytes()
    with pytest.raises(UserError, match="choose another name"):
        save(source, target)
    assert source.read_bytes() == before


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="There is no file"):
        save(tmp_path / "a.xlsx", tmp_path / "b.xlsx")
    assert left(tmp_path) == []


@pytest.mark.parametrize("content", [b"", b"no zip at all", b"PK\3\4" + bytes(100)])
def test_a_file_that_is_no_workbook(tmp_path: Path, content: bytes) -> None:
    source = tmp_path / "a.xlsx"
    source.write_bytes(content)
    with pytest.raises(UserError, match="damaged"):
        save(source, tmp_path / "b.xlsx")
    assert left(tmp_path) == ["a.xlsx"]


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("xl/worksheets/sheet1.xml", sheet_xml("<sheetData>")),
        ("xl/worksheets/sheet1.xml", f'<chartsheet xmlns="{MAIN}"/>'),
        ("xl/worksheets/sheet1.xml", '<worksheet xmlns="urn:other"><sheetData/></worksheet>'),
        ("xl/worksheets/sheet1.xml", sheet_xml('<sheetData><row r="x"/></sheetData>')),
        ("xl/worksheets/sheet1.xml", ""),
        ("xl/workbook.xml", "<workbook/>"),
        ("[Content_Types].xml", "nothing"),
    ],
)
def test_a_damaged_part(tmp_path: Path, part: str, content: str) -> None:
    parts = bare_parts(sheet_xml("<sheetData/>"))
    parts[part] = content
    source = package(tmp_path / "a.xlsx", parts)
    with pytest.raises(UserError, match="damaged"):
        save_with_comments(
            source, tmp_path / "b.xlsx", [CellComment("S", "A1", "x", "error")], author="W"
        )
    assert left(tmp_path) == ["a.xlsx"]


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "_rels/.rels"])
def test_a_part_with_a_dtd_is_refused(tmp_path: Path, part: str) -> None:
    parts = bare_parts(sheet_xml("<sheetData/>"))
    parts[part] = f'<!DOCTYPE a [<!ENTITY b "c">]>{parts[part]!s}'
    source = package(tmp_path / "a.xlsx", parts)
    with pytest.raises(UserError, match="damaged"):
        save_with_comments(
            source, tmp_path / "b.xlsx", [CellComment("S", "A1", "x", "error")], author="W"
        )


def test_a_part_whose_bytes_were_damaged(tmp_path: Path) -> None:
    source = rich_workbook(tmp_path / "a.xlsx")
    with zipfile.ZipFile(source) as archive:
        at = archive.getinfo("xl/worksheets/sheet2.xml").header_offset
    content = bytearray(source.read_bytes())
    content[at + 80] ^= 0xFF
    source.write_bytes(content)
    with pytest.raises(UserError, match="damaged"):
        save(source, tmp_path / "b.xlsx")
    assert left(tmp_path) == ["a.xlsx"]


def test_a_sheet_that_is_not_there_is_named(tmp_path: Path) -> None:
    source = rich_workbook(tmp_path / "a.xlsx")
    with pytest.raises(UserError, match="no sheet “Gone”"):
        save_with_comments(
            source, tmp_path / "b.xlsx", [CellComment("Gone", "A1", "x", "error")], author="W"
        )
    assert left(tmp_path) == ["a.xlsx"]


@pytest.mark.parametrize("cell", ["", "7", "C", "C0", "XFE1", "A1048577", "A1:B2", "Ⅷ1", "A１"])
def test_what_is_no_cell_is_a_mistake_of_the_caller(tmp_path: Path, cell: str) -> None:
    source = rich_workbook(tmp_path / "a.xlsx")
    with pytest.raises(ValueError, match="no cell"):
        save_with_comments(
            source, tmp_path / "b.xlsx", [CellComment("Other", cell, "x", "error")], author="W"
        )


def test_the_last_cell_of_all_can_be_commented(tmp_path: Path) -> None:
    source = rich_workbook(tmp_path / "a.xlsx")
    asked = [CellComment("Other", "XFD1048576", "x", "error")]
    save_with_comments(source, tmp_path / "b.xlsx", asked, author="W")


def test_cancelled_at_any_moment_leaves_nothing(tmp_path: Path) -> None:
    source = rich_workbook(tmp_path / "a.xlsx")
    moments = 0

    def count() -> bool:
        nonlocal moments
        moments += 1
        return False

    save(source, tmp_path / "whole.xlsx", cancelled=count)
    (tmp_path / "whole.xlsx").unlink()
    assert moments > 20
    for moment in range(0, moments, 5):
        asked = iter([False] * moment + [True])
        with pytest.raises(Cancelled):
            save(source, tmp_path / "b.xlsx", cancelled=asked.__next__)
        assert left(tmp_path) == ["a.xlsx"]


@pytest.mark.parametrize("what", ["changed", "replaced", "removed"])
def test_a_workbook_that_does_not_stay_what_it_was(tmp_path: Path, what: str) -> None:
    source = rich_workbook(tmp_path / "a.xlsx")
    other = rich_workbook(tmp_path / "other.xlsx")
    done = False

    def meanwhile() -> bool:
        nonlocal done
        if not done:
            done = True
            if what == "changed":
                with source.open("ab") as file:
                    file.write(b"more")
            elif what == "replaced":
                other.replace(source)
            else:
                source.unlink()
        return False

    with pytest.raises(UserError, match="changed or removed meanwhile"):
        save(source, tmp_path / "b.xlsx", cancelled=meanwhile)
    assert not (tmp_path / "b.xlsx").exists()
    assert not any(name.endswith(".part") for name in left(tmp_path))


def test_what_stood_there_stays_until_the_new_one_is_whole(tmp_path: Path) -> None:
    source, target = rich_workbook(tmp_path / "a.xlsx"), tmp_path / "b.xlsx"
    target.write_bytes(b"older")
    with pytest.raises(Cancelled):
        save(source, target, cancelled=lambda: True)
    assert target.read_bytes() == b"older"
    save(source, target)
    assert zipfile.is_zipfile(target)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    source = rich_workbook(tmp_path / "a.xlsx")
    with pytest.raises(UserError, match="There is no folder"):
        save(source, tmp_path / "none" / "b.xlsx")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return rich_workbook(tmp_path_factory.mktemp("whole") / "a.xlsx")


@given(st.data())
def test_whatever_is_damaged_it_is_told_or_does_not_matter(
    whole: Path, data: st.DataObject
) -> None:
    parts: dict[str, str | bytes] = dict(parts_of(whole))
    name = data.draw(st.sampled_from([one for one in parts if one.endswith(("l", ".rels"))]))
    content = bytearray(parts[name])  # type: ignore[arg-type]
    at = data.draw(st.integers(0, len(content) - 1))
    content[at : at + data.draw(st.integers(0, 30))] = data.draw(
        st.sampled_from([b"", b"<", b'"', b"99999999999", b"-1", b"1e999", b"<!--", b"\xff", b"/>"])
    )
    parts[name] = bytes(content)
    with tempfile.TemporaryDirectory() as folder:
        source = package(Path(folder) / "a.xlsx", parts)
        try:
            save(source, Path(folder) / "b.xlsx")
        except UserError:
            assert left(Path(folder)) == ["a.xlsx"]


def test_trouble_while_reading_is_told_of_what_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = rich_workbook(tmp_path / "a.xlsx")
    from wicco_desktop.exchange.commenting import source_file

    class Torn:
        """A disk that was pulled out."""

        def __init__(self, file: object) -> None:
            self._file = file

        def __getattr__(self, name: str) -> object:
            return getattr(self._file, name)

        def read(self, size: int = -1) -> bytes:
            raise OSError(errno.EIO, "torn")

    opened = source_file.Source.__init__

    def torn(self: source_file.Source, path: Path) -> None:
        opened(self, path)
        self._file = Torn(self._file)  # type: ignore[assignment]

    monkeypatch.setattr(source_file.Source, "__init__", torn)
    with pytest.raises(UserError, match=r"a\.xlsx cannot be opened: Input/output error"):
        save(source, tmp_path / "b.xlsx")
    assert left(tmp_path) == ["a.xlsx"]

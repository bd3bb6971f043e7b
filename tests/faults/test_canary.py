"""Nothing that was ever put into an encrypted database lies readable anywhere, not after a kill.

A text is written in every kind of place; then every byte of the data folder and of the temporary
folder is searched for it, while the program has the database open, after it was killed, and after
a clean end.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.interrupted_conversion import CANARY, FIRST, found, opened

SCRIPT = """
import os, sys, time
from pathlib import Path
from tests.faults.interrupted_conversion import CANARY, FIRST, opened
from wicco_desktop.services.workspace import Workspace
from wicco_desktop.store.drafts import Draft, DraftKey
from wicco_desktop.store.edits import Create, Through

path = Path(sys.argv[1])
store = opened(path, FIRST)
workspace = Workspace.over(store)
made = store.write([Create("contact", {"name_en": CANARY, "remarks_zh": "矿井里的金丝雀在唱歌"})])
((_kind, contact),) = made.records
((_kind, meeting),) = store.write([Create("meeting", {"subject_en": CANARY})]).records
store.write([Create("note", {"meeting": meeting, "position": 1, "text_en": CANARY})])
photo = Path(sys.argv[2]) / "photo.txt"
photo.write_text(CANARY * 20_000)
workspace.photos.add("contact", contact, [photo])
photo.unlink()
(record,) = workspace.photos.of(contact)
with workspace.photos.content(record) as content:
    assert CANARY.encode() in content.read()
store.write(
    (Create("organisation", {"name_en": f"{CANARY} {number}"}) for number in range(400)),
    through=Through.WORKBOOK,
)
assert store.search(CANARY)
workspace.backups.make("by-hand")
list(store.findings())
store.rebuild_index()
drafts = store.open_drafts()
drafts.put(Draft(DraftKey("contact", contact, "remarks_en"), CANARY))
drafts.flush()
print("open", flush=True)
sys.stdin.readline()
drafts.close()
store.close()
print("closed", flush=True)
"""


@pytest.fixture
def temporary(tmp_path: Path) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    return folder


def started(path: Path, temporary: Path) -> subprocess.Popen[str]:
    outside = path.parent.parent / "outside"
    outside.mkdir(exist_ok=True)
    environment = {**os.environ, "TMPDIR": str(temporary), "TEMP": str(temporary)}
    environment["SQLITE_TMPDIR"] = str(temporary)
    child = subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(path), str(outside)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "open\n"
    return child


def nowhere(*folders: Path) -> None:
    for folder in folders:
        assert found(folder, CANARY) == []
        assert found(folder, "矿井里的金丝雀在唱歌") == []


def test_no_byte_of_it_is_readable_anywhere(tmp_path: Path, temporary: Path) -> None:
    path = tmp_path / "data" / "wicco.db"
    with started(path, temporary) as child:
        nowhere(path.parent, temporary)
        assert path.with_name("wicco.db-wal").stat().st_size > 100_000
        if sys.platform != "win32":
            child.kill()
            child.wait()
            nowhere(path.parent, temporary)
        else:
            child.communicate("\n")
    store = opened(path, FIRST)
    assert len(store.search(CANARY, kinds=["organisation"])) == 50
    drafts = store.open_drafts()
    assert [draft.text for draft in drafts.recovered] == [CANARY]
    drafts.close()
    store.close()
    nowhere(path.parent, temporary)


def test_the_search_would_find_it(tmp_path: Path) -> None:
    for number, code in enumerate(("utf-8", "utf-16-le", "utf-16-be")):
        (tmp_path / str(number)).write_bytes(b"\0" + CANARY.encode(code) + b"\0")
    assert len(found(tmp_path, CANARY)) == 3

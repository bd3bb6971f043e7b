"""Files and folders as a recorded process changed them, and what of it is safe on the disk.

A change is safe when a sync of that file or folder began after it and ended. Until then a power
cut may take it, or leave it, whatever became of those before and after it (``cut``).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.faults.power.calls import Call, descriptor, named
from tests.faults.power.calls import content as bytes_of

ROOT = 0
"""The number of the folder that is looked at."""
SHARED_MEMORY = "-shm"
"""SQLite's shared memory: nothing of it is needed after a cut, and it is written past any call."""


@dataclass(frozen=True, slots=True)
class Put:
    """Bytes written at a place of a file."""

    file: int
    at: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Cut:
    """A file made that long."""

    file: int
    size: int


@dataclass(frozen=True, slots=True)
class Named:
    """Names of folders given or taken in one step: ``(folder, name, what)``, None taken away."""

    names: tuple[tuple[int, str, int | None], ...]


@dataclass(frozen=True, slots=True)
class Synced:
    """A file or folder was synced; what happened before the event ``began`` is safe."""

    what: int
    began: int


@dataclass(frozen=True, slots=True)
class Marked:
    """What the recorded work said of itself."""

    said: dict[str, Any]


Event = Put | Cut | Named | Synced | Marked


@dataclass(slots=True)
class Recording:
    """The events of a run, and the tree in which they ended."""

    events: list[Event] = field(default_factory=list)
    folders: set[int] = field(default_factory=lambda: {ROOT})
    names: dict[tuple[int, str], int] = field(default_factory=dict)
    """As they are in the end."""
    begins: int = 0
    """Before this event everything counts as safe."""


class Recorder:
    """Makes events of calls."""

    def __init__(self, root: Path, marks: Path, working: Path) -> None:
        self._root, self._marks, self._working = root, str(marks), working
        self._made = Recording()
        self._last = ROOT
        self._places: dict[tuple[int, int], int] = {}
        """Where the next byte goes, by descriptor and file."""
        self._content: dict[int, bytearray] = {}
        self._at: list[int] = []
        """The number of events there were when each call ended."""

    def read(self, calls: Iterable[Call]) -> Recording:
        """Every event of the calls."""
        for call in calls:
            how = getattr(self, f"_{call.name}", None)
            if how is not None:
                how(call)
            elif call.name not in ("sync_file_range", "msync"):  # neither is a promise
                assert not self._concerns(call), f"what does {call.name} do?"
            self._at.append(len(self._made.events))
        return self._made

    # Where things are

    def _concerns(self, call: Call) -> bool:
        return any(str(self._root) in _readable(argument) for argument in call.arguments)

    def _inside(self, path: str) -> tuple[int, str] | None:
        """Folder and name of a path, None when it is not in the folder looked at."""
        try:
            parts = (self._working / path).relative_to(self._root).parts
        except ValueError:
            return None
        if not parts:
            return (ROOT, "")
        folder = ROOT
        for part in parts[:-1]:
            found = self._made.names.get((folder, part))
            if found is None:
                return None
            folder = found
        return (folder, parts[-1])

    def _what(self, path: str) -> int | None:
        place = self._inside(path)
        if place is None:
            return None
        return ROOT if place == (ROOT, "") else self._made.names.get(place)

    def _file(self, argument: str) -> tuple[int, int] | None:
        """Descriptor and file; None for one outside, one without a name, a folder."""
        number, path = descriptor(argument)
        what = self._what(path)
        return None if what is None or what in self._made.folders else (number, what)

    def _add(self, event: Event) -> None:
        self._made.events.append(event)
        if isinstance(event, Put):
            data = self._content[event.file]
            put(data, event.at, event.data)
        elif isinstance(event, Cut):
            data = self._content[event.file]
            resize(data, event.size)
        elif isinstance(event, Named):
            for folder, name, what in event.names:
                if what is None:
                    del self._made.names[folder, name]
                else:
                    self._made.names[folder, name] = what

    def _new(self) -> int:
        self._last += 1
        self._content[self._last] = bytearray()
        return self._last

    # Calls

    def _openat(self, call: Call) -> None:
        path = call.path
        place = None if path is None else self._inside(path)
        if place is None or place == (ROOT, ""):
            return
        what = self._made.names.get(place)
        flags = call.arguments[2].split("|")
        if what is None:
            assert "O_CREAT" in flags, f"{path} was not there"
            what = self._new()
            self._add(Named(((*place, what),)))
        elif "O_TRUNC" in flags:
            self._add(Cut(what, 0))
        appends = "O_APPEND" in flags
        self._places[call.result, what] = -1 if appends else 0

    def _lseek(self, call: Call) -> None:
        if (file := self._file(call.arguments[0])) and self._places.get(file, 0) >= 0:
            self._places[file] = call.result

    def _write(self, call: Call) -> None:
        if f"<{self._marks}>" in _readable(call.arguments[0]):
            for line in bytes_of(call.arguments[1]).splitlines():
                self._mark(json.loads(line))
        elif file := self._file(call.arguments[0]):
            self._append(file, bytes_of(call.arguments[1])[: call.result])

    def _append(self, file: tuple[int, int], data: bytes) -> None:
        place = self._places.get(file, 0)
        at = len(self._content[file[1]]) if place < 0 else place
        self._add(Put(file[1], at, data))
        if place >= 0:
            self._places[file] = at + len(data)

    def _mark(self, said: dict[str, Any]) -> None:
        self._add(Marked(said))
        if said.get("recording"):
            self._made.begins = len(self._made.events)

    def _pwrite64(self, call: Call) -> None:
        if file := self._file(call.arguments[0]):
            data = bytes_of(call.arguments[1])[: call.result]
            self._add(Put(file[1], int(call.arguments[3]), data))

    def _sendfile(self, call: Call) -> None:
        if target := self._file(call.arguments[0]):
            source = self._file(call.arguments[1])
            assert source is not None, "copied from elsewhere"
            offset = call.arguments[2].strip("[]").partition(" ")[0]
            assert offset != "NULL"
            at = int(offset)
            self._append(target, bytes(self._content[source[1]][at : at + call.result]))

    def _ftruncate(self, call: Call) -> None:
        if file := self._file(call.arguments[0]):
            self._add(Cut(file[1], int(call.arguments[1])))

    def _mmap(self, call: Call) -> None:
        shared = "MAP_SHARED" in call.arguments[3] and "PROT_WRITE" in call.arguments[2]
        if shared and (found := self._file(call.arguments[4])) is not None:
            path = descriptor(call.arguments[4])[1]
            assert path.endswith(SHARED_MEMORY), f"{path} is written through memory ({found})"

    def _fsync(self, call: Call) -> None:
        what = self._what(descriptor(call.arguments[0])[1])
        if what is not None:
            began = self._at[call.began - 1] if call.began else 0
            self._add(Synced(what, began))

    _fdatasync = _fsync

    def _rename(self, call: Call) -> None:
        source, target = (self._inside(named(argument)) for argument in call.arguments[:2])
        if source is None and target is None:
            return
        assert source is not None, "renamed from outside"
        assert target is not None, "renamed to outside"
        what = self._made.names[source]
        self._add(Named(((*source, None), (*target, what))))

    def _unlink(self, call: Call) -> None:
        place = self._inside(named(call.arguments[0]))
        if place is not None:
            self._add(Named(((*place, None),)))

    _rmdir = _unlink

    def _unlinkat(self, call: Call) -> None:
        folder, name = descriptor(call.arguments[0])[1], named(call.arguments[1])
        place = self._inside(str(Path(folder) / name))
        if place is not None:
            self._add(Named(((*place, None),)))

    def _mkdir(self, call: Call) -> None:
        place = self._inside(named(call.arguments[0]))
        if place is not None:
            if place == (ROOT, ""):
                return
            what = self._new()
            self._made.folders.add(what)
            self._add(Named(((*place, what),)))


def _readable(argument: str) -> str:
    number, opening, _path = argument.partition("<")
    if opening:
        return f"{number}<{descriptor(argument)[1]}>"
    return named(argument) if argument.startswith('"') and argument.endswith('"') else argument


def put(data: bytearray, at: int, more: bytes) -> None:
    """Write into bytes as into a file: a gap reads as zeros."""
    if at > len(data):
        data.extend(bytes(at - len(data)))
    data[at : at + len(more)] = more


def resize(data: bytearray, size: int) -> None:
    """Make bytes that long, as a file is made."""
    del data[size:]
    data.extend(bytes(max(size - len(data), 0)))


@dataclass(slots=True)
class State:
    """The disk at one event: what is safe, and what has been asked for since."""

    safe: dict[int, bytearray] = field(default_factory=dict)
    names: dict[tuple[int, str], int] = field(default_factory=dict)
    pending: dict[int, list[tuple[int, Put | Cut]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    pending_names: list[tuple[int, Named]] = field(default_factory=list)

    def take(self, number: int, event: Event) -> None:
        """The next event."""
        if isinstance(event, Put | Cut):
            self.pending[event.file].append((number, event))
        elif isinstance(event, Named):
            self.pending_names.append((number, event))
        elif isinstance(event, Synced):
            self._sync(event)

    def settle(self) -> None:
        """Everything there is now is safe."""
        for what in list(self.pending):
            self._sync(Synced(what, 1 << 60))
        for _number, event in self.pending_names:
            self.name(event.names)
        self.pending_names.clear()

    def name(self, names: Iterable[tuple[int, str, int | None]]) -> None:
        """Give and take names for good."""
        for folder, name, what in names:
            if what is None:
                self.names.pop((folder, name), None)
            else:
                self.names[folder, name] = what

    def _sync(self, event: Synced) -> None:
        waiting = self.pending.pop(event.what, [])
        data = self.safe.setdefault(event.what, bytearray())
        for number, change in waiting:
            if number >= event.began:
                self.pending[event.what].append((number, change))
            else:
                apply(data, change)
        left: list[tuple[int, Named]] = []
        for number, named_ in self.pending_names:
            here = [one for one in named_.names if one[0] == event.what and number < event.began]
            self.name(here)
            if rest := tuple(one for one in named_.names if one not in here):
                left.append((number, Named(rest)))
        self.pending_names = left


def apply(data: bytearray, change: Put | Cut) -> None:
    """What a change does when all of it reaches the disk."""
    if isinstance(change, Put):
        put(data, change.at, change.data)
    else:
        resize(data, change.size)


def state_at(recording: Recording, number: int) -> State:
    """The disk when that many events had happened."""
    state = State()
    for index, event in enumerate(recording.events[:number]):
        if index == recording.begins:
            state.settle()
        state.take(index, event)
    if number <= recording.begins:
        state.settle()
    return state


def files_in(recording: Recording, names: dict[tuple[int, str], int]) -> Iterator[tuple[Path, int]]:
    """Every file and folder that can be reached from the root, folders before what is in them."""
    inside: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for (folder, name), what in sorted(names.items()):
        inside[folder].append((name, what))

    def walk(folder: int, path: Path, above: frozenset[int]) -> Iterator[tuple[Path, int]]:
        for name, what in inside[folder]:
            yield path / name, what
            if what in recording.folders and what not in above:
                yield from walk(what, path / name, above | {what})

    yield from walk(ROOT, Path(), frozenset({ROOT}))

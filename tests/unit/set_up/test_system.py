"""What is missing from the system is installed where that is allowed, and told where it is not."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable

import pytest
from set_up import SetUpError, system


class Machine:
    """A pretended Linux: which libraries load, which programs there are, and what was run."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.missing: set[str] = set()
        self.programs = {"apt-get"}
        self.administrator = False
        self.sudo_asks = True
        self.font = True
        self.offered = True
        self.run: list[list[str]] = []
        self.told: list[str] = []
        patch.delenv("DISPLAY", raising=False)
        patch.delenv("WAYLAND_DISPLAY", raising=False)
        patch.setattr("sys.platform", "linux")
        patch.setattr("os.geteuid", lambda: 0 if self.administrator else 1000)
        patch.setattr("shutil.which", lambda name: name if name in self.programs else None)
        patch.setattr(system, "_loads", lambda library: library not in self.missing)
        patch.setattr(system, "has_chinese_font", lambda: self.font)
        patch.setattr(system, "captured", self.captured)

    def captured(self, command: list[str]) -> subprocess.CompletedProcess[str]:
        """Do as ``sudo`` and ``apt-get`` would."""
        self.run.append(command)
        if command == ["sudo", "-n", "true"]:
            return subprocess.CompletedProcess(command, int(self.sudo_asks), "")
        if "install" in command:
            if not self.offered:
                return subprocess.CompletedProcess(command, 100, "E: Unable to locate package x")
            self.missing, self.font = set(), True
        return subprocess.CompletedProcess(command, 0, "")

    def install_missing(self, venv_package: str | None = None) -> None:
        """Ask the module under test."""
        system.install_missing(self.told.append, venv_package)

    @property
    def installed(self) -> Iterable[list[str]]:
        """The commands that install."""
        return [command for command in self.run if "install" in command]


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    """A machine that lacks nothing, of a user who may install nothing."""
    return Machine(monkeypatch)


def test_a_complete_system_is_left_alone(machine: Machine) -> None:
    machine.install_missing()

    assert (machine.run, machine.told) == ([], [])


def test_an_administrator_gets_what_is_missing(machine: Machine) -> None:
    machine.administrator = True
    machine.missing, machine.font = {"libEGL.so.1", "libxcb-cursor.so.0"}, False

    machine.install_missing("python3-venv")

    (command,) = machine.installed
    assert command[:3] == ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    assert command[-4:] == ["fonts-noto-cjk", "libegl1", "libxcb-cursor0", "python3-venv"]


def test_sudo_that_asks_nothing_is_used(machine: Machine) -> None:
    machine.programs |= {"sudo"}
    machine.sudo_asks = False
    machine.missing = {"libGL.so.1"}

    machine.install_missing()

    (command,) = machine.installed
    assert command[:2] == ["sudo", "-n"]
    assert command[-1] == "libgl1"


@pytest.mark.parametrize(
    ("programs", "line"),
    [
        (
            {"apt-get", "sudo"},
            "type: sudo apt-get update && sudo apt-get install -y libegl1 libgl1",
        ),
        ({"apt-get"}, "type: su -c 'apt-get update && apt-get install -y libegl1 libgl1'"),
        (set(), "install what provides: libEGL.so.1 libGL.so.1"),
    ],
    ids=["sudo asks", "no sudo", "no Debian"],
)
def test_what_the_program_cannot_run_without_is_asked_for(
    machine: Machine, programs: set[str], line: str
) -> None:
    machine.programs = programs
    machine.missing = {"libEGL.so.1", "libGL.so.1"}

    with pytest.raises(SetUpError) as caught:
        machine.install_missing()

    assert str(caught.value).endswith(f"; {line}")
    assert machine.installed == []


def test_a_missing_font_is_told_and_does_not_stop(machine: Machine) -> None:
    machine.font = False

    machine.install_missing()

    (line,) = machine.told
    assert line.endswith("apt-get install -y fonts-noto-cjk'")


def test_a_package_that_is_not_offered_is_told_with_its_reason(machine: Machine) -> None:
    machine.administrator, machine.offered = True, False
    machine.missing = {"libGL.so.1"}

    with pytest.raises(SetUpError, match=r"E: Unable to locate package x.*install -y libgl1$"):
        machine.install_missing()


@pytest.mark.parametrize(
    ("screen", "library", "stops"),
    [
        ("DISPLAY", "libxcb-cursor.so.0", True),
        ("DISPLAY", "libwayland-cursor.so.0", False),
        ("WAYLAND_DISPLAY", "libwayland-cursor.so.0", True),
        ("WAYLAND_DISPLAY", "libxcb-cursor.so.0", False),
        ("NONE", "libxcb-cursor.so.0", False),
    ],
)
def test_a_library_for_windows_is_needed_on_its_kind_of_screen(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, screen: str, library: str, stops: bool
) -> None:
    monkeypatch.setenv(screen, ":0")
    machine.missing = {library}

    if stops:
        with pytest.raises(SetUpError):
            machine.install_missing()
    else:
        machine.install_missing()
    assert machine.told == []


def test_every_library_has_a_debian_package() -> None:
    for libraries in (
        system.LIBRARIES,
        system.X11_LIBRARIES,
        system.WAYLAND_LIBRARIES,
        system.PRINTER_LIBRARIES,
    ):
        assert all(".so." in name and package.islower() for name, package in libraries.items())


@pytest.mark.parametrize(
    "name",
    ["NotoSansCJK-Regular.ttc", "wqy-microhei.ttc", "SourceHanSansSC-Regular.otf", "uming.ttc"],
)
def test_a_chinese_font_is_known_by_its_file(name: str) -> None:
    assert system.CHINESE_FONT_FILES.search(name)


@pytest.mark.parametrize("name", ["DejaVuSans.ttf", "NotoSans-Regular.ttf"])
def test_another_font_is_not_taken_for_a_chinese_one(name: str) -> None:
    assert not system.CHINESE_FONT_FILES.search(name)

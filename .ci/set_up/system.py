"""What the system lacks: Qt's shared libraries, a Chinese font, Python's ``venv`` on Debian.

Asked of the dynamic linker and of the font folders, not of the package manager, so that it is
right on a system of any kind; only Debian and Ubuntu can be helped further than by telling.
The list is what ``ldd`` names for Qt's libraries and its platform plugins and a bare Debian 12
does not have.
"""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from set_up import SetUpError
from set_up.commands import captured, last_line

Told = Callable[[str], None]

LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
"""Without these Qt does not load at all, even where there is no screen."""

X11_LIBRARIES = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
"""Without these there is no window on an X11 screen."""

WAYLAND_LIBRARIES = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
"""Without these there is no window on a Wayland screen that has no X11 beside it."""

PRINTER_LIBRARIES = {"libcups.so.2": "libcups2"}
"""Without this there are no printers; to PDF it prints all the same."""

CHINESE_FONT = "fonts-noto-cjk"
CHINESE_FONT_FILES = re.compile(
    r"cjk|notosans[-_]?(sc|hans)|sourcehan|wqy|uming|ukai|droidsansfallback|simsun|simhei|msyh|"
    r"pingfang|hiragino|fangsong|kaiti|arialuni",
    re.IGNORECASE,
)


def venv_package() -> str:
    """The Debian package that lets this Python make environments with pip in them."""
    if os.path.realpath(sys.executable) == os.path.realpath("/usr/bin/python3"):
        return "python3-venv"
    return f"python3.{sys.version_info.minor}-venv"


def install_missing(told: Told, venv_package: str | None = None) -> None:
    """Install what is missing, where that is possible without asking.

    Where it is not: raises SetUpError with the line to type when the program cannot run without
    it, and tells that line when it can.
    """
    if not sys.platform.startswith("linux"):
        return
    lacking = _lacking(venv_package)
    if not lacking.all():
        return
    reason = _installed(sorted(lacking.all()), told)
    if reason is None:
        lacking = _lacking(None)
    if lacking.needed:
        raise SetUpError(f"{reason or 'the system still lacks something'}; {_line(lacking.all())}")
    if lacking.wanted:
        told(f"the program runs, and is better with more; {_line(lacking.wanted)}")


@dataclass(frozen=True)
class Lacking:
    """Debian's packages that are missing: those nothing works without, and the others."""

    needed: set[str]
    wanted: set[str]
    unasked: set[str]
    """Of no use on the screen there is, or there is none: installed, never asked for."""

    def all(self) -> set[str]:
        """All of them."""
        return self.needed | self.wanted | self.unasked


def _lacking(venv_package: str | None) -> Lacking:
    needed = _packages(LIBRARIES) | ({venv_package} if venv_package else set())
    wanted = set() if has_chinese_font() else {CHINESE_FONT}
    x11, wayland = _packages(X11_LIBRARIES), _packages(WAYLAND_LIBRARIES)
    printer = _packages(PRINTER_LIBRARIES)
    if os.environ.get("DISPLAY"):
        return Lacking(needed | x11, wanted | printer, wayland)
    if os.environ.get("WAYLAND_DISPLAY"):
        return Lacking(needed | wayland, wanted | printer, x11)
    return Lacking(needed, wanted, x11 | wayland | printer)


def _packages(libraries: dict[str, str]) -> set[str]:
    return {package for name, package in libraries.items() if not _loads(name)}


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def has_chinese_font() -> bool:
    """Whether some installed font has Chinese characters, as far as its language or name tells."""
    if shutil.which("fc-list"):
        listed = captured(["fc-list", ":lang=zh", "family"])
        if listed.returncode == 0 and listed.stdout.strip():
            return True
    return any(CHINESE_FONT_FILES.search(name) for name in _font_files())


def _font_files() -> Iterator[str]:
    data = os.environ.get("XDG_DATA_HOME") or "~/.local/share"
    for folder in ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", f"{data}/fonts"):
        for _, _, names in os.walk(Path(folder).expanduser()):
            yield from names


def _installed(packages: list[str], told: Told) -> str | None:
    """Install Debian packages; None when that was done, otherwise why it was not."""
    if not shutil.which("apt-get"):
        return "the system lacks libraries"
    rights = _rights()
    if rights is None:
        return "the system lacks packages, and installing them needs an administrator"
    told(f"installing with the system's packages: {' '.join(packages)}")
    apt = [*rights, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-y"]
    apt += ["-o", "DPkg::Lock::Timeout=120"]
    captured([*apt, "update"])  # what matters is whether the packages are found below
    done = captured([*apt, "install", "--no-install-recommends", *packages])
    if done.returncode == 0:
        return None
    return f"the system's packages could not be installed ({last_line(done.stdout)})"


def _rights() -> list[str] | None:
    """What to put before a command so that it may install; None when nothing helps."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and captured(["sudo", "-n", "true"]).returncode == 0:
        return ["sudo", "-n"]
    return None


def _line(packages: Iterable[str]) -> str:
    """The sentence with the exact line to type."""
    if shutil.which("apt-get"):
        line = f"apt-get update && apt-get install -y {' '.join(sorted(packages))}"
        if os.geteuid() == 0:
            return f"type: {line}"
        if shutil.which("sudo"):
            return f"type: {line.replace('apt-get', 'sudo apt-get')}"
        return f"type: su -c '{line}'"
    names = LIBRARIES | X11_LIBRARIES | WAYLAND_LIBRARIES | PRINTER_LIBRARIES
    missing = [name for name, package in names.items() if package in set(packages)]
    return f"install what provides: {' '.join(missing) or 'a Chinese font'}"

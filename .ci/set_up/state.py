"""Whether ``.venv`` is as it should be: asked at every start, so quick and with few imports.

A finished set-up leaves a stamp in ``.venv``, written last: the folder it was made in, the Python
it was made with, and a checksum of each file that decides what is installed (contents, since a
checkout changes the times). A ``.venv`` without a stamp was interrupted and is not to be trusted.
"""

import contextlib
import os
import zlib

LOCK = "requirements.lock"
PROJECT = "pyproject.toml"
STAMP = "wicco-set-up"


def venv_folder(root: str) -> str:
    """Where the environment lies."""
    return os.path.join(root, ".venv")


def venv_python(root: str) -> str:
    """The Python inside the environment."""
    inside = ("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")
    return os.path.join(venv_folder(root), *inside)


def base_python(root: str) -> str:
    """The installed Python that the environment stands on; empty when there is none any more.

    A system upgrade replaces it (3.11 by 3.13 under the same ``python3``), which leaves the
    environment's packages behind. Windows has a copy instead of a link, so its note is read.
    """
    inside = venv_python(root)
    if not os.path.exists(inside):
        return ""
    if os.name != "nt":
        return os.path.realpath(inside)
    with open(os.path.join(venv_folder(root), "pyvenv.cfg"), encoding="utf-8") as lines:
        notes = dict(line.split(" = ", 1) for line in lines if " = " in line)
    home = notes.get("home", "").strip()
    return home if os.path.isdir(home) else ""


def _checksum(path: str) -> str:
    with open(path, "rb") as file:
        return f"{zlib.crc32(file.read()):08x}"


def wanted(root: str) -> dict[str, str]:
    """What the stamp of a finished set-up says now; without a usable Python, that is empty."""
    return {
        "folder": root,
        "python": base_python(root),
        LOCK: _checksum(os.path.join(root, LOCK)),
        PROJECT: _checksum(os.path.join(root, PROJECT)),
    }


def recorded(root: str) -> dict[str, str]:
    """What the stamp says; nothing when there is none."""
    try:
        with open(os.path.join(venv_folder(root), STAMP), encoding="utf-8") as lines:
            return dict(line.rstrip("\n").split("\t", 1) for line in lines if "\t" in line)
    except (OSError, ValueError):
        return {}


def is_ready(root: str) -> bool:
    """Whether nothing is to be done."""
    stamp = recorded(root)
    return bool(stamp.get("python")) and stamp == wanted(root)


def is_sound(root: str) -> bool:
    """Whether the environment was finished once, here, and its Python is still the same one."""
    stamp, now = recorded(root), wanted(root)
    return bool(now["python"]) and all(stamp.get(key) == now[key] for key in ("folder", "python"))


def remove_stamp(root: str) -> None:
    """Mark the environment as not to be trusted, before it is changed."""
    with contextlib.suppress(FileNotFoundError):
        os.unlink(os.path.join(venv_folder(root), STAMP))


def write_stamp(root: str, stamp: dict[str, str]) -> None:
    """Mark the environment as finished; whole or not at all."""
    path = os.path.join(venv_folder(root), STAMP)
    with open(path + ".unfinished", "w", encoding="utf-8") as file:
        file.writelines(f"{key}\t{value}\n" for key, value in stamp.items())
    os.replace(path + ".unfinished", path)


def stale_catalogues(root: str) -> bool:
    """Whether a message catalogue is newer than what was compiled from it."""
    with os.scandir(os.path.join(root, "translations")) as folders:
        sources = [os.path.join(each.path, "LC_MESSAGES", "wicco.po") for each in folders]
    return any(_is_stale(source) for source in sources)


def _is_stale(source: str) -> bool:
    try:
        written = os.stat(source).st_mtime_ns
    except OSError:
        return False
    try:
        return os.stat(source[: -len("po")] + "mo").st_mtime_ns < written
    except OSError:
        return True

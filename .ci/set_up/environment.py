"""Makes ``.venv``, with exactly what ``requirements.lock`` says and the program itself, editable.

Built in place and stamped last. An environment that was finished once is brought up to date; one
that was not, or whose Python has gone, is made anew.
"""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable

from set_up import SetUpError, state, system
from set_up.commands import captured, last_line
from set_up.turn import turn

Told = Callable[[str], None]

OLDEST_PIP = (22, 3)
"""The first pip that can install into another Python (``--python``)."""

LOG = "set-up.log"
UNREACHABLE = re.compile(
    r"NewConnectionError|ConnectTimeout|name resolution|ProxyError|Network is unreachable|"
    r"ReadTimeout|getaddrinfo failed|Connection refused|NameResolutionError"
)
FOREIGN_SETTINGS = (
    "PIP_CONSTRAINT",
    "PIP_DRY_RUN",
    "PIP_NO_BINARY",
    "PIP_NO_DEPS",
    "PIP_PREFIX",
    "PIP_PYTHON",
    "PIP_REQUIREMENT",
    "PIP_REQUIRE_HASHES",
    "PIP_ROOT",
    "PIP_TARGET",
    "PYTHONHOME",
    "PYTHONPATH",
    "PYTHONSTARTUP",
)
"""Settings of the user's that would make pip install something else, or somewhere else."""


def make_ready(root: str, told: Told) -> None:
    """Do everything that is still to be done; raises SetUpError with one plain line."""
    with turn(root, told) as held:
        if state.is_ready(root):
            return
        before = state.recorded(root) if state.is_sound(root) else {}
        if not before:
            system.install_missing(told, venv_package=_venv_package())
            _make_venv(root, told)
        state.remove_stamp(root)
        try:
            _install(root, told, held, before)
        except SetUpError:
            if before:  # pip stopped by itself, before it changed anything
                state.write_stamp(root, before)
            raise
        state.write_stamp(root, state.wanted(root))
        told("ready")


def compile_catalogues(root: str, told: Told) -> None:
    """Compile the message catalogues that have changed; a failure is told and not fatal."""
    script = os.path.join(root, "translations", "compile_catalogues.py")
    done = captured([state.venv_python(root), "-I", script])
    if done.returncode:
        told(f"the translations could not be compiled: {last_line(done.stdout)}")


def _install(root: str, told: Told, held: int, before: dict[str, str]) -> None:
    if before.get(state.LOCK) != state.wanted(root)[state.LOCK]:
        told("installing what the program needs (the first time this takes a minute or two)")
        lock = os.path.join(root, state.LOCK)
        _pip(root, held, "--require-hashes", "--only-binary", ":all:", "-r", lock)
    _pip(root, held, "--no-deps", "--no-build-isolation", "--editable", root)


def _make_venv(root: str, told: Told) -> None:
    folder = state.venv_folder(root)
    if os.path.lexists(folder):
        told("the environment is not whole; making it anew")
        if os.path.islink(folder) or not os.path.isdir(folder):
            os.unlink(folder)
        else:
            shutil.rmtree(folder)
    else:
        told(f"making an environment in {folder}")
    options = [] if _has_ensurepip() else ["--without-pip"]
    done = captured([sys.executable, "-m", "venv", *options, folder], _environment())
    if done.returncode:
        raise SetUpError(f"the environment could not be made: {last_line(done.stdout)}")


def _has_ensurepip() -> bool:
    importlib.invalidate_caches()
    return importlib.util.find_spec("ensurepip") is not None


def _python_with_pip() -> str | None:
    """This Python, or the one its environment stands on, where a pip there can serve another."""
    for python in dict.fromkeys([sys.executable, _base_python()]):
        version = re.match(r"pip (\d+)\.(\d+)", captured([python, "-m", "pip", "--version"]).stdout)
        if version and (int(version[1]), int(version[2])) >= OLDEST_PIP:
            return python
    return None


def _base_python() -> str:
    """The installed Python, where this one is an environment's."""
    return str(getattr(sys, "_base_executable", None) or sys.executable)


def _venv_package() -> str | None:
    """The Debian package that this Python needs before it can make an environment with pip."""
    return None if _has_ensurepip() or _python_with_pip() else system.venv_package()


def _pip_command(root: str) -> list[str]:
    inside = state.venv_python(root)
    if captured([inside, "-I", "-c", "import pip"]).returncode == 0:
        return [inside, "-I", "-m", "pip"]
    return [_python_with_pip() or sys.executable, "-m", "pip", "--python", inside]


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in FOREIGN_SETTINGS}
    return kept | {"PIP_USER": "0", "PIP_NO_INPUT": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}


def _pip(root: str, held: int, *options: str) -> None:
    """Run ``pip install``; what it says goes to a log beside the environment's other files."""
    log = os.path.join(state.venv_folder(root), LOG)
    with open(log, "a+", encoding="utf-8", errors="replace") as written:
        begins = written.seek(0, os.SEEK_END)
        done = subprocess.run(
            [*_pip_command(root), "install", "--progress-bar", "off", "--retries", "3", *options],
            stdin=subprocess.DEVNULL,
            stdout=written,
            stderr=subprocess.STDOUT,
            env=_environment(),
            check=False,
            pass_fds=(held,) if os.name == "posix" else (),
        )
        if done.returncode == 0:
            return
        written.seek(begins)
        raise SetUpError(f"{_reason(written.read())} (all of it: {log})")


def _reason(output: str) -> str:
    """What went wrong, in one line."""
    if "DO NOT MATCH THE HASHES" in output:
        return "a downloaded package is not the one the lock file names; nothing was installed"
    if UNREACHABLE.search(output):
        return "the package index cannot be reached: is this computer online?"
    if "No space left" in output:
        return "the disk is full"
    return f"the packages could not be installed: {last_line(output)}"

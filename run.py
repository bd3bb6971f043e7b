"""Sets WICCO Desktop up where needed, then runs it: ``python3 run.py ARGUMENTS``.

``python3 run.py test`` runs every test instead. Needs nothing but Python 3.11 or newer. This file
is only the quick way through: is ``.venv`` as it should be? Then hand over. What to do when it is
not is in ``.ci/set_up/``. Keep the imports here few (the way through costs under 100 ms) and the
syntax old, so that an old Python can still say that it is too old.
"""

import os
import sys

ROOT = os.path.dirname(os.path.abspath(__file__))
WRONG_SET_UP = 2
INTERRUPTED = 130


def told(sentence: str) -> None:
    """Say one line of set-up talk, which goes to stderr only: stdout belongs to the program."""
    sys.stderr.write("wicco-desktop: " + sentence + "\n")
    sys.stderr.flush()


if sys.version_info < (3, 11):  # noqa: UP036
    told(
        "this is Python %d.%d, and 3.11 or newer is needed. Where it is installed, type: "
        "python3.11 run.py" % sys.version_info[:2]
    )
    sys.exit(WRONG_SET_UP)


def command(arguments: list[str]) -> list[str]:
    """The program to hand over to: the Python of ``.venv`` with its arguments."""
    from set_up.state import venv_python

    start = [venv_python(ROOT), "-P", "-m"]
    if arguments[:1] == ["test"]:
        os.chdir(ROOT)
        return [*start, "pytest", *(arguments[1:] or ["-n", "2"])]
    return [*start, "wicco_desktop", *arguments]


def hand_over(handed: list[str]) -> int:  # noqa: RET503
    """Become that program; on Windows, where nothing can, wait for it and return its exit code."""
    if sys.platform == "win32":
        import signal
        import subprocess

        signal.signal(signal.SIGINT, signal.SIG_IGN)
        return subprocess.run(handed, check=False).returncode  # noqa: S603
    os.execv(handed[0], handed)  # noqa: S606


def main(arguments: list[str]) -> int:
    """Set up where needed, then hand over; returns an exit code when that cannot be."""
    from set_up import SetUpError
    from set_up.state import is_ready, stale_catalogues

    try:
        if not is_ready(ROOT):
            from set_up.environment import make_ready

            make_ready(ROOT, told)
        if stale_catalogues(ROOT):
            from set_up.environment import compile_catalogues

            compile_catalogues(ROOT, told)
        return hand_over(command(arguments))
    except KeyboardInterrupt:
        told("interrupted; the next start goes on")
        return INTERRUPTED
    except SetUpError as error:
        told(str(error))
    except OSError as error:
        told(f"cannot set up in {ROOT}: {error}")
    return WRONG_SET_UP


if __name__ == "__main__":
    sys.path.insert(0, os.path.join(ROOT, ".ci"))
    sys.exit(main(sys.argv[1:]))

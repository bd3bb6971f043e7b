"""The entry point: reads the command line, does what it asks, answers with an exit code.

0 done, 1 a problem was found and told, 2 wrong use or unreadable input; never a traceback.
"""

from __future__ import annotations

import contextlib
import importlib
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from wicco_desktop import __version__
from wicco_desktop.cli.output import Output, ReaderGone, flush, tell_problem
from wicco_desktop.cli.parser import Asked, asked_language, help_text, parse
from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.loading import loading
from wicco_desktop.foundation.messages import N_, Translator
from wicco_desktop.foundation.paths import user_folders
from wicco_desktop.foundation.reasons import reason_of
from wicco_desktop.foundation.scratch import removing_left
from wicco_desktop.foundation.settings import SettingsFile

if TYPE_CHECKING:
    from wicco_desktop.cli.opening import Call

INTERRUPTED = 130


def main(argv: list[str] | None = None) -> int:
    """Run one command line (default: the process's own); returns the exit code."""
    arguments = sys.argv[1:] if argv is None else argv
    output = Output(Translator(asked_language(arguments, _chosen_language())))
    try:
        code = _done(parse(arguments), output)
        flush()
    except UserError as problem:
        return _told(problem, output)
    except ReaderGone:
        return 0
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as problem:
        reason = reason_of(problem)
        return _told(UserError(N_("The system refused: {reason}."), reason=reason), output)
    except Exception as bug:  # noqa: BLE001  (the last door: a report instead of a traceback)
        return _reported(bug, output)
    return code


def _chosen_language() -> str:
    try:
        return SettingsFile(user_folders().settings).values.language
    except (OSError, UserError):
        return ""  # no home folder, or none that can be read


def _done(asked: Asked, output: Output) -> int:
    output.json = asked.json
    if asked.version:
        output.line(f"wicco-desktop {__version__}")
        output.document({"version": __version__})
        return 0
    if asked.help:
        text = help_text(asked.command, output.translator)
        output.line(text)
        output.document({"help": text})
        return 0
    with loading():
        from wicco_desktop.cli.opening import Call

        module, name = asked.command.run.split(":")
        run: Callable[[Call], int] = getattr(
            importlib.import_module(f"wicco_desktop.cli.{module}"), name
        )
    with removing_left():
        return run(Call(asked, output))


def _told(problem: UserError, output: Output) -> int:
    sentence = problem.told(output.translator)
    tell_problem(sentence)
    if problem.exit_code == UserError.exit_code:
        _document_of(sentence, output)
    return problem.exit_code


def _reported(bug: Exception, output: Output) -> int:
    from datetime import UTC, datetime

    from wicco_desktop.ui.bug_report import report_text, write_report

    moment = datetime.now(UTC)
    try:
        report = write_report(report_text(bug, moment), user_folders().log, moment)
    except UserError:  # no home folder
        report = None
    sentence = output.tr(N_("The program made a mistake."))
    if report is not None:
        where = output.tr(N_("The report is in {file}."), file=str(report))
        sentence = f"{sentence} {where}"
    tell_problem(sentence)
    _document_of(sentence, output)
    return UserError.exit_code


def _document_of(sentence: str, output: Output) -> None:
    with contextlib.suppress(ReaderGone, UserError):
        output.document({"error": sentence})


if __name__ == "__main__":
    sys.exit(main())

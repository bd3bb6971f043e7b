"""Why the system refused is told in the user's language."""

from __future__ import annotations

import errno
import os

import pytest

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.languages import CHINESE, ENGLISH
from wicco_desktop.foundation.messages import Translator
from wicco_desktop.foundation.reasons import reason_of


@pytest.mark.parametrize("number", [errno.ENOENT, errno.EACCES, errno.ENOSPC, errno.EROFS])
def test_a_known_reason_is_told_in_both_languages(number: int) -> None:
    problem = UserError("{reason}", reason=reason_of(OSError(number, os.strerror(number))))
    assert problem.told(Translator(ENGLISH)).isascii()
    assert not any("a" <= char <= "z" for char in problem.told(Translator(CHINESE)))


def test_a_reason_nobody_knows_is_told_as_the_system_tells_it() -> None:
    assert reason_of(OSError(errno.EXDEV, "Invalid cross-device link")) == (
        "Invalid cross-device link"
    )
    assert reason_of(ValueError("embedded null byte")) == "embedded null byte"

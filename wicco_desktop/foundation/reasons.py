"""Why the system would not do something, in the user's language where the reason is a known one."""

from __future__ import annotations

import errno

from wicco_desktop.foundation.messages import N_, Message

_KNOWN = {
    errno.EACCES: N_("Permission denied"),
    errno.EEXIST: N_("File exists"),
    errno.EIO: N_("Input/output error"),
    errno.EISDIR: N_("Is a directory"),
    errno.ENAMETOOLONG: N_("File name too long"),
    errno.ENOENT: N_("No such file or directory"),
    errno.ENOSPC: N_("No space left on device"),
    errno.ENOTDIR: N_("Not a directory"),
    errno.EPERM: N_("Operation not permitted"),
    errno.EROFS: N_("Read-only file system"),
}


def reason_of(problem: BaseException) -> Message | str:
    """The reason as a parameter of a sentence; one that is not known in the system's own words."""
    known = _KNOWN.get(getattr(problem, "errno", None) or 0)
    return Message(known) if known else getattr(problem, "strerror", None) or str(problem)

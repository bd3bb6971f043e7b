"""The one base class for what the user can do something about. Anything else is a bug."""

from __future__ import annotations

from wicco_desktop.foundation.messages import Message, Translator


class UserError(Exception):
    """A problem told in plain words, in either language.

    ``message`` is a marked message id; the named parameters fill its placeholders. ``exit_code``
    is what the command line ends with: 1 a problem was found and told, 2 wrong use or an input
    that cannot be read.
    """

    exit_code = 1

    def __init__(self, message: str, /, **parameters: object) -> None:
        self.message = Message(message, parameters)
        super().__init__(Translator().text(self.message))

    def told(self, translator: Translator) -> str:
        """The sentence for the user."""
        return translator.text(self.message)


class UsageError(UserError):
    """Wrong arguments, or an input that cannot be read."""

    exit_code = 2


class Cancelled(Exception):  # noqa: N818  (a wish of the user, no error)
    """Long work was stopped because the user asked for it; nothing of it stays."""

"""Several short texts in one line, such as tags: separated by ``;`` or its Chinese sisters."""

from __future__ import annotations

import re

from wicco_desktop.ui.editors.text import TextEditor

SEPARATORS = re.compile("[;；、\n]")
JOINT = "; "


def joined(text: str) -> str | None:
    """The list as stored: each text once, in the order typed; None where there is none."""
    texts = (part.strip() for part in SEPARATORS.split(text))
    return JOINT.join(dict.fromkeys(filter(None, texts))) or None


class ListEditor(TextEditor):
    """A line whose value is the list as stored."""

    def value(self) -> str | None:
        return joined(super().value() or "")

    def _left(self) -> None:
        super()._left()
        if not self.dirty:
            self.entry.show_text(self.value() or "")

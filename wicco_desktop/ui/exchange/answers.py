"""What the editors of a review ask of the program."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from wicco_desktop.foundation.clock import parse_moment
from wicco_desktop.foundation.dates import parse_date
from wicco_desktop.ui.editors.factory import Answers
from wicco_desktop.ui.forms.references import References
from wicco_desktop.ui.session import Session


def today_of(session: Session) -> Callable[[], date]:
    """The local day, by the clock of the store."""

    def today() -> date:
        return parse_moment(session.workspace.store.now()).astimezone().date()

    return today


def answers_of(session: Session) -> Answers:
    """Completion, names and dates for the editors; nothing is made by them."""
    references = References(session)
    today = today_of(session)
    return Answers(
        parse_date=lambda text: parse_date(text, today()),
        complete=lambda field, text: references.complete(text, field.targets),
        resolve=references.resolve,
        likely=lambda field, text: references.likely(text, field.targets),
        creatable=lambda _field: False,
    )

"""What a reference field asks: what fits a text, how a record is named, what a new one is.

One object a form. Remembers how the records it has named were called, and those that are only on
their way into the database.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wicco_desktop.foundation.languages import CODES
from wicco_desktop.foundation.messages import N_, Message
from wicco_desktop.foundation.text import fold
from wicco_desktop.records import KINDS, Record
from wicco_desktop.services.naming import named
from wicco_desktop.services.people import Post
from wicco_desktop.services.titles import UNNAMED, in_trash, title_of
from wicco_desktop.store.edits import Create
from wicco_desktop.store.queries import Query
from wicco_desktop.ui.editors.suggestions import Suggestion
from wicco_desktop.ui.session import Session

MOST = 12


class References:
    """Suggestions, titles and new records for the reference fields of a form."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._made: dict[str, Create] = {}
        self._suggested: tuple[Record, ...] = ()

    def complete(self, typed: str, kinds: Iterable[str]) -> list[Suggestion]:
        """The records whose name fits, best first; for nothing typed those made last."""
        wanted = tuple(kinds)
        if typed:
            found = self._session.workspace.searching.complete(typed, wanted, limit=MOST)
        else:
            found = [
                record
                for kind in wanted
                for record in self._session.workspace.store.select(
                    Query(kind, order=("-id",), limit=MOST // len(wanted))
                )
            ]
        self._suggested = tuple(found)
        return self.suggestions(found)

    def suggestions(self, records: Sequence[Record]) -> list[Suggestion]:
        """Records as they are suggested: by title in both languages and what tells them apart."""
        code = self._session.code
        contacts = [record.id for record in records if record.kind == "contact"]
        posts = self._session.workspace.people.main_posts(contacts) if contacts else {}
        return [self._suggestion(record, posts.get(record.id), code) for record in records]

    def resolve(self, id_: str) -> Suggestion | None:
        """A record as it stands in the field that refers to it."""
        record = self._session.workspace.store.find(id_)
        if record is not None:
            return self.suggestions([record])[0]
        made = self._made.get(id_)
        if made is None:
            return None
        coming = Record(made.kind, made.id, made.values)
        return self._suggestion(coming, None, self._session.code)

    def make(self, kind: str, name: str) -> Create:
        """A new record of that name, or of the two names that were typed side by side."""
        made = self._session.workspace.editing.creation(kind, named(kind, name))
        self._made[made.id] = made
        return made

    def likely(self, name: str, kinds: Iterable[str]) -> Message | None:
        """Whether there is one of just that name already: before a second one is made.

        Looks among what was suggested for it last; this is asked at every keystroke.
        """
        key = fold(name)
        for record in self._suggested:
            titles = (fold(record.title(code)) for code in CODES)
            if record.kind in kinds and key in titles:
                # Translators: a warning while a name is typed of which a new record might be made.
                return Message(N_("There is already {name}."), {"name": self.named(record)})
        return None

    def named(self, record: Record) -> str:
        """A record's name with the post or place that tells it from another."""
        suggestion = self.suggestions([record])[0]
        parts = (suggestion.title, suggestion.other_title, suggestion.detail)
        return " · ".join(filter(None, parts))

    def _suggestion(self, record: Record, post: Post | None, code: str) -> Suggestion:
        tr = self._session.language.tr
        title = self._session.workspace.titles.of(record, code)
        return Suggestion(
            record.id,
            title.text or tr(UNNAMED),
            title.other,
            self._detail(record, post, code),
            deleted=in_trash(record),
        )

    def _detail(self, record: Record, post: Post | None, code: str) -> str:
        if record.kind == "contact":
            return post_line(post, code) if post is not None else ""
        if record.kind == "meeting":
            return record.text("date")
        if record.kind == "delegation":
            return record.text("start")
        return in_language(record, "city", code)


def in_language(record: Record, key: str, code: str) -> str:
    """A bilingual text of a record in that language, else in the other."""
    if not KINDS[record.kind].has(key):
        return ""
    sides = [record.text(column.name) for column in KINDS[record.kind].field(key).columns()]
    own = record.text(f"{key}_{code}")
    return own or next((side for side in sides[:-1] if side), "")


def post_line(post: Post, code: str) -> str:
    """A post in a few words: the title and where."""
    place = title_of(post.organisation, code).text if post.organisation is not None else ""
    if post.organisation is not None:
        place = in_language(post.organisation, "short_name", code) or place
    return " · ".join(filter(None, (in_language(post.affiliation, "title", code), place)))

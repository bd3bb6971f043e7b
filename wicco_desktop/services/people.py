"""People and their posts: affiliations with dates, the title held on a day, likely duplicates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from wicco_desktop.foundation.dates import covers
from wicco_desktop.records import Record
from wicco_desktop.services.editing import Editing
from wicco_desktop.store.edits import Edit, Written
from wicco_desktop.store.queries import Is, OneOf, Query
from wicco_desktop.store.store import Store


@dataclass(frozen=True, slots=True)
class Post:
    """An affiliation with the organisation it is in."""

    affiliation: Record
    organisation: Record | None


class People:
    """Contacts with their posts."""

    def __init__(self, store: Store, editing: Editing) -> None:
        self._store = store
        self._editing = editing

    def posts(self, contact: str) -> list[Post]:
        """The posts of a contact: the main one first, then the latest."""
        return self.posts_of([contact]).get(contact, [])

    def posts_of(self, contacts: Iterable[str]) -> dict[str, list[Post]]:
        """The posts of several contacts, by contact; those without any are left out."""
        wanted = tuple(dict.fromkeys(contacts))
        if not wanted:
            return {}
        return self._with_organisations(
            self._store.select(Query("affiliation", (OneOf("contact", wanted),))), "contact"
        )

    def people_in(self, organisation: str, *, limit: int | None = None) -> list[Record]:
        """The affiliations in an organisation, present ones first."""
        return self._store.select(
            Query(
                "affiliation",
                (Is("organisation", organisation),),
                order=("end", "contact.sort_key"),
                limit=limit,
            )
        )

    def _with_organisations(self, affiliations: list[Record], by: str) -> dict[str, list[Post]]:
        organisations = self._store.many(
            (record.text("organisation") for record in affiliations), "organisation"
        )
        posts: dict[str, list[Post]] = {}
        for record in affiliations:
            post = Post(record, organisations.get(record.text("organisation")))
            posts.setdefault(record.text(by), []).append(post)
        return posts

    def main_posts(self, contacts: Iterable[str]) -> dict[str, Post]:
        """The post shown beside each of several names: the main one, else the latest not ended."""
        found = {contact: main_of(posts) for contact, posts in self.posts_of(contacts).items()}
        return {contact: post for contact, post in found.items() if post is not None}

    def add_post(
        self, contact: str, values: Mapping[str, object], *, id_: str | None = None
    ) -> Record:
        """A new post. The first one of a contact is the main one."""
        first = not self.posts(contact)
        return self._editing.create(
            "affiliation", {"main": first or None, **values, "contact": contact}, id_=id_
        )

    def make_main(self, affiliation: str) -> Written:
        """Make one post of a contact the main one, the others not."""
        chosen = self._editing.record("affiliation", affiliation)
        edits = [
            Edit(
                "affiliation",
                post.affiliation.id,
                {"main": post.affiliation.id == affiliation or None},
            )
            for post in self.posts(chosen.text("contact"))
        ]
        return self._editing.apply(edits)


def main_of(posts: Iterable[Post]) -> Post | None:
    """The post shown beside a name: the main one, else the first that has not ended."""
    several = list(posts)
    for post in several:
        if post.affiliation["main"]:
            return post
    for post in several:
        if not post.affiliation["end"]:
            return post
    return several[0] if several else None


def post_held(posts: Iterable[Post], day: str | None) -> Post | None:
    """The post held on a day: among those whose dates cover it, dated and main ones first."""
    several = list(posts)
    if not day:
        return main_of(several)
    held = [
        post
        for post in several
        if covers(post.affiliation.text("start"), post.affiliation.text("end"), day)
    ]
    held.sort(
        key=lambda post: (
            not (post.affiliation["start"] or post.affiliation["end"]),
            not post.affiliation["main"],
        )
    )
    return held[0] if held else None

"""The services of one open database, made once and handed to whoever shows or prints them."""

from __future__ import annotations

from dataclasses import dataclass

from wicco_desktop.services.checking import Checking
from wicco_desktop.services.delegations import Delegations
from wicco_desktop.services.editing import Editing
from wicco_desktop.services.follow_ups import FollowUps
from wicco_desktop.services.history import History
from wicco_desktop.services.meetings import Meetings
from wicco_desktop.services.minutes import Minutes
from wicco_desktop.services.notes import Notes
from wicco_desktop.services.people import People
from wicco_desktop.services.photos import Photos
from wicco_desktop.services.related import Related
from wicco_desktop.services.searching import Searching
from wicco_desktop.services.titles import Titles
from wicco_desktop.store.attachments import AttachmentFolder
from wicco_desktop.store.store import Store


@dataclass(frozen=True, slots=True)
class Workspace:
    """Every capability over one store. ``store`` itself is for reading lists."""

    store: Store
    editing: Editing
    titles: Titles
    history: History
    people: People
    meetings: Meetings
    notes: Notes
    delegations: Delegations
    follow_ups: FollowUps
    photos: Photos
    searching: Searching
    checking: Checking
    minutes: Minutes
    related: Related

    @classmethod
    def over(cls, store: Store) -> Workspace:
        """The services over an open store."""
        editing = Editing(store)
        titles = Titles(store)
        people = People(store, editing)
        meetings = Meetings(store, editing)
        return cls(
            store=store,
            editing=editing,
            titles=titles,
            history=History(store, titles),
            people=people,
            meetings=meetings,
            notes=Notes(store, editing),
            delegations=Delegations(store, editing),
            follow_ups=FollowUps(store, editing),
            photos=Photos(store, editing, AttachmentFolder(store.path)),
            searching=Searching(store),
            checking=Checking(store),
            minutes=Minutes(store, people, meetings),
            related=Related(store, editing),
        )

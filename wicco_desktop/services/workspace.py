"""The services of one open database, made once and handed to whoever shows or prints them.

Each is loaded and made when it is first asked for: the window shows itself with hardly any.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wicco_desktop.services.backups import Backups
    from wicco_desktop.services.checking import Checking
    from wicco_desktop.services.delegations import Delegations
    from wicco_desktop.services.duplicates import Duplicates
    from wicco_desktop.services.editing import Editing
    from wicco_desktop.services.erasing import Erasing
    from wicco_desktop.services.exporting import Exporting
    from wicco_desktop.services.follow_ups import FollowUps
    from wicco_desktop.services.history import History
    from wicco_desktop.services.meetings import Meetings
    from wicco_desktop.services.merging import Merging
    from wicco_desktop.services.minutes import Minutes
    from wicco_desktop.services.notes import Notes
    from wicco_desktop.services.people import People
    from wicco_desktop.services.photos import Photos
    from wicco_desktop.services.related import Related
    from wicco_desktop.services.searching import Searching
    from wicco_desktop.services.titles import Titles
    from wicco_desktop.store.store import Store


class Workspace:
    """Every capability over one store. ``store`` itself is for reading lists."""

    def __init__(self, store: Store) -> None:
        self.store = store

    @classmethod
    def over(cls, store: Store) -> Workspace:
        """The services over an open store."""
        return cls(store)

    @cached_property
    def editing(self) -> Editing:
        """Making, changing and deleting records."""
        from wicco_desktop.services.editing import Editing

        return Editing(self.store)

    @cached_property
    def titles(self) -> Titles:
        """What records are called."""
        from wicco_desktop.services.titles import Titles

        return Titles(self.store)

    @cached_property
    def history(self) -> History:
        """What was changed, and told how."""
        from wicco_desktop.services.history import History

        return History(self.store, self.titles)

    @cached_property
    def people(self) -> People:
        """Contacts and the posts they hold."""
        from wicco_desktop.services.people import People

        return People(self.store, self.editing)

    @cached_property
    def meetings(self) -> Meetings:
        """Meetings and who attends them."""
        from wicco_desktop.services.meetings import Meetings

        return Meetings(self.store, self.editing)

    @cached_property
    def notes(self) -> Notes:
        """The notes of a meeting."""
        from wicco_desktop.services.notes import Notes

        return Notes(self.store, self.editing)

    @cached_property
    def delegations(self) -> Delegations:
        """Visits, their members and days."""
        from wicco_desktop.services.delegations import Delegations

        return Delegations(self.store, self.editing)

    @cached_property
    def follow_ups(self) -> FollowUps:
        """What is to be done, by when."""
        from wicco_desktop.services.follow_ups import FollowUps

        return FollowUps(self.store, self.editing)

    @cached_property
    def photos(self) -> Photos:
        """Photographs and other files."""
        from wicco_desktop.services.photos import Photos

        return Photos(self.store, self.editing, self.store.attachments)

    @cached_property
    def searching(self) -> Searching:
        """Finding records by any word."""
        from wicco_desktop.services.searching import Searching

        return Searching(self.store)

    @cached_property
    def checking(self) -> Checking:
        """Whether a file is in order."""
        from wicco_desktop.services.checking import Checking

        return Checking(self.store)

    @cached_property
    def minutes(self) -> Minutes:
        """The minutes of a meeting."""
        from wicco_desktop.services.minutes import Minutes

        return Minutes(self.store, self.people, self.meetings)

    @cached_property
    def related(self) -> Related:
        """What belongs to a record."""
        from wicco_desktop.services.related import Related

        return Related(self.store, self.editing)

    @cached_property
    def exporting(self) -> Exporting:
        """Workbooks for partners."""
        from wicco_desktop.services.exporting import Exporting

        return Exporting(self.store, self.people)

    @cached_property
    def merging(self) -> Merging:
        """Making one record of two."""
        from wicco_desktop.services.merging import Merging

        return Merging(self.store, self.titles, self.backups)

    @cached_property
    def duplicates(self) -> Duplicates:
        """Records that may be the same."""
        from wicco_desktop.services.duplicates import Duplicates

        return Duplicates(self.store)

    @cached_property
    def backups(self) -> Backups:
        """What is kept of the database and its attachments."""
        from wicco_desktop.services.backups import Backups

        return Backups(self.store)

    @cached_property
    def erasing(self) -> Erasing:
        """People erased on request."""
        from wicco_desktop.services.erasing import Erasing

        return Erasing(self.store, self.titles, self.backups)

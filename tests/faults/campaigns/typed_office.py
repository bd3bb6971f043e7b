"""The office in which somebody types: a record of every kind, with all that belongs to it."""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path

import wicco_desktop
from tests.faults.campaigns.aftermath import ME, NAME
from wicco_desktop.services.notes import NewFollowUp, NewNote
from wicco_desktop.services.workspace import Workspace
from wicco_desktop.store.store import Store


def made(folder: Path) -> None:
    """Make the database; load every part of the window, so that a forked one need not."""
    for module in pkgutil.walk_packages(wicco_desktop.__path__, "wicco_desktop."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    store = Store.open(folder / NAME, writer=ME)
    work = Workspace.over(store)
    make = work.editing.create
    body = make("organisation", {"name_en": "Body One", "name_zh": "机构一"}).id
    make("organisation", {"name_en": "Body Two", "name_zh": "机构二"})
    people = [make("contact", {"name_en": f"Chan {n}", "name_zh": f"陈{n}"}).id for n in range(4)]
    for person in people[:2]:
        work.people.add_post(person, {"organisation": body, "title_en": "Director"})
    topic = make("topic", {"name_en": "Smart cities"}).id
    work.related.set_topics(people[0], [topic])
    visit = make("delegation", {"name_en": "Visit", "start": "2022-11-22", "end": "2022-11-24"}).id
    work.delegations.set_members(visit, people[:2])
    meeting = make(
        "meeting",
        {"subject_en": "Work plan", "date": "2022-11-23", "host": body, "delegation": visit},
    ).id
    work.meetings.set_attendance(meeting, "ours", people[:2])
    work.meetings.set_attendance(meeting, "theirs", people[2:])
    work.notes.add(meeting, [NewNote({"en": "Said one"}), NewNote({"zh": "说了二"})])
    work.notes.add(
        meeting, [NewNote({"en": "To be done"}, kind="follow_up")], NewFollowUp(people[0])
    )
    make("event", {"name_en": "Forum", "start": "2022-11-22"})
    store.close()

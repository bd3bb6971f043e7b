"""Which panel shows the records of which kind."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from wicco_desktop.ui.delegation.panel import DelegationPanel
from wicco_desktop.ui.follow_ups.panel import FollowUpPanel
from wicco_desktop.ui.forms.contact_panel import ContactPanel
from wicco_desktop.ui.forms.organisation_panel import EventPanel, OrganisationPanel
from wicco_desktop.ui.forms.record_panel import RecordPanel
from wicco_desktop.ui.meeting.meeting_panel import MeetingPanel
from wicco_desktop.ui.session import Session

PANELS: dict[str, type[RecordPanel]] = {
    "contact": ContactPanel,
    "organisation": OrganisationPanel,
    "delegation": DelegationPanel,
    "event": EventPanel,
    "follow_up": FollowUpPanel,
    "meeting": MeetingPanel,
}
"""Kinds with a panel of their own, which takes session, kind and parent; all others are shown by
``RecordPanel`` itself."""


def make_panel(session: Session, kind: str, parent: QWidget | None = None) -> RecordPanel:
    """A new panel for the records of a kind."""
    return PANELS.get(kind, RecordPanel)(session, kind, parent)

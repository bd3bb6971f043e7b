"""Topics of cooperation, and the records each is linked to."""

from wicco_desktop.foundation.messages import N_, NC_
from wicco_desktop.records.fields import bilingual, reference
from wicco_desktop.records.kinds import RecordTable

LINKABLE = (
    "organisation",
    "contact",
    "delegation",
    "meeting",
    "note",
    "follow_up",
    "event",
)


class Topic(RecordTable, plural="topics", label=N_("Topic"), labels=N_("Topics"), title="name"):
    """A field of cooperation such as smart cities."""

    name = bilingual(NC_("topic", "Name"), "required", "searched", "listed")


class TopicLink(
    RecordTable,
    key="topic_link",
    plural="topic-links",
    label=N_("Topic link"),
    labels=N_("Topic links"),
    owner="record",
    order=("id",),
):
    """A topic of any other record."""

    topic = reference(N_("Topic"), "topic", options=("required",))
    record = reference(N_("Linked record"), *LINKABLE, options=("required",))

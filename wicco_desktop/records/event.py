"""Events: fairs, expositions, forums."""

from wicco_desktop.foundation.messages import N_, NC_
from wicco_desktop.records.fields import FieldType, bilingual, of_type, reference
from wicco_desktop.records.kinds import RecordTable


class Event(
    RecordTable,
    plural="events",
    label=N_("Event"),
    labels=N_("Events"),
    title="name",
    order=("-start", "sort_key"),
):
    """A public occasion with an organiser, at a place or online."""

    name = bilingual(NC_("event", "Name"), "required", "searched", "listed")
    organiser = reference(N_("Organiser"), "organisation", options=("listed",))
    start = of_type(FieldType.DATE, N_("From"), "listed")
    end = of_type(FieldType.DATE, N_("Until"), "listed")
    venue = bilingual(N_("Venue"), "searched", "listed")
    exhibitors = of_type(FieldType.NUMBER, N_("Exhibitors"))
    countries_and_regions = of_type(FieldType.NUMBER, N_("Countries and regions"))
    sections = bilingual(N_("Sections"), "searched", multiline=True)

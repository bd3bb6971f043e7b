"""Affiliations: who holds which post where, from when to when."""

from wicco_desktop.foundation.messages import N_, NC_
from wicco_desktop.records.fields import FieldType, bilingual, of_type, reference
from wicco_desktop.records.kinds import RecordTable


class Affiliation(
    RecordTable,
    plural="affiliations",
    label=N_("Affiliation"),
    labels=N_("Affiliations"),
    owner="contact",
    order=("-main", "-start"),
):
    """A post of a contact in an organisation. Past minutes show the title held on that day."""

    contact = reference(N_("Contact"), "contact", options=("required",))
    organisation = reference(N_("Organisation"), "organisation")
    department = bilingual(N_("Department"), "searched")
    title = bilingual(NC_("post", "Title"), "searched", "listed")
    start = of_type(FieldType.DATE, N_("From"))
    end = of_type(FieldType.DATE, N_("Until"))
    main = of_type(FieldType.FLAG, NC_("affiliation", "Main"))

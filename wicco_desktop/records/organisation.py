"""Organisations: cities, authorities, universities, associations, companies."""

from wicco_desktop.foundation.messages import N_, NC_
from wicco_desktop.records.fields import (
    FieldType,
    bilingual,
    choice,
    of_type,
    reference,
    several,
)
from wicco_desktop.records.kinds import RecordTable

ORGANISATION_KINDS = {
    "city": N_("city"),
    "government": N_("government"),
    "university": N_("university"),
    "laboratory": N_("laboratory"),
    "association": N_("association"),
    "company": N_("company"),
    "media": N_("media"),
    "international_body": N_("international body"),
    "other": N_("other"),
}
MEMBERSHIP = {
    "none": NC_("membership", "none"),
    "prospect": N_("prospect"),
    "invited": N_("invited"),
    "applied": N_("applied"),
    "member": NC_("membership", "member"),
    "former": N_("former"),
}


class Organisation(
    RecordTable,
    plural="organisations",
    label=N_("Organisation"),
    labels=N_("Organisations"),
    title="name",
):
    """A body that people work for, that hosts meetings, that is or may become a member."""

    name = bilingual(NC_("organisation", "Name"), "required", "searched", "listed")
    short_name = bilingual(N_("Short name"), "searched", "listed")
    kind = choice(NC_("organisation", "Kind"), ORGANISATION_KINDS, "listed")
    part_of = reference(N_("Part of"), "organisation")
    country_or_region = of_type(FieldType.COUNTRY, N_("Country or region"), "listed")
    city = bilingual(NC_("place", "City"), "searched", "listed")
    address = bilingual(N_("Address"), "searched", multiline=True)
    website = of_type(FieldType.WEBSITE, N_("Website"), "searched")
    wicco_membership = choice(N_("WICCO membership"), MEMBERSHIP, "listed")
    member_since = of_type(FieldType.DATE, N_("Member since"))
    founded = of_type(FieldType.DATE, N_("Founded"))
    about = bilingual(N_("About"), "searched", multiline=True)
    other_names = several(N_("Other names"), "searched")

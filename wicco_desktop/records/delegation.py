"""Delegations and who travels in them."""

from wicco_desktop.foundation.messages import N_, NC_
from wicco_desktop.records.fields import FieldType, bilingual, choice, of_type, reference
from wicco_desktop.records.kinds import RecordTable

DELEGATION_ROLES = {
    "leader": N_("leader"),
    "member": NC_("delegation", "member"),
    "interpreter": N_("interpreter"),
    "liaison": N_("liaison"),
}


class Delegation(
    RecordTable,
    plural="delegations",
    label=N_("Delegation"),
    labels=N_("Delegations"),
    title="name",
    order=("-start", "sort_key"),
):
    """A visit that several people make together."""

    name = bilingual(NC_("delegation", "Name"), "required", "searched", "listed")
    sent_by = reference(N_("Sent by"), "organisation", options=("listed",))
    destination = bilingual(N_("Destination"), "searched", "listed")
    purpose = bilingual(N_("Purpose"), "searched", multiline=True)
    start = of_type(FieldType.DATE, N_("From"), "listed")
    end = of_type(FieldType.DATE, N_("Until"), "listed")


class DelegationMember(
    RecordTable,
    key="delegation_member",
    plural="delegation-members",
    label=N_("Delegation member"),
    labels=N_("Delegation members"),
    owner="delegation",
    order=("position",),
):
    """A contact in a delegation."""

    delegation = reference(N_("Delegation"), "delegation", options=("required",))
    contact = reference(N_("Contact"), "contact", options=("required",))
    role = choice(NC_("delegation", "Role"), DELEGATION_ROLES)
    position = of_type(FieldType.NUMBER, N_("Position"), "uneditable", "unexported")

"""Contacts: the people.

To add a plain field: one line here, one migration step, one translated string.
"""

from wicco_desktop.foundation.messages import N_, NC_
from wicco_desktop.records.fields import FieldType, bilingual, of_type, several, text
from wicco_desktop.records.kinds import RecordTable


class Contact(
    RecordTable, plural="contacts", label=N_("Contact"), labels=N_("Contacts"), title="name"
):
    """A person, whatever scripts and spellings the name comes in."""

    name = bilingual(NC_("person", "Name"), "required", "searched", "listed")
    other_spellings = several(N_("Other spellings"), "searched")
    courtesy_title = text(N_("Courtesy title"))
    mobile = of_type(FieldType.PHONE, N_("Mobile"), "searched", "listed")
    phone = of_type(FieldType.PHONE, N_("Phone"), "searched")
    email = of_type(FieldType.EMAIL, N_("Email"), "searched", "listed")
    wechat = text(N_("WeChat"), "searched")
    country_or_region = of_type(FieldType.COUNTRY, N_("Country or region"), "listed")
    city = bilingual(NC_("place", "City"), "searched", "listed")
    address = bilingual(N_("Address"), "searched", multiline=True)
    languages_spoken = several(N_("Languages spoken"))
    first_met = of_type(FieldType.DATE, N_("First met"))
    tags = several(N_("Tags"), "searched", "listed")

"""Attachments: photographs and documents; the bytes lie beside the database by their hash."""

from wicco_desktop.foundation.messages import N_
from wicco_desktop.records.fields import FieldType, bilingual, of_type, reference, text
from wicco_desktop.records.kinds import RecordTable

ATTACHABLE = ("meeting", "contact", "organisation", "delegation", "event")


class Attachment(
    RecordTable,
    plural="attachments",
    label=N_("Attachment"),
    labels=N_("Attachments"),
    title="caption",
    owner="record",
    order=("taken", "id"),
):
    """A stored file (immutable, by its SHA-256) that belongs to a record."""

    record = reference(N_("Belongs to"), *ATTACHABLE, options=("required",))
    file = of_type(FieldType.DIGEST, N_("File"), "uneditable", "indexed")
    file_name = text(N_("File name"), "searched", "uneditable")
    media_type = text(N_("File type"), "uneditable")
    size = of_type(FieldType.NUMBER, N_("Size in bytes"), "uneditable")
    caption = bilingual(N_("Caption"), "searched", "listed")
    credit = text(N_("Credit"), "searched")
    taken = of_type(FieldType.MOMENT, N_("Taken"))

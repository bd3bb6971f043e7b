"""Notes: what was said at a meeting, in order, by whom."""

from wicco_desktop.foundation.messages import N_, NC_
from wicco_desktop.records.fields import FieldType, bilingual, choice, of_type, reference, text
from wicco_desktop.records.kinds import RecordTable

NOTE_KINDS = {
    "statement": N_("statement"),
    "topic": NC_("note", "topic"),
    "decision": N_("decision"),
    "follow_up": N_("follow-up"),
}


class Note(
    RecordTable,
    plural="notes",
    label=N_("Note"),
    labels=N_("Notes"),
    title="text",
    owner="meeting",
    order=("position", "id"),
):
    """One sentence or paragraph of a meeting."""

    meeting = reference(N_("Meeting"), "meeting", options=("required",))
    position = of_type(FieldType.NUMBER, N_("Position"), "uneditable")
    speaker = reference(N_("Speaker"), "contact")
    speaker_name = text(N_("Speaker (as text)"), "searched")
    kind = choice(NC_("note", "Kind"), NOTE_KINDS, "listed")
    text = bilingual(N_("Text"), "searched", "listed", multiline=True)
    written_first = of_type(FieldType.LANGUAGE, N_("Written first"), "uneditable")

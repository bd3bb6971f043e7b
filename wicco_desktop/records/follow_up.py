"""Follow-ups: what someone promised to do, by when, and the sentence it comes from."""

from wicco_desktop.foundation.messages import N_
from wicco_desktop.records.fields import FieldType, bilingual, choice, of_type, reference
from wicco_desktop.records.kinds import RecordTable

STATUSES = {"open": N_("open"), "done": N_("done"), "dropped": N_("dropped")}


class FollowUp(
    RecordTable,
    key="follow_up",
    plural="follow-ups",
    label=N_("Follow-up"),
    labels=N_("Follow-ups"),
    title="what",
    order=("due", "sort_key"),
):
    """Something to be done. Turning a note into a follow-up links it to that sentence."""

    what = bilingual(N_("What"), "required", "searched", "listed", multiline=True)
    owner = reference(N_("Owner"), "contact", options=("listed",))
    due = of_type(FieldType.DATE, N_("Due"), "listed")
    status = choice(N_("Status"), STATUSES, "listed")
    done_on = of_type(FieldType.DATE, N_("Done on"))
    note = reference(N_("From note"), "note")
    meeting = reference(N_("From meeting"), "meeting", options=("listed",))
    organisation = reference(N_("With organisation"), "organisation", options=("listed",))

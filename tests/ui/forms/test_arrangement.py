from __future__ import annotations

import pytest

from wicco_desktop.records import KINDS
from wicco_desktop.records.kinds import REMARKS
from wicco_desktop.ui.forms.arrangement import BY_HAND, arrangement


@pytest.mark.parametrize("kind", KINDS)
def test_every_editable_field_stands_in_the_form_once_and_the_remarks_last(kind: str) -> None:
    declared = KINDS[kind]
    keys = arrangement(declared).keys()
    wanted = [field.key for field in declared.fields if field.editable]
    assert sorted([*keys, *filter(None, [declared.title])]) == sorted(wanted)
    assert keys[-1] == REMARKS


@pytest.mark.parametrize("kind", BY_HAND)
def test_what_is_arranged_by_hand_is_declared(kind: str) -> None:
    keys = BY_HAND[kind].keys()
    assert all(KINDS[kind].has(key) for key in keys)
    assert BY_HAND[kind].rare <= set(keys)

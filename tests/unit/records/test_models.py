"""Every kind has its SQLModel class, mapped on the kind's own table and validating types."""

from __future__ import annotations

import subprocess
import sys

import pytest
from pydantic import ValidationError
from sqlmodel import select

from wicco_desktop.records import KINDS
from wicco_desktop.records.models import model_of

STORED = {"id": "1", "created": "2022-11-23T02:00:00.000Z", "changed": "2022-11-23T02:00:00.000Z"}


@pytest.mark.parametrize("kind", KINDS)
def test_a_model_has_the_columns_of_its_table(kind: str) -> None:
    model = model_of(kind)
    assert list(model.model_fields) == [column.name for column in KINDS[kind].table.columns]
    assert f"FROM {kind}" in str(select(model))


def test_a_model_refuses_a_value_of_the_wrong_type() -> None:
    contact = model_of("contact")
    assert contact.model_validate({**STORED, "mobile": "+853"}).mobile == "+853"  # type: ignore[attr-defined]
    with pytest.raises(ValidationError):
        contact.model_validate({**STORED, "mobile": 853})
    with pytest.raises(ValidationError):
        contact.model_validate({"id": "1"})


def test_declaring_the_records_does_not_load_sqlmodel() -> None:
    asked = "import sys, wicco_desktop.records; print('sqlmodel' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"
